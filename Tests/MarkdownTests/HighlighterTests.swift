import Testing

@testable import Markdown

@Suite struct `Code` {
    @Test(arguments: [
        ("swift", "let x = \"a\\\"b\" // c", "K(let) x = S(\"a\\\"b\") C(// c)"),
        (
            "swift", "@main struct Tag { func f(_ n: Int) {} }",
            "K(@main) K(struct) T(Tag) { K(func) F(f)(_ n: T(Int)) {} }"
        ),
        (
            "swift", "\"\"\"\n\"a\"\n\"\"\" 0x1F 1_000.5 0...5",
            "S(\"\"\"\n\"a\"\n\"\"\") N(0x1F) N(1_000.5) N(0)...N(5)"
        ),
        (
            "python", "def f(a): # b\n    return 'x' + \"\"\"y\"\"\"",
            "K(def) F(f)(a): C(# b)\n    K(return) S('x') + S(\"\"\"y\"\"\")"
        ),
        ("js", "const a = `b ${c}` /* d */;", "K(const) a = S(`b ${c}`) C(/* d */);"),
        ("json", "{\"a\": [1, true, \"b\"]}", "{T(\"a\"): [N(1), K(true), S(\"b\")]}"),
        ("html", "<!-- a --><p class=\"b\">c &amp; d</p>", "C(<!-- a -->)<K(p) T(class)=S(\"b\")>c &amp; d</K(p)>"),
        ("css", "a { color: #fff; } /* b */", "a { T(color): #fff; } C(/* b */)"),
        ("bash", "if [ $a ]; then echo 'b'; fi # c", "K(if) [ K($a) ]; K(then) K(echo) S('b'); K(fi) C(# c)"),
        ("c++", "#include <a>\nint main() { return 0; }", "K(#include) <a>\nT(int) F(main)() { K(return) N(0); }"),
        ("kotlin", "fun f(s: String) = \"a\"", "K(fun) F(f)(s: T(String)) = S(\"a\")"),
        ("go", "func f() error { return nil }", "K(func) F(f)() T(error) { K(return) K(nil) }"),
        ("rust", "fn f<'a>(x: &'a str) -> char { 'b' }", "K(fn) f<'a>(x: &'a T(str)) -> T(char) { S('b') }"),
        ("sql", "SELECT a FROM b -- c", "K(SELECT) a K(FROM) b C(-- c)"),
        ("yaml", "a-b: true # c", "T(a-b): K(true) C(# c)"),
        ("unknown", "let x = 1", "let x = 1"),
        ("swift", "/* offen", "C(/* offen)"),
        ("swift", "\"offen\nlet", "S(\"offen)\nK(let)"),
    ])
    func `is coloured by its language`(language: String, code: String, marked: String) {
        #expect(short(highlighted(code, language)) == marked)
    }

    @Test func `is the same text when its tags are taken away`() {
        let pieces = [
            "\"", "'", "`", "\"\"\"", "/*", "*/", "//", "#", "--", "<", ">", "<!--", "-->", "&", "\\", "\n", " ", "let",
            "Name", "x1", "0x1", "1.5e3", "(",
            "@a", "$b", "r#\"", "\"#", "é", "日", ":", "-", "</", "=",
        ]
        var seed: UInt64 = 7
        for round in 0..<400 {
            var code = ""
            for _ in 0..<14 {
                seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                code += pieces[Int(seed >> 33) % pieces.count]
            }
            let languages = [
                "swift", "python", "js", "json", "html", "css", "sh", "c", "java", "go", "rust", "sql", "yaml", "ruby",
                "php",
            ]
            let language = languages[round % languages.count]
            #expect(stripped(highlighted(code, language)) == code, "\(language): \(code.debugDescription)")
        }
    }

    @Test(arguments: ["swift", "html", "rust", "python", "yaml", "js"])
    func `costs no more than its length when it is hostile`(language: String) {
        for part in ["\"", "'", "/*", "<a \"", "\"\"\"", "'a", "\\", "#\"", "a", "<!--", "1."] {
            let code = String(repeating: part, count: (32 << 10) / part.utf8.count)
            #expect(highlighted(code, language).utf8.count >= code.utf8.count)
        }
    }

    private func highlighted(_ code: String, _ language: String) -> String {
        var output: [UInt8] = []
        Highlighter.append(Array(code.utf8), language: language, to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    /// `K(let)` for a keyword and so on, so that expectations can be read.
    private func short(_ html: String) -> String {
        var text = html
        for (name, letter) in [
            ("keyword", "K"), ("string", "S"), ("number", "N"), ("comment", "C"), ("function", "F"), ("type", "T"),
        ] {
            text = replacing(text, "<span class=\"tok-\(name)\">", "\(letter)(")
        }
        return decoded(replacing(text, "</span>", ")"))
    }

    private func stripped(_ html: String) -> String {
        var text = ""
        var isTag = false
        for character in html.unicodeScalars {
            if character == "<" {
                isTag = true
            } else if character == ">" {
                isTag = false
            } else if !isTag {
                text.unicodeScalars.append(character)
            }
        }
        return decoded(text)
    }

    private func decoded(_ text: String) -> String {
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")].reduce(text) {
            replacing($0, $1.0, $1.1)
        }
    }

    private func replacing(_ text: String, _ old: String, _ new: String) -> String {
        var output = ""
        var rest = Substring(text)
        while let range = rest.firstRange(of: old) {
            output += rest[..<range.lowerBound] + new
            rest = rest[range.upperBound...]
        }
        return output + rest
    }
}
