import HTTP

/// Which `Host` this server answers to, against rebinding of a foreign name to this machine (contract X11, X15).
struct HostGuard: Sendable {
    private let publicURL: String?
    private let allowedHosts: Set<String>
    private let allowsAddresses: Bool

    /// - Parameter allowsAddresses: Literal IP addresses beyond loopback count as allowed: nobody can rebind a number.
    init(publicURL: String?, allowedHosts: [String], allowsAddresses: Bool) {
        self.publicURL = publicURL
        self.allowsAddresses = allowsAddresses
        var hosts = Set(allowedHosts)
        if let publicURL { hosts.insert(hostName(of: authority(of: publicURL))) }
        self.allowedHosts = hosts
    }

    func allows(_ request: Request) -> Bool {
        // HTTP/1.0 without Host comes from probes, never from a browser.
        guard let host = request.headers["Host"] else { return true }
        let name = hostName(of: host.lowercased())
        return Config.isLoopback(name) || allowedHosts.contains(name) || (allowsAddresses && isAddress(name))
    }

    /// What absolute links begin with: the configured address, else the allowed `Host` that was asked.
    func baseURL(of request: Request) -> String {
        publicURL ?? "http://\(request.headers["Host"] ?? "127.0.0.1")"
    }

    /// Whether a state-changing request comes from our own page or from a program that is no browser.
    func isSameOrigin(_ request: Request) -> Bool {
        if let site = request.headers["Sec-Fetch-Site"] { return site == "same-origin" || site == "none" }
        guard let origin = request.headers["Origin"] else { return true }
        guard let host = request.headers["Host"] else { return false }
        let asked = ["http://\(host)", "https://\(host)"].map { $0.lowercased() }
        return asked.contains(origin.lowercased()) || origin.lowercased() == publicURL.map(originOf)
    }

    private func originOf(_ url: String) -> String {
        let scheme = url.hasPrefix("https") ? "https" : "http"
        return "\(scheme)://\(authority(of: url))".lowercased()
    }
}

/// `ki.example.org:8443` of `https://ki.example.org:8443/x`
private func authority(of url: String) -> String {
    let parts = url.split(separator: "/", omittingEmptySubsequences: true)
    return parts.count > 1 ? parts[1].lowercased() : ""
}

/// Without the port; an IPv6 address without its brackets.
private func hostName(of authority: String) -> String {
    if authority.hasPrefix("[") {
        return String(authority.dropFirst().prefix { $0 != "]" })
    }
    return String(authority.prefix { $0 != ":" })
}

private func isAddress(_ name: String) -> Bool {
    name.contains(":")
        || name.utf8.allSatisfy { $0 == UInt8(ascii: ".") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
}
