// What values mean to one another, as in Jinja: truth, equality, order, membership, arithmetic, lookup.
extension Machine {
    func isTrue(_ value: Value) throws(Failure) -> Bool {
        switch value.tag {
        case .undefined, .missing:
            if !settings.lenient, value.flavour != .silent { throw .undefined([]) }
            return false
        case .none: return false
        case .bool, .int: return value.payload != 0
        case .double: return value.double != 0
        case .text, .list, .map: return value.flavour == .namespace || value.count > 0
        case .record: return true
        }
    }

    /// Structures deeper than any model are taken for different, so that comparing them costs no more stack than that.
    func isEqual(_ left: Value, _ right: Value, depth: Int = 0) -> Bool {
        guard depth < 100 else { return false }
        if let x = left.integer, let y = right.integer { return x == y }
        if let x = left.number, let y = right.number { return x == y }
        guard left.tag == right.tag else { return false }
        switch left.tag {
        case .undefined, .missing, .none, .bool, .int, .double: return true
        case .text: return arena.equalTexts(left, right)
        case .list:
            return left.count == right.count
                && (0..<left.count).allSatisfy {
                    isEqual(arena.element($0, of: left), arena.element($0, of: right), depth: depth + 1)
                }
        case .map:
            let others = pairs(of: right)
            let own = pairs(of: left)
            return own.count == others.count
                && own.allSatisfy { pair in
                    others.contains {
                        isEqual($0.0, pair.0, depth: depth + 1) && isEqual($0.1, pair.1, depth: depth + 1)
                    }
                }
        case .record:
            let fields = arena.layout(of: left).fields.indices
            return left.length == right.length
                && fields.allSatisfy {
                    isEqual(arena.element($0, of: left), arena.element($0, of: right), depth: depth + 1)
                }
        }
    }

    /// Negative, zero or positive.
    func order(_ left: Value, _ right: Value, depth: Int = 0) throws(Failure) -> Int {
        guard depth < 100 else { throw .message("the values are nested too deeply to be compared") }
        if let x = left.integer, let y = right.integer { return x < y ? -1 : x == y ? 0 : 1 }
        if let x = left.number, let y = right.number { return x < y ? -1 : x == y ? 0 : 1 }
        if left.tag == .text, right.tag == .text {
            let (x, y) = (arena.utf8(left), arena.utf8(right))
            return x.lexicographicallyPrecedes(y) ? -1 : x.elementsEqual(y) ? 0 : 1
        }
        if left.tag == .list, right.tag == .list {
            for index in 0..<min(left.count, right.count) {
                let order = try order(arena.element(index, of: left), arena.element(index, of: right), depth: depth + 1)
                if order != 0 { return order }
            }
            return left.count - right.count
        }
        if left.isUndefined || right.isUndefined { throw .undefined([]) }
        throw .message("cannot compare \(left.typeName) with \(right.typeName)")
    }

    func contains(_ holder: Value, _ value: Value) throws(Failure) -> Bool {
        switch holder.tag {
        case .text:
            guard value.tag == .text else { throw .message("only text can be in text, not \(value.typeName)") }
            return string(holder).firstRange(of: string(value)) != nil || value.count == 0
        case .list: return (0..<holder.count).contains { isEqual(arena.element($0, of: holder), value) }
        case .map: return pairs(of: holder).contains { isEqual($0.0, value) }
        case .record: return value.tag == .text && arena.layout(of: holder).index(of: string(value)) != nil
        case .undefined, .missing:
            if !settings.lenient { throw .undefined([]) }
            return false
        case .none, .bool, .int, .double: throw .message("\(holder.typeName) contains nothing")
        }
    }

    // MARK: operators

    mutating func binary(_ code: UInt8, _ left: Value, _ right: Value) throws(Failure) -> Value {
        guard let operation = Expression.Operator(rawValue: code) else { return .undefined }
        switch operation {
        case .equal: return Value(isEqual(try defined(left), try defined(right)))
        case .notEqual: return Value(!isEqual(try defined(left), try defined(right)))
        case .less: return Value(try order(left, right) < 0)
        case .lessOrEqual: return Value(try order(left, right) <= 0)
        case .greater: return Value(try order(left, right) > 0)
        case .greaterOrEqual: return Value(try order(left, right) >= 0)
        case .contained: return Value(try contains(right, left))
        case .concatenate: return concatenated([try defined(left), try defined(right)])
        case .add where left.tag == .text && right.tag == .text: return concatenated([left, right])
        case .add where left.tag == .list && right.tag == .list:
            return arena.list(arena.elements(of: left) + arena.elements(of: right), flavour: left.flavour)
        case .multiply where left.tag == .text && right.tag == .int: return try repeated(left, right.int)
        case .add, .subtract, .multiply, .divide, .divideDown, .remainder, .power:
            return try arithmetic(operation, left, right)
        }
    }

    /// An undefined value in a comparison is a slip, unless leniency is asked for.
    private func defined(_ value: Value) throws(Failure) -> Value {
        if value.isUndefined, !settings.lenient, value.flavour != .silent { throw .undefined([]) }
        return value
    }

    private mutating func repeated(_ text: Value, _ count: Int) throws(Failure) -> Value {
        guard count <= 0 || text.count <= settings.limits.output / count else {
            throw .message("the text would be too long")
        }
        return arena.text(String(repeating: string(text), count: max(0, count)))
    }

    private func arithmetic(_ operation: Expression.Operator, _ left: Value, _ right: Value) throws(Failure) -> Value {
        if left.isUndefined || right.isUndefined { throw .undefined([]) }
        guard let x = left.number, let y = right.number else {
            throw .message("cannot use '\(operation.symbol)' on \(left.typeName) and \(right.typeName)")
        }
        if y == 0, operation == .divide || operation == .divideDown || operation == .remainder {
            throw .message("division by zero")
        }
        if let i = left.integer, let j = right.integer, operation != .divide { return try whole(operation, i, j) }
        switch operation {
        case .add: return Value(x + y)
        case .subtract: return Value(x - y)
        case .multiply: return Value(x * y)
        case .divide: return Value(x / y)
        case .divideDown: return Value((x / y).rounded(.down))
        case .remainder: return Value(x - (x / y).rounded(.down) * y)
        case .power: return Value(raised(x, y))
        case .concatenate, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .contained:
            return .undefined
        }
    }

    private func whole(_ operation: Expression.Operator, _ x: Int, _ y: Int) throws(Failure) -> Value {
        let result: (partialValue: Int, overflow: Bool)
        switch operation {
        case .add: result = x.addingReportingOverflow(y)
        case .subtract: result = x.subtractingReportingOverflow(y)
        case .multiply: result = x.multipliedReportingOverflow(by: y)
        case .divideDown:
            result = x.dividedReportingOverflow(by: y)
            if !result.overflow, x % y != 0, (x < 0) != (y < 0) { return Value(result.partialValue - 1) }
        case .remainder:
            result = x.remainderReportingOverflow(dividingBy: y)
            if result.partialValue != 0, (x < 0) != (y < 0) { return Value(result.partialValue + y) }
        case .power:
            if y < 0 { return Value(raised(Double(x), Double(y))) }
            var (power, overflow) = (1, false)
            for _ in 0..<min(y, 64) where !overflow { (power, overflow) = power.multipliedReportingOverflow(by: x) }
            result = (power, overflow || y > 64 && abs(x) > 1)
        case .divide, .concatenate, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .contained:
            return .undefined
        }
        guard !result.overflow else { throw .message("the number is too large") }
        return Value(result.partialValue)
    }

    /// Whole exponents only by multiplication; others are not what templates compute.
    private func raised(_ base: Double, _ exponent: Double) -> Double {
        guard let count = Int(exactly: exponent), abs(count) <= 1_024 else { return .nan }
        let power = (0..<abs(count)).reduce(1.0) { product, _ in product * base }
        return count < 0 ? 1 / power : power
    }

    func negative(_ value: Value) throws(Failure) -> Value {
        if value.isUndefined { throw .undefined([]) }
        if let number = value.integer, number != .min { return Value(-number) }
        guard let number = value.number else { throw .message("cannot negate \(value.typeName)") }
        return Value(-number)
    }

    // MARK: lookup

    /// `.name` of what is not a record.
    func member(_ name: String, of holder: Value) -> Value {
        guard holder.tag == .map else { return .undefined }
        let map = holder.flavour == .namespace ? arena.element(0, of: holder) : holder
        for index in 0..<map.count {
            let key = arena.element(2 * index, of: map)
            if key.tag == .text, arena.utf8(key).elementsEqual(name.utf8) {
                return arena.element(2 * index + 1, of: map)
            }
        }
        return .undefined
    }

    /// `holder[key]`; undefined if there is nothing.
    mutating func item(_ key: Value, of holder: Value) throws(Failure) -> Value {
        switch holder.tag {
        case .undefined, .missing: throw .undefined([])
        case .list:
            guard let index = key.integer else { return .undefined }
            let place = index < 0 ? index + holder.count : index
            return place >= 0 && place < holder.count ? arena.element(place, of: holder) : .undefined
        case .text:
            guard let index = key.integer else { return .undefined }
            return try item(Value(index), of: try iterable(holder))
        case .map: return pairs(of: holder).first { isEqual($0.0, key) }?.1 ?? .undefined
        case .record:
            guard key.tag == .text, let index = arena.layout(of: holder).index(of: string(key)) else {
                return .undefined
            }
            return arena.element(index, of: holder)
        case .none, .bool, .int, .double: return .undefined
        }
    }

    mutating func slice(_ holder: Value, _ from: Value, _ to: Value, _ step: Value) throws(Failure) -> Value {
        let list = try iterable(holder)
        let stride = step.integer ?? 1
        guard stride != 0 else { throw .message("a slice cannot take steps of 0") }
        let count = list.count
        func bound(_ value: Value, _ fallback: Int) -> Int {
            guard let index = value.integer else { return fallback }
            let place = index < 0 ? index + count : index
            return stride > 0 ? max(0, min(count, place)) : max(-1, min(count - 1, place))
        }
        let (start, end) = (bound(from, stride > 0 ? 0 : count - 1), bound(to, stride > 0 ? count : -1))
        let picked = Swift.stride(from: start, to: end, by: stride).map { arena.element($0, of: list) }
        return holder.tag == .text ? concatenated(picked) : arena.list(picked, flavour: list.flavour)
    }

    /// A namespace is a cell that holds its map, so that all who know it see the change.
    mutating func setField(_ name: String, of holder: Value, to value: Value) throws(Failure) {
        guard holder.tag == .map, holder.flavour == .namespace else {
            throw .message("only fields of a namespace can be assigned, not of \(holder.typeName)")
        }
        let old = arena.element(0, of: holder)
        var fields = pairs(of: old)
        let (key, value) = (arena.text(name), try part(value))
        if let known = fields.firstIndex(where: { isEqual($0.0, key) }) {
            fields[known].1 = value
        } else {
            fields.append((key, value))
        }
        let new = map(fields)
        arena.store(new, at: 0, of: holder)
    }

    // MARK: collections

    /// What a loop runs over: a list, the characters of a text, the keys of a map.
    mutating func iterable(_ value: Value) throws(Failure) -> Value {
        switch value.tag {
        case .list: return value
        case .text:
            let characters = string(value).unicodeScalars.map { String($0) }
            return arena.list(characters.map { arena.text($0) })
        case .map, .record: return arena.list(pairs(of: unfolded(value)).map(\.0))
        case .undefined, .missing:
            if !settings.lenient, value.flavour != .silent { throw .undefined([]) }
            return arena.list([])
        case .none, .bool, .int, .double: throw .message("\(value.typeName) is no list")
        }
    }

    func pairs(of holder: Value) -> [(Value, Value)] {
        guard holder.tag == .map else { return [] }
        if holder.flavour == .namespace { return pairs(of: arena.element(0, of: holder)) }
        return (0..<holder.count).map { (arena.element(2 * $0, of: holder), arena.element(2 * $0 + 1, of: holder)) }
    }

    /// A record as a map, for the few who want its fields one by one.
    mutating func unfolded(_ value: Value) -> Value {
        guard value.tag == .record else { return value }
        let fields = arena.layout(of: value).fields
        return map(fields.indices.map { (arena.text(fields[$0]), arena.element($0, of: value)) })
    }

    mutating func map(_ pairs: [(Value, Value)]) -> Value {
        let map = arena.map(count: pairs.count)
        for (index, pair) in pairs.enumerated() {
            arena.store(pair.0, at: 2 * index, of: map)
            arena.store(pair.1, at: 2 * index + 1, of: map)
        }
        return map
    }

    func fieldNames(of holder: Value) -> [String] {
        switch holder.tag {
        case .record: arena.layout(of: holder).fields
        case .map: pairs(of: holder).filter { $0.0.tag == .text }.map { string($0.0) }
        case .undefined, .missing, .none, .bool, .int, .double, .text, .list: []
        }
    }

    func string(_ text: Value) -> String { arena.string(text) }
}
