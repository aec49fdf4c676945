import Database
private import FoundationEssentials
import Generation

/// How an entry stands in its row.
enum EntryRow {
    static let columns = """
        e.id, e.uuid, e.owner, e.day, e.idx, e.parent_day, e.parent_idx, e.kind, e.status, e.prompt, e.response, \
        e.provider, e.model, e.parameters, e.tokens_in, e.tokens_out, e.failure, e.cause, e.attempt, e.created_at, \
        e.started_at, e.first_byte_at, e.finished_at, e.truncated, e.price
        """

    /// Without media and without the text that is still arriving.
    static func entry(_ row: borrowing Row) throws(DatabaseError) -> Entry {
        Entry(
            id: EntryID(try row.integer(0)), uuid: try row.text(1), account: AccountID(try row.integer(2)),
            address: EntryAddress(day: try day(row, 3), index: Int(try row.integer(4))), parent: try parent(row),
            modality: try modality(row, 7), status: try status(row, 8), prompt: try row.text(9),
            response: try row.text(10), provider: ProviderName(try row.text(11)), model: ModelName(try row.text(12)),
            parameters: try parameters(try row.text(13)),
            usage: Usage(promptTokens: try number(row, 14), completionTokens: try number(row, 15)),
            cost: try row.optionalInteger(24).map(Money.init(millionths:)),
            failure: try failure(row, 16, 17), isTruncated: try row.integer(23) != 0,
            attempt: Int(try row.integer(18)),
            createdAt: Moment(milliseconds: try row.integer(19)), startedAt: try moment(row, 20),
            firstByteAt: try moment(row, 21), finishedAt: try moment(row, 22))
    }

    static let lineColumns = """
        e.day, e.idx, e.kind, e.status, e.prompt_excerpt, \
        CASE WHEN e.status = 'running' AND e.response_excerpt = '' \
        THEN (SELECT coalesce(substr(group_concat(t.text, ''), 1, 200), '') FROM attempt_text t \
        WHERE t.entry = e.id AND t.start < 800) \
        ELSE e.response_excerpt END, \
        e.created_at, n.name, m.sha256, m.type, m.size
        """

    /// The first file of each line, where there is one; texts have none, which spares most lines a search.
    static let lineJoins = """
        LEFT JOIN media_name n ON n.entry = e.id AND n.position = 0 AND e.kind <> 'code' LEFT JOIN media m ON m.sha256 = n.sha256
        """

    /// - Parameter known: The day of all rows, where it was asked for: hundreds of lines need not read it again.
    static func line(_ row: borrowing Row, of known: Day? = nil) throws(DatabaseError) -> EntryLine {
        let day = if let known { known } else { try day(row, 0) }
        return EntryLine(
            address: EntryAddress(day: day, index: Int(try row.integer(1))),
            modality: try modality(row, 2), status: try status(row, 3), promptExcerpt: try row.text(4),
            responseExcerpt: try row.text(5), firstMedia: try optionalMedia(row, 7),
            createdAt: Moment(milliseconds: try row.integer(6)))
    }

    /// From three columns: day, count, reviewed.
    static func summary(_ row: borrowing Row) throws(DatabaseError) -> DaySummary {
        DaySummary(day: try day(row, 0), count: Int(try row.integer(1)), reviewed: Int(try row.integer(2)))
    }

    /// From four columns: name, sha256, type, size.
    static func media(_ row: borrowing Row, _ first: Int) throws(DatabaseError) -> MediaFile {
        MediaFile(name: try row.text(first), key: try key(row, first + 1))
    }

    /// From three columns: sha256, type, size.
    static func key(_ row: borrowing Row, _ first: Int) throws(DatabaseError) -> MediaKey {
        let text = try row.text(first + 1)
        guard let type = MediaType(rawValue: text) else { throw unknown("type", text) }
        return MediaKey(sha256: try row.text(first), type: type, size: Int(try row.integer(first + 2)))
    }

    static func day(_ row: borrowing Row, _ column: Int) throws(DatabaseError) -> Day {
        let text = try row.text(column)
        guard let day = Day(text) else { throw unknown("day", text) }
        return day
    }

    static func modality(_ row: borrowing Row, _ column: Int) throws(DatabaseError) -> Modality {
        let text = try row.text(column)
        guard let modality = Modality(rawValue: text) else { throw unknown("kind", text) }
        return modality
    }

    static func status(_ row: borrowing Row, _ column: Int) throws(DatabaseError) -> EntryStatus {
        let text = try row.text(column)
        guard let status = EntryStatus(rawValue: text) else { throw unknown("status", text) }
        return status
    }

    static func json(_ parameters: Parameters) throws(DatabaseError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(parameters), as: UTF8.self)
        } catch {
            throw DatabaseError(code: 0, operation: "encode parameters", message: "\(error)")
        }
    }

    private static func parameters(_ json: String) throws(DatabaseError) -> Parameters {
        do {
            return try JSONDecoder().decode(Parameters.self, from: Data(json.utf8))
        } catch {
            throw DatabaseError(code: 0, operation: "decode parameters", message: "\(error)")
        }
    }

    private static func parent(_ row: borrowing Row) throws(DatabaseError) -> EntryAddress? {
        guard let index = try number(row, 6) else { return nil }
        return EntryAddress(day: try day(row, 5), index: index)
    }

    /// A reason of a newer program is shown as the general one; its name stays in the cause.
    private static func failure(
        _ row: borrowing Row, _ reason: Int, _ cause: Int
    ) throws(DatabaseError) -> Failure? {
        guard let text = try row.optionalText(reason) else { return nil }
        let cause = try row.optionalText(cause) ?? ""
        guard let reason = Failure.Reason(rawValue: text) else { return Failure(.internal, cause: "\(text): \(cause)") }
        return Failure(reason, cause: cause)
    }

    private static func optionalMedia(_ row: borrowing Row, _ first: Int) throws(DatabaseError) -> MediaFile? {
        try row.optionalText(first + 1) == nil ? nil : media(row, first)
    }

    private static func moment(_ row: borrowing Row, _ column: Int) throws(DatabaseError) -> Moment? {
        try row.optionalInteger(column).map(Moment.init(milliseconds:))
    }

    private static func number(_ row: borrowing Row, _ column: Int) throws(DatabaseError) -> Int? {
        try row.optionalInteger(column).map(Int.init)
    }

    /// Written by a newer program, or damaged: never guessed.
    private static func unknown(_ what: String, _ text: String) -> DatabaseError {
        DatabaseError(code: 0, operation: "read an entry", message: "unknown \(what) “\(text)”")
    }
}
