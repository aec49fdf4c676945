/// Reads the parts of a POSIX TZ string from left to right.
struct RuleParser {
    private let text: String
    private var rest: Substring.UTF8View

    init(_ text: String) {
        self.text = text
        rest = text[...].utf8
    }

    var isAtEnd: Bool { rest.isEmpty }

    func isAt(_ sign: Character) -> Bool { rest.first == sign.asciiValue }

    mutating func take(_ sign: Character) -> Bool {
        guard isAt(sign) else { return false }
        rest.removeFirst()
        return true
    }

    mutating func expect(_ sign: Character) throws(TZifError) {
        guard take(sign) else { throw error("no “\(sign)”") }
    }

    /// Letters, or anything within `<` and `>`; its words are not used.
    mutating func name() throws(TZifError) {
        if take("<") {
            guard let end = rest.firstIndex(of: UInt8(ascii: ">")) else { throw error("an open “<”") }
            rest = rest[rest.index(after: end)...]
            return
        }
        let letters = rest.prefix { ($0 | 0x20) >= UInt8(ascii: "a") && ($0 | 0x20) <= UInt8(ascii: "z") }
        guard letters.count >= 3 else { throw error("no name") }
        rest = rest[letters.endIndex...]
    }

    /// `[+-]h[h][h][:mm[:ss]]` in seconds.
    mutating func time(hours: Int) throws(TZifError) -> Int {
        let isNegative = take("-")
        if !isNegative { _ = take("+") }
        var seconds = try number(0...hours) * 3600
        if take(":") {
            seconds += try number(0...59) * 60
            if take(":") { seconds += try number(0...59) }
        }
        return isNegative ? -seconds : seconds
    }

    mutating func number(_ range: ClosedRange<Int>) throws(TZifError) -> Int {
        let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard let value = Int(Substring(digits)), digits.count <= 3, range.contains(value) else {
            throw error("no number from \(range.lowerBound) to \(range.upperBound)")
        }
        rest = rest[digits.endIndex...]
        return value
    }

    func error(_ what: String) -> TZifError {
        TZifError(detail: "the rule “\(text)” has \(what) before “\(Substring(rest))”")
    }
}
