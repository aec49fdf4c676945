/// When what happened on a connection, in nanoseconds of the loop's clock, and which limit is over. Pure, so that tests
/// hand in the time.
struct ConnectionTimes {
    enum Expiry {
        case idle, head, body, write, linger
    }

    private var idleSince: UInt64?
    /// Nothing was ever asked here.
    private var isNew = false
    private var headSince: UInt64?
    private var bodyPace: BodyPace?
    private var blocked: (since: UInt64, sentBytes: Int)?
    private var lingerSince: UInt64?

    mutating func connected(_ now: UInt64) {
        idleSince = now
        isNew = true
    }

    /// The last answer is out.
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
    mutating func bodyBegan(_ now: UInt64, _ limits: ServerLimits) { bodyPace = BodyPace(now, limits) }

    mutating func bodyArrived(_ count: Int, _ now: UInt64) { bodyPace?.arrived(count, now) }

    /// Nothing more is expected, or we have stopped reading.
    mutating func bodyStopped() { bodyPace = nil }

    /// Output waits for the client, who has taken `sentBytes` in all so far.
    mutating func blocked(_ now: UInt64, sentBytes: Int) {
        if blocked?.sentBytes != sentBytes { blocked = (now, sentBytes) }
    }

    mutating func unblocked() { blocked = nil }

    mutating func lingers(_ now: UInt64) {
        self = ConnectionTimes()
        lingerSince = now
    }

    mutating func expiry(_ now: UInt64, _ limits: ServerLimits) -> Expiry? {
        if isOver(lingerSince, limits.lingerTime, now) { return .linger }
        if isOver(blocked?.since, limits.writeStall, now) { return .write }
        bodyPace?.look(now)
        if let bodyPace, bodyPace.isTooSlow { return .body }
        if isOver(headSince, limits.headTime, now) { return .head }
        let idleTime = isNew ? min(limits.headTime, limits.idleTime) : limits.idleTime
        return headSince == nil && isOver(idleSince, idleTime, now) ? .idle : nil
    }

    private func isOver(_ since: UInt64?, _ limit: Duration, _ now: UInt64) -> Bool {
        guard let since else { return false }
        return .nanoseconds(Int64(now - since)) >= limit
    }
}
