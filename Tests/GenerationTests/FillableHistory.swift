import Generation
import Synchronization

/// A real history on a disk that a test fills and empties, or breaks. What would grow it is refused meanwhile.
final class FillableHistory: HistoryStore {
    private let store: any HistoryStore
    private let state = Mutex((trouble: Failure.Reason?.none, refusals: 0))

    init(_ store: any HistoryStore) { self.store = store }

    var trouble: Failure.Reason? {
        get { state.withLock { $0.trouble } }
        set { state.withLock { $0.trouble = newValue } }
    }

    var isFull: Bool {
        get { trouble == .storageFull }
        set { trouble = newValue ? .storageFull : nil }
    }

    /// How often something was refused.
    var refusals: Int { state.withLock { $0.refusals } }

    private func takeRoom() throws(Failure) {
        let trouble = state.withLock { state in
            if state.trouble != nil { state.refusals += 1 }
            return state.trouble
        }
        if let trouble { throw Failure(trouble) }
    }

    func begin(_ draft: EntryDraft, on day: Day, at now: Moment) async throws(Failure) -> Entry {
        try takeRoom()
        return try await store.begin(draft, on: day, at: now)
    }

    func start(_ id: EntryID, at now: Moment) async throws(Failure) {
        try takeRoom()
        try await store.start(id, at: now)
    }

    func append(_ text: String, at offset: Int, to id: EntryID) async throws(Failure) {
        try takeRoom()
        try await store.append(text, at: offset, to: id)
    }

    func finish(_ id: EntryID, with ending: Ending, at now: Moment) async throws(Failure) -> Entry? {
        try takeRoom()
        return try await store.finish(id, with: ending, at: now)
    }

    func reopen(
        _ id: EntryID, provider: ProviderName, model: ModelName, at now: Moment
    ) async throws(Failure) -> Entry {
        try takeRoom()
        return try await store.reopen(id, provider: provider, model: model, at: now)
    }

    func interrupt(_ id: EntryID, at now: Moment) async throws(Failure) {
        try takeRoom()
        try await store.interrupt(id, at: now)
    }

    func delete(_ address: EntryAddress, of account: AccountID, at now: Moment) async throws(Failure) -> [MediaKey]? {
        try await store.delete(address, of: account, at: now)
    }

    func review(
        _ address: EntryAddress, of account: AccountID, _ change: ReviewChange
    ) async throws(Failure) -> Review {
        try takeRoom()
        return try await store.review(address, of: account, change)
    }

    func recover(at now: Moment) async throws(Failure) -> [Entry] { try await store.recover(at: now) }

    func place(at address: EntryAddress, of account: AccountID) async throws(Failure) -> Place {
        try await store.place(at: address, of: account)
    }

    func entry(_ id: EntryID) async throws(Failure) -> Entry? { try await store.entry(id) }

    func response(
        of id: EntryID, attempt: Int, from offset: Int, atMost limit: Int
    ) async throws(Failure) -> String {
        try await store.response(of: id, attempt: attempt, from: offset, atMost: limit)
    }

    func turns(before id: EntryID, atMost limit: Int) async throws(Failure) -> [Turn] {
        try await store.turns(before: id, atMost: limit)
    }

    func conversation(around id: EntryID, limit: Int) async throws(Failure) -> Conversation {
        try await store.conversation(around: id, limit: limit)
    }

    func days(of account: AccountID, from bound: DayBound, limit: Int) async throws(Failure) -> [DaySummary] {
        try await store.days(of: account, from: bound, limit: limit)
    }

    func spent(on days: ClosedRange<Day>, by account: AccountID) async throws(Failure) -> Money {
        try await store.spent(on: days, by: account)
    }

    func count(on day: Day, of account: AccountID) async throws(Failure) -> Int? {
        try await store.count(on: day, of: account)
    }

    func part(
        of day: Day, of account: AccountID, _ filter: DayFilter, from bound: PageBound, limit: Int
    ) async throws(Failure) -> DayPart {
        try await store.part(of: day, of: account, filter, from: bound, limit: limit)
    }

    func lines(
        on day: Day, of account: AccountID, _ filter: DayFilter, from bound: PageBound, limit: Int
    ) async throws(Failure) -> [EntryLine] {
        try await store.lines(on: day, of: account, filter, from: bound, limit: limit)
    }

    func surroundings(
        of address: EntryAddress, of account: AccountID, _ filter: DayFilter, before: Int, after: Int
    ) async throws(Failure) -> Surroundings {
        try await store.surroundings(of: address, of: account, filter, before: before, after: after)
    }

    func nextUnreviewed(
        after address: EntryAddress, of account: AccountID, _ filter: DayFilter
    ) async throws(Failure) -> EntryAddress? {
        try await store.nextUnreviewed(after: address, of: account, filter)
    }

    func days(around day: Day, of account: AccountID) async throws(Failure) -> [DaySummary] {
        try await store.days(around: day, of: account)
    }

    func latest(of account: AccountID, limit: Int) async throws(Failure) -> [EntryLine] {
        try await store.latest(of: account, limit: limit)
    }

    func media(named name: String, of account: AccountID) async throws(Failure) -> MediaFile? {
        try await store.media(named: name, of: account)
    }

    func unused(among keys: [MediaKey]) async throws(Failure) -> [MediaKey] { try await store.unused(among: keys) }

    func newestMedia(of modality: Modality, account: AccountID) async throws(Failure) -> MediaFile? {
        try await store.newestMedia(of: modality, account: account)
    }
}
