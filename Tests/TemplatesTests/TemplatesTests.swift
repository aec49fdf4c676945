import Templates
import Testing

struct Row: TemplateData {
    let prompt: String
    let note: String?
    let children: [Row]

    static let shape = Shape<Self> {
        $0.field("prompt") { $0.prompt }
        $0.field("note") { $0.note }
        $0.field("children") { $0.children }
    }
}

@Suite struct `A template` {
    @Test func `reads a model`() throws {
        let templates = try Templates(sources: [:])
        var page: [UInt8] = []
        try templates.render("x", Row(prompt: "a", note: nil, children: []), into: &page)
    }
}
