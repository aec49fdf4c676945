import Markdown
import Testing

@Suite struct `Markdown from strangers` {
    static let rel = "rel=\"noopener noreferrer nofollow\""

    @Test(arguments: [
        "[a](javascript:alert(1))", "[a](JaVaScRiPt:alert(1))", "[a](&#106;avascript:alert(1))",
        "[a](&#x6A;avascript&colon;alert(1))",
        "[a](java&#9;script:alert(1))", "[a](<java\tscript:alert(1)>)", "[a](%6Aavascript&#58;alert(1))",
        "[a](\u{1}javascript:alert(1))",
        "[a](data:text/html;base64,PHNjcmlwdD4=)", "[a](vbscript:x)", "[a](file:///etc/passwd)", "[a](blob:x)",
        "[a](ftp://x)",
        "<javascript:alert(1)>", "[a]\n\n[a]: javascript:alert(1)", "![a](javascript:alert(1))",
        "![a](data:image/svg+xml,x)",
        "[a](&NewLine;javascript:alert(1))", "[a](feed:javascript:alert(1))", "[a](view-source:x)",
    ])
    func `gets no link to a scheme but http, https and mailto`(markdown: String) {
        #expect(!rendered(markdown).contains("<a "))
        #expect(!rendered(markdown).contains("<img"))
    }

    @Test(arguments: [
        ("[a](https://x.y/z?q=1&r=2 \"t<\")", "<a href=\"https://x.y/z?q=1&amp;r=2\" title=\"t&lt;\" \(rel)>a</a>"),
        ("[a](/chatlog/2026-11-20)", "<a href=\"/chatlog/2026-11-20\" \(rel)>a</a>"),
        ("[a](#b)", "<a href=\"#b\" \(rel)>a</a>"), ("[a](mailto:a@b.c)", "<a href=\"mailto:a@b.c\" \(rel)>a</a>"),
        ("<https://x.y>", "<a href=\"https://x.y\" \(rel)>https://x.y</a>"),
        ("www.x.y", "<a href=\"http://www.x.y\" \(rel)>www.x.y</a>"),
        ("a@b.cd", "<a href=\"mailto:a@b.cd\" \(rel)>a@b.cd</a>"),
        ("[a](/ü\"x)", "<a href=\"/%C3%BC%22x\" \(rel)>a</a>"),
        ("[a](HTTPS://x)", "<a href=\"HTTPS://x\" \(rel)>a</a>"),
        ("![Bild](https://x.y/z.png)", "<a href=\"https://x.y/z.png\" \(rel)>Bild</a>"),
        ("[![Bild](https://x.y/z.png)](https://x.y)", "<a href=\"https://x.y\" \(rel)>Bild</a>"),
    ])
    func `gets other links, and pictures as links`(markdown: String, html: String) {
        #expect(rendered(markdown) == "<p>\(html)</p>\n")
    }

    @Test(arguments: [
        ("<script>alert(1)</script>", "<pre><code class=\"language-html\" data-language=\"html\">"),
        ("a <b onclick=x>c</b>", "<p>a &lt;b onclick=x&gt;c&lt;/b&gt;</p>\n"),
        ("<img src=x onerror=alert(1)>", "&lt;"), ("<!-- -->", "<pre><code"),
        ("a <!-- <b> -->", "&lt;!-- &lt;b&gt; --&gt;"),
        ("<iframe src=x>", "&lt;"), ("</textarea><svg/onload=x>", "&lt;"), ("<?php x ?>", "&lt;"),
        ("&lt;script&gt;", "&lt;script&gt;"),
        ("`<script>`", "<code>&lt;script&gt;</code>"), ("# <img src=x>", "<h3>&lt;img src=x&gt;</h3>\n"),
        ("[<b>](/a)", ">&lt;b&gt;</a>"), ("| <i> |\n|---|\n| <u> |", "<td>&lt;u&gt;</td>"),
    ])
    func `is shown as text where it is raw HTML`(markdown: String, part: String) {
        let html = rendered(markdown)
        #expect(html.contains(part))
        for tag in ["<script", "<img", "<iframe", "<b ", "<svg", "<!--", "<?", "<i>", "<u>"] {
            #expect(!html.contains(tag))
        }
    }

    @Test func `opens only known tags and closes all of them`() {
        let known: Set<String> = [
            "p", "em", "strong", "code", "pre", "span", "ul", "li", "a", "blockquote", "del", "h3", "h4", "h5", "h6",
            "hr", "br", "input",
        ]
        let pieces = [
            "*", "**", "`", "[", "](", ")", "<b>", "~~", "\n", "> ", "- ", "```\n", "&lt;", "\"", "'", "x", "# ",
            "<!--", "javascript:", "|",
        ]
        var seed: UInt64 = 42
        for _ in 0..<300 {
            var text = ""
            for _ in 0..<12 {
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text += pieces[Int(seed >> 33) % pieces.count]
            }
            let html = rendered(text)
            var open: [String] = []
            for part in html.split(separator: "<", omittingEmptySubsequences: false).dropFirst() {
                let isEnd = part.hasPrefix("/")
                let name = String(part.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber })
                #expect(known.contains(name), "\(text.debugDescription) → \(html)")
                if isEnd {
                    #expect(open.popLast() == name, "\(text.debugDescription)")
                } else if !["hr", "br", "input"].contains(name) {
                    open.append(name)
                }
            }
            #expect(open.isEmpty, "\(text.debugDescription)")
        }
    }

    @Test(arguments: [
        "> ", ">", "- ", "1. ", "* ", "[", "![l", "[a](", "`", "*a **b ", "_a ", "<", "<!--", "&", "a@", "http://", "|",
        "~", "\\", "\n", "**x [a*",
        "[a]: b\n", "# ", "```\n", "\t",
    ])
    func `costs no more than its length when it only repeats`(part: String) {
        // A quadratic cost would be noticed: 64 KB take minutes then
        let text = String(repeating: part, count: (64 << 10) / part.utf8.count)
        #expect(!rendered(text + "a").isEmpty)
    }

    @Test func `cannot make a small text a huge page`() {
        let wide =
            String(repeating: "|a", count: 5_000) + "\n" + String(repeating: "|-", count: 5_000) + "\n"
            + String(repeating: "|\n", count: 5_000)
        #expect(rendered(wide).utf8.count < 20 * wide.utf8.count)
        let reference =
            "[a]: /" + String(repeating: "x", count: 30_000) + "\n\n" + String(repeating: "[a]", count: 10_000)
        #expect(rendered(reference).utf8.count < 100 * reference.utf8.count)
    }
}
