import HTTP

/// The part of a request's body that has arrived and that its handler has not taken yet. The caller bounds it by not
/// reading from the socket (`ServerLimits.unreadBytes`).
struct Incoming {
    enum Pull {
        case chunk([UInt8])
        case end
        case failed(BodyError)
        /// Nothing there; a waiter may be set.
        case wait
    }

    typealias Waiter = CheckedContinuation<Result<[UInt8]?, BodyError>, Never>

    /// Small chunks are joined up to this size.
    private static let joinedBytes = 16 * 1024

    private(set) var count = 0
    private(set) var isEnded = false
    private var failure: BodyError?
    private var chunks: [[UInt8]] = []
    /// Of `chunks`, the next one to hand out.
    private var next = 0
    private var waiter: Waiter?

    /// More may come.
    var isOpen: Bool { !isEnded && failure == nil }

    mutating func append(_ bytes: [UInt8]) {
        if let waiter = waiter.take() {
            waiter.resume(returning: .success(bytes))
        } else if failure == nil {
            count += bytes.count
            // A body in tiny chunks must not cost an allocation for each.
            if next < chunks.count, chunks[chunks.count - 1].count + bytes.count <= Self.joinedBytes {
                chunks[chunks.count - 1] += bytes
            } else {
                chunks.append(bytes)
            }
        }
    }

    mutating func end() {
        isEnded = true
        waiter.take()?.resume(returning: .success(nil))
    }

    /// What has arrived before is still handed out. The first failure stays.
    mutating func fail(_ error: BodyError) {
        guard !isEnded, failure == nil else { return }
        failure = error
        waiter.take()?.resume(returning: .failure(error))
    }

    mutating func pull() -> Pull {
        if next < chunks.count {
            let bytes = chunks[next]
            next += 1
            if next == chunks.count { (chunks, next) = ([], 0) }
            count -= bytes.count
            return .chunk(bytes)
        }
        if let failure { return .failed(failure) }
        return isEnded ? .end : .wait
    }

    /// One at a time: a second reader is told that there is nothing for it.
    mutating func wait(_ waiter: Waiter) {
        guard self.waiter == nil else { return waiter.resume(returning: .failure(.disconnected)) }
        self.waiter = waiter
    }

    /// For a reader whose task was cancelled.
    mutating func stopWaiting() {
        waiter.take()?.resume(returning: .failure(.disconnected))
    }

    /// Nobody will read: what is there and what comes is dropped.
    mutating func discard() {
        (chunks, next, count) = ([], 0, 0)
    }
}
