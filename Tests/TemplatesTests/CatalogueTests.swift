import Templates
import Testing

@Suite struct `A catalogue` {
    private let words: Catalogue

    init() throws {
        words = try Catalogue([
            "de": ["hello": "Hallo, {name}!", "days": "{count} Tage", "braces": "{{x}} & <b>", "two": "{a} nach {b}"],
            "ja": ["hello": "こんにちは、{name}さん", "days": "{count}日", "braces": "{{x}}", "two": "{b}から{a}"],
        ])
    }

    @Test(arguments: [
        ("{{ t('hello', name=name) }}", "de", "Hallo, &lt;Jo&gt;!"),
        ("{{ t('hello', name=name) }}", "ja", "こんにちは、&lt;Jo&gt;さん"),
        ("{{ t('hello', name=name) }}", "xx", "Hallo, &lt;Jo&gt;!"), ("{{ t('days', count=3) }}", "ja", "3日"),
        ("{{ t('braces') }}", "de", "{x} &amp; &lt;b&gt;"), ("{{ t('two', b=1, a=2) }}", "de", "2 nach 1"),
        ("{{ t('two', b=1, a=2) }}", "ja", "1から2"), ("{{ t('hello', name='<i>'|safe) }}", "de", "Hallo, <i>!"),
        ("{{ t('hello', name='x')|upper }}", "de", "HALLO, X!"),
        ("<p title=\"{{ t('braces') }}\">", "de", "<p title=\"{x} &amp; &lt;b&gt;\">"),
        ("{% set x = t('braces') %}{{ x }}", "ja", "{x}"),
        ("{% for i in [1, 2] %}{{ t('days', count=i) }} {% endfor %}", "de", "1 Tage 2 Tage "),
    ])
    func `gives the words of the language asked for`(template: String, language: String, text: String) throws {
        let model = LooseValue.map([.init(key: "name", value: .text("<Jo>"))])
        #expect(try render(template, model, language: language, catalogue: words) == text)
    }

    @Test(arguments: [
        ("{{ t('helo') }}", "a:1:6: no text 'helo' in the catalogue; did you mean 'hello'?"),
        ("{{ t('hello') }}", "a:1:4: text 'hello' needs the argument 'name'"),
        ("{{ t('hello', nmae=1) }}", "a:1:20: text 'hello' has no argument 'nmae'; did you mean 'name'?"),
        ("{{ t('days', 3) }}", "a:1:4: t() takes values by name"),
        ("{{ t(key) }}", "a:1:4: t() needs a key in quotes first"),
        ("{{ t() }}", "a:1:4: t() needs a key in quotes first"),
        ("{{ t('days', count=1, count=2) }}", "a:1:29: text 'days' is given 'count' twice"),
    ])
    func `is asked only for what it has`(template: String, message: String) throws {
        #expect(firstLine { try render(template, LooseValue.map([]), catalogue: words) } == message)
    }

    @Test func `must be complete in every language`() {
        #expect(
            firstLine { try Catalogue(["de": ["a": "x", "b": "y"], "en": ["a": "x"]]) } == "catalogue 'en' has no 'b'")
        #expect(
            firstLine { try Catalogue(["de": ["a": "{x}"], "en": ["a": "{y}"]]) }
                == "catalogue 'en', 'a': placeholders differ from 'de'")
        #expect(firstLine { try Catalogue(["de": ["a": "{x"]]) } == "catalogue 'de', 'a': a brace has no partner")
        #expect(firstLine { try Catalogue(["de": ["a": "x}"]]) } == "catalogue 'de', 'a': a brace has no partner")
    }

    @Test func `answers Swift code, too`() {
        #expect(words.text("hello", language: "de", ["name": "Jo"]) == "Hallo, Jo!")
        #expect(words.text("nothing", language: "de") == nil)
        #expect(words.languages == ["de", "ja"])
    }
}

/// The first line of the error that `work` throws.
func firstLine<Result>(_ work: () throws -> Result) -> String {
    do {
        _ = try work()
        return "no error"
    } catch {
        return String("\(error)".prefix { $0 != "\n" })
    }
}
