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
        let own = ArtLexicon.ownThings
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

    /// The thing that an emoji shows.
    func thing(ofEmoji emoji: Character) -> String? {
        self.emoji[ArtLexicon.code(of: emoji)]
    }

    /// The thing of ours that an emoji shows, without the lexicon.
    static func ownThing(ofEmoji emoji: Character) -> String? { ownThings[code(of: emoji)] }

    private static func code(of emoji: Character) -> String {
        EmojiWords.plain(String(emoji)).unicodeScalars.map { String($0.value, radix: 16) }.joined(separator: "-")
    }

    private mutating func add(_ column: String, _ language: Language, _ thing: String) {
        let words = column.lowercased().split(separator: ";").map(String.init)
        for (index, word) in words.enumerated() where !word.isEmpty {
            if index == 0, names[language.rawValue][word] == nil { names[language.rawValue][word] = thing }
            // A keyword that is no part of the name is often a verb or a feeling: not what is to be seen.
            let isNamed = words[0].split(separator: " ").contains(Substring(word))
            if isNamed, keywords[language.rawValue][word] == nil { keywords[language.rawValue][word] = thing }
        }
    }

    /// Our own things by the code points of their art.
    private static let ownThings: [String: String] = {
        var things: [String: String] = [:]
        for thing in Things.all.sorted(by: { $0.id < $1.id }) where !thing.has("paint") {
            switch thing.look {
            case .art(let code), .beast(let code): if things[code] == nil { things[code] = thing.id }
            case .person, .own: break
            }
            if let face = thing.traits["face"], things[face] == nil { things[face] = thing.id }
        }
        return things
    }()
}
