extension Machine {
    mutating func elements(of input: Value) throws(Failure) -> [Value] { arena.elements(of: try iterable(input)) }

    mutating func reversed(_ input: Value) throws(Failure) -> Value {
        let elements = Array(try elements(of: input).reversed())
        return input.tag == .text ? concatenated(elements) : arena.list(elements)
    }

    mutating func sortedList(_ elements: [Value], _ arguments: [Value]) throws(Failure) -> Value {
        let sorted = try sorted(elements, arguments[2], isExact: arguments[1].bool)
        return arena.list(arguments[0].bool ? stableReverse(sorted) : sorted.map(\.value))
    }

    mutating func entries(of input: Value) -> Value {
        arena.list(pairs(of: unfolded(input)).map { arena.list([$0.0, $0.1], flavour: .tuple) })
    }

    mutating func sortedEntries(_ input: Value, _ arguments: [Value]) throws(Failure) -> Value {
        let byValue = given(arguments[1]).map { text(of: $0) == "value" } ?? false
        let entries = arena.elements(of: entries(of: input))
        let sorted = try sorted(entries, Value(byValue ? 1 : 0), isExact: arguments[0].bool)
        return arena.list(arguments[2].bool ? stableReverse(sorted) : sorted.map(\.value))
    }

    /// `a.b.0`, as filters name what they look at.
    private mutating func attribute(_ path: Value, of value: Value) throws(Failure) -> Value {
        guard path.tag == .text else { return try item(path, of: value) }
        var value = value
        for part in string(path).split(separator: ".") {
            let key = Int(part).map { Value($0) } ?? arena.text(String(part))
            value = try item(key, of: value)
        }
        return value
    }

    private mutating func key(_ path: Value, of element: Value) throws(Failure) -> Value {
        path.tag == .missing ? element : try attribute(path, of: element)
    }

    mutating func joined(_ elements: [Value], _ arguments: [Value]) throws(Failure) -> Value {
        let separator = given(arguments[0])
        var parts: [Value] = []
        for element in elements {
            if let separator, !parts.isEmpty { parts.append(separator) }
            parts.append(try key(arguments[1], of: element))
        }
        return concatenated(parts)
    }

    mutating func batches(_ elements: [Value], _ arguments: [Value]) -> Value {
        let (size, fill) = (max(1, arguments[0].integer ?? 1), given(arguments[1]))
        var batches: [Value] = []
        for start in stride(from: 0, to: elements.count, by: size) {
            var batch = Array(elements[start..<min(start + size, elements.count)])
            if let fill { batch += Array(repeating: fill, count: min(size, settings.limits.range) - batch.count) }
            batches.append(arena.list(batch))
        }
        return arena.list(batches)
    }

    mutating func slices(_ elements: [Value], _ arguments: [Value]) -> Value {
        let count = min(max(1, arguments[0].integer ?? 1), settings.limits.range)
        let fill = given(arguments[1])
        var slices: [Value] = []
        var start = 0
        for index in 0..<count {
            let size = elements.count / count + (index < elements.count % count ? 1 : 0)
            var slice = Array(elements[start..<(start + size)])
            if let fill, index >= elements.count % count, elements.count % count > 0 { slice.append(fill) }
            slices.append(arena.list(slice))
            start += size
        }
        return arena.list(slices)
    }

    mutating func sorted(
        _ elements: [Value], _ path: Value, isExact: Bool
    ) throws(Failure) -> [(value: Value, key: Value)] {
        var keyed: [(value: Value, key: Value)] = []
        for element in elements {
            let key = try key(path, of: element)
            keyed.append((element, key.tag == .text && !isExact ? arena.text(string(key).lowercased()) : key))
        }
        return try merged(keyed)
    }

    /// Merge sort: stable, and an error may leave it.
    private func merged(_ list: [(value: Value, key: Value)]) throws(Failure) -> [(value: Value, key: Value)] {
        guard list.count > 1 else { return list }
        let left = try merged(Array(list[..<(list.count / 2)]))
        let right = try merged(Array(list[(list.count / 2)...]))
        var result: [(value: Value, key: Value)] = []
        var (i, j) = (0, 0)
        while i < left.count, j < right.count {
            if try order(right[j].key, left[i].key) < 0 {
                result.append(right[j])
                j += 1
            } else {
                result.append(left[i])
                i += 1
            }
        }
        return result + left[i...] + right[j...]
    }

    /// Descending, with equals in their first order, as Python does.
    private func stableReverse(_ sorted: [(value: Value, key: Value)]) -> [Value] {
        var groups: [[(value: Value, key: Value)]] = []
        for pair in sorted {
            if let last = groups.last?.first, isEqual(last.key, pair.key) {
                groups[groups.count - 1].append(pair)
            } else {
                groups.append([pair])
            }
        }
        return groups.reversed().flatMap { $0.map(\.value) }
    }

    mutating func unique(_ elements: [Value], _ arguments: [Value]) throws(Failure) -> Value {
        var seen: Set<String> = []
        var kept: [Value] = []
        for element in elements {
            let key = try key(arguments[1], of: element)
            let name = representation(key)
            if seen.insert(arguments[0].bool ? name : name.lowercased()).inserted { kept.append(element) }
        }
        return arena.list(kept)
    }

    mutating func sum(_ elements: [Value], _ arguments: [Value]) throws(Failure) -> Value {
        var sum = given(arguments[1]) ?? Value(0)
        for element in elements {
            let part = try key(arguments[0], of: element)
            sum = try binary(Expression.Operator.add.rawValue, sum, part)
        }
        return sum
    }

    mutating func mapped(_ elements: [Value], _ arguments: [Value]) throws(Failure) -> Value {
        var mapped: [Value] = []
        let filter = given(arguments[0]).flatMap { Filter(name: string($0)) }
        for element in elements {
            if let path = given(arguments[1]) {
                let value = try attribute(path, of: element)
                mapped.append(value.isUndefined ? given(arguments[2]) ?? value : value)
            } else if let filter {
                let missing = filter.parameters.map { _ in Value.missing }
                mapped.append(try apply(filter, element, missing))
            } else {
                throw .message("map needs the name of a filter or an attribute")
            }
        }
        return arena.list(mapped)
    }

    mutating func picked(
        _ elements: [Value], _ path: Value, _ test: Value, _ other: Value, wanted: Bool
    ) throws(Failure) -> Value {
        let known = given(test).flatMap { Test.symbols[string($0)] ?? Test(name: string($0)) }
        var kept: [Value] = []
        for element in elements {
            let value = try key(path, of: element)
            let passes: Bool
            if let known { passes = try self.passes(known, value, other) } else { passes = try isTrue(value) }
            if passes == wanted { kept.append(element) }
        }
        return arena.list(kept)
    }

    /// Pairs of key and members in the order of the keys: `{% for day, entries in all|groupby("day") %}`.
    mutating func grouped(_ elements: [Value], _ path: Value) throws(Failure) -> Value {
        var groups: [(key: Value, members: [Value])] = []
        for (element, key) in try sorted(elements, path, isExact: false) {
            if let last = groups.last, isEqual(last.key, key) {
                groups[groups.count - 1].members.append(element)
            } else {
                groups.append((key, [element]))
            }
        }
        var results: [Value] = []
        for (_, members) in groups {
            let key = try attribute(path, of: members[0])
            results.append(arena.list([key, arena.list(members)], flavour: .tuple))
        }
        return arena.list(results)
    }
}
