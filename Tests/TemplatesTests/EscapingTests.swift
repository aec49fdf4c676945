import Testing

@testable import Templates

@Suite struct `A hostile value` {
    static let values = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'><svg/onload=alert(1)>",
        "' onclick=alert(1) x='", "\" onclick=alert(1) x=\"",
        " onclick=alert(1)", "`-alert(1)-`", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)",
        "data:text/html,<script>", "vbscript:x",
        "//evil.example", "</title><script>", "</textarea><script>", "</script><script>alert(1)//", "-->",
        "--><script>", "<!--", "]]>", "\\", "\\\"", "\\'",
        "\n", "\r\n", "\u{2028}alert(1)", "\u{0}", "&quot;", "&#34;", "&lt;script&gt;", "+ADw-script+AD4-", "/", "//",
        "/*", "*/", ";alert(1)", "=", ">", "<", "a=b",
        "\u{C}x", "#", "?", "&", "%", "%2", "%22", "${alert(1)}", "{{7*7}}", "é<", "日本\"語", "\u{1F600}'",
    ]

    /// Template, and the bytes of which the page may have no more than with a harmless value.
    static let contexts = [
        ("<p>{{ v }}</p>", "<>"), ("<p title=\"{{ v }}\">x</p>", "<>\""), ("<p title='{{ v }}'>x</p>", "<>'"),
        ("<p title={{ v }}>x</p>", "<>\"'`= \n\t\r\u{C}"),
        ("<title>{{ v }}</title>", "<>"), ("<textarea>{{ v }}</textarea>", "<>"),
        ("<a href=\"{{ v }}\">x</a>", "<>\"'() \n"), ("<a href='/p/{{ v }}/x'>x</a>", "<>\"' \n"),
        ("<a href=\"/s?q={{ v }}\">x</a>", "<>\"'&?#/:= \n"), ("<a href={{ v }}>x</a>", "<>\"'`= \n"),
        ("<script>var a = \"{{ v }}\";</script>", "<>\"'`\n\u{2028}"),
        ("<script>var a = '{{ v }}';</script>", "<>\"'`\n\u{2028}"),
        ("<button onclick=\"f('{{ v }}')\">x</button>", "<>\"'`\n\u{2028}"),
        ("<script>var a = {{ v }};</script>", "<>&\n\u{2028}"), ("<!-- {{ v }} --><p>x</p>", "<>\"'"),
        ("<b {% if v %}title=\"{{ v }}\"{% endif %}>", "<>\""),
        ("{% macro m(x) %}<i class='{{ x }}'>{{ x }}</i>{% endmacro %}{{ m(v) }}", "<>'"),
        ("{% set m %}{{ v }}{% endset %}<p title=\"{{ m }}\">{{ m }}</p>", "<>\""),
        ("<script type=\"application/json\">{{ {'v': v}|tojson }}</script>", "<>&'\n"),
        ("<p data-x='{{ [v]|tojson }}'>", "<>'"),
    ]

    @Test(arguments: contexts)
    func `adds nothing to the structure of a page`(template: String, dangerous: String) throws {
        let templates = try Templates(sources: ["a": template])
        func page(_ value: String) throws -> [Unicode.Scalar] {
            var output: [UInt8] = []
            try templates.render("a", LooseValue.map([.init(key: "v", value: .text(value))]), into: &output)
            return Array(String(decoding: output, as: UTF8.self).unicodeScalars)
        }
        let harmless = try page("x")
        for value in Self.values {
            let hostile = try page(value)
            for scalar in dangerous.unicodeScalars {
                let (count, allowed) = (hostile.count { $0 == scalar }, harmless.count { $0 == scalar })
                #expect(
                    count <= allowed,
                    "\(template) with \(value.debugDescription): \(String(String.UnicodeScalarView(hostile)))")
            }
        }
    }

    @Test(arguments: [
        "<a href=\"{{ v }}\">", "<a href='  {{ v }}'>", "<form action={{ v }}>",
        "<a href=\"{{ 'java' }}{{ 'script:' }}{{ v }}\">",
    ])
    func `never chooses a dangerous scheme`(template: String) throws {
        for scheme in [
            "javascript:", "JAVASCRIPT:", "data:", "vbscript:", "java\nscript:", "\u{1}javascript:", " javascript:",
            "file:", "x-y.z+1:",
        ] {
            let page = try render(template, LooseValue.map([.init(key: "v", value: .text(scheme + "alert(1)"))]))
            #expect(page.contains("#ZgotmplZ"), "\(scheme.debugDescription) → \(page)")
            #expect(!page.contains("alert"))
        }
    }

    @Test func `is escaped alike by sixteen bytes and by one`() {
        var seed: UInt64 = 3
        for length in 0..<200 {
            var bytes: [UInt8] = []
            for _ in 0..<length {
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes.append(
                    seed >> 62 == 0
                        ? Array("<>&\"'+\0=#*".utf8)[Int(seed >> 32) % 10] : UInt8(truncatingIfNeeded: seed >> 40))
            }
            var output = Output(limit: 1 << 20)
            var arena = Arena(limit: 1 << 20)
            let text = arena.text(bytes, flavour: .html)
            output.escape(arena.bytes, text.place, text.count)
            #expect(Array(output.view(from: 0)) == MarkupEscaping.text(bytes))
        }
    }

    @Test func `is escaped over many chunks`() throws {
        let value = String(repeating: "<\u{0}+&a", count: 20_000)
        let page = try render("[{{ v }}]", LooseValue.map([.init(key: "v", value: .text(value))]))
        #expect(page == "[" + String(repeating: "&lt;\u{FFFD}&#43;&amp;a", count: 20_000) + "]")
    }
}
