extension Filter {
    static let textFilters: [Filter] = [
        Filter("upper") { machine, value, _ in machine.like(value, machine.text(of: value).uppercased()) },
        Filter("lower") { machine, value, _ in machine.like(value, machine.text(of: value).lowercased()) },
        Filter("capitalize") { machine, value, _ in
            let text = machine.text(of: value)
            return machine.like(value, text.prefix(1).uppercased() + text.dropFirst().lowercased())
        },
        Filter("title") { machine, value, _ in
            var beginsWord = true
            return machine.like(
                value,
                machine.text(of: value).map { character in
                    defer { beginsWord = character.isWhitespace || "-({[<".contains(character) }
                    return beginsWord ? character.uppercased() : character.lowercased()
                }.joined())
        },
        Filter("trim", "chars?") { machine, value, arguments in
            let isGiven = arguments.count > 0 && machine[arguments, 0].tag != .missing
            let characters = Set(machine.text(of: machine[arguments, 0]).unicodeScalars)
            return machine.like(
                value,
                machine.text(of: value).trimmed {
                    isGiven ? characters.contains($0) : $0.properties.isWhitespace
                })
        },
        Filter("replace", "old new count?") { machine, value, arguments in
            let old = machine.text(of: machine[arguments, 0])
            let limit = machine[arguments, 2].integer ?? .max
            var parts: [Value] = []
            var rest = Substring(machine.text(of: value))
            while !old.isEmpty, parts.count / 2 < limit, let found = rest.firstRange(of: old) {
                parts += [machine.like(value, String(rest[..<found.lowerBound])), machine[arguments, 1]]
                rest = rest[found.upperBound...]
            }
            return machine.concatenated(parts + [machine.like(value, String(rest))])
        },
        Filter("truncate", "length? killwords? end? leeway?") { machine, value, arguments in
            guard value.tag == .text || value.tag == .list || value.isUndefined else {
                throw Failure("\(value.typeName) cannot be truncated")
            }
            let (length, leeway) = (machine[arguments, 0].integer ?? 255, machine[arguments, 3].integer ?? 5)
            let end = machine[arguments, 2].tag == .missing ? "..." : machine.text(of: machine[arguments, 2])
            let scalars = machine.text(of: value).unicodeScalars
            guard scalars.count > length + leeway else { return value }
            guard length >= end.unicodeScalars.count else {
                throw Failure("truncate: the length is shorter than the end '\(end)'")
            }
            var cut = scalars.prefix(length - end.unicodeScalars.count)
            if !machine[arguments, 1].bool, let space = cut.lastIndex(of: " ") { cut = cut[..<space] }
            return machine.like(value, String(Substring(cut)) + end)
        },
        Filter("indent", "width? first? blank?") { machine, value, arguments in
            let width = machine[arguments, 0]
            let blanks = String(repeating: " ", count: min(max(0, width.integer ?? 4), 1_000))
            let indent = width.tag == .text ? machine.text(of: width) : blanks
            let lines = machine.text(of: value).split(separator: "\n", omittingEmptySubsequences: false)
            let (first, blank) = (machine[arguments, 1].bool, machine[arguments, 2].bool)
            return machine.like(
                value,
                lines.enumerated().map { number, line in
                    (number == 0 ? first : !line.isEmpty || blank) ? indent + line : String(line)
                }.joined(separator: "\n"))
        },
        Filter("wordcount") { machine, value, _ in
            Value(machine.text(of: value).split { !($0.isLetter || $0.isNumber || $0 == "_") }.count)
        },
        Filter("string") { machine, value, _ in value.tag == .text ? value : machine.arena.text(machine.text(of: value))
        },
        Filter("striptags") { machine, value, _ in
            let text = Entities.decoded(MarkupEscaping.withoutTags(machine.utf8(value))[...]).string
            return machine.arena.text(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
        },
        Filter("escape e") { machine, value, _ in
            value.isMarkup ? value : machine.arena.text(MarkupEscaping.text(machine.utf8(value)), flavour: .html)
        },
        Filter("forceescape") { machine, value, _ in
            machine.arena.text(MarkupEscaping.text(machine.utf8(value)), flavour: .html)
        },
        Filter("safe") { machine, value, _ in machine.arena.text(machine.utf8(value), flavour: .html) },
        Filter("tojson", "indent?") {
            if $1.isUndefined { throw $0.undefined($1) }
            let indent = $0[$2, 0].integer.map { min(max(0, $0), 16) }
            return $0.arena.text(Array($0.printed($1, .pythonJSON(indent: indent)).utf8), flavour: .json)
        },
        Filter("urlencode") { machine, value, _ in
            guard value.tag == .map || value.tag == .list else {
                return machine.arena.text(URLEscaping.query(machine.utf8(value), keepingSlash: true, uppercase: true))
            }
            let pairs =
                value.tag == .map
                ? machine.pairs(of: value)
                : try machine.elements(of: value).map { pair in
                    guard pair.tag == .list, pair.count == 2 else { throw Failure("urlencode needs pairs") }
                    return (machine.arena.element(0, of: pair), machine.arena.element(1, of: pair))
                }
            let parts = pairs.map { pair in
                [pair.key, pair.value].map { URLEscaping.query(machine.utf8($0), uppercase: true).string }
            }
            return machine.arena.text(parts.map { $0.joined(separator: "=") }.joined(separator: "&"))
        },
    ]
}

extension Machine {
    /// Filters that add no characters of their own leave markup markup.
    mutating func like(_ input: Value, _ text: String) -> Value {
        arena.text(Array(text.utf8), flavour: input.isMarkup ? .html : .plain)
    }
}

extension String {
    func trimmed(_ isDropped: (Unicode.Scalar) -> Bool = { $0.properties.isWhitespace }) -> String {
        let rest = unicodeScalars.drop(while: isDropped)
        let end = rest.lastIndex { !isDropped($0) }.map { rest.index(after: $0) } ?? rest.startIndex
        return String(rest[..<end])
    }
}
