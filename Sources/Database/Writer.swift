import EventLoop

/// The one connection that changes a database, on its own thread, with group commit: what arrives while a commit
/// flushes to the disk shares the next transaction, so that 64 writers at once cost a few flushes and not 64.
///
/// The line of waiting jobs needs no bound of its own: each is a suspended caller, and their number is bounded where
/// they come from (requests, running generations).
package actor Writer {
    /// A bound on what one transaction holds, so that no caller waits for an endless group.
    static let groupLimit = 256

    private typealias Delivery = @Sendable () -> Void

    private struct Job: Sendable {
        /// Gives back how to tell the caller, for after the commit.
        let attempt: @Sendable (Connection) throws(DatabaseError) -> Delivery
        let fail: @Sendable (DatabaseError) -> Void
    }

    private let loop: EventLoop
    private let connection: Connection
    private var waiting: [Job] = []
    private var isScheduled = false
    private var commits = 0

    package nonisolated var unownedExecutor: UnownedSerialExecutor { loop.executor.asUnownedSerialExecutor() }

    init(_ connection: sending Connection, on loop: EventLoop) {
        self.connection = connection
        self.loop = loop
    }

    /// Runs the work in a transaction and returns after the commit is on the disk. Work that throws is undone alone.
    /// It may be run a second time, when the group's transaction failed for another's sake, so it must change nothing
    /// but the database.
    package func perform<T: Sendable>(
        _ work: @escaping @Sendable (Connection) throws(DatabaseError) -> T
    ) async throws(DatabaseError) -> T {
        let result: Result<T, DatabaseError> = await withCheckedContinuation { continuation in
            add(
                Job(
                    attempt: { connection throws(DatabaseError) in
                        let value = try work(connection)
                        return { continuation.resume(returning: .success(value)) }
                    }, fail: { continuation.resume(returning: .failure($0)) }))
        }
        return try result.get()
    }

    /// How many transactions were committed; for tests of group commit.
    package var commitCount: Int { commits }

    var cachedSQL: [String] { connection.cachedSQL }

    /// Commits what waits, then closes the file. Later work throws.
    package func close() {
        while !waiting.isEmpty { commitGroup() }
        connection.close()
    }

    private func add(_ job: Job) {
        waiting.append(job)
        guard !isScheduled else { return }
        isScheduled = true
        // A timer runs after the jobs that are queued on the loop now; those join the group. It holds the writer, and
        // the loop runs it once.
        _ = loop.schedule(after: .zero) { self.assumeIsolated { $0.commitScheduled() } }
    }

    private func commitScheduled() {
        isScheduled = false
        if !waiting.isEmpty { commitGroup() }
        guard !waiting.isEmpty, !isScheduled else { return }
        isScheduled = true
        _ = loop.schedule(after: .zero) { self.assumeIsolated { $0.commitScheduled() } }
    }

    private func commitGroup() {
        let jobs = Array(waiting.prefix(Writer.groupLimit))
        waiting.removeFirst(jobs.count)
        for deliver in deliveries(of: jobs) { deliver() }
    }

    private func deliveries(of jobs: [Job]) -> [Delivery] {
        guard jobs.count > 1 else { return jobs.map(alone) }
        do throws(DatabaseError) {
            return try together(jobs)
        } catch {
            // The whole transaction is gone, perhaps for one job's size: now each by itself.
            return jobs.map(alone)
        }
    }

    private func together(_ jobs: [Job]) throws(DatabaseError) -> [Delivery] {
        let deliveries = try connection.transaction { () throws(DatabaseError) in
            var deliveries: [Delivery] = []
            for job in jobs { deliveries.append(try guarded(job)) }
            return deliveries
        }
        commits += 1
        return deliveries
    }

    /// Throws only when the transaction around it is gone.
    private func guarded(_ job: Job) throws(DatabaseError) -> Delivery {
        try connection.run("SAVEPOINT job")
        do throws(DatabaseError) {
            let delivery = try job.attempt(connection)
            try connection.run("RELEASE job")
            return delivery
        } catch {
            guard connection.isInTransaction else { throw error }
            try connection.run("ROLLBACK TO job")
            try connection.run("RELEASE job")
            return { job.fail(error) }
        }
    }

    private func alone(_ job: Job) -> Delivery {
        do throws(DatabaseError) {
            let delivery = try connection.transaction { () throws(DatabaseError) in try job.attempt(connection) }
            commits += 1
            return delivery
        } catch {
            return { job.fail(error) }
        }
    }
}
