/// The cookies a browser sent (RFC 6265 §5.4), in their order.
package struct CookieHeader: Sendable, Hashable {
    private var cookies: [FormFields.Field] = []

    package init(_ values: [String]) {
        for value in values {
            for pair in value.utf8.split(separator: ASCII.semicolon) {
                guard let equals = pair.firstIndex(of: ASCII.equals) else { continue }
                let name = String(Substring(trimmed(pair[..<equals])))
                let content = String(Substring(trimmed(pair[pair.index(after: equals)...])))
                cookies.append(FormFields.Field(name: name, value: content))
            }
        }
    }

    /// The first cookie of that name: the one with the most specific path.
    package subscript(name: String) -> String? { cookies.first { $0.name == name }?.value }

    package func values(of name: String) -> [String] { cookies.filter { $0.name == name }.map(\.value) }
}

/// A Set-Cookie field (RFC 6265 §4.1). Name and value must be made of cookie characters; tokens and numbers are.
package struct SetCookie: Sendable, Hashable {
    package enum SameSite: String, Sendable { case strict = "Strict", lax = "Lax", none = "None" }

    package var name: String
    package var value: String
    package var path = "/"
    /// `nil` lives until the browser is closed; `.zero` deletes.
    package var maximumAge: Duration?
    package var isSecure = false
    package var isHTTPOnly = true
    package var sameSite = SameSite.lax

    package init(_ name: String, _ value: String, maximumAge: Duration? = nil, isSecure: Bool = false) {
        self.name = name
        self.value = value
        self.maximumAge = maximumAge
        self.isSecure = isSecure
    }

    /// `nil` where name, value or path holds what would end it early.
    package var fieldValue: String? {
        guard !name.isEmpty, name.utf8.allSatisfy(ASCII.isToken), value.utf8.allSatisfy(Self.isCookieOctet),
            path.utf8.allSatisfy({ ASCII.isFieldContent($0) && $0 != ASCII.semicolon })
        else { return nil }
        var parts = ["\(name)=\(value)", "Path=\(path)"]
        if let maximumAge { parts.append("Max-Age=\(maximumAge.components.seconds)") }
        if isSecure { parts.append("Secure") }
        if isHTTPOnly { parts.append("HttpOnly") }
        parts.append("SameSite=\(sameSite.rawValue)")
        return parts.joined(separator: "; ")
    }

    /// cookie-octet, RFC 6265 §4.1.1.
    private static func isCookieOctet(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && !"\",;\\".utf8.contains(byte)
    }
}
