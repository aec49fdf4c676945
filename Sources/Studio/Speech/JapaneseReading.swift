/// Japanese as it is spoken, in kana, which is all that espeak-ng can read.
enum JapaneseReading {
    static func kana(_ text: String) throws(StudioError) -> String {
        let analysis = try JapaneseAnalysis()
        var spoken = ""
        for morpheme in analysis.morphemes(of: JapaneseNumber.spelled(text)) {
            spoken += reading(of: morpheme)
            // Without spaces a long row of kana is one word to the voice, with one single accent.
            if morpheme.kind == "助詞" || morpheme.kind == "記号" { spoken += " " }
        }
        return spoken
    }

    private static func reading(of morpheme: Morpheme) -> String {
        if let spoken = morpheme.spoken { return spoken == "ヲ" ? "オ" : spoken }
        let letters = morpheme.surface.unicodeScalars
        if letters.allSatisfy({ $0.isASCII }) { return latin(morpheme.surface) }
        // A character that nobody can read would be said as "Chinese letter".
        return String(String.UnicodeScalarView(letters.filter { !Language.isHan($0) }))
    }

    /// Short capitals are spelled as in Japan; other words are left to the voice's English.
    private static func latin(_ word: String) -> String {
        guard word.count <= 5, word.allSatisfy({ $0.isUppercase }) else { return " \(word) " }
        return word.compactMap { names[$0] }.joined()
    }

    private static let names: [Character: String] = [
        "A": "エー", "B": "ビー", "C": "シー", "D": "ディー", "E": "イー", "F": "エフ", "G": "ジー", "H": "エイチ", "I": "アイ",
        "J": "ジェー", "K": "ケー", "L": "エル", "M": "エム", "N": "エヌ", "O": "オー", "P": "ピー", "Q": "キュー", "R": "アール",
        "S": "エス", "T": "ティー", "U": "ユー", "V": "ブイ", "W": "ダブリュー", "X": "エックス", "Y": "ワイ", "Z": "ゼット",
    ]
}

/// Digits in words. Counters keep their plain form: 三匹 is said without its change of sound.
enum JapaneseNumber {
    /// The text with each row of digits in kana; thousands may be set apart by commas.
    static func spelled(_ text: String) -> String {
        var spelled = ""
        var digits: [Int] = []
        var isFraction = false
        let characters = Array(text)
        for (index, character) in characters.enumerated() {
            if character.isNumber, let digit = character.wholeNumberValue, 0...9 ~= digit, !isKanji(character) {
                if isFraction { spelled += ones[digit].isEmpty ? "ゼロ" : ones[digit] } else { digits.append(digit) }
                continue
            }
            let goesOn = index + 1 < characters.count && characters[index + 1].isASCII && characters[index + 1].isNumber
            if character == ",", goesOn, !digits.isEmpty { continue }
            if !digits.isEmpty {
                spelled += words(digits)
                digits = []
                if character == ".", goesOn {
                    spelled += "テン"
                    isFraction = true
                    continue
                }
            }
            isFraction = false
            spelled.append(character)
        }
        return digits.isEmpty ? spelled : spelled + words(digits)
    }

    private static func isKanji(_ character: Character) -> Bool {
        character.unicodeScalars.contains(where: Language.isHan)
    }

    private static let ones = ["", "イチ", "ニ", "サン", "ヨン", "ゴ", "ロク", "ナナ", "ハチ", "キュー"]

    private static func words(_ digits: [Int]) -> String {
        guard digits.count <= 16, digits.count == 1 || digits.first != 0 else {
            return digits.map { $0 == 0 ? "ゼロ" : ones[$0] }.joined()
        }
        if digits == [0] { return "ゼロ" }
        let units = ["", "マン", "オク", "チョー"]
        let padded = Array(repeating: 0, count: (4 - digits.count % 4) % 4) + digits
        var text = ""
        for start in stride(from: 0, to: padded.count, by: 4) {
            let group = group(padded[start..<start + 4])
            if !group.isEmpty { text += group + units[(padded.count - start) / 4 - 1] }
        }
        return text
    }

    private static func group(_ digits: ArraySlice<Int>) -> String {
        let parts = Array(digits)
        let thousands = ["", "セン", "ニセン", "サンゼン", "ヨンセン", "ゴセン", "ロクセン", "ナナセン", "ハッセン", "キューセン"]
        let hundreds = ["", "ヒャク", "ニヒャク", "サンビャク", "ヨンヒャク", "ゴヒャク", "ロッピャク", "ナナヒャク", "ハッピャク", "キューヒャク"]
        let tens = parts[2] == 0 ? "" : (parts[2] == 1 ? "" : ones[parts[2]]) + "ジュー"
        return thousands[parts[0]] + hundreds[parts[1]] + tens + ones[parts[3]]
    }
}
