import FoundationEssentials
import Templates
import Testing

@Suite struct `A set of templates` {
    @Test func `names the nearest when asked for one that it has not`() throws {
        let templates = try Templates(sources: ["index.html": ""])
        var page: [UInt8] = Array("before".utf8)
        #expect(
            firstLine { try templates.render("indx.html", LooseValue.map([]), into: &page) }
                == "no template 'indx.html'; did you mean 'index.html'?")
    }

    @Test func `appends a page or nothing`() throws {
        let templates = try Templates(sources: ["good": "page", "bad": "half{{ missing }}"])
        var page: [UInt8] = Array("<".utf8)
        try templates.render("good", LooseValue.map([]), into: &page)
        #expect(throws: TemplateError.self) { try templates.render("bad", LooseValue.map([]), into: &page) }
        #expect(String(decoding: page, as: UTF8.self) == "<page")
    }

    @Test func `takes names of templates from its settings`() throws {
        var settings = Settings()
        settings.templateNames = ["layout": ["wide.html"]]
        let sources = [
            "a": "{% extends layout %}{% block x %}2{% endblock %}", "wide.html": "1{% block x %}{% endblock %}3",
        ]
        var page: [UInt8] = []
        try Templates(sources: sources, settings: settings).render("a", LooseValue.map([]), into: &page)
        #expect(String(decoding: page, as: UTF8.self) == "123")
    }

    @Test func `renders an empty template`() throws {
        #expect(try render("", LooseValue.map([])) == "")
    }

    @Test func `refuses a model larger than its limit`() throws {
        var settings = Settings()
        settings.limits.memory = 1 << 20
        let model = LooseValue.map([.init(key: "v", value: .text(String(repeating: "x", count: 2 << 20)))])
        #expect(
            firstLine { try render("{{ v }}", model, settings: settings) }
                == "the model of a is larger than 1048576 bytes")
    }

    @Test func `is not exhausted by deep nesting`() throws {
        for text in [
            String(repeating: "(", count: 20_000) + "1" + String(repeating: ")", count: 20_000),
            String(repeating: "[", count: 20_000) + String(repeating: "]", count: 20_000),
            String(repeating: "not ", count: 20_000), String(repeating: "-", count: 20_000),
        ] {
            #expect(firstLine { try render("{{ \(text) }}", LooseValue.map([])) }.contains("nested too deeply"))
        }
        let blocks = String(repeating: "{% if x %}", count: 20_000)
        #expect(firstLine { try render(blocks, LooseValue.map([])) }.contains("nested too deeply"))
        let chain = "{{ x" + String(repeating: " + 1", count: 20_000) + " }}"
        #expect(firstLine { try render(chain, LooseValue.map([])) }.contains("nested too deeply"))
        let path = "{{ x" + String(repeating: ".a", count: 20_000) + " }}"
        #expect(firstLine { try render(path, LooseValue.map([])) }.contains("nested too deeply"))
        let filters = "{{ x" + String(repeating: "|e", count: 20_000) + " }}"
        #expect(firstLine { try render(filters, LooseValue.map([])) }.contains("nested too deeply"))
    }

    @Test func `is not exhausted by what stands inside of one another`() {
        let ifs = (String(repeating: "{% if t %}", count: 140), String(repeating: "{% endif %}", count: 140))
        let model = LooseValue.map([.init(key: "t", value: .bool(true))])
        let recursive = "{% macro m() %}" + ifs.0 + "{{ m() }}" + ifs.1 + "{% endmacro %}{{ m() }}"
        #expect(firstLine { try render(recursive, model) }.contains("more than 150 deep"))
        let chain = (0..<2000).map { "{% macro m\($0)() %}{{ m\($0 + 1)() }}{% endmacro %}" }.joined()
        #expect(
            firstLine { try render(chain + "{% macro m2000() %}{% endmacro %}{{ m0() }}", model) }
                .contains("more than 150 deep"))
        let included = Dictionary(
            uniqueKeysWithValues: (0..<30).map { ("p\($0)", ifs.0 + "{% include 'p\($0 + 1)' %}" + ifs.1) })
        #expect(
            firstLine { try Templates(sources: included.merging(["p30": "x"]) { $1 }) }.contains("more than 150 deep"))
        let nested =
            String(repeating: "{% filter upper %}", count: 100) + String(repeating: "{% endfilter %}", count: 100)
        #expect(firstLine { try render(nested, model) } == "no error")
    }

    @Test func `is read by many at once`() async throws {
        let templates = try Templates(sources: ["a": "{% for x in range(50) %}{{ v }}{% endfor %}"])
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for index in 0..<50 {
                group.addTask {
                    var page: [UInt8] = []
                    try templates.render("a", LooseValue.map([.init(key: "v", value: .int(index))]), into: &page)
                    return String(decoding: page, as: UTF8.self) == String(repeating: "\(index)", count: 50)
                }
            }
            for try await isRight in group { #expect(isRight) }
        }
    }
}

@Suite struct `A folder of templates` {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "templates-\(UUID())")

    private func write(_ name: String, _ text: String) throws {
        let file = folder.appending(path: name)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try text.write(to: file, atomically: true, encoding: .utf8)
    }

    private func page(_ templates: Templates) throws -> String {
        var page: [UInt8] = []
        try templates.render("page.html", LooseValue.map([]), into: &page)
        return String(decoding: page, as: UTF8.self)
    }

    @Test func `is loaded with what lies in folders below it`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try write("page.html", "{% include 'parts/row.html' %}")
        try write("parts/row.html", "row")
        try write("parts/.hidden.html", "{{ broken")
        try write("notes.txt", "{{ broken")
        #expect(try page(Templates(directory: folder.path)) == "row")
    }

    @Test func `is taken up anew when a file has changed, and kept when the file is broken`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try write("page.html", "one")
        let templates = try Templates(directory: folder.path)
        #expect(templates.reload(for: "page.html") == nil)
        try write("page.html", "{{ broken")
        #expect(
            templates.reload(for: "page.html")?.description.hasPrefix("page.html:1:1: this tag is never closed") == true
        )
        #expect(try page(templates) == "one")
        #expect(templates.reload(for: "page.html") != nil)
        try write("page.html", "three")
        #expect(templates.reload(for: "page.html") == nil)
        #expect(try page(templates) == "three")
    }

    @Test func `serves what does not need a broken file`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try write("page.html", "whole")
        try write("other.html", "{% include 'part.html' %}")
        try write("part.html", "part")
        let templates = try Templates(directory: folder.path)
        try write("part.html", "\n{{ broken")
        try write("page.html", "changed")
        #expect(templates.reload(for: "page.html") == nil)
        #expect(try page(templates) == "changed")
        #expect(templates.reload(for: "other.html")?.description.hasPrefix("part.html:2:1: this tag is never") == true)
        try write("part.html", "mended")
        #expect(templates.reload(for: "other.html") == nil)
    }

    @Test func `says that it cannot be read`() {
        #expect(
            firstLine { try Templates(directory: "/nowhere/at/all") }
                .hasPrefix("cannot read the folder /nowhere/at/all: "))
    }
}

@Suite struct `The documentation of templates` {
    @Test func `has a row for every filter, test and function`() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../docs/templates.md")
        let text = try String(contentsOf: file, encoding: .utf8)
        for name in documentedNames { #expect(text.contains("`\(name)"), "\(name)") }
    }
}
