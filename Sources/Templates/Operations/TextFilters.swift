extension Operation {
    static let textFilters = [
        Operation("upper", text: { m, x, _ in m.text(of: x).uppercased() }),
        Operation("lower", text: { m, x, _ in m.text(of: x).lowercased() }),
        Operation(
            "capitalize",
            text: { m, x, _ in
                let text = m.text(of: x)
                return text.prefix(1).uppercased() + text.dropFirst().lowercased()
            }),
        Operation(
            "title",
            text: { m, x, _ in
                var beginsWord = true
                return m.text(of: x).map { character in
                    defer { beginsWord = character.isWhitespace || "-({[<".contains(character) }
                    return beginsWord ? character.uppercased() : character.lowercased()
                }.joined()
            }),
        Operation(
            "trim", "chars?",
            text: { m, x, a in
                let isGiven = m[a, 0].tag != .missing
                let dropped = Set(m.text(of: m[a, 0]).unicodeScalars)
                return m.text(of: x).trimmed { isGiven ? dropped.contains($0) : $0.properties.isWhitespace }
            }),
        Operation("replace", "old new count?") { m, x, a in
            let old = m.text(of: m[a, 0])
            var parts: [Value] = []
            var rest = Substring(m.text(of: x))
            while !old.isEmpty, parts.count / 2 < m[a, 2].integer ?? .max, let found = rest.firstRange(of: old) {
                parts += [m.like(x, String(rest[..<found.lowerBound])), m[a, 1]]
                rest = rest[found.upperBound...]
            }
            return m.concatenated(parts + [m.like(x, String(rest))])
        },
        Operation("truncate", "length? killwords? end? leeway?") { m, x, a in
            guard x.tag == .text || x.tag == .list || x.isUndefined else {
                throw Failure("\(x.typeName) cannot be truncated")
            }
            let (length, leeway) = (m[a, 0].integer ?? 255, m[a, 3].integer ?? 5)
            let end = m[a, 2].tag == .missing ? "..." : m.text(of: m[a, 2])
            let scalars = m.text(of: x).unicodeScalars
            guard scalars.count > length + leeway else { return x }
            guard length >= end.unicodeScalars.count else {
                throw Failure("truncate: the length is shorter than the end '\(end)'")
            }
            var cut = scalars.prefix(length - end.unicodeScalars.count)
            if !m[a, 1].bool, let space = cut.lastIndex(of: " ") { cut = cut[..<space] }
            return m.like(x, String(Substring(cut)) + end)
        },
        Operation(
            "indent", "width? first? blank?",
            text: { m, x, a in
                let blanks = String(repeating: " ", count: min(max(0, m[a, 0].integer ?? 4), 1_000))
                let indent = m[a, 0].tag == .text ? m.text(of: m[a, 0]) : blanks
                let lines = m.text(of: x).split(separator: "\n", omittingEmptySubsequences: false)
                return lines.enumerated().map { number, line in
                    (number == 0 ? m[a, 1].bool : !line.isEmpty || m[a, 2].bool) ? indent + line : String(line)
                }.joined(separator: "\n")
            }),
        Operation("wordcount") { m, x, _ in
            Value(m.text(of: x).split { !($0.isLetter || $0.isNumber || $0 == "_") }.count)
        },
        Operation("string") { m, x, _ in x.tag == .text ? x : m.arena.text(m.text(of: x)) },
        Operation("striptags") { m, x, _ in
            let text = Entities.decoded(MarkupEscaping.withoutTags(m.utf8(x))[...]).string
            return m.arena.text(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
        },
        Operation("escape e") { m, x, _ in
            x.isMarkup ? x : m.arena.text(MarkupEscaping.text(m.utf8(x)), flavour: .html)
        },
        Operation("forceescape") { m, x, _ in m.arena.text(MarkupEscaping.text(m.utf8(x)), flavour: .html) },
        Operation("safe") { m, x, _ in m.arena.text(m.utf8(x), flavour: .html) },
        Operation("tojson", "indent?") { m, x, a in
            if x.isUndefined { throw m.undefined(x) }
            let indent = m[a, 0].integer.map { min(max(0, $0), 16) }
            return m.arena.text(Array(m.printed(x, .pythonJSON(indent: indent)).utf8), flavour: .json)
        },
        Operation("urlencode") { m, x, _ in
            guard x.tag == .map || x.tag == .list else {
                return m.arena.text(URLEscaping.query(m.utf8(x), keepingSlash: true, uppercase: true))
            }
            let pairs =
                try x.tag == .map
                ? m.pairs(of: x)
                : m.elements(of: x).map { pair in
                    guard pair.tag == .list, pair.count == 2 else { throw Failure("urlencode needs pairs") }
                    return (m.arena.element(0, of: pair), m.arena.element(1, of: pair))
                }
            let parts = pairs.map { key, value in
                [key, value].map { URLEscaping.query(m.utf8($0), uppercase: true).string }.joined(separator: "=")
            }
            return m.arena.text(parts.joined(separator: "&"))
        },
    ]

    /// Adds no characters of its own, so that markup stays markup.
    private init(_ names: String, _ parameters: String = "", text: @escaping Body<String>) {
        self.init(names, parameters) { $0.like($1, try text(&$0, $1, $2)) }
    }
}

extension Machine {
    /// Text, and markup if the input is.
    fileprivate mutating func like(_ input: Value, _ text: String) -> Value {
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
