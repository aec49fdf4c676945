/// Names and keywords of the vector art in four languages: the extract that `script/art` makes. Finds things that our
/// own words do not name.
struct ArtLexicon: Sendable {
    private var names: [[String: String]]
    private var keywords: [[String: String]]
    private var emoji: [String: String] = [:]

    /// One piece of art a line: code points, then for each language a name, a semicolon and keywords, separated by tabs.
    init(_ text: String) {
        names = Array(repeating: [:], count: Language.allCases.count)
        keywords = names
        let own = ArtLexicon.ownThings()
        for line in text.split(separator: "\n") {
            let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard columns.count == Language.allCases.count + 1 else { continue }
            let code = columns[0]
            guard let thing = own[code] ?? ArtKinds.thing(code)?.id else { continue }
            emoji[code] = thing
            for language in Language.allCases { add(columns[language.rawValue + 1], language, thing) }
        }
    }

    /// The thing whose short name is exactly this.
    func exact(_ word: String, _ languages: [Language]) -> String? {
        for language in languages {
            if let thing = names[language.rawValue][word] { return thing }
            if language == .english, word.hasSuffix("s"), let thing = names[language.rawValue][String(word.dropLast())]
            {
                return thing
            }
        }
        return nil
    }

    /// The first thing that has this among its keywords; short words say too little.
    func keyword(_ word: String, _ languages: [Language]) -> String? {
        guard word.count >= 4 else { return nil }
        for language in languages {
            if let thing = keywords[language.rawValue][word] { return thing }
        }
        return nil
    }

    /// Emoji in the prompt itself, without their variation selectors and skin tones.
    func terms(ofEmoji text: String) -> [Term] {
        text.compactMap { character in
            let codes = character.unicodeScalars.map(\.value).filter {
                $0 != 0xfe0f && !(0x1f3fb...0x1f3ff).contains($0)
            }
            let name = codes.map { String($0, radix: 16) }.joined(separator: "-")
            return emoji[name].map { Term(meaning: .thing($0), text: String(character)) }
        }
    }

    private mutating func add(_ column: String, _ language: Language, _ thing: String) {
        let words = column.lowercased().split(separator: ";").map(String.init)
        for (index, word) in words.enumerated() where !word.isEmpty {
            if index == 0, names[language.rawValue][word] == nil { names[language.rawValue][word] = thing }
            if keywords[language.rawValue][word] == nil { keywords[language.rawValue][word] = thing }
        }
    }

    private static func ownThings() -> [String: String] {
        var things: [String: String] = [:]
        for thing in Things.all.sorted(by: { $0.id < $1.id }) {
            switch thing.look {
            case .art(let code), .beast(let code): if things[code] == nil { things[code] = thing.id }
            case .person, .own: break
            }
            if let face = thing.traits["face"], things[face] == nil { things[face] = thing.id }
        }
        return things
    }
}
