import Generation
import Templates

/// The interface's texts in one language: flat keys to sentences with `{name}` places.
struct Wording: Sendable {
    let language: String
    let catalogue: Catalogue

    /// A key without a text shows itself, so that a gap is seen; a test holds every key that code looks up.
    func callAsFunction(_ key: String, _ values: [String: String] = [:]) -> String {
        catalogue.text(key, language: language, values) ?? key
    }

    func has(_ key: String) -> Bool { catalogue.text(key, language: language) != nil }

    /// The form of a text that a number needs in this language.
    func count(_ key: String, _ number: Int) -> String {
        catalogue.text(key, language: language, count: number, ["count": grouped(number)]) ?? key
    }

    /// For people: what happened and what to do.
    subscript(_ reason: Failure.Reason) -> String { self("failure.\(reason.rawValue)") }

    /// For the older clients' programs, in their exact words where the contract has them.
    func api(_ reason: Failure.Reason) -> String {
        let key = "api.\(reason.rawValue)"
        return has(key) ? self(key) : self[reason]
    }

    /// `12 483` with a narrow no-break space in German, which leaves four digits together; `12,483` in English.
    func grouped(_ number: Int) -> String {
        // No language groups three digits.
        if (0..<1000).contains(number) { return String(number) }
        let digits = Array(String(number))
        guard digits.count >= Int(self("number.groupFrom")) ?? 4 else { return String(digits) }
        let separator = self("number.group")
        var text = ""
        for (position, digit) in digits.enumerated() {
            if position > 0, (digits.count - position) % 3 == 0 { text += separator }
            text.append(digit)
        }
        return text
    }
}
