/// The checked head of a request and what it says about the bytes behind it (RFC 9112 §6.3, §9.3).
package struct RequestHead: Sendable {
    package enum Framing: Sendable, Hashable {
        case length(Int)
        case chunked
    }

    package let method: Method
    /// Origin form, or `*`.
    package let target: String
    package let headers: HeaderFields
    /// HTTP/1.0: no chunked answers, and the connection ends unless the client asked to keep it.
    package let isVersion10: Bool
    package let framing: Framing
    package let keepsAlive: Bool
    /// The client waits for `100 Continue` before it sends the body.
    package let expectsContinue: Bool
}

/// A request that must not be served, and the status that says so.
struct Refusal: Error {
    let status: Status
}
