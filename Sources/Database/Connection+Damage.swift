private import CSQLite
private import Glibc

extension Connection {
    /// Throws an error that `isCorrupt` for a file that was cut, or, up to a size, damaged anywhere. Nothing is changed.
    func refuseDamage(in path: String, upTo checkedBytes: Int) throws(DatabaseError) {
        // Fails for a file that is shorter than its header says.
        let pages = try number("PRAGMA page_count")
        let pageSize = try number("PRAGMA page_size")
        // SQLite writes whole pages. With a log a cut one may still stand there, to be written again.
        if size(of: path) % pageSize != 0, size(of: path + "-wal") == 0 {
            throw damage("the file ends within a page")
        }
        guard pages * pageSize <= checkedBytes else { return }
        if let first = try integrityProblems(isQuick: true).first { throw damage(first) }
    }

    private func number(_ pragma: String) throws(DatabaseError) -> Int {
        Int(try first(pragma) { row throws(DatabaseError) in try row.integer(0) } ?? 0)
    }

    /// 0 where there is none.
    private func size(of path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    private func damage(_ what: String) -> DatabaseError {
        DatabaseError(code: SQLITE_CORRUPT, operation: "check", message: what)
    }
}
