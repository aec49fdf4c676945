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
        if let publicURL, let name = hostName(of: Array(authority(of: publicURL).utf8)[...]) {
            hosts.insert(String(decoding: name, as: UTF8.self))
        }
        self.allowedHosts = hosts
    }

    func allows(_ request: Request) -> Bool {
        // HTTP/1.0 without Host comes from probes, never from a browser.
        guard let host = request.headers.bytes(of: "Host") else { return true }
        guard let name = hostName(of: host) else { return false }
        if HostGuard.isLoopback(name) || (allowsAddresses && isAddress(name)) { return true }
        return !allowedHosts.isEmpty && allowedHosts.contains(String(decoding: name, as: UTF8.self).lowercased())
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

extension HostGuard {
    /// Exactly an address or `localhost`: a name such as `127.0.0.evil.example` can lead anywhere.
    static func isLoopback(_ name: ArraySlice<UInt8>) -> Bool {
        if name.starts(with: "127.".utf8) { return isIPv4(name) }
        return name.elementsEqual("::1".utf8) || name.lazy.map { $0 | 0x20 }.elementsEqual("localhost".utf8)
    }

    /// Four numbers from 0 to 255 in plain decimal.
    fileprivate static func isIPv4(_ name: ArraySlice<UInt8>) -> Bool {
        var numbers = 0
        var rest = name
        while true {
            let digits = rest.prefix(while: isDigit)
            guard !digits.isEmpty, digits.count <= 3, digits.reduce(0, { $0 * 10 + Int($1 - 0x30) }) <= 255 else {
                return false
            }
            numbers += 1
            rest = rest.dropFirst(digits.count)
            guard rest.popFirst() == UInt8(ascii: ".") else { return numbers == 4 && rest.isEmpty }
        }
    }
}

/// Without the port; an IPv6 address without its brackets. `nil` for what is no host with an optional port.
private func hostName(of authority: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let isBracketed = authority.first == UInt8(ascii: "[")
    let start = isBracketed ? authority.dropFirst() : authority
    let name = start.prefix { $0 != (isBracketed ? UInt8(ascii: "]") : colon) }
    let rest = start.dropFirst(name.count + (isBracketed ? 1 : 0))
    guard !name.isEmpty, rest.isEmpty || (rest.first == colon && rest.dropFirst().allSatisfy(isDigit)) else {
        return nil
    }
    return name
}

private func isAddress(_ name: ArraySlice<UInt8>) -> Bool {
    let isIPv6 = name.contains(colon) && name.allSatisfy { isHexDigit($0) || $0 == colon }
    return isIPv6 || HostGuard.isIPv4(name)
}

private let colon = UInt8(ascii: ":")

private func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}

private func isHexDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
}
