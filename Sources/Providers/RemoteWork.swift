import Generation

/// A job at a provider that works on by itself: begun once, noted before it is asked about, asked about until it is over,
/// ended there when it is stopped here.
struct RemoteWork: Sendable {
    enum State: Sendable {
        /// Percent where the provider says it.
        case running(percent: Int?)
        /// Addresses of what was made.
        case done([String], usage: Usage)
    }

    let begin: @Sendable () async throws(Failure) -> RemoteJob
    /// Throws what ends the job, and what only hinders the asking.
    let state: @Sendable (RemoteJob) async throws(Failure) -> State
    let end: @Sendable (RemoteJob) async throws(Failure) -> Void
    /// Between two questions; grows by half each time up to the longest.
    var shortestPause: Duration = .seconds(1)
    var longestPause: Duration = .seconds(5)
    /// Of the whole, as long as this program runs.
    var total: Duration = .seconds(1800)

    /// So often in a row may a question fail for reasons that pass.
    private static let hindrances = 5

    func run(_ journal: Journal, _ time: Timekeeper) async throws(Failure) -> (addresses: [String], usage: Usage) {
        let job: RemoteJob
        if let begun = journal.begun {
            job = begun
        } else {
            job = try await begin()
            // Not noted, it could not be found again: better ended than paid for and lost.
            do { try await journal.began(job) } catch { try await giveUp(job, error) }
        }
        do {
            return try await follow(job, journal, time)
        } catch {
            if error.reason == .cancelled, !journal.isLeaving { try await giveUp(job, error) }
            throw error
        }
    }

    private func follow(
        _ job: RemoteJob, _ journal: Journal, _ time: Timekeeper
    ) async throws(Failure) -> (addresses: [String], usage: Usage) {
        let deadline = time.elapsed() + total
        var pause = shortestPause
        var hindrances = 0
        while true {
            do throws(Failure) {
                switch try await state(job) {
                case .done(let addresses, let usage): return (addresses, usage)
                case .running(let percent): if let percent { journal.progressed(to: percent) }
                }
                hindrances = 0
            } catch {
                hindrances += 1
                guard error.isPassing, hindrances < RemoteWork.hindrances else { throw error }
            }
            guard time.elapsed() + pause < deadline else {
                throw Failure(.providerTimedOut, cause: "not ready after \(total)")
            }
            do { try await time.sleep(pause) } catch { throw Failure(.cancelled) }
            pause = min(pause * 3 / 2, longestPause)
        }
    }

    /// In a task of its own because this one may be cancelled; it ends within the limits of its request.
    private func giveUp(_ job: RemoteJob, _ failure: Failure) async throws(Failure) -> Never {
        await Task {
            // What the provider answers changes nothing here any more.
            try? await end(job)
        }.value
        throw failure
    }
}

extension Failure {
    /// Whether asking again may help, without changing anything.
    fileprivate var isPassing: Bool {
        switch reason {
        case .providerUnreachable, .providerTimedOut, .rateLimited, .answerCut, .answerUnreadable: true
        case .providerFailed: cause.hasPrefix("HTTP ")
        default: false
        }
    }
}
