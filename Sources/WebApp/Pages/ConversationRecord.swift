import Generation
import Templates

/// What was asked before and after an entry, and the form for a further question.
struct ConversationRecord {
    /// Lines on either side.
    static let limit = 50

    let earlier: [LineRecord]
    let followUps: [LineRecord]
    /// Where the form leads; `nil` where nothing more can be asked.
    let action: String?
    let text: String
    let error: String?
    /// What an ordinary question costs; `nil` for what is free.
    let cost: String?

    init(
        of entry: Entry, _ refused: (text: String, error: String)?, _ history: any HistoryStore, _ pages: Pages,
        _ generator: Generator, _ costs: Costs, _ wording: Wording
    ) async throws(Failure) {
        let around =
            entry.modality == .code || entry.modality == .chat
            ? try await history.conversation(around: entry.id, limit: ConversationRecord.limit) : Conversation()
        earlier = LineRecord.all(around.earlier, wording, pages.clock)
        followUps = LineRecord.all(around.followUps, wording, pages.clock)
        action = entry.canBeFollowed ? Links.askOn(entry.address) : nil
        text = refused?.text ?? ""
        error = refused?.error
        let next = try? generator.catalog.provider(for: entry.modality)
        cost = next.flatMap { costs.outlook(entry.modality, by: $0.0.name, $0.1, wording) }
    }
}

extension ConversationRecord: TemplateData {
    static let shape = Shape<ConversationRecord> {
        $0.field("earlier", \.earlier)
        $0.field("follow_ups", \.followUps)
        $0.field("action", \.action)
        $0.field("text", \.text)
        $0.field("error", \.error)
        $0.field("cost", \.cost)
    }
}
