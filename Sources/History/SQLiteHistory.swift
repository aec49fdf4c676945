package import Database
package import Generation

/// The history in one SQLite file, `<folder>/chatlog.sqlite`: one writing thread with group commit, and reading threads
/// that never wait for it. Each method is one transaction or one snapshot.
package final class SQLiteHistory: HistoryStore {
    package static let fileName = "chatlog.sqlite"

    /// Raised when an entry has ended, was deleted or reviewed: what a day's file is written for.
    let changes = ChangeSignal()
    let pool: DatabasePool
    private let makeUUID: @Sendable () -> String

    /// Opens or makes the database, bringing an older one to this program's form. The folder is made where it is missing.
    /// Throws `.storageDamaged` for a file that is damaged or no database, `.storageFailed` for a newer program's or one
    /// that may not be written.
    package init(
        folder: String, readers: Int = 2, settings: DatabaseSettings = DatabaseSettings(),
        makeUUID: @escaping @Sendable () -> String = { randomUUID() }
    ) throws(Failure) {
        try ensureFolder(folder)
        self.makeUUID = makeUUID
        pool = try translated { () throws(DatabaseError) in
            try DatabasePool(
                path: "\(folder)/\(SQLiteHistory.fileName)", schema: historySchema, readers: readers,
                settings: settings)
        }
    }

    /// Commits what waits and closes the file; nothing may be asked afterwards.
    package func close() async {
        await pool.close()
    }

    /// What is wrong with the file, empty for nothing. Reads all of it on a reader's thread.
    package func integrityProblems() async throws(Failure) -> [String] {
        try await read { connection throws(DatabaseError) in try connection.integrityProblems() }
    }

    package func begin(_ draft: EntryDraft, on day: Day, at now: Moment) async throws(Failure) -> Entry {
        let uuid = makeUUID()
        return try await write { connection throws(DatabaseError) in
            try connection.begin(draft, uuid: uuid, on: day, at: now)
        }
    }

    package func start(_ id: EntryID, at now: Moment) async throws(Failure) {
        try await write { connection throws(DatabaseError) in try connection.start(id, at: now) }.accepted()
    }

    package func append(_ text: String, at offset: Int, to id: EntryID) async throws(Failure) {
        try await write { connection throws(DatabaseError) in
            try connection.append(text, at: offset, to: id)
        }.accepted()
    }

    package func finish(_ id: EntryID, with ending: Ending, at now: Moment) async throws(Failure) -> Entry? {
        try await change { connection throws(DatabaseError) in
            try connection.finish(id, with: ending, at: now)
        }.accepted()
    }

    package func interrupt(_ id: EntryID, at now: Moment) async throws(Failure) {
        try await change { connection throws(DatabaseError) in try connection.interrupt(id, at: now) }
    }

    package func reopen(
        _ id: EntryID, provider: ProviderName, model: ModelName, at now: Moment
    ) async throws(Failure) -> Entry {
        let entry = try await write { connection throws(DatabaseError) in
            try connection.reopen(id, provider: provider, model: model)
        }
        guard let entry else { throw Failure(.notResumable) }
        return entry
    }

    package func delete(
        _ address: EntryAddress, of account: AccountID, at now: Moment
    ) async throws(Failure) -> [MediaKey]? {
        try await change { connection throws(DatabaseError) in try connection.delete(address, of: account, at: now) }
    }

    package func review(
        _ address: EntryAddress, of account: AccountID, _ change: ReviewChange
    ) async throws(Failure) -> Review {
        let verdict = try await self.change { connection throws(DatabaseError) in
            try connection.review(address, of: account, change)
        }
        guard let verdict else { throw Failure(.notFound) }
        return try verdict.accepted()
    }

    package func note(_ job: RemoteJob, of id: EntryID) async throws(Failure) {
        try await write { connection throws(DatabaseError) in try connection.note(job, of: id) }
    }

    package func latest(
        of modality: Modality, for externalUser: String, of account: AccountID
    ) async throws(Failure) -> EntryAddress? {
        try await read { connection throws(DatabaseError) in
            try connection.latest(of: modality, for: externalUser, of: account)
        }
    }

    package func recover(at now: Moment) async throws(Failure) -> [Unfinished] {
        try await change { connection throws(DatabaseError) in try connection.recover(at: now) }
    }

    package func place(at address: EntryAddress, of account: AccountID) async throws(Failure) -> Place {
        try await read { connection throws(DatabaseError) in try connection.place(at: address, of: account) }
    }

    package func entry(_ id: EntryID) async throws(Failure) -> Entry? {
        try await read { connection throws(DatabaseError) in try connection.entry(id) }
    }

    package func response(
        of id: EntryID, attempt: Int, from offset: Int, atMost limit: Int
    ) async throws(Failure) -> String {
        try await read { connection throws(DatabaseError) in
            try connection.response(of: id, attempt: attempt, from: offset, atMost: limit)
        }
    }

    package func turns(before id: EntryID, atMost limit: Int) async throws(Failure) -> [Turn] {
        try await read { connection throws(DatabaseError) in try connection.turns(before: id, atMost: limit) }
    }

    package func conversation(around id: EntryID, limit: Int) async throws(Failure) -> Conversation {
        try await read { connection throws(DatabaseError) in try connection.conversation(around: id, limit: limit) }
    }

    package func days(of account: AccountID, from bound: DayBound, limit: Int) async throws(Failure) -> [DaySummary] {
        try await read { connection throws(DatabaseError) in
            try connection.days(of: account, from: bound, limit: limit)
        }
    }

    package func spent(on days: ClosedRange<Day>, by account: AccountID) async throws(Failure) -> Money {
        try await read { connection throws(DatabaseError) in try connection.spent(on: days, by: account) }
    }

    package func count(on day: Day, of account: AccountID) async throws(Failure) -> Int? {
        try await read { connection throws(DatabaseError) in try connection.count(on: day, of: account) }
    }

    package func days(around day: Day, of account: AccountID) async throws(Failure) -> [DaySummary] {
        try await read { connection throws(DatabaseError) in try connection.days(around: day, of: account) }
    }

    package func part(
        of day: Day, of account: AccountID, _ filter: DayFilter, from bound: PageBound, limit: Int
    ) async throws(Failure) -> DayPart {
        try await read { connection throws(DatabaseError) in
            try connection.part(of: day, of: account, filter, from: bound, limit: limit)
        }
    }

    package func lines(
        on day: Day, of account: AccountID, _ filter: DayFilter, from bound: PageBound, limit: Int
    ) async throws(Failure) -> [EntryLine] {
        try await read { connection throws(DatabaseError) in
            try connection.lines(on: day, of: account, filter, from: bound, limit: limit)
        }
    }

    package func surroundings(
        of address: EntryAddress, of account: AccountID, _ filter: DayFilter, before: Int, after: Int
    ) async throws(Failure) -> Surroundings {
        try await read { connection throws(DatabaseError) in
            try connection.surroundings(of: address, of: account, filter, before: before, after: after)
        }
    }

    package func nextUnreviewed(
        after address: EntryAddress, of account: AccountID, _ filter: DayFilter
    ) async throws(Failure) -> EntryAddress? {
        try await read { connection throws(DatabaseError) in
            try connection.nextUnreviewed(after: address, of: account, filter)
        }
    }

    package func latest(of account: AccountID, limit: Int) async throws(Failure) -> [EntryLine] {
        try await read { connection throws(DatabaseError) in try connection.latest(of: account, limit: limit) }
    }

    package func media(named name: String, of account: AccountID) async throws(Failure) -> MediaFile? {
        try await read { connection throws(DatabaseError) in try connection.media(named: name, of: account) }
    }

    package func newestMedia(of modality: Modality, account: AccountID) async throws(Failure) -> MediaFile? {
        try await read { connection throws(DatabaseError) in
            try connection.newestMedia(of: modality, account: account)
        }
    }

    package func unused(among keys: [MediaKey]) async throws(Failure) -> [MediaKey] {
        try await read { connection throws(DatabaseError) in
            var unused: [MediaKey] = []
            for key in keys where try !connection.isUsed(key) { unused.append(key) }
            return unused
        }
    }

    /// A snapshot on the reader with the least to do.
    func read<T: Sendable>(
        _ work: @Sendable (Connection) throws(DatabaseError) -> T
    ) async throws(Failure) -> T {
        try await translated { () async throws(DatabaseError) in try await pool.read(work) }
    }

    /// Durable when it returns.
    func write<T: Sendable>(
        _ work: @escaping @Sendable (Connection) throws(DatabaseError) -> T
    ) async throws(Failure) -> T {
        try await translated { () async throws(DatabaseError) in try await pool.write(work) }
    }

    private func change<T: Sendable>(
        _ work: @escaping @Sendable (Connection) throws(DatabaseError) -> T
    ) async throws(Failure) -> T {
        defer { changes.raise() }
        return try await write(work)
    }
}

/// A version 4 UUID (RFC 9562 §5.4) of the system's random source, in lower case.
package func randomUUID() -> String {
    var random = SystemRandomNumberGenerator()
    let high = random.next() & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
    let low = random.next() & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    let digits = hexadecimal(high) + hexadecimal(low)
    let ends = [8, 12, 16, 20, 32]
    return zip([0] + ends, ends).map { String(Array(digits)[$0..<$1]) }.joined(separator: "-")
}

private func hexadecimal(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
}

extension Verdict {
    fileprivate func accepted() throws(Failure) -> Value {
        switch self {
        case .done(let value): return value
        case .deleted: throw Failure(.gone)
        case .overtaken(let now): throw Failure(.noteChanged, cause: now)
        case .refused(let why): throw Failure(.storageFailed, cause: why)
        }
    }
}

extension Failure {
    init(_ error: DatabaseError) {
        let reason: Reason = error.isFull ? .storageFull : error.isCorrupt ? .storageDamaged : .storageFailed
        self.init(reason, cause: error.description)
    }
}

private func translated<T>(_ work: () throws(DatabaseError) -> T) throws(Failure) -> T {
    do throws(DatabaseError) { return try work() } catch { throw Failure(error) }
}

private func translated<T>(_ work: () async throws(DatabaseError) -> T) async throws(Failure) -> T {
    do throws(DatabaseError) { return try await work() } catch { throw Failure(error) }
}
