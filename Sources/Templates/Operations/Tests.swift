// What a value can be asked with `is`; comparisons are tests, too.
extension Operation {
    static let tests = [
        Operation("defined", of: { !$0.isUndefined }),
        Operation("undefined", of: { $0.isUndefined }),
        Operation("none", of: { $0.tag == .none }),
        Operation("boolean", of: { $0.tag == .bool }),
        Operation("true", of: { $0.tag == .bool && $0.bool }),
        Operation("false", of: { $0.tag == .bool && !$0.bool }),
        Operation("number", of: { $0.number != nil }),
        Operation("integer", of: { $0.tag == .int }),
        Operation("float", of: { $0.tag == .double }),
        Operation("string", of: { $0.tag == .text }),
        Operation("mapping", of: { $0.tag == .map || $0.tag == .record }),
        Operation("sequence", of: { [.list, .text, .map, .undefined].contains($0.tag) }),
        Operation("iterable", of: { [.list, .text, .map, .record, .undefined].contains($0.tag) }),
        Operation("safe escaped", of: { $0.isMarkup }),
        Operation("lower", isTrue: { m, x, _ in m.text(of: x).isAll(\.properties.isLowercase) }),
        Operation("upper", isTrue: { m, x, _ in m.text(of: x).isAll(\.properties.isUppercase) }),
        Operation("even", isTrue: { m, x, _ in try m.rest(of: x, Value(2)) == 0 }),
        Operation("odd", isTrue: { m, x, _ in try m.rest(of: x, Value(2)) == 1 }),
        Operation("divisibleby", "other", isTrue: { try $0.rest(of: $1, $0[$2, 0]) == 0 }),
        Operation("startingwith", "other", isTrue: { $0.text(of: $1).hasPrefix($0.text(of: $0[$2, 0])) }),
        Operation("endingwith", "other", isTrue: { $0.text(of: $1).hasSuffix($0.text(of: $0[$2, 0])) }),
        Operation("sameas", "other", isTrue: { $1.tag == $0[$2, 0].tag && $0.isEqual($1, $0[$2, 0]) }),
        Operation("eq equalto ==", "other", isTrue: { try $0.equal($1, $0[$2, 0]) }),
        Operation("ne !=", "other", isTrue: { try !$0.equal($1, $0[$2, 0]) }),
        Operation("lt lessthan <", "other", isTrue: { try $0.order($1, $0[$2, 0]) < 0 }),
        Operation("le <=", "other", isTrue: { try $0.order($1, $0[$2, 0]) <= 0 }),
        Operation("gt greaterthan >", "other", isTrue: { try $0.order($1, $0[$2, 0]) > 0 }),
        Operation("ge >=", "other", isTrue: { try $0.order($1, $0[$2, 0]) >= 0 }),
        Operation("in", "other", isTrue: { try $0.contains($0[$2, 0], $1) }),
        Operation("containing", "other", isTrue: { try $0.contains($1, $0[$2, 0]) }),
    ]

    private init(_ names: String, of isTrue: @escaping @Sendable (Value) -> Bool) {
        self.init(names) { _, value, _ in Value(isTrue(value)) }
    }
}

extension Machine {
    fileprivate mutating func rest(of value: Value, _ divisor: Value) throws(Failure) -> Double? {
        try calculated(.remainder, value, divisor).number
    }
}

extension String {
    /// Whether its letters with case, of which there are some, are all of one.
    fileprivate func isAll(_ isWanted: (Unicode.Scalar) -> Bool) -> Bool {
        let cased = unicodeScalars.filter(\.properties.isCased)
        return !cased.isEmpty && cased.allSatisfy(isWanted)
    }
}
