import Templates
import Testing

private struct Page: TemplateData {
    var title = "Titel"
    var subtitle: Substring = "a-b".dropFirst(2)
    var count = 3
    var ratio = 0.5
    var isOpen = true
    var note: String?
    var limit: Int?
    var bytes: [UInt8] = Array("<ä>".utf8)
    var body = SafeHTML(Array("<p>x</p>".utf8))
    var entries: [Row] = [Row(prompt: "eins"), Row(prompt: "zwei", children: [Row(prompt: "drei")])]
    var first: Row? = Row(prompt: "erste")
    var tags: [String] = ["a", "b"]
    var grid: [[Int]] = [[1, 2], [3]]

    static let shape = Shape<Self> {
        $0.field("title", \.title)
        $0.field("subtitle", \.subtitle)
        $0.field("count", \.count)
        $0.field("ratio", \.ratio)
        $0.field("open", \.isOpen)
        $0.field("note", \.note)
        $0.field("limit", \.limit)
        $0.field("bytes", \.bytes)
        $0.field("body", \.body)
        $0.field("entries", \.entries)
        $0.field("first", \.first)
        $0.field("tags", \.tags)
        $0.field("grid", \.grid)
    }
}

private struct Row: TemplateData {
    var prompt: String
    var children: [Row] = []

    static let shape = Shape<Self> {
        $0.field("prompt", \.prompt)
        $0.field("children", \.children)
    }
}

@Suite struct `A model` {
    @Test(arguments: [
        ("{{ title }} {{ subtitle }} {{ count + 1 }} {{ ratio }} {{ open }}", "Titel b 4 0.5 True"),
        ("{{ note }} {{ limit }} {{ note is none }} {% if note %}x{% endif %}", "None None True "),
        ("{{ bytes }} {{ bytes|length }} {{ body }}", "&lt;ä&gt; 3 <p>x</p>"),
        (
            "{% for e in entries %}{{ e.prompt }}{% for c in e.children %}/{{ c.prompt }}{% endfor %} {% endfor %}",
            "eins zwei/drei "
        ),
        ("{{ first.prompt }} {{ tags|join }} {{ grid[0][1] }} {{ grid }}", "erste ab 2 [[1, 2], [3]]"),
        ("{{ entries[1].children[0].prompt }} {{ entries|map(attribute='prompt')|join(',') }}", "drei eins,zwei"),
        (
            "{{ first|tojson }} {{ first|items }}",
            "{\"prompt\": \"erste\", \"children\": []} [(&#39;prompt&#39;, &#39;erste&#39;), (&#39;children&#39;, [])]"
        ),
        (
            "{{ first == entries[0] }} {{ entries[0] == entries[0] }} {{ 'prompt' in first }} {{ first['prompt'] }}",
            "False True True erste"
        ),
    ])
    func `is read field by field`(template: String, page: String) throws {
        #expect(try render(template, Page()) == page)
    }

    @Test func `may change from render to render behind one program`() throws {
        let templates = try Templates(sources: ["a": "{% for x in entries %}{{ x.prompt }}{% endfor %}{{ note }}"])
        for count in [0, 1, 2, 300] {
            var output: [UInt8] = []
            let rows = (0..<count).map { Row(prompt: "\($0);") }
            try templates.render("a", Page(note: "n", entries: rows), into: &output)
            #expect(String(decoding: output, as: UTF8.self) == rows.map(\.prompt).joined() + "n")
        }
    }

    @Test func `mixes shapes at one place of a template`() throws {
        let mixed = LooseValue.map([
            .init(
                key: "l",
                value: .list([
                    .map([.init(key: "a", value: .int(1))]),
                    .map([.init(key: "b", value: .int(0)), .init(key: "a", value: .int(2))]),
                ]))
        ])
        #expect(try render("{% for x in l %}{{ x.a }}{% endfor %}", mixed) == "12")
    }

    @Test func `repairs bytes that are not UTF-8`() throws {
        #expect(try render("{{ bytes }}", Page(bytes: [0x61, 0xFF, 0x62])) == "a\u{FFFD}b")
    }
}

@Suite struct `Checking a template against a model` {
    @Test(arguments: [
        "{{ title }} {{ first.prompt }} {% for e in entries %}{{ loop.index }}{{ e.children[0].prompt }}{% endfor %}",
        "{% set x = 1 %}{{ x }}{% for a in tags %}{{ a|upper }}{% endfor %}{{ range(3)|list }}",
        "{% macro row(e) %}{{ e.prompt }}{% for c in e.children %}{{ row(c) }}{% endfor %}{% endmacro %}{{ row(first) }}{{ row(e=entries[0]) }}",
        "{% macro tree(e) %}{{ e.prompt }}{{ tree(e.children[0]) }}{{ tree(e.children[1]) }}{{ tree(e.children[2]) }}{% endmacro %}{{ tree(first) }}",
        "{% if flash is defined %}{{ flash.text }}{% endif %}{{ flash|default('-') }}{{ flash.x if flash is defined }}",
        "{% with e = first %}{{ e.prompt }}{% endwith %}{{ (entries|first).prompt }}{{ entries|map(attribute='prompt')|join }}",
        "{% for e in entries|sort(attribute='prompt') if e.prompt %}{{ e.children }}{% endfor %}",
    ])
    func `finds nothing where every field exists`(template: String) throws {
        #expect(try Templates(sources: ["a": template]).check("a", Page.self).map(\.description) == [])
    }

    @Test(arguments: [
        ("{{ titel }}", "a:1:4: model Page has no field 'titel'; did you mean 'title'?"),
        ("{{ first.promt }}", "a:1:10: no field 'promt' on first, which is Row; did you mean 'prompt'?"),
        (
            "{% for e in entries %}{% for c in e.children %}{{ c.x }}{% endfor %}{% endfor %}",
            "a:1:53: no field 'x' on c, which is Row"
        ),
        ("{% if false %}{{ first.x }}{% endif %}", "a:1:24: no field 'x' on first, which is Row"),
        ("{% set e = entries[0] %}{{ e.x }}", "a:1:30: no field 'x' on e, which is Row"),
        ("{% macro m(e) %}{{ e.x }}{% endmacro %}{{ m(first) }}", "a:1:22: no field 'x' on e, which is Row"),
        ("{{ title.x }}", "a:1:10: no field 'x' on title, which is a plain value"),
        ("{{ entries.x }}", "a:1:12: no field 'x' on entries, which is a list"),
        (
            "{{ entries|map(attribute='children.promt')|join }}",
            "a:1:26: no field 'promt' on entries, which is a list"
        ),
        ("{{ entries|sum(attribute='x') }}", "a:1:26: no field 'x' on entries, which is Row"),
        ("{{ first['x'] }}", "a:1:4: no field 'x' on first, which is Row"),
        ("{% if zzzz %}{% endif %}", "a:1:7: model Page has no field 'zzzz'"),
    ])
    func `finds the field that is missing`(template: String, message: String) throws {
        let errors = try Templates(sources: ["a": template]).check("a", Page.self)
        #expect(errors.count == 1)
        #expect(errors.first.map { String($0.description.prefix { $0 != "\n" }) } == message)
    }

    @Test func `follows layouts, blocks and includes`() throws {
        let templates = try Templates(sources: [
            "page.html":
                "{% extends 'layout.html' %}{% block body %}{{ super() }}{% include 'row.html' %}{% endblock %}",
            "layout.html": "<title>{{ titel }}</title>{% block body %}{{ nothing }}{% endblock %}",
            "row.html": "\n{{ first.x }}",
        ])
        #expect(
            templates.check("page.html", Page.self).map {
                $0.description.split(separator: "\n").filter { !$0.contains("|") }.joined(separator: "|")
            } == [
                "layout.html:1:11: model Page has no field 'titel'; did you mean 'title'?",
                "layout.html:1:46: model Page has no field 'nothing'",
                "row.html:2:10: no field 'x' on first, which is Row|  included from page.html:1:60",
            ])
    }

    @Test func `says when there is no such template`() throws {
        let errors = try Templates(sources: ["page.html": ""]).check("pge.html", Page.self)
        #expect(errors.map(\.description) == ["no template 'pge.html'; did you mean 'page.html'?"])
    }
}

/// One template, rendered.
func render(
    _ template: String, _ model: some TemplateValue, language: String = "", catalogue: Catalogue = .empty,
    settings: Settings = Settings()
) throws -> String {
    var output: [UInt8] = []
    try Templates(sources: ["a": template], catalogue: catalogue, settings: settings).render(
        "a", model, language: language, into: &output)
    return String(decoding: output, as: UTF8.self)
}
