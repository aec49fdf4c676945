/// Something that has a value, with the words it was written in. What it consists of stands in `parts`.
struct Expression: Sendable {
    let span: Span
    let kind: Kind
    var parts: [Expression]

    indirect enum Kind: Sendable {
        case constant(LooseValue)
        /// An argument that was left out.
        case missing
        case name(String)
        /// `part.name`
        case field(String)
        /// `part[part]`; a slice has the parts list, from, to, step.
        case item, slice
        case not, negative
        case binary(Operator)
        /// Condition, then, else.
        case conditional
        case list(isTuple: Bool)
        /// Keys and values in turns.
        case map
        /// What is filtered or tested, then the arguments in the order of the parameters.
        case filter(Filter), test(Test)
        /// What is called, then the arguments with their names.
        case call(names: [String?])
        /// The text that statements write.
        case captured([Statement])
        /// `{% trans %}`: texts for one and, if there are two, for more; the parts are the values for `names`.
        case words([String], names: [String])
        /// One text of a catalogue per language, as expressions.
        case byLanguage
        /// Parts as one text.
        case joined
    }

    init(_ kind: Kind, _ span: Span, _ parts: [Expression] = []) {
        self.kind = kind
        self.span = span
        self.parts = parts
    }

    /// The text, if it is one in quotes.
    var text: String? { if case .constant(.text(let text)) = kind { text } else { nil } }
    var name: String? { if case .name(let name) = kind { name } else { nil } }
}

/// What stands between two values.
enum Operator: UInt8, Sendable {
    case or, and, contains, equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    case add, subtract, concatenate, multiply, divide, divideDown, remainder, power

    /// Jinja's precedence, loosest first. `not` stands before the comparisons, which may be chained; signs, filters
    /// and tests bind tighter than all.
    static let levels: [[String: Operator]] = [
        ["or": .or], ["and": .and],
        [
            "in": .contains, "==": .equal, "!=": .notEqual, "<": .less, "<=": .lessOrEqual, ">": .greater,
            ">=": .greaterOrEqual,
        ],
        ["+": .add, "-": .subtract], ["~": .concatenate],
        ["*": .multiply, "/": .divide, "//": .divideDown, "%": .remainder], ["**": .power],
    ]
    static let comparisonLevel = 2

    /// As messages show it.
    var symbol: String { Operator.levels.flatMap { $0 }.first { $0.value == self }?.key ?? "" }
}
