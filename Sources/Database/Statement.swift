private import CSQLite

/// One prepared statement. Owns the C handle and keeps its connection's handle alive, because SQLite closes a
/// connection with living statements only in name.
final class Statement {
    let sql: String
    private let handle: OpaquePointer
    private let database: OpaquePointer

    /// Throws for faulty SQL and for text that holds more than one statement.
    init(_ sql: String, on database: OpaquePointer) throws(DatabaseError) {
        var handle: OpaquePointer?
        var rest = 0
        let code = sql.withCString { start in
            var tail: UnsafePointer<CChar>?
            let code = sqlite3_prepare_v3(database, start, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, &tail)
            rest = tail.map { String(cString: $0).utf8.count { $0 > 0x20 } } ?? 0
            return code
        }
        self.sql = sql
        self.database = database
        guard code == SQLITE_OK, let handle else {
            throw Statement.error(code, "prepare", sql, database)
        }
        self.handle = handle
        guard rest == 0 else {
            throw DatabaseError(code: SQLITE_MISUSE, operation: "prepare", message: "more than one statement", sql: sql)
        }
    }

    deinit {
        // Its result only repeats the last step's.
        sqlite3_finalize(handle)
    }

    func bind(_ values: [Value]) throws(DatabaseError) {
        guard values.count == Int(sqlite3_bind_parameter_count(handle)) else {
            let message = "\(values.count) values for \(sqlite3_bind_parameter_count(handle)) parameters"
            throw DatabaseError(code: SQLITE_RANGE, operation: "bind", message: message, sql: sql)
        }
        for (index, value) in values.enumerated() {
            try check(bind(value, at: Int32(index + 1)), "bind parameter \(index + 1)")
        }
    }

    /// Whether there is a row.
    func step() throws(DatabaseError) -> Bool {
        let code = sqlite3_step(handle)
        if code == SQLITE_ROW { return true }
        guard code == SQLITE_DONE else { throw Statement.error(code, "step", sql, database) }
        return false
    }

    /// Ready for the next use, with nothing bound.
    func reset() {
        // Its result only repeats the last step's.
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
    }

    var columnCount: Int { Int(sqlite3_column_count(handle)) }

    func value(at column: Int) throws(DatabaseError) -> Value {
        guard column >= 0, column < columnCount else {
            throw DatabaseError(
                code: SQLITE_RANGE, operation: "read column \(column)", message: "\(columnCount) columns", sql: sql)
        }
        let index = Int32(column)
        switch sqlite3_column_type(handle, index) {
        case SQLITE_NULL: return .null
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, index))
        case SQLITE_TEXT:
            return .text(String(decoding: bytes(sqlite3_column_text(handle, index), index), as: UTF8.self))
        case SQLITE_BLOB: return .blob(Array(bytes(sqlite3_column_blob(handle, index), index)))
        case SQLITE_FLOAT:
            throw DatabaseError.mismatch(column: column, wanted: "a known type", found: "a float", sql: sql)
        case let type:
            throw DatabaseError.mismatch(column: column, wanted: "a known type", found: "type \(type)", sql: sql)
        }
    }

    /// The usual cases without a detour; `nil` for a column that holds something else, or that is none.
    func integer(at column: Int) -> Int64? {
        guard sqlite3_column_type(handle, Int32(column)) == SQLITE_INTEGER else { return nil }
        return sqlite3_column_int64(handle, Int32(column))
    }

    func text(at column: Int) -> String? {
        let index = Int32(column)
        guard sqlite3_column_type(handle, index) == SQLITE_TEXT else { return nil }
        return String(decoding: bytes(sqlite3_column_text(handle, index), index), as: UTF8.self)
    }

    /// SQLite's own memory until the next step; copied by the caller at once. Empty for an empty blob's null pointer.
    private func bytes(_ start: UnsafeRawPointer?, _ index: Int32) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : Int(sqlite3_column_bytes(handle, index)))
    }

    private func bind(_ value: Value, at index: Int32) -> Int32 {
        switch value {
        case .null:
            return sqlite3_bind_null(handle, index)
        case .integer(let number):
            return sqlite3_bind_int64(handle, index, number)
        case .text(let text):
            // A C string always has an address; a null pointer would bind NULL.
            let count = UInt64(text.utf8.count)
            return text.withCString { sqlite3_bind_text_copy(handle, index, $0, count) }
        case .blob(let bytes):
            guard !bytes.isEmpty else { return sqlite3_bind_zeroblob(handle, index, 0) }
            return bytes.withUnsafeBytes {
                sqlite3_bind_blob_copy(handle, index, $0.baseAddress, UInt64($0.count))
            }
        }
    }

    private func check(_ code: Int32, _ operation: String) throws(DatabaseError) {
        guard code == SQLITE_OK else { throw Statement.error(code, operation, sql, database) }
    }

    private static func error(
        _ code: Int32, _ operation: String, _ sql: String, _ database: OpaquePointer
    ) -> DatabaseError {
        DatabaseError(
            code: code, operation: operation, message: String(cString: sqlite3_errmsg(database)), sql: sql)
    }
}
