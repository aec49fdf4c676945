/// One request as the decoder has checked it (RFC 9112 §3): the method, where to, the fields, and a body to be pulled.
package struct Request: Sendable {
    package var method: Method
    /// As it was sent: `/a%20b?c=d`, or `*` for OPTIONS. Of `http://host/a` only `/a`; `host` is then the Host field.
    package let target: String
    /// The target up to the first `?`, not decoded.
    package let path: String
    /// What follows the first `?`, not decoded; `nil` without a `?`.
    package let query: String?
    package var headers: HeaderFields
    package var body: RequestBody
    /// The peer's address in numbers, without a port: `127.0.0.1`, `::1`.
    package let remoteAddress: String

    package init(
        _ method: Method, _ target: String, headers: HeaderFields = [:], body: RequestBody = .empty,
        remoteAddress: String = "127.0.0.1"
    ) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
        self.remoteAddress = remoteAddress
        if let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) {
            path = String(target[..<mark])
            query = String(target[target.utf8.index(after: mark)...])
        } else {
            path = target
            query = nil
        }
    }

    /// The parts between the slashes, percent-decoded each on its own, so an encoded slash stays in its segment:
    /// `/` is [], `/a/b%20c` is ["a", "b c"], `/a/` is ["a", ""]. `nil` for a bad escape, bytes that are not UTF-8,
    /// a NUL, and a path that does not begin with a slash.
    package var pathSegments: [String]? {
        guard path.utf8.first == ASCII.slash else { return nil }
        guard path.utf8.count > 1 else { return [] }
        var segments: [String] = []
        for segment in path.utf8.dropFirst().split(separator: ASCII.slash, omittingEmptySubsequences: false) {
            guard let text = PercentEncoding.decode(segment) else { return nil }
            segments.append(text)
        }
        return segments
    }

    /// The query as a form (`a=b&c=d`); empty without a query, `nil` where it is malformed or has over 1,000 fields.
    package var queryItems: FormFields? {
        guard let query else { return FormFields() }
        // What exactly is wrong with a query interests nobody: the answer is 400 either way.
        return try? FormFields(decoding: query.utf8)
    }

    /// The body's declared type; `nil` where it is missing or unreadable.
    package var contentType: ContentType? { headers["Content-Type"].flatMap { ContentType($0) } }
    package var accept: AcceptHeader { AcceptHeader(headers.values(of: "Accept")) }
    package var acceptLanguage: AcceptLanguage { AcceptLanguage(headers.values(of: "Accept-Language")) }
    package var cookies: CookieHeader { CookieHeader(headers.values(of: "Cookie")) }
}
