import EventLoop
private import Synchronization

/// A connection that only reads, on its own thread.
package actor Reader {
    private let loop: EventLoop
    private let connection: Connection
    private let asked = Atomic(0)

    package nonisolated var unownedExecutor: UnownedSerialExecutor { loop.executor.asUnownedSerialExecutor() }

    init(_ connection: sending Connection, on loop: EventLoop) {
        self.connection = connection
        self.loop = loop
    }

    /// How many are being answered or wait here.
    nonisolated var load: Int { asked.load(ordering: .relaxed) }

    /// All that the work reads is of one moment, not older than the last commit that was reported before the call.
    nonisolated func perform<T: Sendable>(
        _ work: @Sendable (Connection) throws(DatabaseError) -> T
    ) async throws(DatabaseError) -> T {
        asked.add(1, ordering: .relaxed)
        defer { asked.subtract(1, ordering: .relaxed) }
        return try await read(work)
    }

    var cachedSQL: [String] { connection.cachedSQL }

    func close() {
        connection.close()
    }

    private func read<T: Sendable>(
        _ work: @Sendable (Connection) throws(DatabaseError) -> T
    ) throws(DatabaseError) -> T {
        try connection.snapshot { () throws(DatabaseError) in try work(connection) }
    }
}
