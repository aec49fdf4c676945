/// Whole structures as text: as Python prints them, or as JSON that is harmless in HTML. Stops at a length and at a
/// depth, as a value that holds another twice grows with each level.
struct Printer {
    enum Style { case python, pythonJSON(indent: Int?), tightJSON }
    let style: Style
    private let limit: Int
    private(set) var text = ""

    init(_ style: Style, limit: Int) {
        self.style = style
        self.limit = limit
    }

    mutating func print(_ value: Value, _ machine: inout Machine, depth: Int = 0) {
        guard depth < 50, machine.descend(), text.utf8.count <= limit else {
            text += isJSON ? "null" : "…"
            return
        }
        switch value.tag {
        case .text: quote(machine.arena.string(value))
        case .list:
            let isTuple = value.flavour == .tuple && !isJSON
            text += isTuple ? "(" : "["
            for index in 0..<value.count {
                separate(index, depth + 1)
                print(machine.arena.element(index, of: value), &machine, depth: depth + 1)
            }
            close(isTuple ? value.count == 1 ? ",)" : ")" : "]", value.count, depth)
        case .map, .record:
            let members = machine.members(of: value)
            text += "{"
            for (index, member) in members.enumerated() {
                separate(index, depth + 1)
                if isJSON { quote(machine.text(of: member.key)) } else { print(member.key, &machine, depth: depth + 1) }
                text += isTight ? ":" : ": "
                print(member.value, &machine, depth: depth + 1)
            }
            close("}", members.count, depth)
        case .undefined, .missing: text += isJSON ? "null" : "Undefined"
        case .none: text += isJSON ? "null" : "None"
        case .bool: text += isJSON ? value.bool ? "true" : "false" : machine.text(of: value)
        case .double where isJSON && !value.double.isFinite: text += "null"
        case .int, .double: text += machine.text(of: value)
        }
    }

    private var isJSON: Bool { if case .python = style { false } else { true } }
    private var isTight: Bool { if case .tightJSON = style { true } else { false } }

    private mutating func separate(_ index: Int, _ depth: Int) {
        guard case .pythonJSON(let indent?) = style else {
            text += index == 0 ? "" : isTight ? "," : ", "
            return
        }
        text += (index == 0 ? "\n" : ",\n") + String(repeating: " ", count: indent * depth)
    }

    private mutating func close(_ bracket: String, _ count: Int, _ depth: Int) {
        if case .pythonJSON(let indent?) = style, count > 0 {
            text += "\n" + String(repeating: " ", count: indent * depth)
        }
        text += bracket
    }

    private mutating func quote(_ string: String) {
        guard case .python = style else {
            text += ScriptEscaping.json(string, hidesApostrophe: !isTight)
            return
        }
        let quote: Unicode.Scalar = string.utf8.contains(.apostrophe) && !string.utf8.contains(.quote) ? "\"" : "'"
        let escapes: [Unicode.Scalar: String] = ["\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\"]
        let body = string.unicodeScalars.map { escapes[$0] ?? ($0 == quote ? "\\'" : String($0)) }
        text += "\(quote)\(body.joined())\(quote)"
    }
}
