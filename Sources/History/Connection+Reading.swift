import Database
import Generation

/// What pages ask. Every statement is a search in an index, never a walk over a table (tested).
extension Connection {
    /// `nil` for a deleted one too.
    func entry(_ id: EntryID) throws(DatabaseError) -> Entry? {
        let entry = try first(
            "SELECT \(EntryRow.columns) FROM entry e WHERE e.id = ? AND e.deleted_at IS NULL",
            [.integer(id.rawValue)], EntryRow.entry)
        return try entry.map(whole)
    }

    func response(
        of id: EntryID, attempt: Int, from offset: Int, atMost limit: Int
    ) throws(DatabaseError) -> String {
        let bytes = try first(
            """
            SELECT coalesce(substr(CAST(response AS BLOB), ?, ?), x'') FROM entry
            WHERE id = ? AND attempt = ? AND deleted_at IS NULL
            """, [.integer(offset + 1), .integer(limit), .integer(id.rawValue), .integer(attempt)]
        ) { row throws(DatabaseError) in try row.blob(0) }
        guard var bytes else { return "" }
        // The last scalar may be cut: it comes whole with the next part.
        while !bytes.isEmpty {
            if let text = String(validating: bytes, as: UTF8.self) { return text }
            bytes.removeLast()
        }
        return ""
    }

    func place(at address: EntryAddress, of account: AccountID) throws(DatabaseError) -> Place {
        let found = try first(
            """
            SELECT id, deleted_at FROM entry WHERE owner = ? AND day = ? AND idx = ?
            """, [.integer(account.rawValue), .text(address.day.description), .integer(address.index)]
        ) { row throws(DatabaseError) in (EntryID(try row.integer(0)), try row.optionalInteger(1) != nil) }
        guard let (id, isDeleted) = found else { return .never }
        guard !isDeleted, let entry = try entry(id) else { return .tombstone }
        return .entry(entry)
    }

    func days(of account: AccountID, from bound: DayBound, limit: Int) throws(DatabaseError) -> [DaySummary] {
        switch bound {
        case .newest: try days(of: account, before: "9999-99", limit: limit)
        case .before(let day): try days(of: account, before: day.description, limit: limit)
        case .after(let day): try days(of: account, after: day.description, limit: limit).reversed()
        }
    }

    /// `nil` for a day that never had an entry.
    func count(on day: Day, of account: AccountID) throws(DatabaseError) -> Int? {
        try first(
            "SELECT count FROM day_summary WHERE owner = ? AND day = ?",
            [.integer(account.rawValue), .text(day.description)]
        ) { row throws(DatabaseError) in Int(try row.integer(0)) }
    }

    /// At an end of the history the other side reaches further, and only then is it read so far.
    func days(around day: Day, of account: AccountID) throws(DatabaseError) -> [DaySummary] {
        let own = try rows(
            "SELECT day, count, reviewed FROM day_summary WHERE owner = ? AND day = ?",
            [.integer(account.rawValue), .text(day.description)], EntryRow.summary)
        let (half, all) = (DayPart.reach / 2 + 1, DayPart.reach)
        var later = try days(of: account, after: day.description, limit: half)
        let earlier = try days(of: account, before: day.description, limit: later.count < half ? all : half)
        if earlier.count < half { later = try days(of: account, after: day.description, limit: all) }
        return earlier.reversed() + own + later
    }

    func latest(of account: AccountID, limit: Int) throws(DatabaseError) -> [EntryLine] {
        try rows(
            """
            SELECT \(EntryRow.lineColumns) FROM entry e INDEXED BY entry_alive \(EntryRow.lineJoins)
            WHERE e.owner = ? AND e.deleted_at IS NULL ORDER BY e.day DESC, e.idx DESC LIMIT ?
            """, [.integer(account.rawValue), .integer(max(0, limit))]
        ) { row throws(DatabaseError) in try EntryRow.line(row) }
    }

    /// The flushed text of the running attempt.
    func arrivingText(of id: EntryID) throws(DatabaseError) -> String {
        try rows("SELECT text FROM attempt_text WHERE entry = ? ORDER BY start", [.integer(id.rawValue)]) {
            row throws(DatabaseError) in try row.text(0)
        }.joined()
    }

    private func days(of account: AccountID, before day: String, limit: Int) throws(DatabaseError) -> [DaySummary] {
        try rows(
            """
            SELECT day, count, reviewed FROM day_summary WHERE owner = ? AND day < ? AND count > 0
            ORDER BY day DESC LIMIT ?
            """, [.integer(account.rawValue), .text(day), .integer(max(0, limit))], EntryRow.summary)
    }

    private func days(of account: AccountID, after day: String, limit: Int) throws(DatabaseError) -> [DaySummary] {
        try rows(
            """
            SELECT day, count, reviewed FROM day_summary WHERE owner = ? AND day > ? AND count > 0
            ORDER BY day LIMIT ?
            """, [.integer(account.rawValue), .text(day), .integer(max(0, limit))], EntryRow.summary)
    }

    private func whole(_ entry: Entry) throws(DatabaseError) -> Entry {
        var entry = entry
        entry.media = try media(of: entry.id)
        if entry.modality == .code { entry.follows = try predecessor(of: entry.id) }
        if entry.status == .running, entry.response.isEmpty { entry.response = try arrivingText(of: entry.id) }
        return entry
    }
}
