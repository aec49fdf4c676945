extension Language {
    /// `de`, `en`, `ja` or `ko`.
    init?(code: String) {
        switch code {
        case "de": self = .german
        case "en": self = .english
        case "ja": self = .japanese
        case "ko": self = .korean
        default: return nil
        }
    }

    var code: String {
        switch self {
        case .german: "de"
        case .english: "en"
        case .japanese: "ja"
        case .korean: "ko"
        }
    }

    /// By the script, and where that is Latin by the small words. English when nothing tells.
    static func guess(of text: String) -> Language {
        let scalars = text.unicodeScalars.prefix(4_000)
        let letters = scalars.filter(\.properties.isAlphabetic).count
        let hangul = scalars.filter(isHangul).count
        let japanese = scalars.filter { isKana($0) || isHan($0) }.count
        // One character of these scripts says as much as three letters.
        if 3 * hangul > letters - hangul, hangul >= japanese { return .korean }
        if 3 * japanese > letters - japanese, japanese > 0 { return .japanese }
        return isGerman(String(String.UnicodeScalarView(scalars))) ? .german : .english
    }

    private static func isGerman(_ text: String) -> Bool {
        let words = text.lowercased().split { !$0.isLetter }.map(String.init)
        let german = words.filter(StopWords.german.contains).count
        let english = words.filter(StopWords.english.contains).count
        let signs = text.unicodeScalars.filter { "äöüßÄÖÜ".unicodeScalars.contains($0) }.count
        return german + signs > english || german == english && looksGerman(words)
    }

    /// Endings and clusters of letters that English words do not have.
    private static func looksGerman(_ words: [String]) -> Bool {
        words.contains { word in
            ["ung", "keit", "heit", "lich", "isch", "chen", "tz", "ck", "en"].contains { word.hasSuffix($0) }
                && word.count > 5
                || ["sch", "pf", "zw"].contains { word.hasPrefix($0) } && !word.hasPrefix("school")
        }
    }

    static func isHangul(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x11ff, 0x3130...0x318f, 0xac00...0xd7af: true
        default: false
        }
    }

    static func isKana(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3040...0x30ff, 0xff66...0xff9f: true
        default: false
        }
    }

    static func isHan(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3005, 0x3007, 0x3400...0x9fff, 0xf900...0xfaff, 0x20000...0x3ffff: true
        default: false
        }
    }
}
