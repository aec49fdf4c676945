private import CLinux
private import Glibc

/// Tells of each turn of a loop that used more processor time than it should: everybody else waited for it. The time of
/// the thread is what counts, since that others have the processor is not the turn's fault. Asking for it is a system
/// call a turn, so loops are not watched unless somebody wants it.
package struct TurnWatch: Sendable {
    package let limit: Duration
    /// What was used, and when the turn began by `monotonicNanoseconds`. Called on the loop's thread.
    package let report: @Sendable (_ used: Duration, _ began: UInt64) -> Void

    package init(limit: Duration, report: @escaping @Sendable (_ used: Duration, _ began: UInt64) -> Void) {
        self.limit = limit
        self.report = report
    }
}

/// The present turn of a watched loop. A turn lasts from one wait to the next.
struct WatchedTurn {
    private let watch: TurnWatch
    private var began = monotonicNanoseconds()
    private var usedBefore = WatchedTurn.threadTime()

    init(_ watch: TurnWatch) { self.watch = watch }

    mutating func begin() { began = monotonicNanoseconds() }

    mutating func end() {
        let now = Self.threadTime()
        let used = now - usedBefore
        usedBefore = now
        if used >= watch.limit { watch.report(used, began) }
    }

    private static func threadTime() -> Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}
