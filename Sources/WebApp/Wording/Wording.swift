private import Generation

/// The interface's texts in one language: flat keys to sentences with `{name}` places.
struct Wording: Sendable {
    let language: String
    private let texts: [String: String]

    init(language: String, texts: [String: String]) {
        self.language = language
        self.texts = texts
    }

    /// A key without a text shows itself, so that a gap is seen; a test holds every key the app looks up.
    func callAsFunction(_ key: String, _ values: KeyValuePairs<String, String> = [:]) -> String {
        guard let text = texts[key] else { return key }
        return values.isEmpty ? text : Wording.fill(text, with: values)
    }

    func has(_ key: String) -> Bool { texts[key] != nil }

    func count(_ key: String, _ number: Int) -> String {
        self(number == 1 ? "\(key).one" : "\(key).other", ["count": grouped(number)])
    }

    subscript(_ reason: Failure.Reason) -> String { self("failure.\(reason.rawValue)") }

    /// `12 483`, with a narrow no-break space.
    func grouped(_ number: Int) -> String {
        let digits = Array(String(number))
        var text = ""
        for (position, digit) in digits.enumerated() {
            if position > 0, (digits.count - position) % 3 == 0, digits.count > 4 { text += "\u{202F}" }
            text.append(digit)
        }
        return text
    }

    private static func fill(_ text: String, with values: KeyValuePairs<String, String>) -> String {
        var result = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            let name = rest[rest.index(after: open)..<close]
            result += rest[..<open]
            result += values.first { $0.key == name }?.value ?? String(rest[open...close])
            rest = rest[rest.index(after: close)...]
        }
        return result + rest
    }
}
