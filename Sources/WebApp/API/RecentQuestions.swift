import Generation

/// Tells a button that was pressed twice from a question that is asked again: the same prompt from a page within two
/// seconds is the same question, and gets the entry that it already has.
actor RecentQuestions {
    static let milliseconds: Int64 = 2000

    private struct Question: Hashable {
        let account: AccountID
        let earlier: EntryID?
        let modality: Modality
        let text: String
    }

    private struct Asked {
        let at: Moment
        let entry: Task<Result<Entry, Failure>, Never>
    }

    private let now: @Sendable () -> Moment
    private var asked: [Question: Asked] = [:]

    init(now: @escaping @Sendable () -> Moment) { self.now = now }

    func entry(
        of prompt: Prompt, after earlier: Entry?, for account: AccountID,
        begin: @escaping @Sendable () async throws(Failure) -> Entry
    ) async throws(Failure) -> Entry {
        let time = now()
        asked = asked.filter { (0..<RecentQuestions.milliseconds).contains(time.milliseconds(since: $0.value.at)) }
        let question = Question(
            account: account, earlier: earlier?.id, modality: prompt.modality, text: prompt.text)
        if let first = asked[question] { return try await first.entry.value.get() }
        // Awaited by everyone who asks for it, cancelled by none: a question that was sent is accepted or refused.
        let entry = Task { () async -> Result<Entry, Failure> in
            do throws(Failure) {
                return .success(try await begin())
            } catch {
                return .failure(error)
            }
        }
        asked[question] = Asked(at: time, entry: entry)
        return try await entry.value.get()
    }
}
