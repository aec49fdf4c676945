import Database
import Generation

/// What became of a change that an entry's state may forbid.
enum Verdict<Value: Sendable>: Sendable {
    case done(Value)
    case deleted
    case refused(String)
    /// What was seen is not there any more; this is.
    case overtaken(String)
}

/// The changes of an entry's life, each to be run in a transaction.
extension Connection {
    func begin(
        _ draft: EntryDraft, uuid: String, on day: Day, at now: Moment
    ) throws(DatabaseError) -> Entry {
        let index = try first(
            """
            INSERT INTO day_summary(owner, day, count, next_idx) VALUES (?, ?, 1, 1)
            ON CONFLICT (owner, day) DO UPDATE
            SET count = count + 1, next_idx = next_idx + 1
            RETURNING next_idx - 1
            """, [.integer(draft.account.rawValue), .text(day.description)]
        ) { row throws(DatabaseError) in Int(try row.integer(0)) }
        let id = try first(
            """
            INSERT INTO entry(uuid, owner, day, idx, parent_day, parent_idx, external_user, kind, status, provider,
            model, created_at, parameters, prompt)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?, ?, ?) RETURNING id
            """,
            [
                .text(uuid), .integer(draft.account.rawValue), .text(day.description), .integer(index),
                .text(draft.parent?.day.description), .integer(draft.parent?.index),
                .text(draft.externalUser), .text(draft.prompt.modality.rawValue), .text(draft.provider.description),
                .text(draft.model.description), .integer(now.milliseconds),
                .text(try EntryRow.encoded(draft.parameters)), .text(draft.prompt.text),
            ]
        ) { row throws(DatabaseError) in EntryID(try row.integer(0)) }
        guard let id else { throw lost("begin") }
        if let earlier = draft.follows { try link(id, after: earlier, of: draft.account) }
        for (position, input) in zip(Connection.inputs, draft.inputs) { try name(input, at: position, of: id) }
        guard let entry = try entry(id) else { throw lost("begin") }
        return entry
    }

    func start(_ id: EntryID, at now: Moment) throws(DatabaseError) -> Verdict<Void> {
        guard let state = try state(of: id) else { return .refused("no entry \(id.rawValue)") }
        guard !state.isDeleted else { return .deleted }
        guard state.status == .queued else { return .refused("entry \(id.rawValue) is \(state.status)") }
        try run(
            "UPDATE entry SET status = 'running', started_at = ? WHERE id = ?",
            [.integer(now.milliseconds), .integer(id.rawValue)])
        try run(
            """
            INSERT INTO attempt(entry, number, provider, model, status, started_at)
            SELECT id, attempt, provider, model, status, started_at FROM entry WHERE id = ?
            """, [.integer(id.rawValue)])
        return .done(())
    }

    /// Text of an attempt that is over is dropped. Bytes sent again replace the ones that stand there.
    func append(_ text: String, at offset: Int, to id: EntryID) throws(DatabaseError) -> Verdict<Void> {
        guard let state = try state(of: id), state.status == .running else { return .done(()) }
        let place: [Value] = [.integer(id.rawValue), .integer(offset)]
        let end = try first(
            "SELECT start + size FROM attempt_text WHERE entry = ? AND start < ? ORDER BY start DESC LIMIT 1", place
        ) { row throws(DatabaseError) in Int(try row.integer(0)) }
        guard end ?? 0 == offset else {
            return .refused("text at \(offset) after \(end ?? 0) bytes of entry \(id.rawValue)")
        }
        try run("DELETE FROM attempt_text WHERE entry = ? AND start >= ?", place)
        guard !text.isEmpty else { return .done(()) }
        try run(
            "INSERT INTO attempt_text(entry, start, size, text) VALUES (?, ?, ?, ?)",
            [.integer(id.rawValue), .integer(offset), .integer(text.utf8.count), .text(text)])
        return .done(())
    }

    /// `nil` for an entry that was deleted. One that is over already stays as it is.
    func finish(_ id: EntryID, with ending: Ending, at now: Moment) throws(DatabaseError) -> Verdict<Entry?> {
        guard let state = try state(of: id) else { return .refused("no entry \(id.rawValue)") }
        guard !state.isDeleted else { return .done(nil) }
        guard !state.status.isFinal else { return .done(try entry(id)) }
        try end(state, with: ending, at: now)
        for (position, media) in zip(Connection.outputs, ending.media) { try name(media, at: position, of: id) }
        if !ending.details.isEmpty { try keep(ending.details, of: id) }
        return .done(try entry(id))
    }

    func reopen(
        _ id: EntryID, provider: ProviderName, model: ModelName
    ) throws(DatabaseError) -> Entry? {
        guard let state = try state(of: id), !state.isDeleted, state.status.isResumable else { return nil }
        try run(
            """
            UPDATE entry SET status = 'queued', attempt = attempt + 1, provider = ?, model = ?, failure = NULL,
            cause = NULL, tokens_in = NULL, tokens_out = NULL, started_at = NULL, first_byte_at = NULL,
            finished_at = NULL, truncated = 0 WHERE id = ?
            """, [.text(provider.description), .text(model.description), .integer(id.rawValue)])
        let entry = try entry(id)
        if let entry { try askForReview(of: entry.address, of: entry.account) }
        return entry
    }

    /// Clears everything a person wrote or got and keeps the row.
    func delete(
        _ address: EntryAddress, of account: AccountID, at now: Moment
    ) throws(DatabaseError) -> [MediaKey]? {
        guard let state = try state(at: address, of: account) else { return nil }
        guard !state.isDeleted else { return [] }
        let id = Value.integer(state.id.rawValue)
        try run(
            """
            UPDATE entry SET prompt = '', response = '', parameters = '{}', failure = NULL, cause = NULL,
            external_user = NULL, conversation = NULL, deleted_at = ?,
            status = CASE WHEN status IN ('queued', 'running') THEN 'cancelled' ELSE status END WHERE id = ?
            """, [.integer(now.milliseconds), id])
        try run("DELETE FROM attempt WHERE entry = ?", [id])
        try run("DELETE FROM attempt_text WHERE entry = ?", [id])
        try run("DELETE FROM entry_details WHERE entry = ?", [id])
        try forgetReview(of: address, of: account)
        try run(
            """
            UPDATE day_summary SET count = count - 1, revision = revision + 1 WHERE owner = ? AND day = ?
            """, [.integer(account.rawValue), .text(address.day.description)])
        return try releaseMedia(of: state.id)
    }

    func interrupt(_ id: EntryID, at now: Moment) throws(DatabaseError) {
        guard let state = try state(of: id), !state.status.isFinal, !state.isDeleted else { return }
        try interrupt(state, at: now)
    }

    func interrupt(_ state: EntryState, at now: Moment) throws(DatabaseError) {
        let text = try arrivingText(of: state.id)
        try end(state, with: Ending(status: .interrupted, text: text, failure: Failure(.interrupted)), at: now)
    }

    /// The older text stays until a new attempt is complete; the text of any other attempt stays with the attempt.
    private func end(_ state: EntryState, with ending: Ending, at now: Moment) throws(DatabaseError) {
        let id = Value.integer(state.id.rawValue)
        let cost = Value.integer(ending.cost?.millionths)
        let isShown = ending.status == .succeeded || state.attempt == 1 || state.hasNoText
        try run(
            """
            UPDATE entry SET status = ?, model = coalesce(?, model), tokens_in = ?, tokens_out = ?, failure = ?,
            cause = ?, first_byte_at = ?, finished_at = ?, response = coalesce(?, response), truncated = ?,
            price = coalesce(price + ?, price, ?) WHERE id = ?
            """,
            [
                .text(ending.status.rawValue), .text(ending.model?.description), .integer(ending.usage.promptTokens),
                .integer(ending.usage.completionTokens), .text(ending.failure?.reason.rawValue),
                .text(ending.failure?.cause), .integer(ending.firstByteAt?.milliseconds),
                .integer(now.milliseconds), isShown ? .text(ending.text) : .null,
                .integer(ending.isTruncated ? 1 : 0), cost, cost, id,
            ])
        try run(
            """
            INSERT INTO attempt(entry, number, provider, model, status, tokens_in, tokens_out, started_at,
            first_byte_at, finished_at, failure, cause, text)
            SELECT id, attempt, provider, model, status, tokens_in, tokens_out, started_at, first_byte_at,
            finished_at, failure, cause, ? FROM entry WHERE id = ?
            ON CONFLICT (entry, number) DO UPDATE SET model = excluded.model, status = excluded.status,
            tokens_in = excluded.tokens_in, tokens_out = excluded.tokens_out,
            first_byte_at = excluded.first_byte_at, finished_at = excluded.finished_at,
            failure = excluded.failure, cause = excluded.cause, text = excluded.text
            """, [ending.status == .succeeded ? .null : .text(ending.text), id])
        try run("DELETE FROM attempt_text WHERE entry = ?", [id])
        try run(
            "UPDATE day_summary SET revision = revision + 1, cost = cost + coalesce(?, 0) WHERE owner = ? AND day = ?",
            [cost, .integer(state.account.rawValue), .text(state.day.description)])
    }

    private func state(of id: EntryID) throws(DatabaseError) -> EntryState? {
        try first(
            "SELECT id, owner, day, status, attempt, response_excerpt = '', deleted_at FROM entry WHERE id = ?",
            [.integer(id.rawValue)], EntryState.init)
    }

    private func state(at address: EntryAddress, of account: AccountID) throws(DatabaseError) -> EntryState? {
        try first(
            """
            SELECT id, owner, day, status, attempt, response_excerpt = '', deleted_at FROM entry
            WHERE owner = ? AND day = ? AND idx = ?
            """,
            [.integer(account.rawValue), .text(address.day.description), .integer(address.index)], EntryState.init)
    }

    private func lost(_ operation: String) -> DatabaseError {
        DatabaseError(code: 0, operation: operation, message: "a row that was just written is not there")
    }
}

/// What decides whether an entry may change.
struct EntryState {
    let id: EntryID
    let account: AccountID
    let day: Day
    let status: EntryStatus
    let attempt: Int
    let hasNoText: Bool
    let isDeleted: Bool

    init(_ row: borrowing Row) throws(DatabaseError) {
        id = EntryID(try row.integer(0))
        account = AccountID(try row.integer(1))
        day = try EntryRow.day(row, 2)
        status = try EntryRow.status(row, 3)
        attempt = Int(try row.integer(4))
        hasNoText = try row.integer(5) == 1
        isDeleted = try row.optionalInteger(6) != nil
    }
}
