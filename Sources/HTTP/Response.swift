/// One answer. The server adds Date, Content-Length or Transfer-Encoding and Connection itself and drops its own names
/// for these from `headers`; it sends no body to HEAD.
package struct Response: Sendable {
    package var status: Status
    package var headers: HeaderFields
    package var body: ResponseBody

    package init(_ status: Status, headers: HeaderFields = [:], body: ResponseBody = .empty) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    package static func html(_ bytes: [UInt8], status: Status = .ok) -> Response {
        Response(status, headers: ["Content-Type": "text/html; charset=utf-8"], body: .bytes(bytes))
    }

    package static func json(_ bytes: [UInt8], status: Status = .ok) -> Response {
        Response(status, headers: ["Content-Type": "application/json"], body: .bytes(bytes))
    }

    package static func text(_ text: String, status: Status = .ok) -> Response {
        Response(status, headers: ["Content-Type": "text/plain; charset=utf-8"], body: .bytes(Array(text.utf8)))
    }

    /// The location is a path or an address that is already encoded. 303 makes a GET of whatever it was.
    package static func redirect(to location: String, status: Status = .seeOther) -> Response {
        Response(status, headers: ["Location": location])
    }

    /// A stream of server-sent events: never stored, and not held back by a proxy that buffers.
    package static func events(
        _ body: @escaping @Sendable (any ResponseWriter) async throws -> Void
    ) -> Response {
        Response(
            .ok,
            headers: [
                "Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no",
            ], body: .stream(body))
    }
}
