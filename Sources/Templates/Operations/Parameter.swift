/// What a filter, a test or a macro takes.
struct Parameter: Sendable {
    let name: String
    let isRequired: Bool

    /// From "old new count?".
    static func list(_ text: String) -> [Parameter] {
        text.split(separator: " ").map { word in
            Parameter(name: String(word.prefix { $0 != "?" }), isRequired: !word.hasSuffix("?"))
        }
    }

    /// The arguments in the order of the parameters, `missing` where one was left out.
    static func bind(
        _ values: [Tree], _ names: [String?], to parameters: [Parameter], of callee: String, _ span: Span,
        trail: [String] = []
    ) throws(TemplateError) -> [Tree] {
        var bound: [Tree?] = parameters.map { _ in nil }
        for (position, (value, name)) in zip(values, names).enumerated() {
            let index = name.map { name in parameters.firstIndex { $0.name == name } } ?? position
            guard let index, index < parameters.count else {
                let most = parameters.isEmpty ? "no" : "at most \(parameters.count)"
                let unknown = name.map {
                    " has no argument '\($0)'" + suggestion(for: $0, among: parameters.map(\.name))
                }
                throw value.span.error(callee + (unknown ?? " takes \(most) arguments"), trail: trail)
            }
            let isSecond = bound[index] != nil
            if isSecond { throw value.span.error("\(callee) is given '\(parameters[index].name)' twice", trail: trail) }
            bound[index] = value
        }
        for (parameter, value) in zip(parameters, bound) where parameter.isRequired && value == nil {
            throw span.error("\(callee) needs the argument '\(parameter.name)'", trail: trail)
        }
        return bound.map { $0 ?? Tree(.missing, span) }
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
            let isSwapped = i > 0 && j > 0 && left[i] == right[j - 1] && left[i - 1] == right[j]
            let costs = [rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (left[i] == right[j] ? 0 : 1)]
            row.append((isSwapped ? costs + [rows[i - 1][j - 1] + 1] : costs).reduce(.max, min))
        }
        rows.append(row)
    }
    return rows[left.count][right.count]
}
