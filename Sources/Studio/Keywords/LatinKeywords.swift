/// German and English words with light stemming.
enum LatinKeywords {
    /// German nouns are written with a capital; so is the first word of a sentence, which is one by its ending only.
    static func german(_ text: String) -> [Keywords.Candidate] {
        words(text).compactMap { word, opensSentence in
            let lower = word.lowercased()
            guard !StopWords.german.contains(lower), !StopWords.english.contains(lower), isWord(lower) else {
                return nil
            }
            let isCapital = word.first?.isUppercase == true
            let looksLikeNoun = nounEndings.contains { lower.hasSuffix($0) }
            let isNoun = isCapital && (!opensSentence || looksLikeNoun || lower.count > 3)
            return Keywords.Candidate(
                text: isNoun ? lower : plainAdjective(lower), stem: germanStem(lower, isNoun: isNoun), isNoun: isNoun)
        }
    }

    static func english(_ text: String) -> [Keywords.Candidate] {
        words(text).compactMap { word, _ in
            let lower = trimmingPossessive(word.lowercased())
            guard !StopWords.english.contains(lower), isWord(lower) else { return nil }
            let isNoun = !englishOthers.contains { lower.hasSuffix($0) } && !adjectives.contains(lower)
            let stem = englishStem(lower)
            return Keywords.Candidate(text: isNoun ? stem : lower, stem: stem, isNoun: isNoun)
        }
    }

    private static let nounEndings = ["ung", "heit", "keit", "schaft", "chen", "lein", "tion", "tät", "nis", "er", "e"]
    private static let englishOthers = ["ing", "ly", "ed", "ful", "ous", "ive", "ish", "less"]
    private static let adjectives: Set<String> = Set(
        """
        red blue green yellow orange black white brown grey gray pink purple golden silver dark bright light big small \
        large tiny huge tall short long old young new good bad hot cold warm cool wet dry soft loud quiet fast slow happy \
        sad calm beautiful wild deep high low rainy sunny foggy snowy windy cloudy stormy sleepy fluffy
        """.split(separator: " ").map(String.init))

    private static func isWord(_ word: String) -> Bool {
        word.count >= Keywords.lengths.lowerBound && word.contains(where: \.isLetter)
    }

    /// Words with their place: true after the begin or the end of a sentence.
    private static func words(_ text: String) -> [(String, Bool)] {
        var words: [(String, Bool)] = []
        var word = ""
        var opens = true
        for character in text + " " {
            if character.isLetter || character.isNumber || "-'’".contains(character) && !word.isEmpty {
                word.append(character)
                continue
            }
            let plain = trimmed(word)
            if !plain.isEmpty {
                words.append((plain, opens))
                opens = false
            }
            word = ""
            if ".!?\n:".contains(character) { opens = true }
        }
        return words
    }

    private static func trimmed(_ word: String) -> String {
        var word = word[...]
        while let last = word.last, "-'’".contains(last) { word = word.dropLast() }
        return String(word)
    }

    private static func trimmingPossessive(_ word: String) -> String {
        word.hasSuffix("'s") || word.hasSuffix("’s") ? String(word.dropLast(2)) : word
    }

    private static func englishStem(_ word: String) -> String {
        guard word.count > 3 else { return word }
        if word.hasSuffix("ies"), word.count > 4 { return word.dropLast(3) + "y" }
        for ending in ["sses", "shes", "ches", "xes", "zes"] where word.hasSuffix(ending) {
            return String(word.dropLast(2))
        }
        if word.hasSuffix("s"), !word.hasSuffix("ss"), !word.hasSuffix("us"), !word.hasSuffix("is") {
            return String(word.dropLast())
        }
        return word
    }

    /// "stürmischen" is "stürmisch": by the endings that only adjectives have.
    private static func plainAdjective(_ word: String) -> String {
        for ending in ["en", "er", "es", "em", "e"] where word.hasSuffix(ending) {
            let plain = String(word.dropLast(ending.count))
            if ["isch", "ig", "lich", "bar", "sam"].contains(where: plain.hasSuffix) { return plain }
        }
        return word
    }

    /// Only what makes two forms of a word one; the tag itself stays as it was written.
    private static func germanStem(_ word: String, isNoun: Bool) -> String {
        let folded = String(word.map { ["ä": "a", "ö": "o", "ü": "u"][$0] ?? $0 })
        let endings =
            isNoun ? ["en", "es", "er", "n", "s", "e"] : ["esten", "sten", "en", "er", "es", "em", "e", "n", "t"]
        for ending in endings where folded.hasSuffix(ending) && folded.count - ending.count >= 3 {
            return String(folded.dropLast(ending.count))
        }
        return folded
    }
}
