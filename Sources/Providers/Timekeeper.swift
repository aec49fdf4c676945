import FoundationEssentials

/// Time and chance as the providers use them, handed in so that tests decide both.
package struct Timekeeper: Sendable {
    /// Since some fixed point; never goes back.
    package let elapsed: @Sendable () -> Duration
    /// Seconds since 1970, for dates that servers send.
    package let unixSeconds: @Sendable () -> Int64
    /// Throws only when the task is cancelled.
    package let sleep: @Sendable (Duration) async throws(CancellationError) -> Void
    /// From 0 up to, not including, 1.
    package let random: @Sendable () -> Double

    package init(
        elapsed: @escaping @Sendable () -> Duration, unixSeconds: @escaping @Sendable () -> Int64,
        sleep: @escaping @Sendable (Duration) async throws(CancellationError) -> Void,
        random: @escaping @Sendable () -> Double
    ) {
        self.elapsed = elapsed
        self.unixSeconds = unixSeconds
        self.sleep = sleep
        self.random = random
    }
}

extension Timekeeper {
    /// The machine's own.
    package static var system: Timekeeper {
        let start = ContinuousClock.now
        return Timekeeper(
            elapsed: { ContinuousClock.now - start }, unixSeconds: { Int64(Date.now.timeIntervalSince1970) },
            sleep: { duration async throws(CancellationError) in
                do {
                    try await Task.sleep(for: duration)
                } catch {
                    throw CancellationError()
                }
            }, random: { Double.random(in: 0..<1) })
    }
}
