/// An exchange as libcurl is told it: the address has passed, one hop, no redirects.
struct TransferPlan: Sendable {
    var url: HTTPURL
    /// Connect to this address instead of asking for the name; Host, SNI and certificate check keep the name.
    var pinned: IPAddress?
    var headers: [(name: String, value: String)]
    var body: [UInt8]?
    var deletes = false
    var limits: TransferLimits
    var userAgent: String
    /// PEM file of trusted authorities instead of the system's.
    var authorities: String?

    /// Nothing on this machine is asked for through a proxy.
    var isLoopback: Bool {
        guard let address = IPAddress(url.origin.host) else { return url.origin.host == "localhost" }
        return AddressGuard.isLoopback(address)
    }
}
