private import CLinux
import EventLoop
private import Glibc

/// An IPv4 or IPv6 address with a port, in the kernel's form.
struct SocketAddress {
    private var storage = sockaddr_storage()
    private var length = socklen_t(MemoryLayout<sockaddr_storage>.size)

    /// `host` in numbers only.
    init(host: String, port: Int) throws(SystemError) {
        guard let port = in_port_t(exactly: port) else { throw SystemError(call: "port \(port)", code: EINVAL) }
        var four = sockaddr_in()
        var six = sockaddr_in6()
        if inet_pton(AF_INET, host, &four.sin_addr) == 1 {
            four.sin_family = sa_family_t(AF_INET)
            four.sin_port = port.bigEndian
            store(four)
        } else if inet_pton(AF_INET6, host, &six.sin6_addr) == 1 {
            six.sin6_family = sa_family_t(AF_INET6)
            six.sin6_port = port.bigEndian
            store(six)
        } else {
            throw SystemError(call: "host \(host)", code: EINVAL)
        }
    }

    init(boundTo fd: Int32) throws(SystemError) {
        let code = withMutablePointer { getsockname(fd, $0, $1) }
        guard code == 0 else { throw SystemError(call: "getsockname") }
    }

    /// Accepts a connection, non-blocking, and takes its peer's address; `nil`: errno says why there is none.
    static func accept(_ listener: Int32) -> (fd: Int32, address: SocketAddress)? {
        var address = SocketAddress()
        let flags = Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let fd = address.withMutablePointer { accept4(listener, $0, $1, flags) }
        return fd >= 0 ? (fd, address) : nil
    }

    private init() {}

    var family: Int32 { Int32(storage.ss_family) }

    /// IPv4 that came in by an IPv6 listener is shown as IPv4.
    var bound: BoundAddress {
        withUnsafeBytes(of: storage) { bytes in
            if family == AF_INET {
                let four = bytes.loadUnaligned(as: sockaddr_in.self)
                return BoundAddress(host: Self.text(AF_INET, four.sin_addr), port: Int(four.sin_port.bigEndian))
            }
            let six = bytes.loadUnaligned(as: sockaddr_in6.self)
            let text = Self.text(AF_INET6, six.sin6_addr)
            let host = text.hasPrefix("::ffff:") && text.contains(".") ? String(text.dropFirst(7)) : text
            return BoundAddress(host: host, port: Int(six.sin6_port.bigEndian))
        }
    }

    /// 0, or -1 and errno, like the call of that name.
    mutating func bind(_ fd: Int32) -> Int32 {
        withMutablePointer { Glibc.bind(fd, $0, $1.pointee) }
    }

    private mutating func withMutablePointer<Result>(
        _ body: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Result
    ) -> Result {
        withUnsafeMutablePointer(to: &length) { length in
            withUnsafeMutablePointer(to: &storage) { storage in
                // The socket calls take every family through this type; the storage is as large as the largest.
                storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
            }
        }
    }

    private mutating func store<Address>(_ address: Address) {
        withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: address, as: Address.self) }
        length = socklen_t(MemoryLayout<Address>.size)
    }

    private static func text<Address>(_ family: Int32, _ address: Address) -> String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        let result = withUnsafePointer(to: address) { inet_ntop(family, $0, &text, socklen_t(text.count)) }
        return result == nil
            ? "" : String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
