// Values to text, and text to where it stands.
extension Machine {
    /// Writes a value as its escaper says.
    @inline(__always) mutating func write(_ value: Value, _ code: UInt8) throws(Failure) {
        if value.tag == .text, value.flavour == .plain, Escaper.isCommon(code) {
            return output.escape(arena.utf8(value))
        }
        try writeRarely(value, Escaper(code: code))
    }

    private mutating func writeRarely(_ value: Value, _ escaper: Escaper) throws(Failure) {
        if output.isFull || arena.isFull { throw full }
        if value.isUndefined || value.tag == .missing {
            guard value.flavour == .silent || settings.lenient else { throw .undefined([]) }
            // In code nothing would be a syntax error
            if escaper.stage != .scriptValue { return }
        }
        if escaper.outer == .dropped { return }
        if value.tag == .int, escaper.stage != .scriptValue { return output.append(value.int) }
        switch escaper.stage {
        case .plain: writePlain(value, escaper.outer)
        case .wholeURL, .urlPath:
            if value.tag == .text, value.count > 0, escaper.outer == .attribute,
                URLEscaping.isPlainPath(arena.utf8(value))
            {
                return output.append(arena.utf8(value))
            }
            let url = utf8(value)
            let isRefused = escaper.stage == .wholeURL && !URLEscaping.isAllowed(url)
            write(isRefused ? URLEscaping.refused : URLEscaping.path(url), escaper.outer)
        case .urlQuery: write(URLEscaping.query(utf8(value)), escaper.outer)
        case .scriptString: write(Array(ScriptEscaping.string(text(of: value)).utf8), escaper.outer)
        case .scriptValue: write(Array(scriptValue(value).utf8), escaper.outer)
        }
    }

    private mutating func writePlain(_ value: Value, _ outer: Escaper.Outer) {
        let bytes = utf8(value)
        let isMarkup = value.isSafe
        switch outer {
        case .text where isMarkup || value.tag == .text && value.flavour == .json: write(bytes, .raw)
        case .enclosed where isMarkup: write(MarkupEscaping.enclosed(bytes), .raw)
        case .attribute where isMarkup: write(MarkupEscaping.enclosed(MarkupEscaping.withoutTags(bytes)), .raw)
        case .unquoted where isMarkup, .wholeUnquoted where isMarkup:
            write(MarkupEscaping.unquoted(MarkupEscaping.withoutTags(bytes), keepingReferences: true), .raw)
        case .raw, .dropped, .text, .enclosed, .attribute, .unquoted, .wholeUnquoted, .script: write(bytes, outer)
        }
    }

    private mutating func write(_ bytes: [UInt8], _ outer: Escaper.Outer) {
        switch outer {
        case .dropped: break
        case .raw, .script: bytes.withUnsafeBufferPointer { output.append($0) }
        case .text, .enclosed, .attribute: bytes.withUnsafeBufferPointer { output.escape($0) }
        case .wholeUnquoted where bytes.isEmpty:
            // An attribute without a value would take the next attribute for it
            output.append("\"\"")
        case .unquoted, .wholeUnquoted: write(MarkupEscaping.unquoted(bytes, keepingReferences: false), .raw)
        }
    }

    /// JSON, apart from names before and after it.
    private func scriptValue(_ value: Value) -> String {
        if value.tag == .text, value.flavour == .json { return string(value) }
        let json = json(value, JSONStyle(isPython: false))
        return value.tag == .text ? json : " \(json) "
    }

    // MARK: text

    func utf8(_ value: Value) -> [UInt8] {
        value.tag == .text ? Array(arena.utf8(value)) : Array(text(of: value).utf8)
    }

    /// As Jinja prints it: Python's words for what has no text of its own.
    func text(of value: Value) -> String {
        switch value.tag {
        case .undefined, .missing: ""
        case .none: "None"
        case .bool: value.bool ? "True" : "False"
        case .int: "\(value.int)"
        case .double: "\(value.double)"
        case .text: string(value)
        case .list, .map, .record: representation(value)
        }
    }

    /// One text of several values; markup if one of them is, and then the others are escaped.
    mutating func concatenated(_ values: [Value]) -> Value {
        let isMarkup = values.contains(where: \.isSafe)
        var bytes: [UInt8] = []
        for value in values {
            let part = utf8(value)
            bytes += isMarkup && !value.isSafe ? MarkupEscaping.text(part) : part
        }
        return markup(bytes, isMarkup)
    }

    mutating func markup(_ bytes: [UInt8], _ isMarkup: Bool) -> Value {
        arena.text(bytes, flavour: isMarkup ? .html : .plain)
    }
}
