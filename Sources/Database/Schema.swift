private import CSQLite

/// The form of a database as a ledger of steps: step n brings version n to n + 1 (`PRAGMA user_version`). A released
/// step never changes; a new form is a new step at the end.
package struct Schema: Sendable {
    package let steps: [String]

    package init(_ steps: [String]) {
        self.steps = steps
    }

    /// Applies what is missing, each step in a transaction of its own. Throws for a database that is newer than this
    /// program, and leaves it as it is.
    package func apply(to connection: Connection) throws(DatabaseError) {
        let version = try Schema.version(of: connection)
        guard version <= steps.count else {
            throw DatabaseError(
                code: SQLITE_CANTOPEN, operation: "open",
                message: "the database is of version \(version), this program knows \(steps.count): "
                    + "start the newer program again, or restore a backup that was made before it ran")
        }
        for number in version..<steps.count {
            try connection.transaction { () throws(DatabaseError) in
                try connection.script(steps[number])
                try connection.script("PRAGMA user_version=\(number + 1)")
            }
        }
    }

    package static func version(of connection: Connection) throws(DatabaseError) -> Int {
        Int(try connection.first("PRAGMA user_version") { row throws(DatabaseError) in try row.integer(0) } ?? 0)
    }
}
