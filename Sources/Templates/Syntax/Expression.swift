/// Something that has a value, with the words it was written in.
struct Expression: Sendable {
    let span: Span
    let kind: Kind

    indirect enum Kind: Sendable {
        case none
        case bool(Bool)
        case int(Int)
        case double(Double)
        case string(String)
        case name(String)
        case attribute(Expression, String)
        case subscript_(Expression, Expression)
        case slice(Expression, from: Expression?, to: Expression?, step: Expression?)
        case not(Expression)
        case negative(Expression)
        case and(Expression, Expression)
        case or(Expression, Expression)
        case binary(Operator, Expression, Expression)
        case conditional(Expression, then: Expression, else: Expression?)
        case list([Expression], isTuple: Bool)
        case map([(key: Expression, value: Expression)])
        /// `nil` stands for an argument that was left out.
        case filter(Filter, Expression, [Expression?])
        case test(Test, Expression, [Expression?])
        case call(Expression, [Argument])
    }

    enum Operator: UInt8, Sendable {
        case add, subtract, multiply, divide, divideDown, remainder, power, concatenate
        case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, contained

        static let symbols: [String: Operator] = [
            "+": .add, "-": .subtract, "*": .multiply, "/": .divide, "//": .divideDown, "%": .remainder, "**": .power,
            "~": .concatenate, "==": .equal, "!=": .notEqual, "<": .less, "<=": .lessOrEqual, ">": .greater,
            ">=": .greaterOrEqual, "in": .contained,
        ]

        /// As messages show it.
        var symbol: String { Operator.symbols.first { $0.value == self }?.key ?? "" }
    }

    struct Argument: Sendable {
        let name: String?
        let value: Expression
    }

    init(_ kind: Kind, _ span: Span) {
        self.kind = kind
        self.span = span
    }
}
