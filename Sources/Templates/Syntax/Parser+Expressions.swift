extension Parser {
    /// What stands between two values, by Jinja's precedence, loosest first; comparisons may be chained, and `not` stands
    /// before them. Signs, filters and tests bind tighter than all.
    private static let levels = [
        "or": 0, "and": 1, "in": 2, "==": 2, "!=": 2, "<": 2, "<=": 2, ">": 2, ">=": 2, "+": 3, "-": 3, "~": 4, "*": 5,
        "/": 5, "//": 5, "%": 5, "**": 6,
    ]
    private static let comparisons = 2

    /// One expression, or several with commas between them, which make a tuple.
    mutating func tuple(conditional: Bool = true) throws(TemplateError) -> Tree {
        try nested { (parser) throws(TemplateError) in
            let first = conditional ? try parser.expression() : try parser.binary(0)
            guard parser.current.kind == .word(",") else { return first }
            var parts = [first]
            while parser.take(","), parser.beginsExpression {
                parts.append(conditional ? try parser.expression() : try parser.binary(0))
            }
            return Tree(.list(.tuple), parser.joined(first.span), parts)
        }
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

    mutating func expression() throws(TemplateError) -> Tree {
        try nested { (parser) throws(TemplateError) in
            try parser.enter()
            var value = try parser.binary(0)
            while parser.take("if") {
                try parser.enter()
                let condition = try parser.binary(0)
                let otherwise = parser.take("else") ? [try parser.expression()] : []
                value = Tree(.node(.conditional), parser.joined(value.span), [condition, value] + otherwise)
            }
            return value
        }
    }

    /// Operators of a level and of those that bind tighter (precedence climbing).
    private mutating func binary(_ least: Int) throws(TemplateError) -> Tree {
        var left: Tree
        if least <= Parser.comparisons, current.kind == .word("not") {
            let span = next().span
            try enter()
            left = Tree(.apply(Operation["not"]), span, [try binary(Parser.comparisons)])
        } else {
            left = try unary(withFilters: true)
        }
        while let (word, level) = operation, level >= least {
            if level == Parser.comparisons {
                left = try comparison(left)
                continue
            }
            next()
            try enter()
            let right = try binary(level + 1)
            let kind = level > 1 ? Tree.Kind.apply(Operation[word]) : .node(level == 0 ? .or : .and)
            left = Tree(kind, joined(left.span), [left, right])
        }
        return left
    }

    /// The operator that is next, with its level.
    private var operation: (String, Int)? {
        guard case .word(let word) = current.kind else { return nil }
        if word == "not" { return following.kind == .word("in") ? (word, Parser.comparisons) : nil }
        return Parser.levels[word].map { (word, $0) }
    }

    /// `a < b < c` is `a < b and b < c`.
    private mutating func comparison(_ first: Tree) throws(TemplateError) -> Tree {
        var (left, whole): (Tree, Tree?) = (first, nil)
        while let (word, level) = operation, level == Parser.comparisons {
            next()
            if word == "not" { next() }
            try enter()
            let right = try binary(Parser.comparisons + 1)
            let span = left.span.joined(right.span)
            var step = Tree(.apply(Operation[word == "not" ? "in" : word]), span, [left, right])
            if word == "not" { step = Tree(.apply(Operation["not"]), span, [step]) }
            whole = whole.map { Tree(.node(.and), $0.span.joined(span), [$0, step]) } ?? step
            left = right
        }
        return whole ?? left
    }

    /// A sign binds looser than `.`, `[ ]` and calls, but tighter than filters: `-x|abs` is `(-x)|abs`.
    private mutating func unary(withFilters: Bool) throws(TemplateError) -> Tree {
        try enter()
        let span = current.span
        var value: Tree
        if take("-") {
            value = Tree(.apply(Operation["-x"]), span, [try unary(withFilters: false)])
        } else if take("+") {
            value = try unary(withFilters: false)
        } else {
            value = try postfixed(try primary())
        }
        while withFilters, [.word("|"), .word("is")].contains(current.kind) {
            try enter()
            value = next().kind == .word("|") ? try filter(of: value) : try test(of: value)
        }
        return value
    }

    private mutating func postfixed(_ first: Tree) throws(TemplateError) -> Tree {
        var value = first
        while true {
            try enter()
            if take(".") {
                if case .constant(.int) = current.kind {
                    let token = next()
                    value = Tree(.apply(Operation["[]"]), joined(value.span), [value, try primary(token)])
                } else {
                    // The place of a field is its name, for the caret of messages
                    let (name, span) = try identifier("a field's name")
                    value = Tree(.field(name), span, [value])
                }
            } else if take("[") {
                value = try subscripted(value)
            } else if take("(") {
                let (names, values) = try arguments()
                value = Tree(.call(names: names), joined(whole(value)), [value] + values)
            } else {
                return value
            }
        }
    }

    /// A field with what it is looked up in.
    private func whole(_ value: Tree) -> Span {
        guard case .field = value.kind else { return value.span }
        return whole(value.parts[0]).joined(value.span)
    }

    /// After `[`: a key, or a slice with up to three numbers.
    private mutating func subscripted(_ value: Tree) throws(TemplateError) -> Tree {
        var parts: [Tree?] = [nil]
        while !take("]") {
            guard current.kind == .word(":") ? parts.count < 3 : parts[parts.count - 1] == nil else {
                throw unexpected(current, "']'")
            }
            if take(":") { parts.append(nil) } else { parts[parts.count - 1] = try expression() }
        }
        let span = joined(whole(value))
        if parts.count > 1 {
            let bounds = (parts + [nil]).prefix(3).map { $0 ?? Tree(.missing, span) }
            return Tree(.apply(Operation["[:]"]), span, [value] + bounds)
        }
        guard let key = parts[0] else { throw last.error("a key is missing between the brackets") }
        return Tree(.apply(Operation["[]"]), span, [value, key])
    }

    private mutating func primary() throws(TemplateError) -> Tree { try primary(next()) }

    private mutating func primary(_ token: Token) throws(TemplateError) -> Tree {
        let span = token.span
        switch token.kind {
        case .constant(.text(var text)):
            while case .constant(.text(let more)) = current.kind {
                text += more
                next()
            }
            return Tree(.constant(.text(text)), joined(span))
        case .constant(let value): return Tree(.constant(value), span)
        case .word("true"), .word("True"): return Tree(.constant(.bool(true)), span)
        case .word("false"), .word("False"): return Tree(.constant(.bool(false)), span)
        case .word("none"), .word("None"): return Tree(.constant(.none), span)
        case .word("("):
            if take(")") { return Tree(.list(.tuple), joined(span)) }
            let value = try tuple()
            try expect(")")
            if case .field = value.kind { return value }
            return Tree(value.kind, joined(span), value.parts)
        case .word("["): return try elements(.list, until: "]", span)
        case .word("{"): return try elements(.map, until: "}", span)
        case .word(let name):
            guard token.name != nil, !["and", "or", "if", "else", "in", "is"].contains(name) else {
                throw unexpected(token, "an expression")
            }
            return Tree(.name(name), span)
        case .text, .end: throw unexpected(token, "an expression")
        }
    }

    private mutating func elements(_ shape: Tree.Shape, until end: String, _ span: Span) throws(TemplateError) -> Tree {
        var elements: [Tree] = []
        try list(until: end) { (parser) throws(TemplateError) in
            elements.append(try parser.expression())
            guard shape == .map else { return }
            try parser.expect(":")
            elements.append(try parser.expression())
        }
        return Tree(.list(shape), joined(span), elements)
    }

    // MARK: filters, tests, calls

    mutating func filter(of value: Tree) throws(TemplateError) -> Tree {
        let (name, span) = try identifier("a filter's name")
        let filter = try Operation.named(name, .filter, span)
        let (names, values) = take("(") ? try arguments() : ([], [])
        return try applied(filter, "filter '\(name)'", value, names, values, span)
    }

    private mutating func test(of value: Tree) throws(TemplateError) -> Tree {
        let isNegated = take("not")
        let (name, span) = try identifier("a test's name")
        let test = try Operation.named(name, .test, span)
        var (names, values): ([String?], [Tree]) = ([], [])
        if take("(") {
            (names, values) = try arguments()
        } else if !test.parameters.isEmpty, beginsExpression {
            (names, values) = ([nil], [try postfixed(try primary())])
        }
        let result = try applied(test, "test '\(name)'", value, names, values, span)
        return isNegated ? Tree(.apply(Operation["not"]), result.span, [result]) : result
    }

    /// Filters and tests that are given by name, as to `map` and `select`, are known before the template runs, too.
    private func applied(
        _ operation: Operation, _ noun: String, _ value: Tree, _ names: [String?], _ values: [Tree], _ span: Span
    ) throws(TemplateError) -> Tree {
        let bound = try Parameter.bind(values, names, to: operation.parameters, of: noun, joined(span))
        for (parameter, argument) in zip(operation.parameters, bound)
        where ["filter", "test"].contains(parameter.name) && !argument.isMissing {
            guard let name = argument.text else {
                throw argument.span.error("the \(parameter.name)'s name must be constant text")
            }
            _ = try Operation.named(name, parameter.name == "test" ? .test : .filter, argument.span)
        }
        return Tree(.apply(operation), joined(value.span), [value] + bound)
    }

    private mutating func arguments() throws(TemplateError) -> (names: [String?], values: [Tree]) {
        var (names, values): ([String?], [Tree]) = ([], [])
        try list(until: ")") { (parser) throws(TemplateError) in
            var name: String?
            if let key = parser.current.name, parser.following.kind == .word("=") {
                name = key
                parser.next()
                parser.next()
            } else if names.contains(where: { $0 != nil }) {
                throw parser.current.span.error("an argument without a name follows one with a name")
            }
            names.append(name)
            values.append(try parser.expression())
        }
        return (names, values)
    }

    /// What an assignment or a loop binds.
    mutating func target(before end: String) throws(TemplateError) -> Tree {
        let start = current.span
        var targets: [Tree] = []
        var isTuple = false
        repeat {
            if isTuple, current.kind == .word(end) { break }
            if take("(") {
                targets.append(try target(before: ")"))
                try expect(")")
            } else {
                let (name, span) = try assignable()
                let target = Tree(.name(name), span)
                let field = take(".") ? try identifier("a field's name").name : nil
                targets.append(field.map { Tree(.field($0), joined(span), [target]) } ?? target)
            }
            isTuple = isTuple || current.kind == .word(",")
        } while take(",")
        return isTuple ? Tree(.list(.tuple), joined(start), targets) : targets[0]
    }
}
