// Lookup by keys, and what values consist of.
extension Machine {
    /// What a map calls `name`.
    func member(_ name: String, of map: Value) -> Value? {
        let map = unfolded(map)
        for index in 0..<map.count where arena.element(2 * index, of: map).tag == .text {
            if arena.utf8(arena.element(2 * index, of: map)).elementsEqual(name.utf8) {
                return arena.element(2 * index + 1, of: map)
            }
        }
        return nil
    }

    /// `holder[key]`
    mutating func item(_ key: Value, of holder: Value) throws(Failure) -> Value? {
        switch holder.tag {
        case .undefined, .missing:
            if settings.undefined == .chainable { return holder }
            throw undefined(holder)
        case .list, .text:
            guard let index = key.integer else { return nil }
            let list = try iterable(holder)
            let place = index < 0 ? index + list.count : index
            return (0..<list.count).contains(place) ? arena.element(place, of: list) : nil
        case .map: return pairs(of: holder).first { isEqual($0.key, key) }?.value
        case .record:
            guard key.tag == .text else { return nil }
            return arena.layout(of: holder).index(of: arena.string(key)).map { arena.element($0, of: holder) }
        case .none, .bool, .int, .double: return nil
        }
    }

    mutating func slice(_ holder: Value, _ bounds: Arguments) throws(Failure) -> Value {
        let list = try iterable(holder)
        let (step, count) = (self[bounds, 2].integer ?? 1, list.count)
        guard step != 0 else { throw Failure("a slice cannot take steps of 0") }
        func bound(_ value: Value, _ fallback: Int) -> Int {
            guard let index = value.integer else { return fallback }
            let place = index < 0 ? index + count : index
            return step > 0 ? max(0, min(count, place)) : max(-1, min(count - 1, place))
        }
        let start = bound(self[bounds, 0], step > 0 ? 0 : count - 1)
        let end = bound(self[bounds, 1], step > 0 ? count : -1)
        let picked = stride(from: start, to: end, by: step).map { arena.element($0, of: list) }
        return holder.tag == .text ? concatenated(picked) : arena.list(picked, flavour: list.flavour)
    }

    /// A namespace is a cell that holds its map, so that all who know it see the change.
    mutating func setField(_ name: String, of holder: Value, to value: Value) throws(Failure) -> Value {
        guard holder.flavour == .namespace else {
            throw Failure("only fields of a namespace can be assigned, not of \(holder.typeName)")
        }
        var fields = pairs(of: holder)
        if let known = fields.firstIndex(where: { $0.key.tag == .text && arena.string($0.key) == name }) {
            fields[known].value = value
        } else {
            fields.append((arena.text(name), value))
        }
        arena.store(arena.map(fields), at: 0, of: holder)
        return value
    }

    /// What a loop runs over: a list, the characters of a text, the keys of a map.
    mutating func iterable(_ value: Value) throws(Failure) -> Value {
        switch value.tag {
        case .list: return value
        case .text:
            try charge(value.count)
            return arena.list(arena.string(value).unicodeScalars.map { arena.text(String($0)) })
        case .map, .record: return arena.list(members(of: value).map(\.key))
        case .undefined, .missing:
            try defined(value)
            return arena.list([])
        case .none, .bool, .int, .double: throw Failure("\(value.typeName) is no list")
        }
    }

    mutating func elements(of value: Value) throws(Failure) -> [Value] {
        let list = try iterable(value)
        try charge(list.count)
        return arena.elements(of: list)
    }

    /// The map of a namespace, or the map itself.
    private func unfolded(_ map: Value) -> Value { map.flavour == .namespace ? arena.element(0, of: map) : map }

    func pairs(of holder: Value) -> [(key: Value, value: Value)] {
        let map = unfolded(holder)
        guard map.tag == .map else { return [] }
        return (0..<map.count).map { (arena.element(2 * $0, of: map), arena.element(2 * $0 + 1, of: map)) }
    }

    /// Keys and values of a map, or names and values of a record.
    mutating func members(of value: Value) -> [(key: Value, value: Value)] {
        guard value.tag == .record else { return pairs(of: value) }
        let fields = arena.layout(of: value).fields
        return fields.indices.map { (arena.text(fields[$0]), arena.element($0, of: value)) }
    }

    func fieldNames(of holder: Value) -> [String] {
        if holder.tag == .record { return arena.layout(of: holder).fields }
        return pairs(of: holder).filter { $0.key.tag == .text }.map { arena.string($0.key) }
    }
}
