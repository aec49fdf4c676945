/// Stands before every address that users or answers name: which may be fetched, and from which IP addresses.
///
/// The connection is then pinned to one of the addresses that were checked, so a name cannot change its mind in between.
package struct AddressGuard: Sendable {
    private let rules: AddressRules
    private let allows: @Sendable (IPAddress) -> Bool
    private let resolve: @Sendable (String) async throws(TransferError) -> [IPAddress]

    /// Tests hand in what is allowed; everybody else has public addresses only.
    package init(
        _ rules: AddressRules, allowing allows: @escaping @Sendable (IPAddress) -> Bool = AddressGuard.isPublic,
        resolve: @escaping @Sendable (String) async throws(TransferError) -> [IPAddress]
    ) {
        self.rules = rules
        self.allows = allows
        self.resolve = resolve
    }

    /// The addresses to connect to, in order of preference; `nil` for a configured origin, which is free.
    /// Throws `.addressRefused` where the port or any address is not allowed, `.unresolved` for an unknown name.
    package func addresses(for url: HTTPURL) async throws(TransferError) -> [IPAddress]? {
        if rules.configured.contains(url.origin) { return nil }
        guard rules.ports.contains(url.origin.port) else {
            throw TransferError(.addressRefused, "port \(url.origin.port) of \(url.origin.host)")
        }
        if let address = IPAddress(url.origin.host) { return [try checked(address, for: url)] }
        let addresses = try await resolve(url.origin.host)
        guard !addresses.isEmpty else { throw TransferError(.unresolved, url.origin.host) }
        // One bad address among good ones is an attack or an accident; either way no.
        for address in addresses { _ = try checked(address, for: url) }
        return addresses
    }

    private func checked(_ address: IPAddress, for url: HTTPURL) throws(TransferError) -> IPAddress {
        guard allows(address) else {
            throw TransferError(.addressRefused, "\(url.origin.host) is \(address), which is not public")
        }
        return address
    }

    /// Whether anyone on the internet may be meant: IANA's special-purpose registries (RFC 6890, read 2026-11) decide.
    @Sendable package static func isPublic(_ address: IPAddress) -> Bool {
        if let four = address.embeddedFour { return isPublic(four) }
        if address.bytes.count == 16, !globalUnicast.contains(where: { $0.contains(address) }) { return false }
        return !special.contains { $0.contains(address) }
    }

    static func isLoopback(_ address: IPAddress) -> Bool {
        loopback.contains { $0.contains(address) }
    }

    private static let loopback = ["127.0.0.0/8", "::1/128"].compactMap(IPRange.init)

    /// All that is handed out so far; the rest of IPv6 (loopback, IPv4-mapped, local NAT64, private, link-local,
    /// multicast …) is outside.
    private static let globalUnicast = ["2000::/3"].compactMap(IPRange.init)

    private static let special = [
        "0.0.0.0/8",  // this network
        "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16",  // private
        "100.64.0.0/10",  // carrier-grade NAT; also a cloud's metadata (100.100.100.200)
        "127.0.0.0/8",  // loopback
        "169.254.0.0/16",  // link-local; also metadata of most clouds (169.254.169.254)
        "168.63.129.16/32",  // a cloud's host agent
        "192.0.0.0/24",  // protocol assignments; also a cloud's metadata (192.0.0.192)
        "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24",  // documentation
        "192.31.196.0/24", "192.52.193.0/24", "192.175.48.0/24",  // AS112, AMT
        "192.88.99.0/24",  // 6to4 relays
        "198.18.0.0/15",  // benchmarks
        "224.0.0.0/4",  // multicast
        "240.0.0.0/4",  // reserved, broadcast
        "2001::/23",  // protocol assignments, Teredo
        "2001:db8::/32", "3fff::/20",  // documentation
        "2002::/16",  // 6to4, which hides an IPv4 address
        "2620:4f:8000::/48",  // AS112
    ].compactMap(IPRange.init)
}
