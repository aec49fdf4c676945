import Synchronization

/// The text of a running attempt: one writer (the provider) appends, any number of readers wait for more.
///
/// Kept whole in memory while the attempt runs, up to `maximumBytes`; readers hold an offset, never a queue, so a slow
/// reader costs nothing. Offsets count UTF-8 bytes from the attempt's beginning and always lie between scalars.
package final class LiveText: Sendable {
    /// 8 MiB, above what any model answers; more ends the attempt with `.answerTooLarge`.
    package static let maximumBytes = 8 << 20

    package struct Part: Sendable, Hashable {
        package let text: String
        /// The offset after `text`.
        package let end: Int
        /// No more will come.
        package let isLast: Bool
    }

    private struct State {
        var bytes: [UInt8] = []
        var isEnded = false
        var firstByteAt: Moment?
        var calls = 0
        var nextWaiter: UInt64 = 0
        var waiters: [UInt64: Waiter] = [:]

        mutating func takeWaiters(where isTaken: (Waiter) -> Bool = { _ in true }) -> [Waiter] {
            let taken = waiters.filter { isTaken($0.value) }
            for ticket in taken.keys { waiters.removeValue(forKey: ticket) }
            return Array(taken.values)
        }
    }

    private struct Waiter {
        let continuation: CheckedContinuation<Void, Never>
        let hearsCalls: Bool
    }

    private let state = Mutex(State())
    private let now: @Sendable () -> Moment

    package init(now: @escaping @Sendable () -> Moment) {
        self.now = now
    }

    /// Throws `.answerTooLarge` above the limit, with nothing of `text` added.
    package func append(_ text: String) throws(Failure) {
        guard !text.isEmpty else { return }
        let moment = now()
        let (fits, waiters) = state.withLock { state in
            guard state.bytes.count + text.utf8.count <= LiveText.maximumBytes else {
                return (false, [Waiter]())
            }
            state.bytes.append(contentsOf: text.utf8)
            if state.firstByteAt == nil { state.firstByteAt = moment }
            return (true, state.takeWaiters())
        }
        for waiter in waiters { waiter.continuation.resume() }
        guard fits else { throw Failure(.answerTooLarge, cause: "more than \(LiveText.maximumBytes) bytes of text") }
    }

    /// Lets every reader come to its end. Nothing is appended afterwards.
    package func end() {
        let waiters = state.withLock { state in
            state.isEnded = true
            return state.takeWaiters()
        }
        for waiter in waiters { waiter.continuation.resume() }
    }

    /// Wakes the readers that listen for it although there is no text: something else about the attempt has changed,
    /// or it is time for a sign of life.
    package func call() {
        let waiters = state.withLock { state in
            state.calls += 1
            return state.takeWaiters { $0.hearsCalls }
        }
        for waiter in waiters { waiter.continuation.resume() }
    }

    package var text: String { state.withLock { String(decoding: $0.bytes, as: UTF8.self) } }
    package var count: Int { state.withLock { $0.bytes.count } }
    package var firstByteAt: Moment? { state.withLock { $0.firstByteAt } }
    /// How often readers were woken without text.
    package var calls: Int { state.withLock { $0.calls } }

    /// What is there beyond `offset`, at once, but no more than `limit` bytes (at least 4). `nil` for an offset beyond the
    /// text or inside a scalar.
    package func part(from offset: Int, atMost limit: Int = .max) -> Part? {
        state.withLock { state in
            guard offset >= 0, offset <= state.bytes.count else { return nil }
            guard offset == state.bytes.count || !isContinuation(state.bytes[offset]) else { return nil }
            var end = limit < state.bytes.count - offset ? offset + limit : state.bytes.count
            while end < state.bytes.count, isContinuation(state.bytes[end]) { end -= 1 }
            let text = String(decoding: state.bytes[offset..<end], as: UTF8.self)
            return Part(text: text, end: end, isLast: state.isEnded && end == state.bytes.count)
        }
    }

    /// Returns when there is more than `offset` bytes, or the end, or the waiting task is cancelled; with `calls` also
    /// when there were more of them.
    package func more(than offset: Int, calls: Int? = nil) async {
        let ticket = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let goesOn = state.withLock { state in
                    if state.isEnded || state.bytes.count > offset || Task.isCancelled { return true }
                    if let calls, state.calls > calls { return true }
                    state.waiters[ticket] = Waiter(continuation: continuation, hearsCalls: calls != nil)
                    return false
                }
                if goesOn { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiters.removeValue(forKey: ticket) }?.continuation.resume()
        }
    }
}

private func isContinuation(_ byte: UInt8) -> Bool {
    byte & 0xC0 == 0x80
}
