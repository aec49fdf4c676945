private import CSQLite

/// What SQLite refused: its extended result code, what we were doing, its own message, and the SQL without its values,
/// which may be prompts (https://sqlite.org/rescode.html).
package struct DatabaseError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The extended result code; its low byte is the primary code.
    package let code: Int32
    /// `open`, `prepare`, `step` …
    package let operation: String
    package let message: String
    package let sql: String?

    package init(code: Int32, operation: String, message: String, sql: String? = nil) {
        self.code = code
        self.operation = operation
        self.message = message
        self.sql = sql
    }

    package var primaryCode: Int32 { code & 0xFF }

    /// No room on the disk, also not for the index of the log, or the file's own limit reached.
    package var isFull: Bool { primaryCode == SQLITE_FULL || code == sqlite3_ioerr_shmsize }

    /// The file is damaged or no database at all.
    package var isCorrupt: Bool { primaryCode == SQLITE_CORRUPT || primaryCode == SQLITE_NOTADB }

    package var description: String {
        let place = sql.map { " in “\($0)”" } ?? ""
        return "\(operation): \(message) (\(code))\(place)"
    }

    /// A value of another type than the reader of a row asked for.
    static func mismatch(column: Int, wanted: String, found: String, sql: String) -> DatabaseError {
        DatabaseError(
            code: SQLITE_MISMATCH, operation: "read column \(column)", message: "\(found) where \(wanted) should stand",
            sql: sql)
    }

    static func closed(operation: String) -> DatabaseError {
        DatabaseError(code: SQLITE_MISUSE, operation: operation, message: "the connection is closed")
    }
}
