/// Prepared statements at rest, by their SQL. A statement in use is taken out, so that the same SQL may be nested.
struct StatementCache {
    /// More kinds of statements than the app has; beyond it the one unused for longest goes.
    static let capacity = 128

    private var resting: [String: (statement: Statement, lastUse: UInt64)] = [:]
    private var uses: UInt64 = 0

    var sql: [String] { Array(resting.keys) }

    mutating func take(_ sql: String) -> Statement? {
        resting.removeValue(forKey: sql)?.statement
    }

    mutating func give(_ statement: Statement) {
        uses += 1
        resting[statement.sql] = (statement, uses)
        guard resting.count > StatementCache.capacity else { return }
        if let oldest = resting.min(by: { $0.value.lastUse < $1.value.lastUse }) { resting[oldest.key] = nil }
    }

    mutating func removeAll() {
        resting.removeAll()
    }
}
