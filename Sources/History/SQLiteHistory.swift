package import Generation

/// The history in one SQLite file, `<folder>/chatlog.sqlite`.
package final class SQLiteHistory: HistoryStore {
    private let folder: String

    /// Opens or makes the database, bringing an older one to this program's form. The folder is made where it is missing.
    package init(folder: String, readers: Int = 2) throws(Failure) {
        self.folder = folder
    }

    /// Ends the work; nothing may be asked afterwards.
    package func close() async {}

    package func begin(_ draft: EntryDraft, on day: Day, at now: Moment) async throws(Failure) -> Entry {
        throw Failure(.storageFailed, cause: folder)
    }
    package func start(_ id: EntryID, at now: Moment) async throws(Failure) {}
    package func append(_ text: String, at offset: Int, to id: EntryID) async throws(Failure) {}
    package func finish(_ id: EntryID, with ending: Ending, at now: Moment) async throws(Failure) -> Entry? { nil }
    package func reopen(
        _ id: EntryID, provider: ProviderName, model: ModelName, at now: Moment
    ) async throws(Failure) -> Entry { throw Failure(.notResumable) }
    package func delete(
        _ address: EntryAddress, of account: AccountID, at now: Moment
    ) async throws(Failure) -> [MediaKey]? { nil }
    package func recover(at now: Moment) async throws(Failure) -> [Entry] { [] }
    package func place(at address: EntryAddress, of account: AccountID) async throws(Failure) -> Place { .never }
    package func entry(_ id: EntryID) async throws(Failure) -> Entry? { nil }
    package func days(of account: AccountID, before: Day?, limit: Int) async throws(Failure) -> [DaySummary] { [] }
    package func neighbours(of day: Day, for account: AccountID) async throws(Failure) -> (previous: Day?, next: Day?) {
        (nil, nil)
    }
    package func lines(
        on day: Day, of account: AccountID, from bound: PageBound, limit: Int
    ) async throws(Failure) -> [EntryLine] { [] }
    package func latest(of account: AccountID, limit: Int) async throws(Failure) -> [EntryLine] { [] }
    package func media(named name: String, of account: AccountID) async throws(Failure) -> MediaFile? { nil }
    package func newestMedia(of modality: Modality, account: AccountID) async throws(Failure) -> MediaFile? { nil }
}
