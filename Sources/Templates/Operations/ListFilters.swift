extension Operation {
    static let listFilters = [
        Operation("default d", "value? boolean?") {
            let isKept = try !$1.isUndefined && (!$0[$2, 1].bool || $0.isTrue($1))
            return isKept ? $1 : $0[$2, 0].ifGiven ?? $0.arena.text("")
        },
        Operation("length count") { m, x, _ in
            guard x.number == nil, x.tag != .none else { throw Failure("\(x.typeName) has no length") }
            return Value(x.tag == .text ? m.arena.utf8(x).count { $0 & 0xC0 != 0x80 } : try m.iterable(x).count)
        },
        Operation("first") { m, x, _ in try m.elements(of: x).first ?? m.undefinedHere(x) },
        Operation("last") { m, x, _ in try m.elements(of: x).last ?? m.undefinedHere(x) },
        Operation("list", list: { m, x, _ in try m.elements(of: x) }),
        Operation("reverse") { m, x, _ in
            let elements: [Value] = try m.elements(of: x).reversed()
            return x.tag == .text ? m.concatenated(elements) : m.arena.list(elements)
        },
        Operation("join", "d? attribute?") { m, x, a in
            var parts: [Value] = []
            for element in try m.elements(of: x) {
                if !parts.isEmpty, let separator = m[a, 0].ifGiven { parts.append(separator) }
                parts.append(try m.defined(try m.attribute(m[a, 1], of: element)))
            }
            return m.concatenated(parts)
        },
        Operation(
            "sort", "reverse? case_sensitive? attribute?",
            list: {
                try $0.sorted($1, $0[$2, 2], isExact: $0[$2, 1].bool, isReversed: $0[$2, 0].bool)
            }),
        Operation("min", "case_sensitive? attribute?") {
            try $0.sorted($1, $0[$2, 1], isExact: $0[$2, 0].bool).first ?? $0.undefinedHere($1)
        },
        Operation("max", "case_sensitive? attribute?") {
            try $0.sorted($1, $0[$2, 1], isExact: $0[$2, 0].bool, isReversed: true).first ?? $0.undefinedHere($1)
        },
        Operation(
            "unique", "case_sensitive? attribute?",
            list: { m, x, a in
                var seen: Set<String> = []
                return try m.elements(of: x).filter { element in
                    let key = m.printed(try m.attribute(m[a, 1], of: element), .python)
                    return seen.insert(m[a, 0].bool ? key : key.lowercased()).inserted
                }
            }),
        Operation("sum", "attribute? start?") { m, x, a in
            try m.elements(of: x).reduce(m[a, 1].ifGiven ?? Value(0)) { sum, element in
                try m.calculated(.add, sum, try m.attribute(m[a, 0], of: element))
            }
        },
        Operation(
            "batch", "linecount fill_with?",
            list: { m, x, a in
                let elements = try m.elements(of: x)
                let size = min(max(1, m[a, 0].integer ?? 1), m.settings.limits.range)
                return stride(from: 0, to: elements.count, by: size).map { start in
                    let batch = Array(elements[start...].prefix(size))
                    let fill = m[a, 1].ifGiven.map { Array(repeating: $0, count: size - batch.count) }
                    return m.arena.list(batch + (fill ?? []))
                }
            }),
        Operation(
            "map", "filter? attribute? default?",
            list: { m, x, a in
                let filter = m[a, 0].ifGiven.flatMap { named[.filter]?[m.arena.string($0)] }
                return try x.tag == .none
                    ? []
                    : m.elements(of: x).map { element in
                        if let filter { return try m.apply(filter, to: element, Arguments(first: 0, count: 0)) }
                        let part = try m.attribute(m[a, 1], of: element)
                        return part.isUndefined ? m[a, 2].ifGiven ?? part : part
                    }
            }),
        Operation("select", "test? other?", list: { try $0.picked($1, .missing, $2) { $0 } }),
        Operation("reject", "test? other?", list: { try $0.picked($1, .missing, $2) { !$0 } }),
        Operation("selectattr", "attribute test? other?", list: { try $0.picked($1, $0[$2, 0], $2.rest) { $0 } }),
        Operation("rejectattr", "attribute test? other?", list: { try $0.picked($1, $0[$2, 0], $2.rest) { !$0 } }),
        Operation(
            "groupby", "attribute default? case_sensitive?",
            list: { m, x, a in
                var groups: [(key: Value, members: [Value])] = []
                for (element, key) in try m.keyed(x, m[a, 0], isExact: m[a, 2].bool, or: m[a, 1].ifGiven) {
                    if groups.last.map({ m.isEqual($0.key, key) }) != true { groups.append((key, [])) }
                    groups[groups.count - 1].members.append(element)
                }
                return try groups.map { group in
                    let key = try m.attribute(m[a, 0], of: group.members[0])
                    return m.arena.list(
                        [key.isUndefined ? group.key : key, m.arena.list(group.members)], flavour: .tuple)
                }
            }),
        Operation("items", list: { m, x, _ in try m.entries(of: x) }),
        Operation("keys", list: { m, x, _ in m.members(of: x).map(\.key) }),
        Operation("values", list: { m, x, _ in m.members(of: x).map(\.value) }),
        Operation(
            "dictsort", "case_sensitive? by? reverse?",
            list: {
                if $1.isUndefined { throw $0.undefined($1) }
                let entries = $0.arena.list(try $0.entries(of: $1))
                let part = Value($0.text(of: $0[$2, 1]) == "value" ? 1 : 0)
                return try $0.sorted(entries, part, isExact: $0[$2, 0].bool, isReversed: $0[$2, 2].bool)
            }),
    ]

    private init(_ names: String, _ parameters: String = "", list: @escaping Body<[Value]>) {
        self.init(names, parameters) { $0.arena.list(try list(&$0, $1, $2)) }
    }
}

extension Machine {
    mutating func apply(_ operation: Operation, to value: Value, _ arguments: Arguments) throws(Failure) -> Value {
        if operation.isStrict { try defined(value) }
        do {
            return try operation.body(&self, value, arguments)
        } catch {
            throw (error as? Failure) ?? Failure("\(error)")
        }
    }

    /// `a.b.0`, as filters name what they look at; the value itself if nothing is named.
    fileprivate mutating func attribute(_ path: Value, of value: Value) throws(Failure) -> Value {
        guard path.tag != .missing else { return value }
        var value = value
        for part in text(of: path).split(separator: ".") {
            let key = Int(part).map { Value($0) } ?? arena.text(String(part))
            value = try item(key, of: value) ?? undefinedHere(value)
        }
        return value
    }

    /// Stable, also in reverse. Texts are compared without regard to case unless `isExact`.
    fileprivate mutating func sorted(
        _ value: Value, _ path: Value, isExact: Bool, isReversed: Bool = false
    ) throws -> [Value] {
        try keyed(value, path, isExact: isExact, isReversed: isReversed).map(\.element)
    }

    fileprivate mutating func keyed(
        _ value: Value, _ path: Value, isExact: Bool, isReversed: Bool = false, or fallback: Value? = nil
    ) throws -> [(element: Value, key: Value)] {
        let keyed = try elements(of: value).map { element in
            var key = try attribute(path, of: element)
            if key.isUndefined, let fallback { key = fallback }
            let isFolded = !isExact && key.tag == .text
            return (element: element, key: isFolded ? arena.text(arena.string(key).lowercased()) : key)
        }
        return try keyed.sorted { try isReversed ? order($1.key, $0.key) < 0 : order($0.key, $1.key) < 0 }
    }

    /// The elements for which the test, which the arguments begin with, gives what is wanted.
    fileprivate mutating func picked(
        _ value: Value, _ path: Value, _ arguments: Arguments, isWanted: (Bool) -> Bool
    ) throws -> [Value] {
        let test = self[arguments, 0].ifGiven.flatMap { Operation.named[.test]?[arena.string($0)] }
        return try value.tag == .none
            ? []
            : elements(of: value).filter { element in
                let value = try attribute(path, of: element)
                return isWanted(try test.map { try apply($0, to: value, arguments.rest).bool } ?? isTrue(value))
            }
    }

    /// Pairs of key and value.
    fileprivate mutating func entries(of value: Value) throws(Failure) -> [Value] {
        guard value.tag == .map || value.tag == .record || value.isUndefined else {
            throw Failure("\(value.typeName) has no keys and values")
        }
        return members(of: value).map { arena.list([$0.key, $0.value], flavour: .tuple) }
    }
}
