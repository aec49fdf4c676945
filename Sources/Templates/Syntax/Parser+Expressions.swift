extension Parser {
    /// One expression, or several with commas between them, which make a tuple.
    mutating func tuple(conditional: Bool = true) throws(TemplateError) -> Expression {
        let before = depth
        defer { depth = before }
        let first = conditional ? try expression() : try binary(0)
        guard current.kind == .word(",") else { return first }
        var elements = [first]
        while take(","), beginsExpression { elements.append(conditional ? try expression() : try binary(0)) }
        return Expression(.list(isTuple: true), joined(first.span), elements)
    }

    private var beginsExpression: Bool {
        switch current.kind {
        case .end, .text: false
        case .constant: true
        case .word(let word):
            current.name == nil
                ? ["(", "[", "{", "-", "+"].contains(word) : !["if", "else", "and", "or", "in", "is"].contains(word)
        }
    }

    /// Every step into or along an expression counts as nesting, until the expression is complete: its tree is walked
    /// by recursion later.
    mutating func expression() throws(TemplateError) -> Expression {
        let before = depth
        defer { depth = before }
        try enter()
        var value = try binary(0)
        while take("if") {
            try enter()
            let condition = try binary(0)
            let otherwise = take("else") ? [try expression()] : []
            value = Expression(.conditional, joined(value.span), [condition, value] + otherwise)
        }
        return value
    }

    /// Operators of a level and of those that bind tighter (precedence climbing).
    private mutating func binary(_ level: Int) throws(TemplateError) -> Expression {
        guard level < Operator.levels.count else { return try unary(withFilters: true) }
        if level == Operator.comparisonLevel { return try comparison() }
        var left = try binary(level + 1)
        while let operation = take(Operator.levels[level]) {
            try enter()
            left = Expression(.binary(operation), left.span, [left, try binary(level + 1)])
            left = Expression(left.kind, joined(left.span), left.parts)
        }
        return left
    }

    /// `a < b < c` is `a < b and b < c`.
    private mutating func comparison() throws(TemplateError) -> Expression {
        let span = current.span
        if take("not") {
            try enter()
            return Expression(.not, span, [try comparison()])
        }
        var left = try binary(Operator.comparisonLevel + 1)
        var whole: Expression?
        while true {
            let isNegated = current.kind == .word("not") && tokens[index + 1].kind == .word("in")
            if isNegated { advance() }
            guard let operation = take(Operator.levels[Operator.comparisonLevel]) else { return whole ?? left }
            try enter()
            let right = try binary(Operator.comparisonLevel + 1)
            var step = Expression(.binary(operation), left.span.joined(right.span), [left, right])
            if isNegated { step = Expression(.not, step.span, [step]) }
            whole = whole.map { Expression(.binary(.and), $0.span.joined(step.span), [$0, step]) } ?? step
            left = right
        }
    }

    private mutating func take(_ operators: [String: Operator]) -> Operator? {
        guard case .word(let word) = current.kind, let operation = operators[word] else { return nil }
        advance()
        return operation
    }

    /// A sign binds looser than `.`, `[ ]` and calls, but tighter than filters: `-x|abs` is `(-x)|abs`.
    private mutating func unary(withFilters: Bool) throws(TemplateError) -> Expression {
        try enter()
        let span = current.span
        var value: Expression
        if take("-") {
            value = Expression(.negative, span, [try unary(withFilters: false)])
        } else if take("+") {
            value = try unary(withFilters: false)
        } else {
            value = try postfixed(try primary())
        }
        while withFilters {
            if take("|") {
                try enter()
                value = try filter(of: value)
            } else if take("is") {
                try enter()
                value = try test(of: value)
            } else {
                break
            }
        }
        return value
    }

    private mutating func postfixed(_ first: Expression) throws(TemplateError) -> Expression {
        var value = first
        while true {
            try enter()
            if take(".") {
                if case .constant(.int(let index)) = current.kind {
                    advance()
                    let key = Expression(.constant(.int(index)), tokens[self.index - 1].span)
                    value = Expression(.item, joined(value.span), [value, key])
                } else {
                    // The place of a field is its name, for the caret of messages
                    let (name, span) = try identifier("a field's name")
                    value = Expression(.field(name), span, [value])
                }
            } else if take("[") {
                value = try subscripted(value)
            } else if take("(") {
                let (names, values) = try arguments()
                value = Expression(.call(names: names), joined(whole(value)), [value] + values)
            } else {
                return value
            }
        }
    }

    /// After `[`: a key, or a slice with up to three numbers.
    private mutating func subscripted(_ value: Expression) throws(TemplateError) -> Expression {
        var parts: [Expression?] = [nil]
        while !take("]") {
            if take(":") {
                guard parts.count < 3 else { throw unexpected(tokens[index - 1], "']'") }
                parts.append(nil)
            } else {
                guard parts[parts.count - 1] == nil else { throw unexpected(current, "']'") }
                parts[parts.count - 1] = try expression()
            }
        }
        let span = joined(whole(value))
        if parts.count > 1 {
            let bounds = (0..<3).map { ($0 < parts.count ? parts[$0] : nil) ?? Expression(.missing, span) }
            return Expression(.slice, span, [value] + bounds)
        }
        guard let key = parts[0] else { throw tokens[index - 1].span.error("a key is missing between the brackets") }
        return Expression(.item, span, [value, key])
    }

    private mutating func primary() throws(TemplateError) -> Expression {
        let token = next()
        let span = token.span
        switch token.kind {
        case .constant(.text(var text)):
            while case .constant(.text(let more)) = current.kind {
                text += more
                advance()
            }
            return Expression(.constant(.text(text)), joined(span))
        case .constant(let value): return Expression(.constant(value), span)
        case .word("true"), .word("True"): return Expression(.constant(.bool(true)), span)
        case .word("false"), .word("False"): return Expression(.constant(.bool(false)), span)
        case .word("none"), .word("None"): return Expression(.constant(.none), span)
        case .word("("):
            if take(")") { return Expression(.list(isTuple: true), joined(span)) }
            let value = try tuple()
            try expect(")")
            if case .field = value.kind { return value }
            return Expression(value.kind, joined(span), value.parts)
        case .word("["):
            let elements = try elements(until: "]")
            return Expression(.list(isTuple: false), joined(span), elements)
        case .word("{"):
            let pairs = try elements(until: "}", withKeys: true)
            return Expression(.map, joined(span), pairs)
        case .word(let name):
            guard token.name != nil, !["and", "or", "if", "else", "in", "is"].contains(name) else {
                throw unexpected(token, "an expression")
            }
            return Expression(.name(name), span)
        case .text, .end: throw unexpected(token, "an expression")
        }
    }

    private mutating func elements(until end: String, withKeys: Bool = false) throws(TemplateError) -> [Expression] {
        var elements: [Expression] = []
        while !take(end) {
            if !elements.isEmpty { try expect(",", or: end) }
            if take(end) { break }
            elements.append(try expression())
            guard withKeys else { continue }
            try expect(":")
            elements.append(try expression())
        }
        return elements
    }

    // MARK: filters, tests, calls

    mutating func filter(of value: Expression) throws(TemplateError) -> Expression {
        let (name, span) = try identifier("a filter's name")
        guard let filter = Filter.named[name] else {
            throw span.error("no filter '\(name)'" + suggestion(for: name, among: Filter.named.keys))
        }
        let (names, values) = take("(") ? try arguments() : ([], [])
        let bound = try Parameter.bind(values, names, to: filter.parameters, of: "filter '\(name)'", joined(span))
        for (parameter, argument) in zip(filter.parameters, bound) {
            if parameter.name == "filter" { try known(argument, among: Filter.named.keys, "filter") }
            if parameter.name == "test" { try known(argument, among: Test.named.keys, "test") }
        }
        return Expression(.filter(filter), joined(value.span), [value] + bound)
    }

    /// Filters and tests that are given by name are known before the template runs, too.
    private func known(_ argument: Expression, among names: some Sequence<String>, _ noun: String) throws(TemplateError)
    {
        if case .missing = argument.kind { return }
        guard let name = argument.text else {
            throw argument.span.error("the \(noun)'s name must be constant text")
        }
        guard names.contains(name) else {
            throw argument.span.error("no \(noun) '\(name)'" + suggestion(for: name, among: names))
        }
    }

    private mutating func test(of value: Expression) throws(TemplateError) -> Expression {
        let isNegated = take("not")
        let (name, span) = try identifier("a test's name")
        guard let test = Test.named[name] else {
            throw span.error("no test '\(name)'" + suggestion(for: name, among: Test.named.keys))
        }
        var (names, values): ([String?], [Expression]) = ([], [])
        if take("(") {
            (names, values) = try arguments()
        } else if !test.parameters.isEmpty, beginsExpression {
            (names, values) = ([nil], [try postfixed(try primary())])
        }
        let bound = try Parameter.bind(values, names, to: test.parameters, of: "test '\(name)'", joined(span))
        let result = Expression(.test(test), joined(value.span), [value] + bound)
        return isNegated ? Expression(.not, result.span, [result]) : result
    }

    private mutating func arguments() throws(TemplateError) -> (names: [String?], values: [Expression]) {
        var (names, values): ([String?], [Expression]) = ([], [])
        while !take(")") {
            if !values.isEmpty { try expect(",", or: ")") }
            if take(")") { break }
            var name: String?
            if let key = current.name, tokens[index + 1].kind == .word("=") {
                name = key
                index += 2
            } else if let last = names.last, last != nil {
                throw current.span.error("an argument without a name follows one with a name")
            }
            names.append(name)
            values.append(try expression())
        }
        return (names, values)
    }

    // MARK: targets and tokens

    mutating func target(before end: String) throws(TemplateError) -> Statement.Target {
        let start = current.span
        var targets: [Statement.Target] = []
        var isTuple = false
        repeat {
            if isTuple, current.kind == .word(end) { break }
            if take("(") {
                targets.append(try target(before: ")"))
                try expect(")")
            } else {
                let (name, span) = try assignable()
                let field = take(".") ? try identifier("a field's name").name : nil
                let holder = Expression(.name(name), span)
                targets.append(field.map { .field($0, of: holder, joined(span)) } ?? .name(name, span))
            }
            isTuple = isTuple || current.kind == .word(",")
        } while take(",")
        return isTuple ? .tuple(targets, joined(start)) : targets[0]
    }

    mutating func assignable() throws(TemplateError) -> (name: String, span: Span) {
        let (name, span) = try identifier("a name")
        guard !["true", "false", "none", "True", "False", "None", "loop", "super", "self"].contains(name) else {
            throw span.error("'\(name)' cannot be assigned")
        }
        return (name, span)
    }

    mutating func identifier(_ what: String) throws(TemplateError) -> (name: String, span: Span) {
        guard let name = current.name else { throw unexpected(current, what) }
        return (name, next().span)
    }

    var current: Token { tokens[index] }

    /// From `start` to the last token taken.
    private func joined(_ start: Span) -> Span { start.joined(tokens[index - 1].span) }

    /// With what a field is looked up in.
    private func whole(_ value: Expression) -> Span {
        guard case .field = value.kind else { return value.span }
        return whole(value.parts[0]).joined(value.span)
    }

    mutating func next() -> Token {
        defer { advance() }
        return current
    }

    mutating func advance() { index = min(index + 1, tokens.count - 1) }

    mutating func take(_ word: String) -> Bool {
        guard current.kind == .word(word) else { return false }
        advance()
        return true
    }

    mutating func expect(_ symbol: String, or other: String? = nil) throws(TemplateError) {
        guard take(symbol) else { throw unexpected(current, other.map { "'\(symbol)' or '\($0)'" } ?? "'\(symbol)'") }
    }

    func unexpected(_ token: Token, _ wanted: String) -> TemplateError {
        let found =
            switch token.kind {
            case .end: "the end of the template"
            case .text, .word("{{"), .word("{%"): "markup"
            case .word, .constant: "'\(token.span.text)'"
            }
        return token.span.error("expected \(wanted), found \(found)")
    }
}
