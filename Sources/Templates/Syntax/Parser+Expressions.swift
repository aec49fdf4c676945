// Jinja's precedence, loosest first: if – or – and – not – comparisons – + and - – ~ – * / // % – ** – unary – . [ ] (
// ) – filters, tests.
extension Parser {
    /// One expression, or several with commas between them, which make a tuple.
    mutating func tuple(conditional: Bool = true) throws(TemplateError) -> Expression {
        let before = depth
        defer { depth = before }
        let first = conditional ? try expression() : try or()
        guard current.kind == .symbol(",") else { return first }
        var elements = [first]
        while take(","), beginsExpression { elements.append(conditional ? try expression() : try or()) }
        return Expression(.list(elements, isTuple: true), first.span.joined(tokens[index - 1].span))
    }

    private var beginsExpression: Bool {
        switch current.kind {
        case .closeOutput, .closeTag, .end, .openTag, .openOutput, .text: false
        case .symbol(let symbol): !")]}=".contains(symbol)
        case .name, .string, .int, .double: true
        }
    }

    /// Every step into or along an expression counts as nesting, until the expression is complete: its tree is walked
    /// by recursion later.
    mutating func expression() throws(TemplateError) -> Expression {
        let before = depth
        defer { depth = before }
        try enter()
        var value = try or()
        while take(name: "if") {
            try enter()
            let condition = try or()
            let otherwise = take(name: "else") ? try expression() : nil
            value = Expression(.conditional(condition, then: value, else: otherwise), joined(value))
        }
        return value
    }

    private mutating func or() throws(TemplateError) -> Expression {
        var left = try and()
        while take(name: "or") {
            try enter()
            let right = try and()
            left = Expression(.or(left, right), left.span.joined(right.span))
        }
        return left
    }

    private mutating func and() throws(TemplateError) -> Expression {
        var left = try not()
        while take(name: "and") {
            try enter()
            let right = try not()
            left = Expression(.and(left, right), left.span.joined(right.span))
        }
        return left
    }

    private mutating func not() throws(TemplateError) -> Expression {
        let span = current.span
        guard take(name: "not") else { return try comparison() }
        try enter()
        let value = try not()
        return Expression(.not(value), span.joined(value.span))
    }

    /// `a < b < c` is `a < b and b < c`.
    private mutating func comparison() throws(TemplateError) -> Expression {
        var left = try sum()
        var whole: Expression?
        while let (operation, negated) = comparisonOperator() {
            try enter()
            let right = try sum()
            let span = left.span.joined(right.span)
            var step = Expression(.binary(operation, left, right), span)
            if negated { step = Expression(.not(step), span) }
            whole = whole.map { Expression(.and($0, step), $0.span.joined(span)) } ?? step
            left = right
        }
        return whole ?? left
    }

    private mutating func comparisonOperator() -> (Expression.Operator, negated: Bool)? {
        if take(name: "in") { return (.contained, false) }
        if current.kind == .name("not"), tokens[index + 1].kind == .name("in") {
            index += 2
            return (.contained, true)
        }
        return operation(["==", "!=", "<", "<=", ">", ">="]).map { ($0, false) }
    }

    private mutating func operation(_ symbols: [String]) -> Expression.Operator? {
        guard case .symbol(let symbol) = current.kind, symbols.contains(symbol) else { return nil }
        advance()
        return Expression.Operator.symbols[symbol]
    }

    private mutating func sum() throws(TemplateError) -> Expression {
        var left = try concatenation()
        while let operation = operation(["+", "-"]) { left = try binary(operation, left, try concatenation()) }
        return left
    }

    private mutating func concatenation() throws(TemplateError) -> Expression {
        var left = try product()
        while let operation = operation(["~"]) { left = try binary(operation, left, try product()) }
        return left
    }

    private mutating func product() throws(TemplateError) -> Expression {
        var left = try power()
        while let operation = operation(["*", "/", "//", "%"]) { left = try binary(operation, left, try power()) }
        return left
    }

    private mutating func power() throws(TemplateError) -> Expression {
        var left = try unary(withFilters: true)
        while let operation = operation(["**"]) { left = try binary(operation, left, try unary(withFilters: true)) }
        return left
    }

    private mutating func binary(
        _ operation: Expression.Operator, _ left: Expression, _ right: Expression
    ) throws(TemplateError) -> Expression {
        try enter()
        return Expression(.binary(operation, left, right), left.span.joined(right.span))
    }

    /// A sign binds looser than `.`, `[ ]` and calls, but tighter than filters: `-x|abs` is `(-x)|abs`.
    private mutating func unary(withFilters: Bool) throws(TemplateError) -> Expression {
        try enter()
        let span = current.span
        var value: Expression
        if take("-") {
            let operand = try unary(withFilters: false)
            value = Expression(.negative(operand), span.joined(operand.span))
        } else if take("+") {
            value = try unary(withFilters: false)
        } else {
            value = try postfixed(try primary())
        }
        while withFilters {
            if take("|") {
                try enter()
                let (filter, arguments, _) = try filterCall()
                value = Expression(.filter(filter, value, arguments), joined(value))
            } else if take(name: "is") {
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
                value = try attribute(of: value)
            } else if take("[") {
                let kind = try subscripted(value)
                value = Expression(kind, joined(value))
            } else if take("(") {
                let arguments = try arguments()
                value = Expression(.call(value, arguments), joined(value))
            } else {
                return value
            }
        }
    }

    private mutating func attribute(of value: Expression) throws(TemplateError) -> Expression {
        if case .int(let index) = current.kind {
            let key = Expression(.int(index), current.span)
            advance()
            return Expression(.subscript_(value, key), joined(value))
        }
        let (name, _) = try identifier("a field's name")
        return Expression(.attribute(value, name), joined(value))
    }

    /// After `[`: a key, or a slice with up to three numbers.
    private mutating func subscripted(_ value: Expression) throws(TemplateError) -> Expression.Kind {
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
        if parts.count > 1 {
            return .slice(value, from: parts[0], to: parts[1], step: parts.count > 2 ? parts[2] : nil)
        }
        guard let key = parts[0] else { throw tokens[index - 1].span.error("a key is missing between the brackets") }
        return .subscript_(value, key)
    }

    private mutating func primary() throws(TemplateError) -> Expression {
        let token = next()
        switch token.kind {
        case .name("true"), .name("True"): return Expression(.bool(true), token.span)
        case .name("false"), .name("False"): return Expression(.bool(false), token.span)
        case .name("none"), .name("None"): return Expression(.none, token.span)
        case .name(let name):
            if ["and", "or", "if", "else", "in", "is"].contains(name) { throw unexpected(token, "an expression") }
            return Expression(.name(name), token.span)
        case .string(var text):
            while case .string(let more) = current.kind {
                text += more
                advance()
            }
            return Expression(.string(text), token.span.joined(tokens[index - 1].span))
        case .int(let value): return Expression(.int(value), token.span)
        case .double(let value): return Expression(.double(value), token.span)
        case .symbol("("): return try parenthesised(token.span)
        case .symbol("["):
            return Expression(
                .list(try elements(until: "]"), isTuple: false), token.span.joined(tokens[index - 1].span))
        case .symbol("{"): return try map(token.span)
        case .text, .openOutput, .closeOutput, .openTag, .closeTag, .symbol, .end:
            throw unexpected(token, "an expression")
        }
    }

    private mutating func parenthesised(_ span: Span) throws(TemplateError) -> Expression {
        if take(")") { return Expression(.list([], isTuple: true), span.joined(tokens[index - 1].span)) }
        let value = try tuple()
        try expect(.symbol(")"), "')'")
        return Expression(value.kind, joined(span))
    }

    private mutating func elements(until end: String) throws(TemplateError) -> [Expression] {
        var elements: [Expression] = []
        while !take(end) {
            if !elements.isEmpty { try expect(.symbol(","), "',' or '\(end)'") }
            if take(end) { break }
            elements.append(try expression())
        }
        return elements
    }

    private mutating func map(_ span: Span) throws(TemplateError) -> Expression {
        var pairs: [(key: Expression, value: Expression)] = []
        while !take("}") {
            if !pairs.isEmpty { try expect(.symbol(","), "',' or '}'") }
            if take("}") { break }
            let key = try expression()
            try expect(.symbol(":"), "':'")
            pairs.append((key, try expression()))
        }
        return Expression(.map(pairs), joined(span))
    }

    // MARK: filters, tests, calls

    mutating func filterCall() throws(TemplateError) -> (filter: Filter, arguments: [Expression?], span: Span) {
        let (name, span) = try identifier("a filter's name")
        guard let filter = Filter(name: name) else {
            throw span.error("no filter '\(name)'" + suggestion(for: name, among: Filter.names))
        }
        let given = take("(") ? try arguments() : []
        let bound = try Parameter.bind(given, to: filter.parameters, of: "filter '\(name)'", joined(span))
        if filter == .map { try known(bound[0], among: Filter.names, "filter") }
        if filter == .select || filter == .reject { try known(bound[0], among: testNames, "test") }
        if filter == .selectattr || filter == .rejectattr { try known(bound[1], among: testNames, "test") }
        return (filter, bound, span)
    }

    private var testNames: [String] { Test.names + Test.symbols.keys }

    /// Filters and tests that are given by name are known before the template runs, too.
    private func known(_ argument: Expression?, among names: [String], _ noun: String) throws(TemplateError) {
        guard let argument else { return }
        guard case .string(let name) = argument.kind else {
            throw argument.span.error("the \(noun)'s name must be constant text")
        }
        guard names.contains(name) else {
            throw argument.span.error("no \(noun) '\(name)'" + suggestion(for: name, among: names))
        }
    }

    private mutating func test(of value: Expression) throws(TemplateError) -> Expression {
        let negated = take(name: "not")
        let (name, span) = try identifier("a test's name")
        guard let test = Test(name: name) else {
            throw span.error("no test '\(name)'" + suggestion(for: name, among: Test.names))
        }
        var given: [Expression.Argument] = []
        if take("(") {
            given = try arguments()
        } else if !test.parameters.isEmpty, beginsExpression {
            given = [Expression.Argument(name: nil, value: try postfixed(try primary()))]
        }
        let bound = try Parameter.bind(given, to: test.parameters, of: "test '\(name)'", joined(span))
        let result = Expression(.test(test, value, bound), joined(value))
        return negated ? Expression(.not(result), result.span) : result
    }

    private mutating func arguments() throws(TemplateError) -> [Expression.Argument] {
        var arguments: [Expression.Argument] = []
        while !take(")") {
            if !arguments.isEmpty { try expect(.symbol(","), "',' or ')'") }
            if take(")") { break }
            var name: String?
            if case .name(let key) = current.kind, tokens[index + 1].kind == .symbol("=") {
                name = key
                index += 2
            } else if arguments.last?.name != nil {
                throw current.span.error("an argument without a name follows one with a name")
            }
            arguments.append(Expression.Argument(name: name, value: try expression()))
        }
        return arguments
    }

    // MARK: targets and tokens

    mutating func target(ending end: String) throws(TemplateError) -> Statement.Target {
        let start = current.span
        var targets: [Statement.Target] = []
        var isTuple = false
        repeat {
            if isTuple, current.kind == .symbol(end) || current.kind == .name(end) { break }
            if take("(") {
                targets.append(try target(ending: ")"))
                try expect(.symbol(")"), "')'")
            } else {
                let (name, span) = try assignable()
                let field = take(".") ? try identifier("a field's name").name : nil
                targets.append(field.map { .attribute(name, field: $0, joined(span)) } ?? .name(name, span))
            }
            isTuple = isTuple || current.kind == .symbol(",")
        } while take(",")
        return isTuple ? .tuple(targets, joined(start)) : targets[0]
    }

    mutating func assignable() throws(TemplateError) -> (name: String, span: Span) {
        let (name, span) = try identifier("a name")
        guard !["true", "false", "none", "True", "False", "None", "loop", "super"].contains(name) else {
            throw span.error("'\(name)' cannot be assigned")
        }
        return (name, span)
    }

    mutating func identifier(_ what: String) throws(TemplateError) -> (name: String, span: Span) {
        guard case .name(let name) = current.kind else { throw unexpected(current, what) }
        let span = current.span
        advance()
        return (name, span)
    }

    var current: Token { tokens[index] }

    /// From `start` to the last token taken.
    private func joined(_ start: Span) -> Span { start.joined(tokens[index - 1].span) }
    private func joined(_ start: Expression) -> Span { joined(start.span) }

    mutating func next() -> Token {
        defer { advance() }
        return current
    }

    mutating func advance() { index = min(index + 1, tokens.count - 1) }

    mutating func take(_ symbol: String) -> Bool {
        guard current.kind == .symbol(symbol) else { return false }
        advance()
        return true
    }

    mutating func take(name: String) -> Bool {
        guard current.kind == .name(name) else { return false }
        advance()
        return true
    }

    mutating func closeTag() throws(TemplateError) { try expect(.closeTag, "%}") }

    mutating func expect(_ kind: Token.Kind, _ words: String) throws(TemplateError) {
        guard current.kind == kind else { throw unexpected(current, words) }
        advance()
    }

    func unexpected(_ token: Token, _ wanted: String) -> TemplateError {
        let found =
            switch token.kind {
            case .end: "the end of the template"
            case .openOutput, .openTag, .text: "markup"
            case .closeOutput, .closeTag, .name, .string, .int, .double, .symbol: "'\(token.span.text)'"
            }
        return token.span.error("expected \(wanted), found \(found)")
    }
}
