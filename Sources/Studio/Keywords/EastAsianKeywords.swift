/// Japanese by its dictionary, Korean by cutting particles off.
enum EastAsianKeywords {
    /// Neighbouring nouns make one word: 東京 + 駅. A tag has three characters at least, so a shorter word takes what
    /// describes it along (白い猫, 夜の海), or else its reading in kana (くるま).
    static func japanese(_ text: String) -> [Keywords.Candidate] {
        // Without the dictionary rows of one script are words, well enough.
        guard let analysis = try? JapaneseAnalysis() else { return byScript(text) }
        // The dictionary would join words over a space.
        return text.split { $0.isWhitespace || $0.isPunctuation }.flatMap { japanese(String($0), analysis) }
    }

    private static func japanese(_ text: String, _ analysis: borrowing JapaneseAnalysis) -> [Keywords.Candidate] {
        var found: [Keywords.Candidate] = []
        var run: [Morpheme] = []
        var before = ""
        func close() {
            let word = run.map(\.surface).joined().lowercased()
            if !word.isEmpty, !StopWords.japanese.contains(word) { found.append(contentsOf: tag(word, run, before)) }
            if !run.isEmpty { before = word }
            run = []
        }
        for morpheme in analysis.morphemes(of: text) {
            let isDescription = morpheme.kind == "形容詞" || morpheme.kind == "助詞" && morpheme.surface == "の"
            let isNoun = morpheme.kind == "名詞" && !["代名詞", "非自立", "数", "接尾"].contains(morpheme.subkind)
            let isSuffix = morpheme.kind == "名詞" && morpheme.subkind == "接尾" && !run.isEmpty
            if isNoun || isSuffix { run.append(morpheme) } else { close() }
            if isDescription {
                before = morpheme.kind == "形容詞" ? morpheme.surface : before.isEmpty ? "" : before + "の"
            } else if !isNoun, !isSuffix {
                before = ""
            }
        }
        close()
        return found
    }

    private static func tag(_ word: String, _ run: [Morpheme], _ before: String) -> [Keywords.Candidate] {
        guard word.count < Keywords.lengths.lowerBound else {
            return [Keywords.Candidate(text: word, stem: word, isNoun: true)]
        }
        let described = before + word
        if !before.isEmpty, before != word, Keywords.lengths.contains(described.count), described.count <= 8 {
            return [Keywords.Candidate(text: described, stem: word, isNoun: true)]
        }
        let kana = run.compactMap(\.spoken).joined()
        guard kana.count >= Keywords.lengths.lowerBound else { return [] }
        return [Keywords.Candidate(text: hiragana(kana), stem: word, isNoun: true)]
    }

    /// 96 places lie between the two kinds of kana.
    private static func hiragana(_ kana: String) -> String {
        String(
            String.UnicodeScalarView(
                kana.unicodeScalars.map { scalar in
                    0x30a1...0x30f6 ~= scalar.value ? Unicode.Scalar(scalar.value - 0x60) ?? scalar : scalar
                }))
    }

    private static func byScript(_ text: String) -> [Keywords.Candidate] {
        rows(text) { Language.isHan($0) || 0x30a0...0x30ff ~= $0.value }.map {
            Keywords.Candidate(text: $0, stem: $0, isNoun: true)
        }
    }

    /// A short word takes along what describes it: 푸른 바다.
    static func korean(_ text: String) -> [Keywords.Candidate] {
        var before = ""
        return rows(text) { Language.isHangul($0) || $0.properties.isAlphabetic }.compactMap { word in
            let stem = stem(word.lowercased())
            let isVerb = verbEndings.contains { word.hasSuffix($0) }
            defer { before = isVerb ? word : "" }
            guard !StopWords.korean.contains(word), !StopWords.korean.contains(stem) else { return nil }
            if isVerb || stem.count >= Keywords.lengths.lowerBound {
                return Keywords.Candidate(text: isVerb ? word : stem, stem: isVerb ? word : stem, isNoun: !isVerb)
            }
            guard !before.isEmpty else { return nil }
            return Keywords.Candidate(text: "\(before) \(stem)", stem: stem, isNoun: true)
        }
    }

    private static let verbEndings = ["하는", "있는", "한", "된", "운", "른", "리는", "얀", "은", "는", "다", "요", "고", "게", "며"]
    private static let particles = [
        "에서는", "에서", "에게", "으로", "까지", "부터", "처럼", "보다", "하고", "이랑", "은", "는", "이", "가", "을", "를", "에", "의", "와", "과",
        "도", "로", "만", "랑",
    ]

    private static func stem(_ word: String) -> String {
        for particle in particles where word.hasSuffix(particle) && word.count - particle.count >= 2 {
            return String(word.dropLast(particle.count))
        }
        return word
    }

    private static func rows(_ text: String, _ belongs: (Unicode.Scalar) -> Bool) -> [String] {
        text.unicodeScalars.split { !belongs($0) }.map { String(String.UnicodeScalarView($0)) }
    }
}
