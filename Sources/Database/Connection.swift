private import CSQLite

/// One connection to one SQLite file. Not for two threads at once: SQLite is opened without its own locks
/// (SQLITE_OPEN_NOMUTEX, https://sqlite.org/threadsafe.html "multi-thread"), so an actor on a thread of its own owns it.
package final class Connection {
    package enum Mode: Sendable {
        /// Makes the file where it is missing; sets it to write-ahead logging, and flushes at each commit.
        case readWrite
        /// Refuses every change.
        case readOnly
    }

    private var handle: OpaquePointer?
    private var cache = StatementCache()

    package init(
        path: String, mode: Mode, settings: DatabaseSettings = DatabaseSettings()
    ) throws(DatabaseError) {
        let access = mode == .readWrite ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY
        let code = sqlite3_open_v2(path, &handle, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        do throws(DatabaseError) {
            try check(code, "open \(path)")
            try configure(mode, settings)
        } catch {
            close()
            throw error
        }
    }

    deinit {
        close()
    }

    /// Closes the file; every later call throws. The last connection that may write folds the log into the database.
    package func close() {
        cache.removeAll()
        // Can not be busy: every statement was finalized with the cache, and none is in use here.
        sqlite3_close_v2(handle)
        handle = nil
    }

    /// Runs one statement to its end.
    package func run(_ sql: String, _ values: [Value] = []) throws(DatabaseError) {
        try each(sql, values) { _ throws(DatabaseError) in true }
    }

    /// All rows of one statement.
    package func rows<T>(
        _ sql: String, _ values: [Value] = [], _ read: (borrowing Row) throws(DatabaseError) -> T
    ) throws(DatabaseError) -> [T] {
        var all: [T] = []
        try each(sql, values) { row throws(DatabaseError) in
            all.append(try read(row))
            return true
        }
        return all
    }

    /// The first row, `nil` where there is none.
    package func first<T>(
        _ sql: String, _ values: [Value] = [], _ read: (borrowing Row) throws(DatabaseError) -> T
    ) throws(DatabaseError) -> T? {
        var found: T?
        try each(sql, values) { row throws(DatabaseError) in
            found = try read(row)
            return false
        }
        return found
    }

    /// Row by row until the reader answers false. The statement is prepared once and kept.
    package func each(
        _ sql: String, _ values: [Value] = [], _ read: (borrowing Row) throws(DatabaseError) -> Bool
    ) throws(DatabaseError) {
        let statement = try statement(sql)
        defer {
            statement.reset()
            if handle != nil { cache.give(statement) }
        }
        try statement.bind(values)
        while try statement.step() {
            guard try read(Row(statement)) else { return }
        }
    }

    /// Several statements without values, separated by semicolons: schemas and pragmas.
    package func script(_ sql: String) throws(DatabaseError) {
        guard let handle else { throw DatabaseError.closed(operation: "script") }
        let code = sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw error(code, "script", sql: sql) }
    }

    /// How many rows the last statement inserted, updated or deleted.
    package var changes: Int { handle.map { Int(sqlite3_changes64($0)) } ?? 0 }

    package var isInTransaction: Bool { handle.map { sqlite3_get_autocommit($0) == 0 } ?? false }

    /// The SQL of the statements at rest, so that tests can ask for the plan of everything that was really run.
    package var cachedSQL: [String] { cache.sql }

    /// All or nothing. Takes the write lock at once, so that a reader's snapshot never has to be upgraded.
    package func transaction<T>(
        _ work: () throws(DatabaseError) -> T
    ) throws(DatabaseError) -> T {
        try enclosed(by: "BEGIN IMMEDIATE", work)
    }

    /// Everything read inside is of one moment.
    package func snapshot<T>(_ work: () throws(DatabaseError) -> T) throws(DatabaseError) -> T {
        try enclosed(by: "BEGIN", work)
    }

    /// What is wrong with the file; empty for nothing. Reads everything: seconds for each gigabyte. `isQuick` leaves out
    /// whether tables and indexes agree.
    package func integrityProblems(isQuick: Bool = false) throws(DatabaseError) -> [String] {
        do throws(DatabaseError) {
            let check = "PRAGMA \(isQuick ? "quick" : "integrity")_check(20)"
            let lines = try rows(check) { row throws(DatabaseError) in try row.text(0) }
            return lines == ["ok"] ? [] : lines
        } catch  where error.isCorrupt {
            // Damaged so far that the check itself stumbled.
            return [error.description]
        }
    }

    private func enclosed<T>(
        by begin: String, _ work: () throws(DatabaseError) -> T
    ) throws(DatabaseError) -> T {
        try run(begin)
        do throws(DatabaseError) {
            let result = try work()
            try run("COMMIT")
            return result
        } catch {
            // Some errors have rolled back already (https://sqlite.org/lang_transaction.html#response_to_errors).
            // A rollback that fails leaves nothing to do: the next BEGIN will say so.
            if isInTransaction { try? run("ROLLBACK") }
            throw error
        }
    }

    private func statement(_ sql: String) throws(DatabaseError) -> Statement {
        if let resting = cache.take(sql) { return resting }
        guard let handle else { throw DatabaseError.closed(operation: "prepare") }
        return try Statement(sql, on: handle)
    }

    private func configure(_ mode: Mode, _ settings: DatabaseSettings) throws(DatabaseError) {
        try setSwitches()
        let milliseconds = settings.busyTimeout / .milliseconds(1)
        try check(sqlite3_busy_timeout(handle, Int32(clamping: Int(milliseconds))), "set the busy timeout")
        try script("PRAGMA cache_size=-\(settings.cacheBytes / 1024); PRAGMA mmap_size=\(settings.mappedBytes)")
        switch mode {
        case .readOnly: try script("PRAGMA query_only=ON")
        case .readWrite: try configureWriting(settings)
        }
    }

    /// SQLite's own advice for files that may come from elsewhere: https://sqlite.org/security.html
    private func setSwitches() throws(DatabaseError) {
        let switches: [(Int32, Int32)] = [
            (SQLITE_DBCONFIG_DEFENSIVE, 1), (SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0), (SQLITE_DBCONFIG_DQS_DML, 0),
            (SQLITE_DBCONFIG_DQS_DDL, 0), (SQLITE_DBCONFIG_ENABLE_FKEY, 1),
        ]
        for (option, isOn) in switches {
            try check(sqlite3_db_config_switch(handle, option, isOn), "set switch \(option)")
        }
    }

    private func configureWriting(_ settings: DatabaseSettings) throws(DatabaseError) {
        // SQLite falls back to reading where it may not write, and every change would be refused later.
        guard sqlite3_db_readonly(handle, "main") == 0 else {
            throw DatabaseError(code: SQLITE_READONLY, operation: "open", message: "the file is readonly")
        }
        let mode = try first("PRAGMA journal_mode=WAL") { row throws(DatabaseError) in try row.text(0) }
        guard mode == "wal" else {
            let message = "this file system allows no write-ahead log (\(mode ?? "no answer"))"
            throw DatabaseError(code: SQLITE_CANTOPEN, operation: "open", message: message)
        }
        try script(
            "PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA cell_size_check=ON; PRAGMA journal_size_limit=\(settings.logBytes)"
        )
        if let maximum = settings.maximumBytes {
            let pageSize = try first("PRAGMA page_size") { row throws(DatabaseError) in try row.integer(0) } ?? 4096
            try script("PRAGMA max_page_count=\(max(1, maximum / Int(pageSize)))")
        }
    }

    private func check(_ code: Int32, _ operation: String) throws(DatabaseError) {
        guard code == SQLITE_OK else { throw error(code, operation) }
    }

    private func error(_ code: Int32, _ operation: String, sql: String? = nil) -> DatabaseError {
        // Without a handle (out of memory at opening) the code's general text must do.
        let message = handle == nil ? sqlite3_errstr(code) : sqlite3_errmsg(handle)
        return DatabaseError(
            code: code, operation: operation, message: message.map { String(cString: $0) } ?? "", sql: sql)
    }
}
