// Values to text, and text to where it stands.
extension Machine {
    /// Writes a value as its escaper says.
    @inline(__always) mutating func write(_ value: Value, _ code: UInt8) throws(Failure) {
        if value.tag == .text, value.flavour == .plain, Escaper.isCommon(code) {
            return output.escape(arena.bytes, value.place, value.count)
        }
        try writeRarely(value, Escaper(code: code))
    }

    private mutating func writeRarely(_ value: Value, _ escaper: Escaper) throws(Failure) {
        if value.isUndefined { try defined(value) }
        if escaper.outer == .dropped { return }
        if value.tag == .int, escaper.stage != .scriptValue { return output.append(value.int) }
        switch escaper.stage {
        case .plain: writePlain(value, escaper.outer)
        case .wholeURL, .urlPath:
            if value.tag == .text, escaper.outer == .attribute,
                output.appendPlainPath(arena.bytes, value.place, value.count)
            {
                return
            }
            let url = utf8(value)
            let isRefused = escaper.stage == .wholeURL && !URLEscaping.isAllowed(url)
            write(isRefused ? URLEscaping.refused : URLEscaping.path(url), escaper.outer)
        case .urlQuery: write(URLEscaping.query(utf8(value)), escaper.outer)
        case .scriptString: write(Array(ScriptEscaping.string(text(of: value)).utf8), escaper.outer)
        case .scriptPattern: write(Array(ScriptEscaping.pattern(text(of: value)).utf8), escaper.outer)
        case .scriptValue: write(Array(scriptValue(value).utf8), escaper.outer)
        }
    }

    private mutating func writePlain(_ value: Value, _ outer: Escaper.Outer) {
        let isOpen = outer.rawValue <= Escaper.Outer.text.rawValue
        guard value.isMarkup || value.tag == .text && value.flavour == .json && isOpen else {
            return write(utf8(value), outer)
        }
        if isOpen { return output.append(arena.bytes, value.place, value.count) }
        let text = outer == .enclosed ? utf8(value) : MarkupEscaping.withoutTags(utf8(value))
        output.append(MarkupEscaping.text(text, outer, keepsReferences: true))
    }

    private mutating func write(_ bytes: [UInt8], _ outer: Escaper.Outer) {
        switch outer {
        case .dropped: break
        case .raw: output.append(bytes)
        case .text, .enclosed, .attribute:
            let text = arena.text(bytes, flavour: .html)
            output.escape(arena.bytes, text.place, text.count)
        // An attribute without a value would take the next attribute for it
        case .wholeUnquoted where bytes.isEmpty: output.append(Array("\"\"".utf8))
        case .flat, .unquoted, .wholeUnquoted: output.append(MarkupEscaping.text(bytes, outer))
        }
    }

    /// JSON, apart from names before and after it.
    private mutating func scriptValue(_ value: Value) -> String {
        if value.tag == .text, value.flavour == .json { return arena.string(value) }
        let json = printed(value, .tightJSON)
        let isWord = [json.utf8.first, json.utf8.last].contains { $0?.isNamePart == true }
        return isWord ? " \(json) " : json
    }

    // MARK: text

    mutating func printed(_ value: Value, _ style: Printer.Style) -> String {
        var printer = Printer(style, limit: settings.limits.output)
        printer.print(value, &self)
        return printer.text
    }

    mutating func utf8(_ value: Value) -> [UInt8] {
        value.tag == .text ? Array(arena.utf8(value)) : Array(text(of: value).utf8)
    }

    /// As Jinja prints it: Python's words for what has no text of its own.
    mutating func text(of value: Value) -> String {
        switch value.tag {
        case .undefined, .missing: ""
        case .none: "None"
        case .bool: value.bool ? "True" : "False"
        case .int: "\(value.int)"
        case .double: "\(value.double)"
        case .text: arena.string(value)
        case .list, .map, .record: printed(value, .python)
        }
    }

    /// One text of several values; markup if one of them is, and then the others are escaped.
    mutating func concatenated(_ values: [Value]) -> Value {
        let isMarkup = values.contains(where: \.isMarkup)
        let bytes = values.flatMap { value -> [UInt8] in
            let part = utf8(value)
            let isReady = value.isMarkup || value.tag == .text && value.flavour == .json
            return isMarkup && !isReady ? MarkupEscaping.text(part) : part
        }
        return arena.text(bytes, flavour: isMarkup ? .html : .plain)
    }
}
