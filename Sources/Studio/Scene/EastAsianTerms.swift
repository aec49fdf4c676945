/// Reads Japanese: the longest known word at each place, the rest is skipped.
struct JapaneseTerms {
    let art: ArtLexicon?
    private let lexicon = Lexicon.shared

    func terms(of text: String) -> [Term] {
        let letters = Array(text.lowercased())
        var terms: [Term] = []
        var index = 0
        while index < letters.count {
            if "、。，．！？\n".contains(letters[index]) {
                terms.append(Term(meaning: .pause, text: String(letters[index])))
                index += 1
            } else if let (meaning, length) = match(letters, at: index) {
                terms.append(Term(meaning: meaning, text: String(letters[index..<(index + length)]), isBehind: true))
                index += length
            } else {
                terms.append(Term(meaning: .unknown(noun: false), text: String(letters[index]), isBehind: true))
                index += 1
            }
        }
        return terms
    }

    private func match(_ letters: [Character], at index: Int) -> (Meaning, Int)? {
        let longest = min(lexicon.longest[Language.japanese.rawValue], letters.count - index)
        for length in stride(from: longest, through: 1, by: -1) {
            let word = String(letters[index..<(index + length)])
            if let meaning = lexicon.meaning(word, .japanese), isWhole(meaning, letters, index, length) {
                return (meaning, length)
            }
            if length > 1, let thing = art?.exact(word, [.japanese]) { return (.thing(thing), length) }
        }
        return nil
    }

    /// A single Chinese character inside an unknown compound says nothing: the 人 of 人工知能 is no person.
    private func isWhole(_ meaning: Meaning, _ letters: [Character], _ index: Int, _ length: Int) -> Bool {
        guard length == 1, letters[index].isHan, case .thing = meaning else { return true }
        guard index + 1 < letters.count, letters[index + 1].isHan else { return true }
        return match(letters, at: index + 1) != nil
    }
}

/// Reads Korean: words by white space, without their particles, or as two known words grown together.
struct KoreanTerms {
    let art: ArtLexicon?
    private let lexicon = Lexicon.shared
    private static let particles = [
        "에서의", "으로부터", "에서는", "에게서", "들이", "들의", "들을", "들은", "들과", "에는", "에서", "으로", "까지", "부터", "에게", "한테",
        "이다", "입니다", "의", "가", "이", "은", "는", "을", "를", "에", "와", "과", "로", "도", "만", "들", "랑", "색",
    ]
    private static let longestGroup = 3

    func terms(of text: String) -> [Term] {
        let words = split(text)
        var terms: [Term] = []
        var index = 0
        while index < words.count {
            if words[index] == "." {
                terms.append(Term(meaning: .pause, text: "."))
                index += 1
                continue
            }
            let (found, used) = read(words, at: index)
            terms += found
            index += used
        }
        return terms
    }

    private func split(_ text: String) -> [String] {
        var words: [String] = []
        for chunk in text.split(whereSeparator: \.isWhitespace) {
            let pauses = chunk.last.map { ",.!?、。".contains($0) } == true
            let word = chunk.filter { $0.isLetter || $0.isNumber }
            if !word.isEmpty { words.append(String(word)) }
            if pauses { words.append(".") }
        }
        return words
    }

    private func read(_ words: [String], at index: Int) -> ([Term], Int) {
        for length in stride(from: min(Self.longestGroup, words.count - index), through: 1, by: -1) {
            let group = words[index..<(index + length)].joined(separator: " ")
            if let terms = known(group) { return (terms, length) }
        }
        if let terms = grownTogether(words[index]) { return (terms, 1) }
        return ([Term(meaning: .unknown(noun: false), text: words[index], isBehind: true)], 1)
    }

    private func known(_ group: String) -> [Term]? {
        if let meaning = lexicon.meaning(group, .korean) {
            return [Term(meaning: meaning, text: group, isBehind: true)]
        }
        for particle in Self.particles where group.hasSuffix(particle) && group.count > particle.count {
            let stem = String(group.dropLast(particle.count))
            let meaning = lexicon.meaning(stem, .korean) ?? art?.exact(stem, [.korean]).map(Meaning.thing)
            guard let meaning else { continue }
            var terms = [Term(meaning: meaning, text: stem, isPlural: particle.hasPrefix("들"), isBehind: true)]
            if "이가은는".contains(particle) { terms.append(Term(meaning: .topic, text: particle, isBehind: true)) }
            if particle == "에", case .thing = meaning {
                terms.append(Term(meaning: .relation(.on), text: particle, isBehind: true))
            }
            if "와과랑".contains(particle) { terms.append(Term(meaning: .and, text: particle, isBehind: true)) }
            return terms
        }
        return art?.exact(group, [.korean]).map { [Term(meaning: .thing($0), text: group, isBehind: true)] }
    }

    private func grownTogether(_ word: String) -> [Term]? {
        let letters = Array(word)
        guard letters.count > 2 else { return nil }
        for cut in 1..<letters.count {
            let head = String(letters[..<cut])
            guard let first = lexicon.meaning(head, .korean), let second = known(String(letters[cut...])) else {
                continue
            }
            return [Term(meaning: first, text: head, isBehind: true)] + second
        }
        return nil
    }
}

extension Character {
    fileprivate var isHan: Bool {
        guard let value = unicodeScalars.first?.value else { return false }
        return (0x4e00...0x9fff).contains(value)
    }
}
