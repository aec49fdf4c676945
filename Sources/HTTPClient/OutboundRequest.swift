/// One question to another server. Without a body it is a GET, unless it deletes.
package struct OutboundRequest: Sendable {
    package enum Trust: Sendable, Hashable {
        /// The operator's own setting: may be private, may be a proxy's. Another origin that it redirects to is `.named`.
        case configured
        /// Named by a user or by an answer: every connection passes the guard.
        case named
    }

    package var url: HTTPURL
    package var trust: Trust
    /// Sent in this order. `Authorization` and the like go to `url`'s origin only.
    package var headers: [(name: String, value: String)]
    /// Makes it a POST.
    package var body: [UInt8]?
    /// Makes it a DELETE.
    package var deletes = false
    package var limits: TransferLimits

    package init(
        _ url: HTTPURL, trust: Trust, headers: [(name: String, value: String)] = [], body: [UInt8]? = nil,
        limits: TransferLimits = TransferLimits()
    ) {
        self.url = url
        self.trust = trust
        self.headers = headers
        self.body = body
        self.limits = limits
    }
}

/// How long each phase may last and how much may come.
package struct TransferLimits: Sendable, Hashable {
    /// Name, connection and TLS.
    package var connect: Duration
    /// From the start to the answer's head, connecting included.
    package var firstByte: Duration
    /// Between two pieces of the body; does not run while the reader lets us wait.
    package var idle: Duration
    package var total: Duration
    /// Of the body.
    package var maximumBytes: Int

    package init(
        connect: Duration = .seconds(5), firstByte: Duration = .seconds(60), idle: Duration = .seconds(60),
        total: Duration = .seconds(600), maximumBytes: Int = 64 << 20
    ) {
        self.connect = connect
        self.firstByte = firstByte
        self.idle = idle
        self.total = total
        self.maximumBytes = maximumBytes
    }
}
