import Markdown
import Testing

@Suite struct `A text in Markdown` {
    @Test(arguments: [
        ("", ""),
        ("Hallo *Welt*", "<p>Hallo <em>Welt</em></p>\n"),
        ("**fett** und `code < 1`", "<p><strong>fett</strong> und <code>code &lt; 1</code></p>\n"),
        ("# Titel\n\nText", "<h3>Titel</h3>\n<p>Text</p>\n"),
        ("a\nb", "<p>a\nb</p>\n"),
        ("a  \nb", "<p>a<br>\nb</p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("- a\n\n- b", "<ul>\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ul>\n"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n"),
        ("3. a", "<ol start=\"3\">\n<li>a</li>\n</ol>\n"),
        ("> Zitat", "<blockquote>\n<p>Zitat</p>\n</blockquote>\n"),
        ("---", "<hr>\n"),
        (String(repeating: "-", count: 300), "<hr>\n"),
        ("~~weg~~", "<p><del>weg</del></p>\n"),
        ("    eingerückt", "<pre><code>eingerückt\n</code></pre>\n"),
        ("Ä & ö", "<p>Ä &amp; ö</p>\n"),
        (
            "- [x] getan\n- [ ] offen",
            "<ul>\n<li><input type=\"checkbox\" checked disabled> getan</li>\n<li><input type=\"checkbox\" disabled> offen</li>\n</ul>\n"
        ),
    ])
    func `is written as CommonMark has it`(markdown: String, html: String) {
        #expect(rendered(markdown) == html)
    }

    @Test func `has tables with aligned columns`() {
        let table = "| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |\n| 4 |"
        #expect(
            rendered(table) == """
                <table>
                <thead>
                <tr><th class="align-left">a</th><th class="align-center">b</th><th class="align-right">c</th></tr>
                </thead>
                <tbody>
                <tr><td class="align-left">1</td><td class="align-center">2</td><td class="align-right">3</td></tr>
                <tr><td class="align-left">4</td><td class="align-center"></td><td class="align-right"></td></tr>
                </tbody>
                </table>

                """)
    }

    @Test func `shows a fence that is still being written`() {
        #expect(
            rendered("Hier:\n\n```swift\nlet a")
                == "<p>Hier:</p>\n<pre><code class=\"language-swift\" data-language=\"swift\">"
                + "<span class=\"tok-keyword\">let</span> a\n</code></pre>\n")
        #expect(rendered("Hier:\n\n```") == "<p>Hier:</p>\n<pre><code></code></pre>\n")
        #expect(rendered("*halb") == "<p>*halb</p>\n")
        #expect(
            rendered("[text](http://exa")
                == "<p>[text](<a href=\"http://exa\" rel=\"noopener noreferrer nofollow\">http://exa</a></p>\n")
    }

    @Test func `keeps only a plain word as the name of a language`() {
        #expect(
            rendered("```c++ title=x\na\n```")
                == "<pre><code class=\"language-c++\" data-language=\"c++\">a\n</code></pre>\n")
        #expect(rendered("```\"><script>\na\n```") == "<pre><code>a\n</code></pre>\n")
    }

    @Test func `shows a text beyond its limit as it was written`() {
        let text = "*a* <b>" + String(repeating: "x", count: Markdown.limit)
        let html = rendered(text)
        #expect(html.hasPrefix("<pre>*a* &lt;b&gt;xxx"))
        #expect(html.hasSuffix("x</pre>\n"))
    }

    @Test func `repairs what a browser could not read`() {
        #expect(rendered("a\u{0}b") == "<p>a\u{FFFD}b</p>\n")
    }
}

func rendered(_ markdown: String) -> String { String(decoding: Markdown.html(markdown), as: UTF8.self) }
