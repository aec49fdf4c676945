import HTTP

/// What every response carries, so that a browser runs nothing but our own script and shows nothing but our own bytes.
enum SecurityHeaders {
    static let contentSecurityPolicy = [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "media-src 'self'",
        "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
        "require-trusted-types-for 'script'", "trusted-types tagwerk",
    ].joined(separator: "; ")

    /// No endpoint sets one of these.
    private static let fields: HeaderFields = [
        "Content-Security-Policy": contentSecurityPolicy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    ]

    static func add(to response: inout Response, id: String) {
        response.headers.append(contentsOf: fields)
        response.headers.append("X-Request-ID", id)
    }
}
