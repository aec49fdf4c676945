import Generation
import HTTP
import Templates

/// `GET /` (contract F1, F2, X2): both forms, and the latest history beside them.
struct IndexPage: Endpoint {
    static let latestLimit = 30

    let pages: Pages
    let history: any HistoryStore
    let generator: Generator
    let costs: Costs

    func respond(to request: Request, in context: RequestContext) async throws(Failure) -> Response {
        try await response(in: context)
    }

    /// The page again, with what was typed and why it was refused.
    func refusal(
        _ failure: Failure, of text: String, _ modality: Modality, status: Status, in context: RequestContext
    ) async throws(Failure) -> Response {
        let refused = (modality: modality, text: text, error: sentence(failure.reason, modality, context.wording))
        return try await response(refused: refused, status: status, in: context)
    }

    /// Each form asks for its own prompt (contract F18).
    private func sentence(_ reason: Failure.Reason, _ modality: Modality, _ wording: Wording) -> String {
        reason == .emptyPrompt ? wording("error.empty.\(modality.rawValue)") : wording[reason]
    }

    private typealias Refused = (modality: Modality, text: String, error: String)

    private func response(
        refused: Refused? = nil, status: Status = .ok, in context: RequestContext
    ) async throws(Failure) -> Response {
        let count = try await history.count(on: pages.today, of: context.account) ?? 0
        let model = Model(
            site: pages.site(in: context), notice: nil,
            today: DayRecord(pages.today, count: count, context.wording), todayHasEntries: count > 0,
            code: await form(.code, refused, in: context), image: await form(.image, refused, in: context),
            history: try await latestDays(in: context))
        return pages.response("index.html", model, status: status, in: context)
    }

    /// Newest day first, in it the newest entry first.
    private func latestDays(in context: RequestContext) async throws(Failure) -> [DayLinesRecord] {
        let lines = try await history.latest(of: context.account, limit: IndexPage.latestLimit)
        var days: [DayLinesRecord] = []
        for day in lines.map(\.address.day).removingRepeats() {
            let count = try await history.count(on: day, of: context.account) ?? 0
            days.append(
                DayLinesRecord(
                    day: DayRecord(day, count: count, context.wording), progress: nil,
                    lines: LineRecord.all(lines.filter { $0.address.day == day }, context.wording, pages.clock),
                    rest: nil))
        }
        return days
    }

    private func form(_ modality: Modality, _ refused: Refused?, in context: RequestContext) async -> FormRecord {
        let mine = refused?.modality == modality ? refused : nil
        return FormRecord(
            text: mine?.text ?? "", error: mine?.error,
            engine: await EngineRecord(for: modality, generator.catalog, costs, context.wording))
    }

    struct Model {
        let site: SiteRecord
        let nav = "start"
        let notice: String?
        let today: DayRecord
        /// An empty day has no page to link.
        let todayHasEntries: Bool
        let code: FormRecord
        let image: FormRecord
        let history: [DayLinesRecord]
    }
}

struct FormRecord {
    let text: String
    let error: String?
    let engine: EngineRecord
}

extension Array where Element: Equatable {
    fileprivate func removingRepeats() -> [Element] {
        reduce(into: []) { kept, element in if kept.last != element { kept.append(element) } }
    }
}

extension IndexPage.Model: TemplateData {
    static let shape = Shape<IndexPage.Model> {
        $0.field("site", \.site)
        $0.field("nav", \.nav)
        $0.field("notice", \.notice)
        $0.field("today", \.today)
        $0.field("today_has_entries", \.todayHasEntries)
        $0.field("code", \.code)
        $0.field("image", \.image)
        $0.field("history", \.history)
    }
}

extension FormRecord: TemplateData {
    static let shape = Shape<FormRecord> {
        $0.field("text", \.text)
        $0.field("error", \.error)
        $0.field("engine", \.engine)
    }
}
