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
