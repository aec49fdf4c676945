/// What is done to a value: a filter (`|name`), a test (`is name`), a function, an operator, a field of `loop`. The rows
/// stand in the files beside this one: a name or several, parameters (`?` marks those that may be left out), what it does
/// with the machine, the value and the arguments. `docs/templates.md` has a line for each.
struct Operation: Sendable {
    typealias Body<Result> = @Sendable (inout Machine, Value, Arguments) throws -> Result
    enum Kind { case filter, test, function, loop, symbol }

    let names: [String]
    let parameters: [Parameter]
    let body: Body<Value>
    private(set) var kind = Kind.filter
    /// Its place in `all`.
    private(set) var number = 0
    /// A value that is undefined is a mistake before the operation sees it.
    private(set) var isStrict = false

    init(_ names: String, _ parameters: String = "", _ body: @escaping Body<Value>) {
        self.names = names.split(separator: " ").map(String.init)
        self.parameters = Parameter.list(parameters)
        self.body = body
    }

    /// A question.
    init(_ names: String, _ parameters: String = "", isTrue: @escaping Body<Bool>) {
        self.init(names, parameters) { Value(try isTrue(&$0, $1, $2)) }
    }

    /// May be asked of a field that a model does not have.
    var isProbe: Bool { ["default", "defined", "undefined"].contains(names[0]) }

    static let all: [Operation] = {
        let rows: [(Kind, [Operation])] = [
            (.filter, textFilters + numberFilters + listFilters), (.test, tests), (.function, functions),
            (.loop, loopFields), (.symbol, symbols),
        ]
        var all: [Operation] = []
        for (kind, operations) in rows {
            for var operation in operations {
                (operation.kind, operation.number) = (kind, all.count)
                operation.isStrict = kind == .filter && !operation.isProbe
                all.append(operation)
            }
        }
        return all
    }()

    static let named: [Kind: [String: Operation]] = Dictionary(grouping: all, by: \.kind).mapValues { operations in
        Dictionary(uniqueKeysWithValues: operations.flatMap { row in row.names.map { ($0, row) } })
    }

    static func names(_ kind: Kind) -> [String] { named[kind, default: [:]].keys.sorted() }

    static func named(_ name: String, _ kind: Kind, _ span: Span, trail: [String] = []) throws(TemplateError)
        -> Operation
    {
        if let operation = named[kind]?[name] { return operation }
        throw span.error("no \(kind) '\(name)'" + suggestion(for: name, among: names(kind)), trail: trail)
    }

    /// What an expression does without saying so by name.
    static subscript(symbol: String) -> Operation {
        guard let operation = named[.symbol]?[symbol] ?? named[.test]?[symbol] else {
            preconditionFailure("no symbol \(symbol)")
        }
        return operation
    }
}

extension Operation {
    static let functions = [
        Operation("range", "start stop? step?") { try $0.range([$1, $0[$2, 0], $0[$2, 1]]) },
        Operation("dict") { _, x, _ in x },
        // A cell that holds its map, so that all who know it see a change
        Operation("namespace") { m, x, _ in
            var cell = m.arena.room(.map, 1)
            cell.flavour = .namespace
            m.arena.store(x, at: 0, of: cell)
            return cell
        },
    ]

    /// Of a loop's list and the number of its round.
    static let loopFields = [
        Operation("index") { Value($0[$2, 0].int + 1) },
        Operation("index0") { $0[$2, 0] },
        Operation("revindex") { Value($1.count - $0[$2, 0].int) },
        Operation("revindex0") { Value($1.count - $0[$2, 0].int - 1) },
        Operation("first", isTrue: { $0[$2, 0].int == 0 }),
        Operation("last", isTrue: { $0[$2, 0].int == $1.count - 1 }),
        Operation("length") { _, x, _ in Value(x.count) },
        Operation("previtem") { $0[$2, 0].int > 0 ? $0.arena.element($0[$2, 0].int - 1, of: $1) : .silent },
        Operation("nextitem") {
            $0[$2, 0].int + 1 < $1.count ? $0.arena.element($0[$2, 0].int + 1, of: $1) : .silent
        },
    ]

    static let symbols =
        Arithmetic.allCases.map { kind in
            Operation(kind.rawValue, "other") { try $0.calculated(kind, $1, $0[$2, 0]) }
        } + [
            Operation("~", "other") { $0.concatenated([try $0.defined($1), try $0.defined($0[$2, 0])]) },
            Operation("not", isTrue: { m, x, _ in try !m.isTrue(x) }),
            Operation("-x") { m, x, _ in try m.calculated(.subtract, Value(0), x) },
            Operation("[]", "key") { try $0.item($0[$2, 0], of: $1) ?? $0.undefinedHere($1) },
            Operation("[:]", "from to step") { try $0.slice($1, $2) },
            // `holder.name = value`
            Operation("set", "name value") { try $0.setField($0.arena.string($0[$2, 0]), of: $1, to: $0[$2, 1]) },
            // The form for a number, by the rule with that number
            Operation("plural", "rule forms") { m, x, a in
                let rule = Plural.rule(m[a, 0].int)
                return m[a, 1 + (x.integer.map(rule.form) ?? rule.forms.count - 1)]
            },
            // One of so many elements
            Operation("unpack", "count number") {
                guard $1.tag == .list, $1.count == $0[$2, 0].int else {
                    let found = $1.tag == .list ? "a list of \($1.count)" : $1.typeName
                    throw Failure("expected \($0[$2, 0].int) values to unpack, found \(found)")
                }
                return $0.arena.element($0[$2, 1].int, of: $1)
            },
            Operation("fail") { (m, x, _) -> Value in throw Failure(m.text(of: x)) },
        ]
}

extension Machine {
    fileprivate mutating func range(_ given: [Value]) throws(Failure) -> Value {
        var numbers: [Int] = []
        for value in given where value.tag != .missing { numbers.append(try whole(value)) }
        let (start, stop) = numbers.count == 1 ? (0, numbers[0]) : (numbers[0], numbers[1])
        let step = numbers.count == 3 ? numbers[2] : 1
        guard step != 0 else { throw Failure("range cannot take steps of 0") }
        let (length, overflow) = (step > 0 ? stop : start).subtractingReportingOverflow(step > 0 ? start : stop)
        guard !overflow, length / Int(clamping: step.magnitude) < settings.limits.range else {
            throw Failure("range has too many elements; the limit is \(settings.limits.range)")
        }
        return arena.list(stride(from: start, to: stop, by: step).map { Value($0) })
    }
}
