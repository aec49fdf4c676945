import Database
import Generation

/// What the day files ask.
extension Connection {
    /// Days whose files are behind, at most 1000.
    func daysBehind() throws(DatabaseError) -> [DayBehind] {
        try rows(
            """
            SELECT owner, day, revision, next_idx FROM day_summary INDEXED BY day_unwritten
            WHERE written < revision LIMIT 1000
            """
        ) { row throws(DatabaseError) in
            DayBehind(
                key: DayKey(account: AccountID(try row.integer(0)), day: try EntryRow.day(row, 1)),
                revision: try row.integer(2), entries: Int(try row.integer(3)))
        }
    }

    func noteWritten(_ day: DayBehind) throws(DatabaseError) {
        try run(
            "UPDATE day_summary SET written = max(written, ?) WHERE owner = ? AND day = ?",
            [.integer(day.revision), .integer(day.key.account.rawValue), .text(day.key.day.description)])
    }

    /// The next entries of a day in ascending order, until their texts come to `bytes` or nothing is left. What is
    /// deleted is left out; a running one shows no text yet.
    func dayRows(_ key: DayKey, after index: Int, bytes limit: Int) throws(DatabaseError) -> [DayRow] {
        var page: [DayRow] = []
        var bytes = 0
        try each(
            """
            SELECT e.idx, e.kind, e.status, e.prompt, e.response, e.provider, e.model, e.failure, e.created_at,
            e.truncated, n.name, r.starred, r.reviewed, r.note
            FROM entry e INDEXED BY entry_alive
            LEFT JOIN review r ON r.owner = e.owner AND r.day = e.day AND r.idx = e.idx
            LEFT JOIN media_name n ON n.entry = e.id AND n.position = 0 AND n.sha256 IS NOT NULL
            WHERE e.owner = ? AND e.day = ? AND e.idx > ? AND e.deleted_at IS NULL ORDER BY e.idx
            """, [.integer(key.account.rawValue), .text(key.day.description), .integer(index)]
        ) { row throws(DatabaseError) in
            let next = try dayRow(row)
            page.append(next)
            bytes += next.prompt.utf8.count + next.response.utf8.count
            return bytes < limit
        }
        return page
    }

    private func dayRow(_ row: borrowing Row) throws(DatabaseError) -> DayRow {
        let text = try row.text(4)
        let file = try row.optionalText(10).map { "/static/\($0)" }
        return DayRow(
            index: Int(try row.integer(0)), modality: try EntryRow.modality(row, 1),
            status: try EntryRow.status(row, 2), prompt: try row.text(3), response: file ?? text,
            provider: try row.text(5), model: try row.text(6), failure: try row.optionalText(7),
            createdAt: Moment(milliseconds: try row.integer(8)), isTruncated: try row.integer(9) != 0,
            review: Review(
                isStarred: try row.optionalInteger(11) ?? 0 != 0, isReviewed: try row.optionalInteger(12) ?? 0 != 0,
                note: try row.optionalText(13).map(Note.init(kept:))))
    }

    func spent(on days: ClosedRange<Day>, by account: AccountID) throws(DatabaseError) -> Money {
        let sum = try first(
            "SELECT coalesce(sum(cost), 0) FROM day_summary WHERE owner = ? AND day BETWEEN ? AND ?",
            [
                .integer(account.rawValue), .text(days.lowerBound.description), .text(days.upperBound.description),
            ]
        ) { row throws(DatabaseError) in try row.integer(0) }
        return Money(millionths: sum ?? 0)
    }
}
