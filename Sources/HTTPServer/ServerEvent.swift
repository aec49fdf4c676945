package import HTTP

/// What a server reports of itself.
package enum ServerEvent: Sendable {
    /// No connection could be accepted: the call and errno. Tried again after a moment.
    case acceptFailed(call: String, code: Int32)
    /// The cap is reached; the connection was closed unanswered.
    case connectionRefused(remoteAddress: String)
    /// A request that broke the protocol or a time limit, and the answer to it.
    case requestRefused(Status, remoteAddress: String)
    /// A streamed or file body ended early by its own fault; the connection was cut.
    case bodyFailed(String, remoteAddress: String)
    /// Something blocked a loop for this long (seen once a second at most): no connection was served meanwhile.
    case loopHeld(Duration)
    /// A turn of a loop used this much processor time; it began at that value of `monotonicNanoseconds`. Only with
    /// `ServerOptions.turnLimit`.
    case turnTooLong(Duration, began: UInt64)
}
