import Database
import Generation

/// Which entry asks on from which.
extension Connection {
    /// Nothing where the earlier one never was.
    func link(_ id: EntryID, after earlier: EntryAddress, of account: AccountID) throws(DatabaseError) {
        try run(
            """
            INSERT INTO follow(entry, previous) SELECT ?, id FROM entry WHERE owner = ? AND day = ? AND idx = ?
            """,
            [
                .integer(id.rawValue), .integer(account.rawValue), .text(earlier.day.description),
                .integer(earlier.index),
            ])
    }

    func predecessor(of id: EntryID) throws(DatabaseError) -> EntryAddress? {
        try first(
            "SELECT e.day, e.idx FROM follow f JOIN entry e ON e.id = f.previous WHERE f.entry = ?",
            [.integer(id.rawValue)]
        ) { row throws(DatabaseError) in
            EntryAddress(day: try EntryRow.day(row, 0), index: Int(try row.integer(1)))
        }
    }

    /// Deleted ones and those without an answer are left out; what stands before them stays.
    func turns(before id: EntryID, atMost limit: Int) throws(DatabaseError) -> [Turn] {
        var turns: [Turn] = []
        var room = limit
        var place = id
        while let earlier = try previous(of: place) {
            place = earlier
            guard let turn = try turn(earlier) else { continue }
            room -= turn.byteCount
            guard room >= 0 else { break }
            turns.append(turn)
        }
        return turns.reversed()
    }

    func conversation(around id: EntryID, limit: Int) throws(DatabaseError) -> Conversation {
        var earlier: [EntryLine] = []
        var place = id
        while earlier.count < limit, let previous = try previous(of: place) {
            place = previous
            if let line = try line(previous) { earlier.append(line) }
        }
        let followUps = try rows(
            """
            SELECT \(EntryRow.lineColumns) FROM follow f JOIN entry e ON e.id = f.entry \(EntryRow.lineJoins)
            WHERE f.previous = ? AND e.deleted_at IS NULL ORDER BY f.entry LIMIT ?
            """, [.integer(id.rawValue), .integer(limit)]
        ) { row throws(DatabaseError) in try EntryRow.line(row) }
        return Conversation(earlier: earlier.reversed(), followUps: followUps)
    }

    private func previous(of id: EntryID) throws(DatabaseError) -> EntryID? {
        try first("SELECT previous FROM follow WHERE entry = ?", [.integer(id.rawValue)]) { row throws(DatabaseError) in
            EntryID(try row.integer(0))
        }
    }

    private func turn(_ id: EntryID) throws(DatabaseError) -> Turn? {
        try first(
            "SELECT prompt, response FROM entry WHERE id = ? AND deleted_at IS NULL AND response_excerpt <> ''",
            [.integer(id.rawValue)]
        ) { row throws(DatabaseError) in Turn(prompt: try row.text(0), answer: try row.text(1)) }
    }

    private func line(_ id: EntryID) throws(DatabaseError) -> EntryLine? {
        try first(
            """
            SELECT \(EntryRow.lineColumns) FROM entry e \(EntryRow.lineJoins)
            WHERE e.id = ? AND e.deleted_at IS NULL
            """, [.integer(id.rawValue)]
        ) { row throws(DatabaseError) in try EntryRow.line(row) }
    }
}
