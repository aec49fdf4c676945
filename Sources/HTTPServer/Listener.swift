private import CLinux
import EventLoop
private import Glibc

/// An address that a server listens on.
package struct BoundAddress: Sendable, Hashable, CustomStringConvertible {
    /// In numbers, without brackets.
    package let host: String
    package let port: Int

    package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

/// A listening socket.
struct Listener: Sendable {
    /// Connections that the kernel keeps until they are accepted; it lowers this to its own bound.
    private static let backlog: Int32 = 1024

    let fd: Int32
    let address: BoundAddress

    /// One, or for `localhost` one for each loopback that the machine has, on the same port.
    static func open(host: String, port: Int) throws(SystemError) -> [Listener] {
        guard host == "localhost" else { return [try listen(host, port)] }
        let first = try listen("127.0.0.1", port)
        do throws(SystemError) {
            return [first, try listen("::1", first.address.port)]
        } catch {
            // A machine without IPv6 is no error; a taken port is.
            guard error.code == EADDRNOTAVAIL || error.code == EAFNOSUPPORT else {
                first.close()
                throw error
            }
            return [first]
        }
    }

    func close() {
        _ = Glibc.close(fd)
    }

    private static func listen(_ host: String, _ port: Int) throws(SystemError) -> Listener {
        var address = try SocketAddress(host: host, port: port)
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let fd = socket(address.family, kind, 0)
        guard fd >= 0 else { throw SystemError(call: "socket") }
        do throws(SystemError) {
            // A port whose last connections still fade away can be bound again.
            try set(fd, SOL_SOCKET, SO_REUSEADDR, 1)
            // Accepted sockets inherit it: answers are whole when they are sent, so nothing is gained by waiting.
            try set(fd, Int32(IPPROTO_TCP), TCP_NODELAY, 1)
            // `::` is for IPv4 as well, whatever the machine's default.
            if address.family == AF_INET6 { try set(fd, Int32(IPPROTO_IPV6), IPV6_V6ONLY, 0) }
            guard address.bind(fd) == 0 else {
                throw SystemError(call: "bind \(host) port \(port)")
            }
            guard Glibc.listen(fd, backlog) == 0 else { throw SystemError(call: "listen") }
            return Listener(fd: fd, address: try SocketAddress(boundTo: fd).bound)
        } catch {
            _ = Glibc.close(fd)
            throw error
        }
    }

    private static func set(_ fd: Int32, _ level: Int32, _ option: Int32, _ value: Int32) throws(SystemError) {
        var value = value
        guard setsockopt(fd, level, option, &value, socklen_t(MemoryLayout<Int32>.size)) == 0 else {
            throw SystemError(call: "setsockopt")
        }
    }
}
