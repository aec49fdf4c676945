/// When an exchange has lasted too long: a value, moved by the times it is told (CLOCK_MONOTONIC, nanoseconds).
struct TransferClock {
    private let limits: TransferLimits
    private let start: UInt64
    /// Of the head or the latest piece of the body; `nil` before the head.
    private var lastByte: UInt64?
    private var isPaused = false

    init(_ limits: TransferLimits, start: UInt64) {
        self.limits = limits
        self.start = start
    }

    mutating func received(at now: UInt64) {
        lastByte = now
    }

    /// While the reader lets the peer wait, silence is not the peer's.
    mutating func paused() {
        isPaused = true
    }

    mutating func resumed(at now: UInt64) {
        isPaused = false
        lastByte = now
    }

    /// What has run out, if anything.
    func expired(at now: UInt64) -> TransferError.Kind? {
        if now >= start + limits.total.nanoseconds { return .totalTimedOut }
        guard let lastByte else { return now >= start + limits.firstByte.nanoseconds ? .firstByteTimedOut : nil }
        return !isPaused && now >= lastByte + limits.idle.nanoseconds ? .idleTimedOut : nil
    }

    /// When to look again; bytes that come meanwhile only make it later.
    var nextCheck: UInt64 {
        let total = start + limits.total.nanoseconds
        guard let lastByte else { return min(total, start + limits.firstByte.nanoseconds) }
        return isPaused ? total : min(total, lastByte + limits.idle.nanoseconds)
    }
}

extension Duration {
    /// Not below 0 and not above a year, so that sums cannot overflow.
    var nanoseconds: UInt64 {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        return UInt64(min(seconds, 31_536_000)) * 1_000_000_000 + UInt64(attoseconds) / 1_000_000_000
    }

    /// Rounded up, so that a limit is never 0, which means "none" to libcurl.
    var milliseconds: Int {
        Int(max(1, (nanoseconds + 999_999) / 1_000_000))
    }
}
