import Generation
import Templates

/// A form that asks for one kind of thing.
struct FormRecord {
    /// Of each kind, in the catalogues.
    static let exampleCount = 3

    let kind: String
    /// Of the field in the page, and the name that it is sent by.
    let id: String
    let field: String
    /// Where the answer is shown: the id of that part of the page, seen at once in the styleguide.
    let result: String
    let isSample: Bool
    let text: String
    let error: String?
    let engine: EngineRecord
    /// Each leads to this page with its text in the form.
    let examples: [LinkRecord]
    let picture: SizeRecord
}

extension FormRecord {
    init(
        _ modality: Modality, id: String? = nil, text: String, error: String?, engine: EngineRecord,
        picture: SizeRecord, _ wording: Wording
    ) {
        kind = modality.rawValue
        field = modality == .image ? "imagePrompt" : "prompt"
        self.id = id ?? field
        result = (id ?? kind) + "-result"
        isSample = id != nil
        (self.text, self.error, self.engine, self.picture) = (text, error, engine, picture)
        examples = (1...FormRecord.exampleCount).map { number in
            let text = wording("example.\(modality.rawValue).\(number)")
            return LinkRecord(href: Links.start(filledWith: text, modality), label: text)
        }
    }
}

struct SizeRecord {
    let width: Int
    let height: Int
}

/// Who would answer, and whether it could now.
struct EngineRecord {
    let provider: String
    let model: String
    let caveat: String?
    let state: String
    let note: String?
    let percent: Int?
    let isFree: Bool
}

extension EngineRecord {
    init(
        _ provider: any Provider, _ model: ModelName, _ modality: Modality, _ readiness: Readiness, place: Int?,
        isFree: Bool, _ wording: Wording
    ) {
        self.isFree = isFree
        self.provider = wording.providerName(provider.name)
        self.model = model.description
        caveat = wording.caveat(provider.name, modality)
        switch readiness {
        case .ready:
            state = place == nil ? "ready" : "busy"
            note = place.map { wording("engine.busy", ["position": "\($0)"]) }
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

extension FormRecord: TemplateData {
    static let shape = Shape<FormRecord> {
        $0.field("kind", \.kind)
        $0.field("id", \.id)
        $0.field("field", \.field)
        $0.field("result", \.result)
        $0.field("is_sample", \.isSample)
        $0.field("text", \.text)
        $0.field("error", \.error)
        $0.field("engine", \.engine)
        $0.field("examples", \.examples)
        $0.field("picture", \.picture)
    }
}

extension SizeRecord: TemplateData {
    static let shape = Shape<SizeRecord> {
        $0.field("width", \.width)
        $0.field("height", \.height)
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
        $0.field("is_free", \.isFree)
    }
}
