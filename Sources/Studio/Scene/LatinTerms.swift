/// Reads German and English: whole words, the longest known group first, then inflected forms, then compounds.
struct LatinTerms {
    let art: ArtLexicon?
    private let lexicon = Lexicon.shared
    private static let longestGroup = 4
    /// Longer ones are no words, and taking them apart would take long.
    private static let longestWord = 48

    func terms(of text: String) -> [Term] {
        let words = split(text)
        let languages = languages(of: words)
        var terms: [Term] = []
        var index = 0
        while index < words.count {
            if words[index].text == "," || words[index].text == "." {
                terms.append(Term(meaning: .pause, text: words[index].text))
                index += 1
                continue
            }
            let (found, used) = read(words, at: index, languages)
            terms += found
            index += used
        }
        return terms
    }

    private struct Word {
        var text: String
        var isCapitalised: Bool
    }

    private func split(_ text: String) -> [Word] {
        var words: [Word] = []
        var current = ""
        func finish() {
            if !current.isEmpty {
                words.append(Word(text: current.lowercased(), isCapitalised: current.first?.isUppercase == true))
            }
            current = ""
        }
        for character in text {
            if character.isLetter || character.isNumber || (character == "-" && !current.isEmpty) {
                current.append(character)
            } else if character == "'" || character == "’" {
                finish()
                current = "'"
            } else {
                finish()
                if ",;.:!?\n()".contains(character) {
                    words.append(Word(text: character == "," ? "," : ".", isCapitalised: false))
                }
            }
        }
        finish()
        return words.map { Word(text: $0.text.trimmingMarks, isCapitalised: $0.isCapitalised) }.filter {
            !$0.text.isEmpty
        }
    }

    /// The likelier language first: by known words, small words counting double.
    private func languages(of words: [Word]) -> [Language] {
        var german = 0
        var english = 0
        for word in words {
            german += weight(lexicon.meaning(word.text, .german))
            english += weight(lexicon.meaning(word.text, .english))
            if word.text.contains(where: { "äöüß".contains($0) }) { german += 2 }
        }
        return german > english ? [.german, .english] : [.english, .german]
    }

    private func weight(_ meaning: Meaning?) -> Int {
        switch meaning {
        case nil, .idle: 0
        case .article, .relation, .number, .and: 2
        default: 1
        }
    }

    private func read(_ words: [Word], at index: Int, _ languages: [Language]) -> ([Term], Int) {
        for length in stride(from: min(Self.longestGroup, words.count - index), to: 1, by: -1) {
            let group = words[index..<(index + length)].map(\.text).joined(separator: " ")
            for language in languages {
                if let meaning = lexicon.meaning(group, language) {
                    return ([Term(meaning: meaning, text: group)], length)
                }
                if let meaning = Inflection(language).pluralGroup(group, lexicon) {
                    return ([Term(meaning: meaning, text: group, isPlural: true)], length)
                }
            }
            if !isModifier(words[index].text, languages), let thing = art?.exact(group, languages) {
                return ([Term(meaning: .thing(thing), text: group)], length)
            }
        }
        return (single(words[index], languages), 1)
    }

    /// "Black cat" is a cat in black here, although the art has one of its own.
    private func isModifier(_ word: String, _ languages: [Language]) -> Bool {
        languages.contains { language in
            switch lexicon.meaning(word, language) ?? Inflection(language).resolve(word, lexicon)?.meaning {
            case .colour, .number, .size, .shade, .article, .negation: true
            default: false
            }
        }
    }

    private func single(_ word: Word, _ languages: [Language]) -> [Term] {
        guard word.text.count <= Self.longestWord else {
            return [Term(meaning: .unknown(noun: false), text: word.text)]
        }
        for language in languages {
            let inflection = Inflection(language)
            if let meaning = lexicon.meaning(word.text, language) {
                let isPlural = inflection.isPlural(word.text, of: meaning, lexicon)
                return [Term(meaning: meaning, text: word.text, isPlural: isPlural)]
            }
            if let found = inflection.resolve(word.text, lexicon) {
                return [Term(meaning: found.meaning, text: word.text, isPlural: found.isPlural)]
            }
        }
        if let thing = art?.exact(word.text, languages) { return [Term(meaning: .thing(thing), text: word.text)] }
        if let terms = parts(of: word.text, languages) { return terms }
        if let thing = art?.keyword(word.text, languages) { return [Term(meaning: .thing(thing), text: word.text)] }
        let isNoun = word.isCapitalised && languages[0] == .german
        return [Term(meaning: .unknown(noun: isNoun), text: word.text)]
    }

    /// `Waldhaus` → forest, house; `blue-green` → blue, green.
    private func parts(of word: String, _ languages: [Language]) -> [Term]? {
        let pieces = word.split(separator: "-").map(String.init)
        if pieces.count > 1 {
            let terms = pieces.flatMap { single(Word(text: $0, isCapitalised: false), languages) }
            let known = terms.filter { if case .unknown = $0.meaning { false } else { true } }
            return known.isEmpty ? nil : known
        }
        guard languages.contains(.german) else { return nil }
        return Inflection(.german).compound(word, lexicon)
    }
}

extension String {
    /// Without hyphens at the end and quotation marks at the start; the genitive's `'s` stays.
    fileprivate var trimmingMarks: String {
        var text = Substring(self)
        if text.first == "'", text != "'s" { text.removeFirst() }
        while text.last == "-" { text.removeLast() }
        return String(text)
    }
}
