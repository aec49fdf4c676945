/// Tokens to statements (Jinja's grammar). Expressions stand in `Parser+Expressions.swift`.
struct Parser {
    var tokens: [Token]
    var index = 0
    private let limit: Int
    var depth = 0
    /// Tags whose end is awaited, innermost last: an end that fits none of them is a mistake of its own.
    private var open: [(name: String, span: Span)] = []
    private var blocks: Set<String> = []

    static func statements(of source: Source, settings: Settings) throws(TemplateError) -> [Statement] {
        let tokens = try Lexer.tokens(of: source, settings: settings)
        var parser = Parser(tokens: tokens, limit: settings.limits.nesting)
        return try parser.body(until: [])
    }

    private init(tokens: [Token], limit: Int) {
        self.tokens = tokens
        self.limit = limit
    }

    // MARK: bodies

    /// Statements up to one of the `ends`, whose name is left as the current token.
    private mutating func body(until ends: [String]) throws(TemplateError) -> [Statement] {
        try enter()
        defer { depth -= 1 }
        var statements: [Statement] = []
        while true {
            let token = next()
            switch token.kind {
            case .text(let text): statements.append(Statement(span: token.span, kind: .text(text)))
            case .openOutput:
                let value = try tuple()
                try expect(.closeOutput, "}}")
                statements.append(Statement(span: value.span, kind: .output(value)))
            case .openTag:
                if case .name(let name) = current.kind, ends.contains(name) { return statements }
                statements.append(try tag())
            case .end:
                guard let last = open.last else { return statements }
                let wanted = ends.map { "{% \($0) %}" }.joined(separator: " or ")
                throw last.span.error("'\(last.name)' is never closed; \(wanted) is missing")
            case .closeOutput, .closeTag, .name, .string, .int, .double, .symbol:
                throw unexpected(token, "markup or a tag")
            }
        }
    }

    /// The body of `name` and its end tag.
    private mutating func body(of name: String, _ span: Span) throws(TemplateError) -> [Statement] {
        try closeTag()
        open.append((name, span))
        let statements = try body(until: ["end\(name)"])
        open.removeLast()
        advance()
        return statements
    }

    mutating func enter() throws(TemplateError) {
        depth += 1
        guard depth <= limit else { throw current.span.error("nested too deeply; the limit is \(limit)") }
    }

    // MARK: tags

    private mutating func tag() throws(TemplateError) -> Statement {
        let (name, span) = try identifier("a tag's name")
        let kind = try kind(ofTag: name, span)
        let end = current.span
        try closeTag()
        // For messages a tag with a body is its opening words
        let words = isBody(kind) ? span : span.joined(Span(source: span.source, start: span.start, end: end.start))
        return Statement(span: words, kind: kind)
    }

    private func isBody(_ kind: Statement.Kind) -> Bool {
        switch kind {
        case .include, .extends, .importing, .evaluate, .set, .leave: false
        case .text, .output, .branch, .loop, .capture, .filtered, .scope, .macro, .block, .inlined, .layers, .missing,
            .module:
            true
        }
    }

    private mutating func kind(ofTag name: String, _ span: Span) throws(TemplateError) -> Statement.Kind {
        switch name {
        case "if": return try branch(span)
        case "for": return try loop(span)
        case "set": return try set(span)
        case "with": return try with(span)
        case "filter": return try filtered(span)
        case "do": return .evaluate(try tuple())
        case "macro": return try macro(span)
        case "include": return try include()
        case "extends": return .extends(try templateName())
        case "block": return try block(span)
        case "import": return try importAll()
        case "from": return try importNames()
        case "break", "continue": return .leave(isBreak: name == "break")
        default: throw unknownTag(name, span)
        }
    }

    private func unknownTag(_ name: String, _ span: Span) -> TemplateError {
        if name.hasPrefix("end") || name == "else" || name == "elif" {
            guard let last = open.last else { return span.error("'\(name)' without a beginning") }
            return span.error("'\(name)' does not close '\(last.name)', opened at \(last.span.address)")
        }
        let known = [
            "if", "for", "set", "with", "filter", "do", "macro", "include", "extends", "block", "import", "from", "raw",
            "break",
            "continue",
        ]
        return span.error("no tag '\(name)'" + suggestion(for: name, among: known))
    }

    private mutating func branch(_ span: Span) throws(TemplateError) -> Statement.Kind {
        open.append(("if", span))
        var branches: [Statement.Branch] = []
        var otherwise: [Statement] = []
        var end = "elif"
        while end == "elif" {
            let condition = try tuple()
            try closeTag()
            branches.append(Statement.Branch(condition: condition, body: try body(until: ["elif", "else", "endif"])))
            end = try identifier("a tag's name").name
        }
        if end == "else" {
            try closeTag()
            otherwise = try body(until: ["endif"])
            advance()
        }
        open.removeLast()
        return .branch(branches, else: otherwise)
    }

    private mutating func loop(_ span: Span) throws(TemplateError) -> Statement.Kind {
        let target = try target(ending: "in")
        guard take(name: "in") else { throw unexpected(current, "'in'") }
        let list = try tuple(conditional: false)
        let filter = take(name: "if") ? try expression() : nil
        if take(name: "recursive") {
            throw tokens[index - 1].span.error("recursive loops are not part of this engine; use a macro")
        }
        try closeTag()
        open.append(("for", span))
        let body = try body(until: ["else", "endfor"])
        var otherwise: [Statement] = []
        if try identifier("a tag's name").name == "else" {
            try closeTag()
            otherwise = try self.body(until: ["endfor"])
            advance()
        }
        open.removeLast()
        return .loop(Statement.Loop(target: target, list: list, filter: filter, body: body, otherwise: otherwise))
    }

    private mutating func set(_ span: Span) throws(TemplateError) -> Statement.Kind {
        let target = try target(ending: "=")
        if take("=") { return .set(target, try tuple()) }
        var chain: Statement.FilterChain = []
        while take("|") { chain.append(try filterCall()) }
        return .capture(target, chain, try body(of: "set", span))
    }

    private mutating func with(_ span: Span) throws(TemplateError) -> Statement.Kind {
        var assignments: [Statement] = []
        while current.kind != .closeTag {
            if !assignments.isEmpty { try expect(.symbol(","), "','") }
            let (name, place) = try assignable()
            try expect(.symbol("="), "'='")
            assignments.append(Statement(span: place, kind: .set(.name(name, place), try expression())))
        }
        return .scope(assignments + (try body(of: "with", span)))
    }

    private mutating func filtered(_ span: Span) throws(TemplateError) -> Statement.Kind {
        var chain: Statement.FilterChain = [try filterCall()]
        while take("|") { chain.append(try filterCall()) }
        return .filtered(chain, try body(of: "filter", span))
    }

    private mutating func macro(_ span: Span) throws(TemplateError) -> Statement.Kind {
        let name = try assignable().name
        var parameters: [Statement.Macro.Parameter] = []
        try expect(.symbol("("), "'('")
        while !take(")") {
            if !parameters.isEmpty { try expect(.symbol(","), "','") }
            if take(")") { break }
            let (parameter, place) = try assignable()
            let fallback = take("=") ? try expression() : nil
            if fallback == nil, parameters.last?.fallback != nil {
                throw place.error("parameter '\(parameter)' needs a default, as the one before it has one")
            }
            guard !parameters.contains(where: { $0.name == parameter }) else {
                throw place.error("two parameters named '\(parameter)'")
            }
            parameters.append(Statement.Macro.Parameter(name: parameter, fallback: fallback))
        }
        return .macro(Statement.Macro(name: name, parameters: parameters, body: try body(of: "macro", span)))
    }

    private mutating func include() throws(TemplateError) -> Statement.Kind {
        var names: [String] = []
        if take("[") {
            while !take("]") {
                if !names.isEmpty { try expect(.symbol(","), "','") }
                names.append(try templateName())
            }
        } else {
            names.append(try templateName())
        }
        let ignoresMissing = take(name: "ignore")
        if ignoresMissing, !take(name: "missing") { throw unexpected(current, "'missing'") }
        try context()
        return .include(names, ignoresMissing: ignoresMissing)
    }

    /// Included templates always see what stands around them; saying so is allowed.
    private mutating func context() throws(TemplateError) {
        guard take(name: "with") || take(name: "without") else { return }
        let word = tokens[index - 1]
        guard take(name: "context") else { throw unexpected(current, "'context'") }
        if word.kind == .name("without") { throw word.span.error("'without context' is not part of this engine") }
    }

    private mutating func block(_ span: Span) throws(TemplateError) -> Statement.Kind {
        let (name, place) = try identifier("a block's name")
        guard blocks.insert(name).inserted else { throw place.error("block '\(name)' is defined twice") }
        _ = take(name: "scoped")
        let isRequired = take(name: "required")
        try closeTag()
        open.append(("block", span))
        let body = try body(until: ["endblock"])
        open.removeLast()
        if isRequired, body.contains(where: { !$0.isBlank }) {
            throw place.error("a required block can hold only blanks and comments")
        }
        advance()
        if case .name(let again) = current.kind {
            guard again == name else { throw current.span.error("this ends block '\(name)', not '\(again)'") }
            advance()
        }
        return .block(name, body, isRequired: isRequired)
    }

    private mutating func importAll() throws(TemplateError) -> Statement.Kind {
        let name = try templateName()
        guard take(name: "as") else { throw unexpected(current, "'as'") }
        let alias = try assignable().name
        try context()
        return .importing(name, .all(as: alias))
    }

    private mutating func importNames() throws(TemplateError) -> Statement.Kind {
        let template = try templateName()
        guard take(name: "import") else { throw unexpected(current, "'import'") }
        var names: [(name: String, alias: String, span: Span)] = []
        repeat {
            if current.kind == .closeTag, !names.isEmpty { break }
            let (name, span) = try assignable()
            names.append((name, take(name: "as") ? try assignable().name : name, span))
        } while take(",")
        try context()
        return .importing(template, .names(names))
    }

    private mutating func templateName() throws(TemplateError) -> String {
        guard case .string(let name) = current.kind else {
            throw unexpected(
                current, "a template's name in quotes (names are constant: templates are linked before they run)")
        }
        advance()
        return name
    }
}
