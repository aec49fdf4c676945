/// A parameter of a filter, a test or a function: arguments come by position or by name.
struct Parameter: Sendable {
    let name: String
    let isRequired: Bool

    /// "name" is required, "name?" may be left out.
    static func list(_ names: String) -> [Parameter] {
        names.split(separator: " ").map { name in
            Parameter(name: String(name.prefix { $0 != "?" }), isRequired: name.last != "?")
        }
    }

    /// Puts arguments in the order of the parameters; what was left out is `nil`.
    static func bind(
        _ arguments: [Expression.Argument], to parameters: [Parameter], of callee: String, _ span: Span
    ) throws(TemplateError) -> [Expression?] {
        var bound = [Expression?](repeating: nil, count: parameters.count)
        for (position, argument) in arguments.enumerated() {
            var index = position
            if let name = argument.name {
                guard let named = parameters.firstIndex(where: { $0.name == name }) else {
                    let hint = suggestion(for: name, among: parameters.map(\.name))
                    throw argument.value.span.error("\(callee) has no argument '\(name)'" + hint)
                }
                index = named
            }
            guard index < parameters.count else {
                throw argument.value.span.error("\(callee) takes \(parameters.count) arguments, this is one too many")
            }
            guard bound[index] == nil else {
                throw argument.value.span.error("\(callee) is given '\(parameters[index].name)' twice")
            }
            bound[index] = argument.value
        }
        for (parameter, value) in zip(parameters, bound) where parameter.isRequired && value == nil {
            throw span.error("\(callee) needs the argument '\(parameter.name)'")
        }
        return bound
    }
}

/// Cases that templates call by their name and instructions by a small number.
protocol Named: CaseIterable, RawRepresentable<UInt8>, Sendable {
    static var named: [String: Self] { get }
}

extension Named {
    static var names: [String] { Array(named.keys) }

    static func table() -> [String: Self] { Dictionary(uniqueKeysWithValues: allCases.map { ("\($0)", $0) }) }

    init?(name: String) {
        guard let known = Self.named[name] else { return nil }
        self = known
    }
}

/// What stands behind `|`. docs/templates.md has a row for each (a test compares).
enum Filter: UInt8, Named {
    static let named = table()

    case abs, batch, capitalize, count, d, `default`, dictsort, e, escape, first, float, forceescape, format, groupby
    case indent, int, items, join, keys, last, length, list, lower, map, max, min, reject, rejectattr, replace, reverse
    case round, safe, select, selectattr, slice, sort, string, striptags, sum, title, tojson, trim, truncate, unique
    case upper, urlencode, values, wordcount

    var parameters: [Parameter] { Filter.table[self] ?? [] }

    private static let table: [Filter: [Parameter]] = [
        .batch: "linecount fill_with?", .d: "default_value? boolean?", .default: "default_value? boolean?",
        .dictsort: "case_sensitive? by? reverse?", .float: "default?", .format: "a? b? c? d? e? f?",
        .groupby: "attribute",
        .indent: "width? first? blank?", .int: "default? base?", .join: "d? attribute?",
        .map: "filter? attribute? default?",
        .max: "case_sensitive? attribute?", .min: "case_sensitive? attribute?", .reject: "test? value?",
        .rejectattr: "attribute test? value?", .replace: "old new count?", .round: "precision? method?",
        .select: "test? value?", .selectattr: "attribute test? value?", .slice: "slices fill_with?",
        .sort: "reverse? case_sensitive? attribute?", .sum: "attribute? start?", .tojson: "indent?", .trim: "chars?",
        .truncate: "length? killwords? end? leeway?", .unique: "case_sensitive? attribute?",
    ].mapValues(Parameter.list)
}

/// What stands behind `is`.
enum Test: UInt8, Named {
    static let named = table()

    case boolean, containing, defined, divisibleby, endingwith, eq, equalto, even, `false`, float, ge, greaterthan, gt
    case `in`, integer, iterable, le, lessthan, lower, lt, mapping, ne, none, number, odd, safe, sequence, startingwith
    case string, `true`, undefined, upper

    var parameters: [Parameter] {
        switch self {
        case .containing, .divisibleby, .endingwith, .eq, .equalto, .ge, .greaterthan, .gt, .in, .le, .lessthan, .lt,
            .ne,
            .startingwith:
            Parameter.list("other")
        case .boolean, .defined, .even, .false, .float, .integer, .iterable, .lower, .mapping, .none, .number, .odd,
            .safe,
            .sequence, .string, .true, .undefined, .upper:
            []
        }
    }

    /// Comparison signs as names of tests: `selectattr("size", ">", 3)`.
    static let symbols: [String: Test] = ["==": .eq, "!=": .ne, "<": .lt, "<=": .le, ">": .gt, ">=": .ge]

    /// The comparison behind a test that is one, so that both have one implementation.
    var comparison: Expression.Operator? {
        switch self {
        case .eq, .equalto: .equal
        case .ne: .notEqual
        case .lt, .lessthan: .less
        case .le: .lessOrEqual
        case .gt, .greaterthan: .greater
        case .ge: .greaterOrEqual
        case .in: .contained
        case .boolean, .containing, .defined, .divisibleby, .endingwith, .even, .false, .float, .integer, .iterable,
            .lower,
            .mapping, .none, .number, .odd, .safe, .sequence, .startingwith, .string, .true, .undefined, .upper:
            nil
        }
    }
}

/// What can be called beside macros.
enum Function: UInt8, Named {
    static let named = table()

    case dict, namespace, range

    var parameters: [Parameter] {
        switch self {
        case .range: Parameter.list("start stop? step?")
        case .dict, .namespace: []
        }
    }
}

/// "; did you mean 'x'?" for the nearest of the known names, or nothing.
func suggestion(for name: String, among known: some Sequence<String>) -> String {
    let ranked = known.map { ($0, distance(Array(name.lowercased().utf8), Array($0.lowercased().utf8))) }
    guard let best = ranked.min(by: { ($0.1, $0.0) < ($1.1, $1.0) }), best.1 <= max(1, name.utf8.count / 3) else {
        return ""
    }
    return "; did you mean '\(best.0)'?"
}

/// Edits between two words (Levenshtein), neighbours swapped counting as one.
private func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    guard left.count < 64, right.count < 64 else { return left == right ? 0 : 64 }
    var rows = [Array(0...right.count)]
    for i in left.indices {
        var row = [i + 1]
        for j in right.indices {
            var cost = Swift.min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (left[i] == right[j] ? 0 : 1))
            if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
                cost = Swift.min(cost, rows[i - 1][j - 1] + 1)
            }
            row.append(cost)
        }
        rows.append(row)
    }
    return rows[left.count][right.count]
}

/// What a loop knows of itself.
enum LoopField: UInt8, Named {
    static let named = table()

    case index, index0, revindex, revindex0, first, last, length, previtem, nextitem
}
