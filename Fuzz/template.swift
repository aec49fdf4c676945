// Rooms: Templates

/// Any bytes as a set of templates, split at NUL: they compile or are refused with a place that exists, and what compiles
/// runs within its limits, twice alike.
func fuzz(_ input: [UInt8]) {
    let texts = input.split(separator: 0, maxSplits: 3, omittingEmptySubsequences: false)
    let names = ["main.html", "a.html", "b.html", "c.html"]
    var settings = Settings()
    settings.undefined = input.count.isMultiple(of: 2) ? .lenient : .strict
    settings.limits.fuel = 20_000
    settings.limits.output = 1 << 20
    settings.limits.memory = 4 << 20
    settings.limits.range = 1_000
    let sources = Dictionary(uniqueKeysWithValues: zip(names, texts.map { String(decoding: $0, as: UTF8.self) }))
    do {
        let templates = try Templates(sources: sources, catalogue: catalogue, settings: settings)
        _ = templates.check("main.html", Page.self)
        expect(page(templates, settings) == page(templates, settings), "twice not the same")
    } catch {
        check(error, sources)
    }
}

// Made without an error, because its texts are whole.
private let catalogue =
    (try? Catalogue(["de": ["a": "x {n} y", "b.one": "{count} z", "b.other": "{count} zz"]])) ?? .empty

/// Every kind of value that a template can meet.
private struct Page: TemplateData {
    var a = "text"
    var b = "<b>\"'&+\u{0} é"
    var n = 3
    var f = 0.5
    var t = true
    var z: String?
    var h = SafeHTML(Array("<i>x</i>".utf8))
    var l = [1, 2, 3]
    var s = ["a", "<b>", ""]
    var r: [Row] = [Row(a: "x", n: 1), Row(a: "y", n: 2)]
    var m = LooseValue.map([.init(key: "a", value: .int(1)), .init(key: "b", value: .list([.text("x"), .none]))])

    static let shape = Shape<Page> {
        $0.field("a", \.a)
        $0.field("b", \.b)
        $0.field("n", \.n)
        $0.field("f", \.f)
        $0.field("t", \.t)
        $0.field("z", \.z)
        $0.field("h", \.h)
        $0.field("l", \.l)
        $0.field("s", \.s)
        $0.field("r", \.r)
        $0.field("m", \.m)
    }
}

private struct Row: TemplateData {
    var a: String
    var n: Int

    static let shape = Shape<Row> {
        $0.field("a", \.a)
        $0.field("n", \.n)
    }
}

private func page(_ templates: Templates, _ settings: Settings) -> Result<[UInt8], TemplateError> {
    var page: [UInt8] = []
    do {
        try templates.render("main.html", Page(), into: &page)
        expect(page.count <= settings.limits.output, "a page beyond the limit")
        return .success(page)
    } catch {
        expect(page.isEmpty, "an error, and a part of a page")
        return .failure(error)
    }
}

/// The place of an error is in the text that it names.
private func check(_ error: TemplateError, _ sources: [String: String]) {
    guard let place = error.place, !place.text.isEmpty else { return }
    expect(sources[place.template] != nil, "an error in no template: \(error)")
    expect(place.line >= 1 && place.column >= 1 && place.length >= 1, "an error nowhere: \(error)")
    expect(place.column <= place.text.unicodeScalars.count + 1, "an error beyond its line: \(error)")
}
