/// When what happened on a connection, in nanoseconds of the loop's clock, and which limit is over. Pure, so that tests
/// hand in the time.
struct ConnectionTimes {
    enum Expiry {
        case idle, head, body, write, linger
    }

    private var idleSince: UInt64?
    private var headSince: UInt64?
    private var bodyWindow: (since: UInt64, bytes: Int)?
    private var blocked: (since: UInt64, sentBytes: Int)?
    private var lingerSince: UInt64?

    /// Connected, or the last answer is out.
    mutating func becameIdle(_ now: UInt64) {
        self = ConnectionTimes()
        idleSince = now
    }

    /// Some of a head is there. Only the first time counts: dripping bytes refresh nothing.
    mutating func headBegan(_ now: UInt64) {
        if headSince == nil { headSince = now }
    }

    mutating func headEnded() {
        headSince = nil
        idleSince = nil
    }

    /// From now on the client is expected to send.
    mutating func bodyBegan(_ now: UInt64) { bodyWindow = (now, 0) }

    mutating func bodyArrived(_ count: Int) { bodyWindow?.bytes += count }

    /// Nothing more is expected, or we have stopped reading.
    mutating func bodyStopped() { bodyWindow = nil }

    /// Output waits for the client, who has taken `sentBytes` in all so far.
    mutating func blocked(_ now: UInt64, sentBytes: Int) {
        if blocked?.sentBytes != sentBytes { blocked = (now, sentBytes) }
    }

    mutating func unblocked() { blocked = nil }

    mutating func lingers(_ now: UInt64) {
        self = ConnectionTimes()
        lingerSince = now
    }

    /// Starts the next window of a body that kept its pace.
    mutating func expiry(_ now: UInt64, _ limits: ServerLimits) -> Expiry? {
        if isOver(lingerSince, limits.lingerTime, now) { return .linger }
        if isOver(blocked?.since, limits.writeStall, now) { return .write }
        if let window = bodyWindow, isOver(window.since, limits.bodyWindow, now) {
            let (seconds, attoseconds) = limits.bodyWindow.components
            let wanted = Double(limits.bodyRate) * (Double(seconds) + Double(attoseconds) / 1e18)
            guard Double(window.bytes) >= wanted else { return .body }
            bodyWindow = (now, 0)
        }
        if isOver(headSince, limits.headTime, now) { return .head }
        return headSince == nil && isOver(idleSince, limits.idleTime, now) ? .idle : nil
    }

    private func isOver(_ since: UInt64?, _ limit: Duration, _ now: UInt64) -> Bool {
        guard let since else { return false }
        return .nanoseconds(Int64(now - since)) >= limit
    }
}
