/// Finds the listed form of an inflected German or English word.
struct Inflection {
    private let language: Language

    init(_ language: Language) {
        self.language = language
    }

    private static let germanEndings = ["innen", "ern", "nen", "en", "er", "es", "em", "e", "n", "s"]
    private static let irregularPlurals: Set<String> = [
        "mice", "men", "women", "children", "geese", "people", "wolves", "leaves", "leute", "menschen", "kinder",
        "skyscrapers", "hunde", "männer",
    ]

    func resolve(_ word: String, _ lexicon: Lexicon) -> (meaning: Meaning, isPlural: Bool)? {
        for stem in stems(of: word) {
            guard let meaning = lexicon.meaning(stem.text, language) else { continue }
            switch meaning {
            case .thing: return (meaning, stem.isPlural)
            case .place, .colour, .shade, .size, .sky, .weather, .season, .time, .mood, .number, .action, .medium,
                .idle:
                return (meaning, false)
            default: continue
            }
        }
        return nil
    }

    func isPlural(_ word: String, of meaning: Meaning, _ lexicon: Lexicon) -> Bool {
        guard case .thing = meaning else { return false }
        if Inflection.irregularPlurals.contains(word) { return true }
        return stems(of: word).contains {
            $0.isPlural && $0.text != word && lexicon.meaning($0.text, language) == meaning
        }
    }

    /// "Palm trees": the listed group whose last word was put into the plural.
    func pluralGroup(_ group: String, _ lexicon: Lexicon) -> Meaning? {
        guard let space = group.lastIndex(of: " ") else { return nil }
        for stem in stems(of: String(group[group.index(after: space)...])) where stem.isPlural {
            if let meaning = lexicon.meaning(group[...space] + stem.text, language), case .thing = meaning {
                return meaning
            }
        }
        return nil
    }

    /// A compound's last part is what it is; a first part that names a place, a season, the weather or a colour is kept.
    func compound(_ word: String, _ lexicon: Lexicon) -> [Term]? {
        let letters = Array(word)
        guard letters.count >= 7, !Inflection.isAdjective(word) else { return nil }
        for start in 3..<(letters.count - 3) {
            let tail = String(letters[start...])
            let exact = lexicon.meaning(tail, .german).map { ($0, isPlural(tail, of: $0, lexicon)) }
            guard let (meaning, isPlural) = exact ?? resolve(tail, lexicon), Inflection.isHead(meaning) else {
                continue
            }
            let last = Term(meaning: meaning, text: tail, isPlural: isPlural)
            return first(String(letters[..<start]), lexicon).map { [$0, last] } ?? [last]
        }
        return nil
    }

    /// "Minimalistisches" has no table in it.
    private static func isAdjective(_ word: String) -> Bool {
        ["isch", "lich", "haft", "ig"].contains { stem in
            ["", "e", "er", "es", "en", "em"].contains { word.hasSuffix(stem + $0) }
        }
    }

    private func first(_ head: String, _ lexicon: Lexicon) -> Term? {
        let forms =
            [head] + ["s", "n", "en", "es", "er"].filter(head.hasSuffix).map { String(head.dropLast($0.count)) }
        for form in forms + forms.map({ $0 + "e" }) {
            guard let meaning = lexicon.meaning(form, .german) else { continue }
            switch meaning {
            case .place, .season, .weather, .time, .colour, .mood: return Term(meaning: meaning, text: form)
            default: continue
            }
        }
        return nil
    }

    private static func isHead(_ meaning: Meaning) -> Bool {
        switch meaning {
        case .thing, .place, .time, .weather, .sky, .skyItself: true
        default: false
        }
    }

    private func stems(of word: String) -> [(text: String, isPlural: Bool)] {
        language == .german ? germanStems(of: word) : englishStems(of: word)
    }

    private func germanStems(of word: String) -> [(text: String, isPlural: Bool)] {
        var stems: [(text: String, isPlural: Bool)] = []
        let plain = Inflection.withoutUmlauts(word)
        let forms = plain == word ? [Inflection.withUmlauts(word)].filter { $0 != word } : [plain]
        for form in [word] + forms {
            if form != word { stems.append((form, true)) }
            for ending in Inflection.germanEndings where form.hasSuffix(ending) && form.count - ending.count >= 3 {
                let stem = String(form.dropLast(ending.count))
                let isPlural = !["es", "em"].contains(ending)
                stems.append((stem, isPlural))
                // "grauen" from "grau", "dunkle" from "dunkel", "Blume" from "Blum-en" are met by these two.
                stems.append((stem + "e", isPlural))
                if let last = stem.last, last == "l" || last == "r" {
                    stems.append((stem.dropLast() + "e\(last)", false))
                }
            }
        }
        return stems
    }

    private func englishStems(of word: String) -> [(text: String, isPlural: Bool)] {
        var stems: [(text: String, isPlural: Bool)] = []
        if word.hasSuffix("ies") { stems.append((word.dropLast(3) + "y", true)) }
        if word.hasSuffix("ves") { stems.append((word.dropLast(3) + "f", true)) }
        if word.hasSuffix("es") { stems.append((String(word.dropLast(2)), true)) }
        if word.hasSuffix("s"), word.count > 3 { stems.append((String(word.dropLast()), true)) }
        if word.hasSuffix("ish"), word.count > 5 { stems.append((String(word.dropLast(3)), false)) }
        if word.hasSuffix("y"), word.count > 4 { stems.append((String(word.dropLast()), false)) }
        return stems
    }

    private static func withoutUmlauts(_ word: String) -> String {
        String(
            word.map { letter in
                switch letter {
                case "ä": "a"
                case "ö": "o"
                case "ü": "u"
                default: letter
                }
            })
    }

    /// `Baeume` and `Haeuser` as typed where there is no umlaut key; `ss` stays.
    private static func withUmlauts(_ word: String) -> String {
        var text = ""
        for letter in word {
            if letter == "e", let last = text.last, let umlaut = ["a": "ä", "o": "ö", "u": "ü"][String(last)] {
                text.removeLast()
                text += umlaut
            } else {
                text.append(letter)
            }
        }
        return text
    }
}
