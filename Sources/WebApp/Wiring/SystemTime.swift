import EventLoop
import Generation
import Glibc
import Providers

/// The time of day, as the system has it.
@Sendable func systemTime() -> Moment {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Moment(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
}

extension Timekeeper {
    /// The system's clocks and chance.
    static let system = Timekeeper(
        elapsed: { .nanoseconds(Int64(monotonicNanoseconds())) },
        unixSeconds: { systemTime().milliseconds / 1000 },
        sleep: { duration throws(CancellationError) in
            do { try await Task.sleep(for: duration) } catch { throw CancellationError() }
        },
        random: { Double.random(in: 0..<1) })
}
