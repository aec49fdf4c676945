// Whole structures as text. Both stop at the output's limit and at a depth, as a value that holds another twice grows
// with each level.
extension Machine {
    /// As Python prints it.
    func representation(_ value: Value) -> String {
        var text = ""
        represent(value, in: &text, depth: 0)
        return text
    }

    private func represent(_ value: Value, in text: inout String, depth: Int) {
        guard depth < 20, text.utf8.count <= settings.limits.output else {
            text += "…"
            return
        }
        switch value.tag {
        case .text: text += quoted(string(value))
        case .undefined, .missing, .none, .bool, .int, .double: text += self.text(of: value)
        case .list:
            let isTuple = value.flavour == .tuple
            text += isTuple ? "(" : "["
            for index in 0..<value.count {
                if index > 0 { text += ", " }
                represent(arena.element(index, of: value), in: &text, depth: depth + 1)
            }
            text += isTuple ? (value.count == 1 ? ",)" : ")") : "]"
        case .map, .record:
            text += "{"
            for (index, member) in members(of: value).enumerated() {
                text += index > 0 ? ", " : ""
                represent(member.key, named: member.name, in: &text, depth: depth + 1)
                text += ": "
                represent(member.value, in: &text, depth: depth + 1)
            }
            text += "}"
        }
    }

    private func represent(_ key: Value, named name: String?, in text: inout String, depth: Int) {
        if let name { text += quoted(name) } else { represent(key, in: &text, depth: depth) }
    }

    /// Keys of maps are values, names of records are not.
    private func members(of value: Value) -> [(key: Value, name: String?, value: Value)] {
        guard value.tag == .record else { return pairs(of: value).map { ($0.0, nil, $0.1) } }
        let fields = arena.layout(of: value).fields
        return fields.indices.map { (.none, fields[$0], arena.element($0, of: value)) }
    }

    private func quoted(_ text: String) -> String {
        let quote: Unicode.Scalar =
            text.utf8.contains(UInt8(ascii: "'")) && !text.utf8.contains(UInt8(ascii: "\"")) ? "\"" : "'"
        var output = String.UnicodeScalarView([quote])
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": output += "\\n".unicodeScalars
            case "\r": output += "\\r".unicodeScalars
            case "\t": output += "\\t".unicodeScalars
            case "\\": output += "\\\\".unicodeScalars
            case "'" where quote == "'": output += "\\'".unicodeScalars
            default: output.append(scalar)
            }
        }
        output.append(quote)
        return String(output)
    }

    // MARK: JSON

    /// JSON that is harmless in HTML.
    func json(_ value: Value, _ style: JSONStyle) -> String {
        var text = ""
        json(value, style, in: &text, depth: 0)
        return text
    }

    private func json(_ value: Value, _ style: JSONStyle, in text: inout String, depth: Int) {
        guard depth < 50, text.utf8.count <= settings.limits.output else {
            text += "null"
            return
        }
        switch value.tag {
        case .undefined, .missing, .none: text += "null"
        case .bool: text += value.bool ? "true" : "false"
        case .int: text += "\(value.int)"
        case .double: text += value.double.isFinite ? "\(value.double)" : "null"
        case .text: text += ScriptEscaping.json(string(value), hidesApostrophe: style.isPython)
        case .list:
            text += "["
            for index in 0..<value.count {
                text += style.before(index, depth + 1)
                json(arena.element(index, of: value), style, in: &text, depth: depth + 1)
            }
            text += style.after(value.count, depth) + "]"
        case .map, .record:
            let members = members(of: value)
            text += "{"
            for (index, member) in members.enumerated() {
                text += style.before(index, depth + 1)
                text += ScriptEscaping.json(member.name ?? self.text(of: member.key), hidesApostrophe: style.isPython)
                text += style.isPython ? ": " : ":"
                json(member.value, style, in: &text, depth: depth + 1)
            }
            text += style.after(members.count, depth) + "}"
        }
    }
}

/// How JSON is laid out: as Python's, with blanks and hidden apostrophes, or as tight as can be; in one line or
/// indented.
struct JSONStyle {
    var isPython: Bool
    var indent: Int?

    func before(_ index: Int, _ depth: Int) -> String {
        guard let indent else { return index == 0 ? "" : isPython ? ", " : "," }
        return (index == 0 ? "" : ",") + "\n" + String(repeating: " ", count: indent * depth)
    }

    func after(_ count: Int, _ depth: Int) -> String {
        guard let indent, count > 0 else { return "" }
        return "\n" + String(repeating: " ", count: indent * depth)
    }
}
