/// The words of a text that tell most of what it is about.
enum Keywords {
    static let most = 10
    static let lengths = 3...30
    /// Unicode scalars that are read.
    private static let longestText = 20_000

    /// Lower case, 3…30 characters each, no repeats, most telling first: what stands early and often, nouns first.
    static func of(_ text: String) -> [String] {
        let read = String(String.UnicodeScalarView(text.unicodeScalars.prefix(longestText)))
        var found: [String: Candidate] = [:]
        for (place, word) in candidates(read).enumerated() {
            var known = found[word.stem] ?? word
            known.place = found[word.stem]?.place ?? place
            known.count += 1
            known.isNoun = known.isNoun || word.isNoun
            // The shortest form of a word is the nearest to its dictionary's.
            if word.text.count < known.text.count { known.text = word.text }
            found[word.stem] = known
        }
        let ordered = found.values.sorted { ($0.weight, $1.place) > ($1.weight, $0.place) }
        var tags: [String] = []
        for candidate in ordered where tags.count < most {
            if lengths.contains(candidate.text.count), !tags.contains(candidate.text) { tags.append(candidate.text) }
        }
        return tags
    }

    struct Candidate {
        var text: String
        var stem: String
        var isNoun: Bool
        var place = 0
        var count = 0

        var weight: Double { Double(min(count, 5)) * (isNoun ? 2 : 1) / (1 + Double(place) * 0.04) }
    }

    private static func candidates(_ text: String) -> [Candidate] {
        let language = Language.guess(of: text)
        switch language {
        case .german: return LatinKeywords.german(text)
        case .english: return LatinKeywords.english(text)
        case .japanese: return EastAsianKeywords.japanese(text)
        case .korean: return EastAsianKeywords.korean(text)
        }
    }
}
