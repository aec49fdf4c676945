import Generation
import HTTP
import Templates

/// `GET /` (contract F1, F2, X2): both forms, and the latest history beside them. `?prompt=` and `?imagePrompt=` fill the
/// forms; nothing is sent by that.
struct IndexPage: Endpoint {
    static let latestLimit = 30

    let pages: Pages
    let history: any HistoryStore
    let generator: Generator
    let costs: Costs
    /// Of a picture that is asked for here, so that its place is kept until it comes.
    let pictureSize: SizeRecord

    func respond(to request: Request, in context: RequestContext) async throws(Failure) -> Response {
        guard let query = request.queryItems else { throw Failure(.malformedBody, cause: "the query") }
        return try await page(with: Typed(query), in: context)
    }

    func page(with typed: Typed, in context: RequestContext) async throws(Failure) -> Response {
        try await response(typed: typed, in: context)
    }

    /// The page again, with what was typed and why it was refused.
    func refusal(
        _ failure: Failure, of modality: Modality, _ typed: Typed, status: Status, in context: RequestContext
    ) async throws(Failure) -> Response {
        let refused = (modality: modality, error: sentence(failure.reason, modality, context.wording))
        return try await response(typed: typed, refused: refused, status: status, in: context)
    }

    /// What stands in the forms.
    struct Typed: Sendable {
        private var texts: [Modality: String]

        /// Either form sends both fields, so that nothing that is typed in the other is lost.
        init(_ fields: FormFields) {
            texts = [.code: fields["prompt"] ?? "", .image: fields["imagePrompt"] ?? ""]
        }

        subscript(modality: Modality) -> String {
            get { texts[modality] ?? "" }
            set { texts[modality] = newValue }
        }

        var isEmpty: Bool { texts.values.allSatisfy { $0.trimmed.isEmpty } }
    }

    /// Each form asks for its own prompt (contract F18).
    private func sentence(_ reason: Failure.Reason, _ modality: Modality, _ wording: Wording) -> String {
        reason == .emptyPrompt ? wording("error.empty.\(modality.rawValue)") : wording[reason]
    }

    private typealias Refused = (modality: Modality, error: String)

    private func response(
        typed: Typed, refused: Refused? = nil, status: Status = .ok, in context: RequestContext
    ) async throws(Failure) -> Response {
        let count = try await history.count(on: pages.today, of: context.account) ?? 0
        let model = Model(
            site: pages.site(in: context), notice: nil,
            today: DayRecord(pages.today, count: count, context.wording), todayHasEntries: count > 0,
            forms: [await form(.code, typed, refused, in: context), await form(.image, typed, refused, in: context)],
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

    private func form(
        _ modality: Modality, _ typed: Typed, _ refused: Refused?, in context: RequestContext
    ) async -> FormRecord {
        FormRecord(
            modality, text: typed[modality], error: refused?.modality == modality ? refused?.error : nil,
            engine: await EngineRecord(for: modality, generator, costs, context.wording), picture: pictureSize,
            context.wording)
    }

    struct Model {
        let site: SiteRecord
        let nav = "start"
        let notice: String?
        let today: DayRecord
        /// An empty day has no page to link.
        let todayHasEntries: Bool
        let forms: [FormRecord]
        let history: [DayLinesRecord]
    }
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
        $0.field("forms", \.forms)
        $0.field("history", \.history)
    }
}
