import Templates

/// Reads JSON as values for templates: keys keep their order, `{"$safe_html": "…"}` is markup.
struct JSON {
    private var rest: Substring.UnicodeScalarView

    static func value(_ text: some StringProtocol) -> LooseValue? {
        var parser = JSON(rest: Substring(text).unicodeScalars)
        let value = parser.value()
        parser.skipBlanks()
        return parser.rest.isEmpty ? value : nil
    }

    private mutating func value() -> LooseValue? {
        skipBlanks()
        switch rest.first {
        case "{": return map()
        case "[": return list()
        case "\"": return string().map { .text($0) }
        default: return word()
        }
    }

    private mutating func word() -> LooseValue? {
        let word = rest.prefix { !",]}".unicodeScalars.contains($0) && !$0.properties.isWhitespace }
        rest = rest.dropFirst(word.count)
        switch String(word) {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case "null": return LooseValue.none
        case let text: return Int(text).map { .int($0) } ?? Double(text).map { .double($0) }
        }
    }

    private mutating func list() -> LooseValue? {
        var elements: [LooseValue] = []
        rest.removeFirst()
        while !take("]") {
            if !elements.isEmpty, !take(",") { return nil }
            guard let element = value() else { return nil }
            elements.append(element)
        }
        return .list(elements)
    }

    private mutating func map() -> LooseValue? {
        var pairs: [LooseValue.Pair] = []
        rest.removeFirst()
        while !take("}") {
            if !pairs.isEmpty, !take(",") { return nil }
            skipBlanks()
            guard let key = string(), take(":"), let value = value() else { return nil }
            pairs.append(LooseValue.Pair(key: key, value: value))
        }
        if pairs.count == 1, pairs[0].key == "$safe_html", case .text(let markup) = pairs[0].value {
            return .html(markup)
        }
        return .map(pairs)
    }

    private mutating func string() -> String? {
        guard rest.first == "\"" else { return nil }
        rest.removeFirst()
        var text = String.UnicodeScalarView()
        while let scalar = rest.popFirst(), scalar != "\"" {
            guard scalar == "\\" else {
                text.append(scalar)
                continue
            }
            guard let escaped = escape() else { return nil }
            text.append(escaped)
        }
        return String(text)
    }

    private mutating func escape() -> Unicode.Scalar? {
        switch rest.popFirst() {
        case "n": return "\n"
        case "t": return "\t"
        case "r": return "\r"
        case "b": return "\u{8}"
        case "f": return "\u{C}"
        case "u":
            guard let high = unit() else { return nil }
            guard (0xD800..<0xDC00).contains(high), rest.starts(with: "\\u".unicodeScalars) else {
                return Unicode.Scalar(high) ?? "\u{FFFD}"
            }
            rest = rest.dropFirst(2)
            guard let low = unit(), (0xDC00..<0xE000).contains(low) else { return nil }
            return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
        case let other: return other
        }
    }

    private mutating func unit() -> UInt32? {
        defer { rest = rest.dropFirst(4) }
        return UInt32(String(rest.prefix(4)), radix: 16)
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard rest.first == scalar else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func skipBlanks() { rest = rest.drop { $0.properties.isWhitespace } }
}
