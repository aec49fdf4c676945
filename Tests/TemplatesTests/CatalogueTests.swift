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

    @Test(arguments: [
        ("{{ t('entries', count=n) }}", "de", 1, "1 Eintrag"), ("{{ t('entries', count=n) }}", "de", 2, "2 Einträge"),
        ("{{ t('entries', count=n) }}", "ja", 1, "1件です"), ("{{ t('entries', count=n) }}", "fr", 0, "0 entrée"),
        ("{% trans count=n %}{{ count }} day{% pluralize %}{{ count }} days{% endtrans %}", "de", 3, "3 Tage"),
        ("{% trans count=n %}{{ count }} day{% pluralize %}{{ count }} days{% endtrans %}", "fr", 1, "1 jour"),
        ("{% trans %}plain{% endtrans %}", "ja", 1, "普通"),
    ])
    func `chooses between one and more`(template: String, language: String, count: Int, text: String) throws {
        let words = try Catalogue([
            "de": [
                "entries.one": "{count} Eintrag", "entries.other": "{count} Einträge", "{count} day.one": "{count} Tag",
                "{count} day.other": "{count} Tage", "plain": "einfach",
            ],
            "ja": [
                "entries.other": "{count}件です", "{count} day.other": "{count}日", "plain": "普通",
            ],
            "fr": [
                "entries.one": "{count} entrée", "entries.other": "{count} entrées", "{count} day.one": "{count} jour",
                "{count} day.other": "{count} jours", "plain": "simple",
            ],
        ])
        let model = LooseValue.map([.init(key: "n", value: .int(count))])
        #expect(try render(template, model, language: language, catalogue: words) == text)
    }

    @Test(arguments: [
        ("{% trans n=2 %}{{ n }} day{% pluralize %}{{ n }} days{% endtrans %}", "2 days"),
        ("{% trans %}a {brace} {{ x }}{% endtrans %}", "a {brace} &lt;"),
    ])
    func `is not needed for texts that stand in the template`(template: String, text: String) throws {
        #expect(try render(template, LooseValue.map([.init(key: "x", value: .text("<"))])) == text)
    }

    @Test func `must have every text that a template has`() {
        #expect(
            firstLine { try render("{% trans %}x{% endtrans %}", LooseValue.map([]), catalogue: words) }
                == "a:1:4: no text 'x' in the catalogue")
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

    @Test(arguments: [
        (1, "1 запись"), (21, "21 запись"), (11, "11 записей"), (3, "3 записи"), (13, "13 записей"), (0, "0 записей"),
    ])
    func `counts as each language does`(count: Int, text: String) throws {
        let words = try Catalogue([
            "en": ["n.one": "{count} entry", "n.other": "{count} entries"],
            "ru": [
                "n.one": "{count} запись", "n.few": "{count} записи", "n.many": "{count} записей",
                "n.other": "{count} записи",
            ],
            "ko": ["n.other": "{count}개"],
        ])
        let model = LooseValue.map([.init(key: "n", value: .int(count))])
        #expect(try render("{{ t('n', count=n) }}", model, language: "ru", catalogue: words) == text)
        #expect(words.text("n", language: "ru", count: count, ["count": "\(count)"]) == text)
        #expect(words.text("n", language: "ko", count: count, ["count": "\(count)"]) == "\(count)개")
        let half = LooseValue.map([.init(key: "n", value: .double(1.5))])
        #expect(try render("{{ t('n', count=n) }}", half, language: "ru", catalogue: words) == "1.5 записи")
    }

    @Test func `has every form that a language needs, and only needs those`() {
        let en = ["n.one": "{count} entry", "n.other": "{count} entries"]
        #expect(firstLine { try Catalogue(["en": en, "ja": ["n.other": "{count}件"]]) } == "no error")
        #expect(
            firstLine { try Catalogue(["en": en, "de": ["n.other": "x {count}"]]) } == "catalogue 'de' has no 'n.one'")
        #expect(
            firstLine { try Catalogue(["en": en, "cs": ["n.one": "{count} a", "n.other": "{count} b"]]) }
                == "catalogue 'cs' has no 'n.few'")
        #expect(
            firstLine { try Catalogue(["en": en, "ja": ["n.one": "{count}件"]]) } == "catalogue 'ja' has no 'n.other'")
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
