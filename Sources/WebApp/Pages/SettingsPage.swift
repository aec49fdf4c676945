import Generation
import HTTP
import Templates

/// `GET /settings`: who answers which kind with which model, whether it could now, what it costs, and how to change that.
struct SettingsPage: Endpoint {
    let pages: Pages
    let history: any HistoryStore
    let generator: Generator
    let costs: Costs

    func respond(to request: Request, in context: RequestContext) async throws(Failure) -> Response {
        var kinds: [KindRecord] = []
        for modality in Modality.allCases {
            let engine = await EngineRecord(for: modality, generator, costs, context.wording)
            kinds.append(KindRecord(modality, engine, context.wording))
        }
        let model = Model(
            site: pages.site(in: context), notice: nil, kinds: kinds,
            month: try await month(of: context.account, context.wording))
        return pages.response("settings.html", model, in: context)
    }

    /// "0,42 of 25,00 USD this month"; `nil` where no price is known.
    private func month(of account: AccountID, _ wording: Wording) async throws(Failure) -> String? {
        guard !costs.prices.models.isEmpty else { return nil }
        let today = pages.today
        let spent = try await history.spent(on: today.monthBegin...today, by: account)
        let amount = costs.amount(spent, wording)
        guard let limit = costs.prices.monthlyLimit else { return wording("settings.spent", ["amount": amount]) }
        return wording("settings.spentOf", ["amount": amount, "limit": costs.amount(limit, wording)])
    }

    struct Model {
        let site: SiteRecord
        let nav = "settings"
        let notice: String?
        let kinds: [KindRecord]
        let month: String?
    }
}

/// One kind of work and its engine.
struct KindRecord {
    let kind: String
    let label: String
    let engine: EngineRecord
    let stateLabel: String
    /// A sentence on how someone else would do this kind.
    let change: String

    init(_ modality: Modality, _ engine: EngineRecord, _ wording: Wording) {
        kind = modality.rawValue
        label = wording.label(modality)
        self.engine = engine
        stateLabel = wording("engine.\(engine.state)")
        change = wording("settings.change.\(modality.rawValue)")
    }
}

extension SettingsPage.Model: TemplateData {
    static let shape = Shape<SettingsPage.Model> {
        $0.field("site", \.site)
        $0.field("nav", \.nav)
        $0.field("notice", \.notice)
        $0.field("kinds", \.kinds)
        $0.field("month", \.month)
    }
}

extension KindRecord: TemplateData {
    static let shape = Shape<KindRecord> {
        $0.field("kind", \.kind)
        $0.field("label", \.label)
        $0.field("engine", \.engine)
        $0.field("state_label", \.stateLabel)
        $0.field("change", \.change)
    }
}
