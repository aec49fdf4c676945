import Generation

/// A job at a provider that works on by itself: begun once, noted before it is asked about, asked about until it is over,
/// ended there when it is stopped here.
struct RemoteWork: Sendable {
    enum State: Sendable {
        /// Percent where the provider says it.
        case running(percent: Int?)
        /// Addresses of what was made.
        case done([String], usage: Usage)
        case failed(Failure)
    }

    let begin: @Sendable () async throws(Failure) -> RemoteJob
    /// Throws what hinders the asking.
    let state: @Sendable (RemoteJob) async throws(Failure) -> State
    let end: @Sendable (RemoteJob) async throws(Failure) -> Void
    /// Between two questions; grows by half each time up to the longest.
    var shortestPause: Duration = .seconds(1)
    var longestPause: Duration = .seconds(5)
    /// Of the whole, as long as this program runs.
    var total: Duration = .seconds(1800)

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
            // Nobody will ask about it again, unless this program only ends.
            if !error.isOver, !journal.isLeaving { try await giveUp(job, error.failure) }
            throw error.failure
        }
    }

    /// What ended the following: the job's own end, or our giving up.
    private struct Stop: Error {
        let failure: Failure
        let isOver: Bool
    }

    private func follow(
        _ job: RemoteJob, _ journal: Journal, _ time: Timekeeper
    ) async throws(Stop) -> (addresses: [String], usage: Usage) {
        let deadline = time.elapsed() + total
        var pause = shortestPause
        while true {
            var hindrance: Failure?
            switch try await answer(job) {
            case .success(.done(let addresses, let usage)): return (addresses, usage)
            case .success(.failed(let failure)): throw Stop(failure: failure, isOver: true)
            case .success(.running(let percent)): if let percent { journal.progressed(to: percent) }
            case .failure(let failure): hindrance = failure
            }
            guard time.elapsed() + pause < deadline else {
                let late = Failure(.providerTimedOut, cause: "not ready after \(total)")
                throw Stop(failure: hindrance ?? late, isOver: false)
            }
            do {
                try await time.sleep(pause)
            } catch {
                throw Stop(failure: Failure(.cancelled), isOver: false)
            }
            pause = min(pause * 3 / 2, longestPause)
        }
    }

    /// A failure during an outage, which says nothing of the job: it is paid for, and asked about until its time is over.
    private func answer(_ job: RemoteJob) async throws(Stop) -> Result<State, Failure> {
        do {
            return .success(try await state(job))
        } catch {
            guard error.isPassing else { throw Stop(failure: error, isOver: false) }
            return .failure(error)
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
        case .providerUnreachable, .providerTimedOut, .rateLimited, .answerCut, .answerUnreadable, .providerFailed: true
        default: false
        }
    }
}
