/// One row of a result while it is being read; it can not be kept. Columns count from 0. Every reader throws where a
/// column holds another type than it asks for.
package struct Row: ~Copyable {
    private let statement: Statement

    init(_ statement: Statement) {
        self.statement = statement
    }

    package func value(_ column: Int) throws(DatabaseError) -> Value {
        try statement.value(at: column)
    }

    package func integer(_ column: Int) throws(DatabaseError) -> Int64 {
        guard let number = try optionalInteger(column) else { throw missing(column, "an integer") }
        return number
    }

    package func optionalInteger(_ column: Int) throws(DatabaseError) -> Int64? {
        if let number = statement.integer(at: column) { return number }
        switch try statement.value(at: column) {
        case .integer(let number): return number
        case .null: return nil
        case .text: throw mismatch(column, "an integer", "a text")
        case .blob: throw mismatch(column, "an integer", "a blob")
        }
    }

    package func text(_ column: Int) throws(DatabaseError) -> String {
        guard let text = try optionalText(column) else { throw missing(column, "a text") }
        return text
    }

    package func optionalText(_ column: Int) throws(DatabaseError) -> String? {
        if let text = statement.text(at: column) { return text }
        switch try statement.value(at: column) {
        case .text(let text): return text
        case .null: return nil
        case .integer: throw mismatch(column, "a text", "an integer")
        case .blob: throw mismatch(column, "a text", "a blob")
        }
    }

    package func blob(_ column: Int) throws(DatabaseError) -> [UInt8] {
        switch try statement.value(at: column) {
        case .blob(let bytes): return bytes
        case .null: throw missing(column, "a blob")
        case .integer: throw mismatch(column, "a blob", "an integer")
        case .text: throw mismatch(column, "a blob", "a text")
        }
    }

    private func missing(_ column: Int, _ wanted: String) -> DatabaseError {
        mismatch(column, wanted, "NULL")
    }

    private func mismatch(_ column: Int, _ wanted: String, _ found: String) -> DatabaseError {
        DatabaseError.mismatch(column: column, wanted: wanted, found: found, sql: statement.sql)
    }
}
