package import HTTP

/// Everything that can be set about a server, with the documented defaults.
package struct ServerOptions: Sendable {
    /// An IPv4 or IPv6 address in numbers (`::1`, without brackets) or `localhost`, which listens on both loopbacks.
    package var host = "127.0.0.1"
    /// One listener each; 0 takes any free port.
    package var ports = [8080]
    /// Threads that serve connections; one a core at most.
    package var loops = 1
    package var limits = ServerLimits()
    /// The answer to what never reached the handler (400, 408, 413, 414, 417, 431, 501, 505). Its status is set by
    /// the server; bodies other than bytes are dropped.
    package var errorPage: @Sendable (Status) -> Response = { .text("\($0)\n", status: $0) }
    /// Processor time above which a turn of a loop is reported as `turnTooLong`; `nil` does not measure it.
    package var turnLimit: Duration?
    /// For the log. Called on a loop's thread: must not block.
    package var onEvent: @Sendable (ServerEvent) -> Void = { _ in }

    package init() {}
}

/// Sizes in bytes, and times.
package struct ServerLimits: Sendable {
    /// Connections in all; more are accepted and closed at once. Lowered at start to what open files allow.
    package var connections = 10_000
    /// Request line and fields together; more is 431 (414 when the line alone is longer).
    package var headBytes = 16 * 1024
    package var headFields = 100
    /// Any body, declared or counted: more is 413. Routes set their own, lower ones by `RequestBody.collect(upTo:)`.
    package var bodyBytes = 64 * 1024 * 1024
    /// Of a body that the handler has not asked for yet, and of requests sent ahead: above this nothing is read.
    package var unreadBytes = 256 * 1024
    /// Of a stream that the client has not taken yet: above this a write suspends.
    package var unsentBytes = 256 * 1024
    /// An unread body up to this is read and dropped to keep the connection; with a longer one the connection ends.
    package var drainedBytes = 64 * 1024
    /// From the first byte of a request to the end of its head, never refreshed; then 408. Also for a new connection to
    /// send that first byte.
    package var headTime = Duration.seconds(10)
    /// A body must bring `bodyRate` bytes a second over any stretch of this length, the first one included; then 408.
    package var bodyWindow = Duration.seconds(10)
    package var bodyRate = 500
    /// Between two requests.
    package var idleTime = Duration.seconds(60)
    /// Without a byte taken by the client while some wait.
    package var writeStall = Duration.seconds(30)
    /// After an early answer: for the client to stop sending and to read it.
    package var lingerTime = Duration.seconds(5)

    package init() {}
}
