extension Filter {
    static let listFilters: [Filter] = [
        Filter("default d", "value? boolean?", takesUndefined: true) {
            let isKept = try !$1.isUndefined && (!$0[$2, 1].bool || $0.isTrue($1))
            return isKept ? $1 : $0[$2, 0].ifGiven ?? $0.arena.text("")
        },
        Filter("length count") { machine, value, _ in
            switch value.tag {
            case .text: Value(machine.arena.utf8(value).count { $0 & 0xC0 != 0x80 })
            case .list, .map, .record, .undefined: Value(try machine.iterable(value).count)
            case .missing, .none, .bool, .int, .double: throw Failure("\(value.typeName) has no length")
            }
        },
        Filter("list") { machine, value, _ in machine.arena.list(try machine.elements(of: value)) },
        Filter("first") { machine, value, _ in try machine.elements(of: value).first ?? machine.undefinedHere(value) },
        Filter("last") { machine, value, _ in try machine.elements(of: value).last ?? machine.undefinedHere(value) },
        Filter("reverse") { machine, value, _ in
            let elements: [Value] = try machine.elements(of: value).reversed()
            return value.tag == .text ? machine.concatenated(elements) : machine.arena.list(elements)
        },
        Filter("join", "d? attribute?") { machine, value, arguments in
            var parts: [Value] = []
            for element in try machine.elements(of: value) {
                if !parts.isEmpty, let separator = machine[arguments, 0].ifGiven { parts.append(separator) }
                parts.append(try machine.defined(try machine.attribute(machine[arguments, 1], of: element)))
            }
            return machine.concatenated(parts)
        },
        Filter("sort", "reverse? case_sensitive? attribute?") {
            $0.arena.list(try $0.sorted($1, $0[$2, 2], isExact: $0[$2, 1].bool, isReversed: $0[$2, 0].bool))
        },
        Filter("min", "case_sensitive? attribute?") {
            try $0.sorted($1, $0[$2, 1], isExact: $0[$2, 0].bool).first ?? $0.undefinedHere($1)
        },
        Filter("max", "case_sensitive? attribute?") {
            try $0.sorted($1, $0[$2, 1], isExact: $0[$2, 0].bool, isReversed: true).first ?? $0.undefinedHere($1)
        },
        Filter("unique", "case_sensitive? attribute?") { machine, value, arguments in
            var seen: Set<String> = []
            let kept = try machine.elements(of: value).filter { element in
                let key = machine.printed(try machine.attribute(machine[arguments, 1], of: element), .python)
                return seen.insert(machine[arguments, 0].bool ? key : key.lowercased()).inserted
            }
            return machine.arena.list(kept)
        },
        Filter("sum", "attribute? start?") { machine, value, arguments in
            try machine.elements(of: value).reduce(machine[arguments, 1].ifGiven ?? Value(0)) { sum, element in
                try machine.binary(.add, sum, try machine.attribute(machine[arguments, 0], of: element))
            }
        },
        Filter("batch", "linecount fill_with?") { machine, value, arguments in
            let elements = try machine.elements(of: value)
            let size = min(max(1, machine[arguments, 0].integer ?? 1), machine.settings.limits.range)
            return machine.arena.list(
                stride(from: 0, to: elements.count, by: size).map { start in
                    let batch = Array(elements[start...].prefix(size))
                    let fill = machine[arguments, 1].ifGiven.map { Array(repeating: $0, count: size - batch.count) }
                    return machine.arena.list(batch + (fill ?? []))
                })
        },
        Filter("map", "filter? attribute? default?") { machine, value, arguments in
            guard value.tag != .none else { return machine.arena.list([]) }
            let filter = machine[arguments, 0].ifGiven.flatMap { Filter.named[machine.arena.string($0)] }
            return machine.arena.list(
                try machine.elements(of: value).map { element in
                    if let filter { return try machine.apply(filter, to: element, Arguments(first: 0, count: 0)) }
                    let value = try machine.attribute(machine[arguments, 1], of: element)
                    return value.isUndefined ? machine[arguments, 2].ifGiven ?? value : value
                })
        },
        Filter("select", "test? other?") { try $0.picked($1, .missing, $0[$2, 0], $2, from: 1, wanted: true) },
        Filter("reject", "test? other?") { try $0.picked($1, .missing, $0[$2, 0], $2, from: 1, wanted: false) },
        Filter("selectattr", "attribute test? other?") {
            try $0.picked($1, $0[$2, 0], $0[$2, 1], $2, from: 2, wanted: true)
        },
        Filter("rejectattr", "attribute test? other?") {
            try $0.picked($1, $0[$2, 0], $0[$2, 1], $2, from: 2, wanted: false)
        },
        Filter("groupby", "attribute default? case_sensitive?") { machine, value, arguments in
            let (path, isExact) = (machine[arguments, 0], machine[arguments, 2].bool)
            var groups: [(key: Value, members: [Value])] = []
            for (element, key) in try machine.keyed(value, path, isExact, or: machine[arguments, 1].ifGiven) {
                if groups.last.map({ machine.isEqual($0.key, key) }) != true { groups.append((key, [])) }
                groups[groups.count - 1].members.append(element)
            }
            return machine.arena.list(
                try groups.map { group in
                    let key = try machine.attribute(path, of: group.members[0])
                    let shown = key.isUndefined ? group.key : key
                    return machine.arena.list([shown, machine.arena.list(group.members)], flavour: .tuple)
                })
        },
        Filter("items") { machine, value, _ in machine.arena.list(try machine.entries(of: value)) },
        Filter("keys") { machine, value, _ in machine.arena.list(machine.members(of: value).map(\.key)) },
        Filter("values") { machine, value, _ in machine.arena.list(machine.members(of: value).map(\.value)) },
        Filter("dictsort", "case_sensitive? by? reverse?") {
            if $1.isUndefined { throw $0.undefined($1) }
            let part = Value($0.text(of: $0[$2, 1]) == "value" ? 1 : 0)
            let entries = $0.arena.list(try $0.entries(of: $1))
            return $0.arena.list(try $0.sorted(entries, part, isExact: $0[$2, 0].bool, isReversed: $0[$2, 2].bool))
        },
    ]
}

extension Machine {
    mutating func apply(_ filter: Filter, to value: Value, _ arguments: Arguments) throws(Failure) -> Value {
        if !filter.takesUndefined { try defined(value) }
        do {
            return try filter.body(&self, value, arguments)
        } catch {
            throw (error as? Failure) ?? Failure("\(error)")
        }
    }

    mutating func passes(_ test: Test, _ value: Value, _ arguments: Arguments) throws(Failure) -> Bool {
        do {
            return try test.body(&self, value, arguments)
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
        try keyed(value, path, isExact, isReversed).map(\.element)
    }

    fileprivate mutating func keyed(
        _ value: Value, _ path: Value, _ isExact: Bool, _ isReversed: Bool = false, or fallback: Value? = nil
    ) throws -> [(element: Value, key: Value)] {
        let keyed = try elements(of: value).map { element in
            var key = try attribute(path, of: element)
            if key.isUndefined, let fallback { key = fallback }
            return (
                element: element, key: isExact || key.tag != .text ? key : arena.text(arena.string(key).lowercased())
            )
        }
        return try keyed.sorted { try isReversed ? order($1.key, $0.key) < 0 : order($0.key, $1.key) < 0 }
    }

    fileprivate mutating func picked(
        _ value: Value, _ path: Value, _ test: Value, _ arguments: Arguments, from first: Int, wanted: Bool
    ) throws -> Value {
        guard value.tag != .none else { return arena.list([]) }
        let known = test.ifGiven.flatMap { Test.named[arena.string($0)] }
        let rest = Arguments(first: arguments.first + first, count: arguments.count - first)
        return arena.list(
            try elements(of: value).filter { element in
                let value = try attribute(path, of: element)
                return try (known.map { try passes($0, value, rest) } ?? isTrue(value)) == wanted
            })
    }

    /// Pairs of key and value.
    fileprivate mutating func entries(of value: Value) throws(Failure) -> [Value] {
        guard value.tag == .map || value.tag == .record || value.isUndefined else {
            throw Failure("\(value.typeName) has no keys and values")
        }
        return members(of: value).map { arena.list([$0.key, $0.value], flavour: .tuple) }
    }
}
