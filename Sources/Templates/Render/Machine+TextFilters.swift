extension Machine {
    /// Filters that add no characters of their own leave markup markup.
    mutating func kept(_ text: String, of input: Value) -> Value { markup(Array(text.utf8), input.isSafe) }

    func titled(_ text: String) -> String {
        var output = ""
        var beginsWord = true
        for character in text {
            output += beginsWord ? character.uppercased() : character.lowercased()
            beginsWord = character.isWhitespace || "-({[<".contains(character)
        }
        return output
    }

    mutating func trimmed(_ input: Value, _ arguments: [Value]) -> Value {
        let text = text(of: input)
        return kept(given(arguments[0]).map { stripped(text, of: self.text(of: $0)) } ?? trimmed(text), of: input)
    }

    private func stripped(_ text: String, of characters: String) -> String {
        let scalars = text.unicodeScalars
        let dropped = Set(characters.unicodeScalars)
        guard let first = scalars.firstIndex(where: { !dropped.contains($0) }),
            let last = scalars.lastIndex(where: { !dropped.contains($0) })
        else { return "" }
        return String(scalars[first...last])
    }

    func indented(_ text: String, _ arguments: [Value]) -> String {
        let width = given(arguments[0]).map {
            $0.tag == .text ? string($0) : String(repeating: " ", count: min(max(0, $0.int), 1_000))
        }
        let indent = width ?? "    "
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.enumerated().map { index, line in
            let isIndented = index == 0 ? arguments[1].bool : !line.isEmpty || arguments[2].bool
            return isIndented ? indent + line : String(line)
        }.joined(separator: "\n")
    }

    mutating func replaced(_ input: Value, _ arguments: [Value]) -> Value {
        let old = text(of: arguments[0])
        let limit = arguments[2].integer ?? -1
        var parts: [Value] = []
        var rest = Substring(text(of: input))
        while !old.isEmpty, limit < 0 || parts.count < 2 * limit, let found = rest.firstRange(of: old) {
            parts += [markup(Array(rest[..<found.lowerBound].utf8), input.isSafe), arguments[1]]
            rest = rest[found.upperBound...]
        }
        parts.append(markup(Array(rest.utf8), input.isSafe))
        return concatenated(parts)
    }

    func truncated(_ text: String, _ arguments: [Value]) throws(Failure) -> String {
        let length = arguments[0].integer ?? 255
        let end = given(arguments[2]).map { self.text(of: $0) } ?? "..."
        let leeway = arguments[3].integer ?? 5
        let scalars = Array(text.unicodeScalars)
        guard scalars.count > length + leeway else { return text }
        guard length >= end.unicodeScalars.count else {
            throw .message("truncate: the length is shorter than the end '\(end)'")
        }
        var cut = scalars[..<(length - end.unicodeScalars.count)]
        if !arguments[1].bool, let space = cut.lastIndex(of: " ") { cut = cut[..<space] }
        return String(String.UnicodeScalarView(cut)) + end
    }

    func withoutTags(_ text: String) -> String {
        let bare = String(decoding: Entities.decoded(MarkupEscaping.withoutTags(Array(text.utf8))[...]), as: UTF8.self)
        return bare.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// `%s`, `%d`, `%i`, `%%` and `%.2f`, in their order.
    func formatted(_ pattern: String, _ arguments: [Value]) throws(Failure) -> String {
        var values = arguments.filter { $0.tag != .missing }[...]
        var output = ""
        var rest = Substring(pattern)
        while let character = rest.popFirst() {
            guard character == "%" else {
                output.append(character)
                continue
            }
            let options = rest.prefix { $0.isNumber || $0 == "." }
            rest = rest.dropFirst(options.count)
            let kind = rest.popFirst()
            if kind == "%" {
                output += "%"
                continue
            }
            guard let value = values.popFirst() else {
                throw .message("format: the pattern has more places than there are values")
            }
            switch kind {
            case "s": output += text(of: value)
            case "d", "i":
                output +=
                    value.number.flatMap { Int(exactly: $0.rounded(.towardZero)) }.map { "\($0)" } ?? text(of: value)
            case "f": output += fixed(value.number ?? 0, places: Int(options.drop { $0 != "." }.dropFirst()) ?? 6)
            default: throw .message("format knows %s, %d, %i, %f and %%, not '%\(kind.map(String.init) ?? "")'")
            }
        }
        return output
    }

    private func fixed(_ number: Double, places: Int) -> String {
        let places = min(max(places, 0), 15)
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        guard let scaled = Int(exactly: (abs(number) * scale).rounded(.toNearestOrEven)) else { return "\(number)" }
        var digits = String(scaled)
        if digits.count <= places { digits = String(repeating: "0", count: places + 1 - digits.count) + digits }
        let whole = (number < 0 ? "-" : "") + digits.dropLast(places)
        return places == 0 ? whole : whole + "." + digits.suffix(places)
    }

    mutating func urlencoded(_ input: Value) -> Value {
        guard input.tag == .map || input.tag == .list else {
            return arena.text(URLEscaping.query(utf8(input), keepingSlash: true, uppercase: true))
        }
        let members =
            input.tag == .map
            ? pairs(of: input)
            : arena.elements(of: input).filter { $0.tag == .list && $0.count == 2 }
                .map { (arena.element(0, of: $0), arena.element(1, of: $0)) }
        let parts = members.map {
            URLEscaping.query(utf8($0.0), uppercase: true) + [UInt8(ascii: "=")]
                + URLEscaping.query(utf8($0.1), uppercase: true)
        }
        return arena.text(Array(parts.joined(separator: [UInt8(ascii: "&")])))
    }
}
