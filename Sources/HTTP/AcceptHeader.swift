/// What a client would like to get, by its Accept fields (RFC 9110 §12.5.1).
package struct AcceptHeader: Sendable, Hashable {
    private struct Choice: Sendable, Hashable {
        let type: String
        let subtype: String
        let quality: Quality
    }

    private var choices: [Choice] = []

    package init(_ values: [String]) {
        for value in values {
            var words = FieldWords(value.utf8)
            while !words.isAtEnd {
                words.skipBlanks()
                if let choice = Self.choice(&words) { choices.append(choice) }
                words.skipElement()
            }
        }
    }

    /// How much the type is wanted, in thousandths, by the most specific range that names it. Everything is wanted
    /// when nothing is said.
    package func quality(of type: String, _ subtype: String) -> Int {
        guard !choices.isEmpty else { return Quality.full.thousandths }
        let byExactness: [(String, String)] = [(type, subtype), (type, "*"), ("*", "*")]
        for (type, subtype) in byExactness {
            if let choice = choices.first(where: { $0.type == type && $0.subtype == subtype }) {
                return choice.quality.thousandths
            }
        }
        return 0
    }

    /// A browser at work: `text/html` is named and wanted more than `application/json`. `*/*` alone is not HTML.
    package var prefersHTML: Bool {
        guard let html = choices.first(where: { $0.type == "text" && $0.subtype == "html" }) else { return false }
        return html.quality.thousandths > 0
            && (html.quality.thousandths > quality(of: "application", "json") || !namesJSON)
    }

    private var namesJSON: Bool { choices.contains { $0.type == "application" && $0.subtype == "json" } }

    private static func choice(_ words: inout FieldWords) -> Choice? {
        guard let type = words.token(), words.skip(ASCII.slash), let subtype = words.token(),
            let parameters = words.parameters(), let quality = Quality(parameters["q"])
        else { return nil }
        return Choice(type: type.lowercased(), subtype: subtype.lowercased(), quality: quality)
    }
}

/// A weight from 0 to 1 with three decimals (RFC 9110 §12.4.2).
struct Quality: Sendable, Hashable {
    let thousandths: Int

    static let full = Quality(thousandths: 1000)

    private init(thousandths: Int) { self.thousandths = thousandths }

    /// No text is 1; `nil` for text that is no weight.
    init?(_ text: String?) {
        guard let text else {
            self = .full
            return
        }
        let digits = Array(text.utf8)
        guard let whole = digits.first, whole == 0x30 || whole == 0x31, digits.count <= 5 else { return nil }
        guard digits.count == 1 || digits[1] == UInt8(ascii: ".") else { return nil }
        var value = Int(whole - 0x30) * 1000
        var place = 100
        for digit in digits.dropFirst(2) {
            guard ASCII.isDigit(digit) else { return nil }
            value += Int(digit - 0x30) * place
            place /= 10
        }
        guard value <= 1000 else { return nil }
        thousandths = value
    }
}
