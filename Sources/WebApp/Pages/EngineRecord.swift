import Generation
import Templates

/// Who would answer, and whether it could now.
struct EngineRecord {
    let provider: String
    let model: String
    let caveat: String?
    let state: String
    let note: String?
    let percent: Int?
    /// What an ordinary question costs; `nil` for what is free.
    let cost: String?

    var isFree: Bool { cost == nil }
}

extension EngineRecord {
    init(for modality: Modality, _ generator: Generator, _ costs: Costs, _ wording: Wording) async {
        guard let (provider, model) = try? generator.catalog.provider(for: modality) else {
            // Nobody does this modality: the page says so instead of failing.
            self.init(
                provider: "–", model: "–", caveat: nil, state: "unavailable", note: wording[.modelUnknown],
                percent: nil, cost: nil)
            return
        }
        self.init(
            provider, model, modality, await provider.readiness(), place: await generator.nextPlace(for: modality),
            cost: costs.outlook(modality, by: provider.name, model, wording), wording)
    }

    init(
        _ provider: any Provider, _ model: ModelName, _ modality: Modality, _ readiness: Readiness, place: Int?,
        cost: String?, _ wording: Wording
    ) {
        self.cost = cost
        self.provider = wording.providerName(provider.name)
        self.model = model.description
        caveat = wording.caveat(provider.name, modality)
        switch readiness {
        case .ready:
            state = place == nil ? "ready" : "busy"
            note = place.map { wording("engine.busy.note", ["position": "\($0)"]) }
            percent = nil
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
        case ("studio", .music): self("caveat.music")
        case ("studio", .tags): self("caveat.tags")
        case ("studio", _): self("caveat.image")
        default: nil
        }
    }

    fileprivate func engineNote(_ percent: Int?) -> String {
        guard let percent else { return self("engine.download.start") }
        return self("engine.download", ["percent": "\(percent)"])
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
        $0.field("cost", \.cost)
        $0.field("is_free", \.isFree)
    }
}
