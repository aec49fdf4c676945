import Database
import Generation

/// Lists of one day. Every statement walks at most the indexes of that day.
extension Connection {
    func part(
        of day: Day, of account: AccountID, _ filter: DayFilter, from bound: PageBound, limit: Int
    ) throws(DatabaseError) -> DayPart {
        let tally = try tally(of: day, of: account)
        let known = tally?.matching(filter)
        let matching = if let known { known } else { try count(on: day, of: account, filter) }
        return DayPart(
            of: day, tally: tally?.tally, matching: matching,
            lines: try lines(on: day, of: account, filter, from: bound, limit: limit),
            around: try days(around: day, of: account))
    }

    func lines(
        on day: Day, of account: AccountID, _ filter: DayFilter, from bound: PageBound, limit: Int
    ) throws(DatabaseError) -> [EntryLine] {
        let query = DayQuery(day: day, account: account, filter: filter)
        let found = try rows(
            "SELECT \(EntryRow.lineColumns) FROM \(query.source) \(EntryRow.lineJoins) WHERE \(query.condition(bound))",
            query.values(bound) + [.integer(max(0, limit))]
        ) { row throws(DatabaseError) in try EntryRow.line(row, of: day) }
        if case .before = bound { return try marked(found.reversed(), on: day, of: account) }
        return try marked(found, on: day, of: account)
    }

    func surroundings(
        of address: EntryAddress, of account: AccountID, _ filter: DayFilter, before: Int, after: Int
    ) throws(DatabaseError) -> Surroundings {
        let (day, index) = (address.day, address.index)
        let earlier = try lines(on: day, of: account, filter, from: .before(index), limit: max(1, before))
        let own = try lines(on: day, of: account, .none, from: .after(index - 1), limit: 1)
        let later = try lines(on: day, of: account, filter, from: .after(index), limit: max(1, after))
        return Surroundings(
            review: try review(of: address, of: account) ?? Review(),
            tally: try tally(of: day, of: account)?.tally ?? DayTally(total: 0),
            lines: earlier + own.filter { $0.address == address } + later, at: index)
    }

    func nextUnreviewed(
        after address: EntryAddress, of account: AccountID, _ filter: DayFilter
    ) throws(DatabaseError) -> EntryAddress? {
        var filter = filter
        filter.isUnreviewed = true
        let query = DayQuery(day: address.day, account: account, filter: filter)
        for bound in [PageBound.after(address.index), .first] {
            let index = try first(
                "SELECT e.idx FROM \(query.source) WHERE \(query.condition(bound))", query.values(bound) + [.integer(1)]
            ) { row throws(DatabaseError) in Int(try row.integer(0)) }
            if let index, index != address.index { return EntryAddress(day: address.day, index: index) }
        }
        return nil
    }

    /// How many entries of the day pass the filter.
    func count(on day: Day, of account: AccountID, _ filter: DayFilter) throws(DatabaseError) -> Int {
        let query = DayQuery(day: day, account: account, filter: filter)
        return try first(
            "SELECT count(*) FROM \(query.source) WHERE \(query.conditions)", query.values
        ) { row throws(DatabaseError) in Int(try row.integer(0)) } ?? 0
    }

    /// `nil` for a day that never had an entry.
    func tally(of day: Day, of account: AccountID) throws(DatabaseError) -> KindTally? {
        let key: [Value] = [.integer(account.rawValue), .text(day.description)]
        let totals = try first("SELECT count, starred, reviewed FROM day_summary WHERE owner = ? AND day = ?", key) {
            row throws(DatabaseError) in
            DayTally(
                total: Int(try row.integer(0)), starred: Int(try row.integer(1)), reviewed: Int(try row.integer(2)))
        }
        guard let totals else { return nil }
        var tally = KindTally(tally: totals)
        try each("SELECT kind, status, count FROM day_tally WHERE owner = ? AND day = ? AND count > 0", key) {
            row throws(DatabaseError) in
            tally.add(Int(try row.integer(2)), try EntryRow.modality(row, 0), try EntryRow.status(row, 1))
            return true
        }
        return tally
    }

    /// With what reviewers have said of them. Reviews lie side by side, so this is one short walk instead of a search a line.
    private func marked(
        _ lines: [EntryLine], on day: Day, of account: AccountID
    ) throws(DatabaseError) -> [EntryLine] {
        guard let first = lines.first, let last = lines.last else { return lines }
        var lines = lines
        var position = 0
        try each(
            """
            SELECT idx, starred, reviewed, note IS NOT NULL FROM review
            WHERE owner = ? AND day = ? AND idx BETWEEN ? AND ? ORDER BY idx
            """,
            [
                .integer(account.rawValue), .text(day.description), .integer(first.address.index),
                .integer(last.address.index),
            ]
        ) { row throws(DatabaseError) in
            let index = Int(try row.integer(0))
            while position < lines.count, lines[position].address.index < index { position += 1 }
            guard position < lines.count else { return false }
            guard lines[position].address.index == index else { return true }
            lines[position].isStarred = try row.integer(1) != 0
            lines[position].isReviewed = try row.integer(2) != 0
            lines[position].hasNote = try row.integer(3) != 0
            return true
        }
        return lines
    }
}

/// A day's tally with the numbers that a filter by both kind and status asks for.
struct KindTally {
    var tally: DayTally
    private var pairs: [(Modality, EntryStatus, Int)] = []

    init(tally: DayTally) { self.tally = tally }

    mutating func add(_ count: Int, _ modality: Modality, _ status: EntryStatus) {
        pairs.append((modality, status, count))
        tally.modalities[modality, default: 0] += count
        tally.statuses[status, default: 0] += count
    }

    /// `nil` where it depends on what reviewers have said.
    func matching(_ filter: DayFilter) -> Int? {
        if filter.isNone { return tally.total }
        guard !filter.isStarred, !filter.isUnreviewed else { return nil }
        return pairs.reduce(0) { sum, pair in
            let passes = (filter.modality ?? pair.0) == pair.0 && (filter.status ?? pair.1) == pair.1
            return passes ? sum + pair.2 : sum
        }
    }
}

/// The entries of a day that pass a filter, as SQL. What is filtered by kind and status is found in `entry_alive`; what
/// is starred begins at the reviews, which are few.
private struct DayQuery {
    let day: Day
    let account: AccountID
    let filter: DayFilter

    var source: String {
        let entry = "entry e INDEXED BY \(filter.isStarred ? "sqlite_autoindex_entry_1" : "entry_alive")"
        return filter.isStarred
            ? "review r CROSS JOIN \(entry) ON e.owner = r.owner AND e.day = r.day AND e.idx = r.idx" : entry
    }

    /// Up to the order and the limit, which is the last value.
    func condition(_ bound: PageBound) -> String {
        switch bound {
        case .first, .after: "\(conditions) AND \(leading).idx > ? ORDER BY \(leading).idx LIMIT ?"
        case .before: "\(conditions) AND \(leading).idx < ? ORDER BY \(leading).idx DESC LIMIT ?"
        }
    }

    func values(_ bound: PageBound) -> [Value] {
        switch bound {
        case .first: values + [.integer(-1)]
        case .after(let index), .before(let index): values + [.integer(index)]
        }
    }

    var conditions: String {
        var conditions = ["\(leading).owner = ?", "\(leading).day = ?", "e.deleted_at IS NULL"]
        if filter.modality != nil { conditions.append("e.kind = ?") }
        if filter.status != nil { conditions.append("e.status = ?") }
        if filter.isStarred { conditions.append("r.starred = 1") }
        if filter.isUnreviewed {
            conditions.append(
                filter.isStarred
                    ? "r.reviewed = 0"
                    : """
                    NOT EXISTS (SELECT 1 FROM review r WHERE r.owner = e.owner AND r.day = e.day AND r.idx = e.idx \
                    AND r.reviewed = 1)
                    """)
        }
        return conditions.joined(separator: " AND ")
    }

    var values: [Value] {
        var values: [Value] = [.integer(account.rawValue), .text(day.description)]
        if let modality = filter.modality { values.append(.text(modality.rawValue)) }
        if let status = filter.status { values.append(.text(status.rawValue)) }
        return values
    }

    /// The table that is walked.
    private var leading: String { filter.isStarred ? "r" : "e" }
}
