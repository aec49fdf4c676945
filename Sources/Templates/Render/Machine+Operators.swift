import Glibc

// What values mean to one another, as in Jinja: truth, equality, order, membership, arithmetic.
extension Machine {
    private static var nesting: Int { 100 }

    /// Mutating, as all that is asked often: Swift hands a copy of the machine to what does not change it.
    mutating func isTrue(_ value: Value) throws(Failure) -> Bool {
        switch value.tag {
        case .undefined, .missing: return try defined(value).bool
        case .none: return false
        case .bool, .int: return value.payload != 0
        case .double: return value.double != 0
        case .text, .list, .map: return value.count > 0
        case .record: return true
        }
    }

    /// An undefined value is a slip, unless it is one on purpose or leniency is asked for.
    @discardableResult
    func defined(_ value: Value) throws(Failure) -> Value {
        if value.isUndefined, settings.undefined == .strict, value.flavour != .silent { throw undefined(value) }
        return value
    }

    /// Structures deeper than any model are taken for different, so that comparing them costs no more stack than that.
    mutating func isEqual(_ left: Value, _ right: Value, depth: Int = 0) -> Bool {
        if let x = left.integer, let y = right.integer { return x == y }
        if let x = left.number, let y = right.number { return x == y }
        guard left.tag == right.tag, depth < Machine.nesting, descend() else { return false }
        func areEqual(_ count: Int) -> Bool {
            (0..<count).allSatisfy {
                isEqual(arena.element($0, of: left), arena.element($0, of: right), depth: depth + 1)
            }
        }
        switch left.tag {
        case .undefined, .missing, .none, .bool, .int, .double: return true
        case .text: return arena.areEqual(left, right)
        case .list: return left.flavour == right.flavour && left.count == right.count && areEqual(left.count)
        case .record: return left.length == right.length && areEqual(arena.layout(of: left).fields.count)
        case .map:
            let (own, others) = (pairs(of: left), pairs(of: right))
            return own.count == others.count
                && own.allSatisfy { pair in
                    others.contains {
                        isEqual($0.key, pair.key, depth: depth + 1) && isEqual($0.value, pair.value, depth: depth + 1)
                    }
                }
        }
    }

    /// Negative, zero or positive.
    mutating func order(_ left: Value, _ right: Value, depth: Int = 0) throws(Failure) -> Int {
        if let x = left.integer, let y = right.integer { return x < y ? -1 : x == y ? 0 : 1 }
        if let x = left.number, let y = right.number { return x < y ? -1 : x == y ? 0 : 1 }
        if left.tag == .text, right.tag == .text {
            let (x, y) = (arena.utf8(left), arena.utf8(right))
            return x.lexicographicallyPrecedes(y) ? -1 : x.elementsEqual(y) ? 0 : 1
        }
        if left.isUndefined || right.isUndefined { throw undefined(left.isUndefined ? left : right) }
        guard left.tag == .list, right.tag == .list, depth < Machine.nesting, descend() else {
            throw Failure("cannot compare \(left.typeName) with \(right.typeName)")
        }
        for index in 0..<min(left.count, right.count) {
            let order = try order(arena.element(index, of: left), arena.element(index, of: right), depth: depth + 1)
            if order != 0 { return order }
        }
        return left.count - right.count
    }

    mutating func contains(_ holder: Value, _ value: Value) throws(Failure) -> Bool {
        try defined(value)
        switch holder.tag {
        case .text:
            guard value.tag == .text else { throw Failure("only text can be in text, not \(value.typeName)") }
            return value.count == 0 || arena.string(holder).firstRange(of: arena.string(value)) != nil
        case .list: return (0..<holder.count).contains { isEqual(arena.element($0, of: holder), value) }
        case .map: return pairs(of: holder).contains { isEqual($0.key, value) }
        case .record: return value.tag == .text && arena.layout(of: holder).index(of: arena.string(value)) != nil
        case .undefined, .missing: return try defined(holder).bool
        case .none, .bool, .int, .double: throw Failure("\(holder.typeName) contains nothing")
        }
    }

    // MARK: operators

    mutating func equal(_ left: Value, _ right: Value) throws(Failure) -> Bool {
        if left.isUndefined || right.isUndefined { _ = (try defined(left), try defined(right)) }
        return isEqual(left, right)
    }

    mutating func calculated(_ operation: Arithmetic, _ left: Value, _ right: Value) throws(Failure) -> Value {
        switch (operation, left.tag, right.tag) {
        case (.add, .text, .text): return concatenated([left, right])
        case (.add, .list, .list) where left.flavour == right.flavour:
            return arena.list(arena.elements(of: left) + arena.elements(of: right), flavour: left.flavour)
        case (.multiply, _, .text), (.multiply, _, .list):
            if let times = left.integer { return try repeated(right, times) }
        case (.multiply, .text, _), (.multiply, .list, _):
            if let times = right.integer { return try repeated(left, times) }
        default: break
        }
        if left.isUndefined || right.isUndefined { throw undefined(left.isUndefined ? left : right) }
        guard let x = left.number, let y = right.number else {
            throw Failure("cannot use '\(operation.rawValue)' on \(left.typeName) and \(right.typeName)")
        }
        if operation == .power ? x == 0 && y < 0 : y == 0 && operation.divides { throw Failure("division by zero") }
        guard let i = left.integer, let j = right.integer, let whole = operation.whole(i, j) else {
            return Value(operation.real(x, y))
        }
        guard !whole.overflow else { throw Failure("the number is too large") }
        return Value(whole.partialValue)
    }

    private mutating func repeated(_ value: Value, _ times: Int) throws(Failure) -> Value {
        let times = value.count > 0 ? max(0, times) : 0
        guard times == 0 || value.count <= settings.limits.output / times else {
            throw Failure("the \(value.typeName) would be too long")
        }
        if value.tag == .text { return arena.text(String(repeating: arena.string(value), count: times)) }
        try charge(value.count * times)
        return arena.list(
            Array(repeatElement(arena.elements(of: value), count: times).joined()), flavour: value.flavour)
    }
}

enum Arithmetic: String, CaseIterable {
    case add = "+", subtract = "-", multiply = "*", divide = "/", divideDown = "//", remainder = "%", power = "**"

    fileprivate var divides: Bool { self == .divide || self == .divideDown || self == .remainder }

    fileprivate func real(_ x: Double, _ y: Double) -> Double {
        switch self {
        case .add: x + y
        case .subtract: x - y
        case .multiply: x * y
        case .divide: x / y
        case .divideDown: (x / y).rounded(.down)
        case .remainder: x - (x / y).rounded(.down) * y
        case .power: pow(x, y)
        }
    }

    /// `nil` where the result is no whole number. Division rounds down, as in Python.
    fileprivate func whole(_ x: Int, _ y: Int) -> (partialValue: Int, overflow: Bool)? {
        let isUneven = divides && x.remainderReportingOverflow(dividingBy: y).partialValue != 0 && (x < 0) != (y < 0)
        switch self {
        case .add: return x.addingReportingOverflow(y)
        case .subtract: return x.subtractingReportingOverflow(y)
        case .multiply: return x.multipliedReportingOverflow(by: y)
        case .divideDown:
            let (quotient, overflow) = x.dividedReportingOverflow(by: y)
            return (isUneven ? quotient - 1 : quotient, overflow)
        case .remainder:
            return (x.remainderReportingOverflow(dividingBy: y).partialValue + (isUneven ? y : 0), false)
        case .power where y >= 0:
            var (power, overflow) = (1, y > 64 && abs(x) > 1)
            for _ in 0..<min(y, 64) where !overflow { (power, overflow) = power.multipliedReportingOverflow(by: x) }
            return (power, overflow)
        case .divide, .power: return nil
        }
    }
}
