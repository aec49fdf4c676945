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
        if let publicURL, let name = hostName(of: authority(of: publicURL)) { hosts.insert(name) }
        self.allowedHosts = hosts
    }

    func allows(_ request: Request) -> Bool {
        // HTTP/1.0 without Host comes from probes, never from a browser.
        guard let host = request.headers["Host"] else { return true }
        guard let name = hostName(of: host.lowercased()) else { return false }
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

/// Without the port; an IPv6 address without its brackets. `nil` for what is no host with an optional port.
private func hostName(of authority: String) -> String? {
    let isBracketed = authority.hasPrefix("[")
    let name = isBracketed ? authority.dropFirst().prefix { $0 != "]" } : authority.prefix { $0 != ":" }
    let rest = authority.dropFirst(name.count + (isBracketed ? 2 : 0))
    guard !name.isEmpty, rest.isEmpty || (rest.hasPrefix(":") && rest.dropFirst().utf8.allSatisfy(isDigit)) else {
        return nil
    }
    return String(name)
}

private func isAddress(_ name: String) -> Bool {
    let isIPv6 = name.contains(":") && name.utf8.allSatisfy { isHexDigit($0) || $0 == UInt8(ascii: ":") }
    return isIPv6 || HostGuard.isIPv4(name)
}

extension HostGuard {
    /// Four numbers from 0 to 255 in plain decimal.
    static func isIPv4(_ name: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { $0.utf8.allSatisfy(isDigit) && UInt8($0) != nil }
    }
}

private func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}

private func isHexDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
}
