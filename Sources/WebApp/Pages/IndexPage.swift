import Generation
import HTTP
import Templates

/// `GET /` (contract F1, F2, X2): both forms, and the latest history beside them.
struct IndexPage: Endpoint {
    static let latestLimit = 30

    let pages: Pages
    let history: any HistoryStore
    let generator: Generator

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
            text: mine?.text ?? "", error: mine?.error, engine: await engine(for: modality, context.wording))
    }

    private func engine(for modality: Modality, _ wording: Wording) async -> EngineRecord {
        guard let (provider, model) = try? generator.catalog.provider(for: modality) else {
            // Nobody does this modality: the form says so instead of failing the page.
            return EngineRecord(
                provider: "–", model: "–", caveat: nil, state: "unavailable", note: wording[.modelUnknown], percent: nil
            )
        }
        return EngineRecord(provider, model, modality, await provider.readiness(), wording)
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

/// Who would answer, and whether it could now.
struct EngineRecord {
    let provider: String
    let model: String
    let caveat: String?
    let state: String
    let note: String?
    let percent: Int?
}

extension EngineRecord {
    init(_ provider: any Provider, _ model: ModelName, _ modality: Modality, _ readiness: Readiness, _ wording: Wording)
    {
        self.provider = wording.providerName(provider.name)
        self.model = model.description
        caveat = wording.caveat(provider.name, modality)
        switch readiness {
        case .ready: (state, note, percent) = ("ready", nil, nil)
        case .preparing(let percent):
            (state, note, self.percent) = ("preparing", wording.engineNote(percent), percent)
        case .unavailable(let reason): (state, note, percent) = ("unavailable", wording[reason], nil)
        }
    }
}

extension Wording {
    /// The honest label of what the embedded engine makes; `nil` for other providers.
    func caveat(_ provider: ProviderName, _ modality: Modality) -> String? {
        switch (provider.description, modality) {
        case ("embedded", _): self("caveat.text")
        case ("studio", _): self("caveat.image")
        default: nil
        }
    }
}

extension Wording {
    fileprivate func engineNote(_ percent: Int?) -> String {
        guard let percent else { return self("engine.download.start") }
        return self("engine.download", ["percent": "\(percent)"])
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

extension EngineRecord: TemplateData {
    static let shape = Shape<EngineRecord> {
        $0.field("provider", \.provider)
        $0.field("model", \.model)
        $0.field("caveat", \.caveat)
        $0.field("state", \.state)
        $0.field("note", \.note)
        $0.field("percent", \.percent)
    }
}
