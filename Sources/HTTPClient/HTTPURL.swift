/// An absolute http or https address, read strictly: what this type accepts has one meaning for every reader of URLs.
///
/// Refused are other schemes, user names, hosts that are not plain ASCII names, dotted decimal IPv4 or bracketed IPv6
/// (so no `0x7f.1`, no `2130706433`, no zone, no trailing dot), control characters and backslashes, and more than
/// `maximumBytes`. A fragment is dropped; other bytes that RFC 3986 does not allow in a path are percent-encoded.
package struct HTTPURL: Sendable, Hashable, CustomStringConvertible {
    /// 8 KiB: signed storage addresses have about 2.
    package static let maximumBytes = 8192

    package enum Scheme: String, Sendable, Hashable {
        case http, https
        var defaultPort: Int { self == .http ? 80 : 443 }
    }

    /// Who is spoken to: keys and trust never go from one origin to another.
    package struct Origin: Sendable, Hashable {
        package let scheme: Scheme
        /// Lower case; IPv6 in its canonical form without brackets.
        package let host: String
        package let port: Int
    }

    package let origin: Origin
    /// Path and query as sent, always with a leading slash.
    package let target: String

    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count <= HTTPURL.maximumBytes else { return nil }
        guard !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") }) else { return nil }
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        guard let scheme = Scheme(rawValue: lowercased(bytes[..<colon])) else { return nil }
        guard bytes[colon...].starts(with: Array("://".utf8)) else { return nil }
        let rest = bytes[(colon + 3)...].prefix { $0 != UInt8(ascii: "#") }
        let end = rest.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") } ?? rest.endIndex
        guard let authority = Authority(rest[..<end], defaultPort: scheme.defaultPort) else { return nil }
        origin = Origin(scheme: scheme, host: authority.host, port: authority.port)
        let path = percentEncoded(rest[end...])
        target = path.hasPrefix("/") ? path : "/" + path
    }

    private init(origin: Origin, target: String) {
        self.origin = origin
        self.target = target
    }

    package var description: String { site + target }

    /// Without the query, in which signatures and keys may stand: for logs.
    package var redacted: String {
        guard let query = target.firstIndex(of: "?") else { return description }
        return site + target[..<query] + "?…"
    }

    private var site: String {
        let host = origin.host.contains(":") ? "[\(origin.host)]" : origin.host
        let port = origin.port == origin.scheme.defaultPort ? "" : ":\(origin.port)"
        return "\(origin.scheme.rawValue)://\(host)\(port)"
    }

    /// A base address and a path under it: one slash at the base's end is dropped, its query stays behind the path.
    package func appending(path: String) -> HTTPURL {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let base = parts[0].hasSuffix("/") ? parts[0].dropLast() : parts[0]
        let query = parts.count > 1 ? "?" + parts[1] : ""
        return HTTPURL(origin: origin, target: base + path + query)
    }

    /// What a `Location` means here: RFC 3986 §5.2. `nil` where it is no http address.
    package func resolving(_ reference: String) -> HTTPURL? {
        if let scheme = reference.firstIndex(of: ":"),
            !reference[..<scheme].contains(where: { "/?#".contains($0) })
        {
            return HTTPURL(reference)
        }
        if reference.hasPrefix("//") { return HTTPURL(origin.scheme.rawValue + ":" + reference) }
        if reference.hasPrefix("/") { return HTTPURL(site + reference) }
        let path = target.prefix { $0 != "?" }
        if reference.isEmpty || reference.hasPrefix("#") { return self }
        if reference.hasPrefix("?") { return HTTPURL(site + path + reference) }
        let folder = path[...(path.lastIndex(of: "/") ?? path.startIndex)]
        return HTTPURL(site + folder + reference)
    }
}

/// The part between `//` and the path.
private struct Authority {
    let host: String
    let port: Int

    init?(_ bytes: ArraySlice<UInt8>, defaultPort: Int) {
        guard !bytes.contains(UInt8(ascii: "@")) else { return nil }
        let isBracketed = bytes.first == UInt8(ascii: "[")
        let hostEnd: Int
        if isBracketed {
            guard let bracket = bytes.firstIndex(of: UInt8(ascii: "]")) else { return nil }
            hostEnd = bracket + 1
        } else {
            hostEnd = bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.endIndex
        }
        guard let host = isBracketed ? sixHost(bytes[..<hostEnd]) : plainHost(bytes[..<hostEnd]) else { return nil }
        self.host = host
        if hostEnd == bytes.endIndex {
            port = defaultPort
        } else {
            guard bytes[hostEnd] == UInt8(ascii: ":"), let number = portNumber(bytes[(hostEnd + 1)...]) else {
                return nil
            }
            port = number
        }
    }
}

private func sixHost(_ bytes: ArraySlice<UInt8>) -> String? {
    let text = String(decoding: bytes.dropFirst().dropLast(), as: UTF8.self)
    guard text.contains(":"), let address = IPAddress(text) else { return nil }
    return address.description
}

/// A name of dot-separated labels (letters, digits, hyphen, underscore). One whose last label begins with a digit must be
/// a dotted decimal IPv4 address, because some readers take every such host for a number.
private func plainHost(_ bytes: ArraySlice<UInt8>) -> String? {
    guard (1...253).contains(bytes.count) else { return nil }
    let name = lowercased(bytes)
    let labels = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    for label in labels {
        guard (1...63).contains(label.count), label.allSatisfy(isNameByte) else { return nil }
    }
    guard let first = labels.last?.first, isDigit(first) else { return name }
    return IPAddress(name)?.description
}

private func portNumber(_ digits: ArraySlice<UInt8>) -> Int? {
    guard (1...5).contains(digits.count), digits.allSatisfy(isDigit) else { return nil }
    let number = digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    return (1...65_535).contains(number) ? number : nil
}

private func lowercased(_ bytes: ArraySlice<UInt8>) -> String {
    let lower = bytes.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 + 32 : $0 }
    return String(decoding: lower, as: UTF8.self)
}

private func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}

private func isNameByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: "_")
}

private func percentEncoded(_ bytes: ArraySlice<UInt8>) -> String {
    let refused: Set<UInt8> = Set(" \"<>^`{|}".utf8)
    var encoded: [UInt8] = []
    encoded.reserveCapacity(bytes.count + 1)
    for byte in bytes {
        if byte < 0x80, !refused.contains(byte) {
            encoded.append(byte)
        } else {
            let digits = Array("0123456789ABCDEF".utf8)
            encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
        }
    }
    return String(decoding: encoded, as: UTF8.self)
}
