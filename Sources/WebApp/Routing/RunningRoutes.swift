import EventLoop
import Synchronization

/// Which routes are at work or have just been: what may be to blame for a turn of the server that took too long.
final class RunningRoutes: Sendable {
    private static let remembered = 32

    private struct State {
        var running: [UInt64: String] = [:]
        var ended: [(pattern: String, at: UInt64)] = []
        var next: UInt64 = 0
    }

    private let state = Mutex(State())

    /// Names this one to `ended`.
    func began(_ pattern: String) -> UInt64 {
        state.withLock { state in
            state.next += 1
            state.running[state.next] = pattern
            return state.next
        }
    }

    func ended(_ number: UInt64) {
        state.withLock { state in
            guard let pattern = state.running.removeValue(forKey: number) else { return }
            if state.ended.count == Self.remembered { state.ended.removeFirst() }
            state.ended.append((pattern, monotonicNanoseconds()))
        }
    }

    /// Those at work at any time since `moment` of `monotonicNanoseconds`, each once.
    func patterns(since moment: UInt64) -> [String] {
        state.withLock { state in
            Set(state.running.values).union(state.ended.filter { $0.at >= moment }.map(\.pattern)).sorted()
        }
    }
}
