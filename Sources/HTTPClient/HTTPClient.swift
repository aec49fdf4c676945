package import EventLoop

/// The only way out: exchanges over HTTP/1.1 and 2, with TLS always checked, under limits and behind the guard.
///
/// Proxies come from the environment (`http_proxy`, `https_proxy`, `no_proxy`) as libcurl reads it; loopback never goes
/// through one.
package struct HTTPClient: Sendable {
    /// A GET follows so many redirects.
    package static let maximumRedirects = 3

    private let curl: CurlLoop
    private let addressGuard: AddressGuard
    private let userAgent: String
    private let authorities: String?

    /// `authorities` is a PEM file of trusted certificates, instead of the system's; `watch` is told of
    /// turns of the thread that all exchanges share. Throws when no thread can be had.
    package init(
        rules: AddressRules = AddressRules(), userAgent: String = "Tagwerk/1", authorities: String? = nil,
        watch: TurnWatch? = nil
    ) throws(TransferError) {
        let resolver = try NameResolver()
        let addressGuard = AddressGuard(rules) { name async throws(TransferError) in
            try await resolver.addresses(of: name)
        }
        try self.init(guardedBy: addressGuard, userAgent: userAgent, authorities: authorities, watch: watch)
    }

    package init(
        guardedBy addressGuard: AddressGuard, userAgent: String = "Tagwerk/1", authorities: String? = nil,
        watch: TurnWatch? = nil
    ) throws(TransferError) {
        curl = try CurlLoop(watch)
        self.addressGuard = addressGuard
        self.userAgent = userAgent
        self.authorities = authorities
    }

    /// Returns when the head is here; any status is an answer. Cancelling the task ends the exchange at once.
    ///
    /// Redirects of a GET are followed, each checked anew. Headers other than `Accept` stay with the first origin.
    package func send(_ request: OutboundRequest) async throws(TransferError) -> InboundResponse {
        var request = request
        var redirects = 0
        while true {
            let response = try await exchange(request)
            guard let location = response.redirect, request.body == nil else { return response }
            redirects += 1
            guard redirects <= HTTPClient.maximumRedirects else {
                throw TransferError(.tooManyRedirects, request.url.redacted)
            }
            request = try request.redirected(to: location)
        }
    }

    private func exchange(_ request: OutboundRequest) async throws(TransferError) -> InboundResponse {
        var plan = TransferPlan(
            url: request.url, headers: request.headers, body: request.body, deletes: request.deletes,
            limits: request.limits,
            userAgent: userAgent, authorities: authorities)
        guard request.trust == .named, let addresses = try await addressGuard.addresses(for: request.url) else {
            return try await start(plan)
        }
        for address in addresses.dropLast() {
            plan.pinned = address
            do {
                return try await start(plan)
            } catch  where error.kind == .connectFailed || error.kind == .connectTimedOut {
                continue
            }
        }
        plan.pinned = addresses.last
        return try await start(plan)
    }

    private func start(_ plan: TransferPlan) async throws(TransferError) -> InboundResponse {
        let (id, head) = try await curl.start(plan)
        return InboundResponse(head: head, body: InboundBody(of: id, in: curl), url: plan.url)
    }
}

extension InboundResponse {
    fileprivate var redirect: String? {
        [301, 302, 303, 307, 308].contains(status) ? head["location"] : nil
    }
}

extension OutboundRequest {
    fileprivate func redirected(to location: String) throws(TransferError) -> OutboundRequest {
        guard let next = url.resolving(location) else {
            throw TransferError(.addressRefused, "a redirect from \(url.redacted) to no plain http address")
        }
        var request = self
        request.url = next
        if next.origin != url.origin {
            request.trust = .named
            request.headers.removeAll { $0.name.lowercased() != "accept" }
        }
        return request
    }
}
