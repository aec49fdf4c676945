private import EventLoop
private import Glibc

/// Asks the system for the addresses of a name, on a thread of its own because getaddrinfo(3) blocks; one name at a time.
actor NameResolver {
    private let loop: EventLoop

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.executor.asUnownedSerialExecutor() }

    init() throws(TransferError) {
        do {
            loop = try EventLoop(name: "names")
        } catch {
            throw TransferError(.internal, "\(error)")
        }
    }

    /// In the system's order of preference (RFC 6724), each once.
    func addresses(of name: String) throws(TransferError) -> [IPAddress] {
        guard !Task.isCancelled else { throw TransferError(.cancelled) }
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(name, nil, &hints, &list)
        guard code == 0 else { throw TransferError(.unresolved, "\(name): \(String(cString: gai_strerror(code)))") }
        defer { freeaddrinfo(list) }
        var found: [IPAddress] = []
        var entry = list
        while let item = entry {
            if let address = IPAddress(item.pointee), !found.contains(address) { found.append(address) }
            entry = item.pointee.ai_next
        }
        return found
    }
}

extension IPAddress {
    fileprivate init?(_ entry: addrinfo) {
        guard let address = entry.ai_addr else { return nil }
        // The lengths match because the family names the structure.
        switch entry.ai_family {
        case AF_INET:
            let four = UnsafeRawPointer(address).loadUnaligned(as: sockaddr_in.self)
            self.init(bytes: withUnsafeBytes(of: four.sin_addr) { Array($0) })
        case AF_INET6:
            let six = UnsafeRawPointer(address).loadUnaligned(as: sockaddr_in6.self)
            self.init(bytes: withUnsafeBytes(of: six.sin6_addr) { Array($0) })
        default:
            return nil
        }
    }
}
