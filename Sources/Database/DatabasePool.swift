private import CSQLite
private import EventLoop

/// One database file: one writer and several readers, each on a thread of its own, so that nothing blocks the shared
/// pool and reading never waits for writing (https://sqlite.org/wal.html). One process a file: nobody else may write.
package final class DatabasePool: Sendable {
    package let writer: Writer
    private let readers: [Reader]

    /// Opens the file, brings it to the schema's form, then opens the readers (at least one). Throws for a file in which
    /// damage is found (`isCorrupt`), and leaves it as it is.
    package init(
        path: String, schema: Schema, readers count: Int = 2, settings: DatabaseSettings = DatabaseSettings()
    ) throws(DatabaseError) {
        let connection = try Connection(path: path, mode: .readWrite, settings: settings)
        try connection.refuseDamage(in: path, upTo: settings.checkedBytes)
        try schema.apply(to: connection)
        writer = Writer(connection, on: try thread("db-writer"))
        var readers: [Reader] = []
        for number in 1...max(1, count) {
            let connection = try Connection(path: path, mode: .readOnly, settings: settings)
            readers.append(Reader(connection, on: try thread("db-reader-\(number)")))
        }
        self.readers = readers
    }

    /// See `Writer.perform`: durable when it returns, may be run twice, undone when it throws.
    package func write<T: Sendable>(
        _ work: @escaping @Sendable (Connection) throws(DatabaseError) -> T
    ) async throws(DatabaseError) -> T {
        try await writer.perform(work)
    }

    /// One snapshot, on the reader with the least to do.
    package func read<T: Sendable>(
        _ work: @Sendable (Connection) throws(DatabaseError) -> T
    ) async throws(DatabaseError) -> T {
        var idlest = readers[0]
        for reader in readers.dropFirst() where reader.load < idlest.load { idlest = reader }
        return try await idlest.perform(work)
    }

    /// The SQL of all statements in use; see `Connection.cachedSQL`.
    package var cachedSQL: Set<String> {
        get async {
            var all = Set(await writer.cachedSQL)
            for reader in readers { all.formUnion(await reader.cachedSQL) }
            return all
        }
    }

    /// Ends all work. The writer goes last, because the last one to go folds the log into the file.
    package func close() async {
        for reader in readers { await reader.close() }
        await writer.close()
    }
}

private func thread(_ name: String) throws(DatabaseError) -> EventLoop {
    do throws(SystemError) {
        return try EventLoop(name: name)
    } catch {
        throw DatabaseError(code: SQLITE_ERROR, operation: "start a thread", message: error.description)
    }
}
