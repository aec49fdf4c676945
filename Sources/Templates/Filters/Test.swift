/// What a value can be asked with `is`. Rows as those of filters.
struct Test: Sendable {
    typealias Body = @Sendable (inout Machine, Value, Arguments) throws -> Bool

    let names: [String]
    let parameters: [Parameter]
    let body: Body
    /// Its place in `all`.
    private(set) var number = 0

    private init(_ names: String, _ parameters: String, _ body: @escaping Body) {
        self.names = names.split(separator: " ").map(String.init)
        self.parameters = Parameter.list(parameters)
        self.body = body
    }

    private init(_ names: String, _ isTrue: @escaping @Sendable (Value) -> Bool) {
        self.init(names, "") { _, value, _ in isTrue(value) }
    }

    static let all: [Test] = rows.enumerated().map { number, test in
        var test = test
        test.number = number
        return test
    }

    static let named: [String: Test] = Dictionary(
        uniqueKeysWithValues: all.flatMap { test in test.names.map { ($0, test) } })

    private static let rows = [
        Test("defined") { !$0.isUndefined },
        Test("undefined") { $0.isUndefined },
        Test("none") { $0.tag == .none },
        Test("boolean") { $0.tag == .bool },
        Test("true") { $0.tag == .bool && $0.bool },
        Test("false") { $0.tag == .bool && !$0.bool },
        Test("number") { $0.number != nil },
        Test("integer") { $0.tag == .int },
        Test("float") { $0.tag == .double },
        Test("string") { $0.tag == .text },
        Test("mapping") { $0.tag == .map || $0.tag == .record },
        Test("sequence") { [.list, .text, .map, .undefined].contains($0.tag) },
        Test("iterable") { [.list, .text, .map, .record, .undefined].contains($0.tag) },
        Test("safe escaped") { $0.isMarkup },
        Test("lower", "") { machine, value, _ in machine.text(of: value).isAll(\.properties.isLowercase) },
        Test("upper", "") { machine, value, _ in machine.text(of: value).isAll(\.properties.isUppercase) },
        Test("even", "") { machine, value, _ in try machine.rest(of: value, Value(2)) == 0 },
        Test("odd", "") { machine, value, _ in try machine.rest(of: value, Value(2)) == 1 },
        Test("divisibleby", "other") { try $0.rest(of: $1, $0[$2, 0]) == 0 },
        Test("startingwith", "other") { $0.text(of: $1).hasPrefix($0.text(of: $0[$2, 0])) },
        Test("endingwith", "other") { $0.text(of: $1).hasSuffix($0.text(of: $0[$2, 0])) },
        Test("sameas", "other") { $1.tag == $0[$2, 0].tag && $0.isEqual($1, $0[$2, 0]) },
        Test("eq equalto ==", "other") { try $0.binary(.equal, $1, $0[$2, 0]).bool },
        Test("ne !=", "other") { try $0.binary(.notEqual, $1, $0[$2, 0]).bool },
        Test("lt lessthan <", "other") { try $0.order($1, $0[$2, 0]) < 0 },
        Test("le <=", "other") { try $0.order($1, $0[$2, 0]) <= 0 },
        Test("gt greaterthan >", "other") { try $0.order($1, $0[$2, 0]) > 0 },
        Test("ge >=", "other") { try $0.order($1, $0[$2, 0]) >= 0 },
        Test("in", "other") { try $0.contains($0[$2, 0], $1) },
        Test("containing", "other") { try $0.contains($1, $0[$2, 0]) },
    ]
}

extension Machine {
    fileprivate mutating func rest(of value: Value, _ divisor: Value) throws(Failure) -> Double? {
        try binary(.remainder, value, divisor).number
    }
}

extension String {
    /// Whether its letters with case, of which there are some, are all of one.
    fileprivate func isAll(_ isWanted: (Unicode.Scalar) -> Bool) -> Bool {
        let cased = unicodeScalars.filter(\.properties.isCased)
        return !cased.isEmpty && cased.allSatisfy(isWanted)
    }
}
