/// Tokens to statements (Jinja's grammar). Expressions stand in `Parser+Expressions.swift`.
struct Parser {
    let tokens: [Token]
    var index = 0
    private let settings: Settings
    var depth = 0
    /// Tags whose end is awaited, innermost last: an end that fits none of them is a mistake of its own.
    private var open: [(name: String, span: Span)] = []
    private var blocks: Set<String> = []

    static func statements(of source: Source, settings: Settings) throws(TemplateError) -> [Statement] {
        var parser = Parser(tokens: try Lexer.tokens(of: source, settings: settings), settings: settings)
        return try parser.body(until: [])
    }

    private init(tokens: [Token], settings: Settings) {
        self.tokens = tokens
        self.settings = settings
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
            case .word("{{"):
                let value = try tuple()
                try expect("}}")
                statements.append(Statement(span: value.span, kind: .output(value)))
            case .word("{%"):
                if case .word(let name) = current.kind, ends.contains(name) { return statements }
                statements.append(try tag())
            case .end:
                guard let last = open.last else { return statements }
                let wanted = ends.map { "{% \($0) %}" }.joined(separator: " or ")
                throw last.span.error("'\(last.name)' is never closed; \(wanted) is missing")
            case .word, .constant: throw unexpected(token, "markup or a tag")
            }
        }
    }

    /// The body of `name` and its end tag, without that tag's closing.
    private mutating func body(of name: String, _ span: Span) throws(TemplateError) -> [Statement] {
        try expect("%}")
        open.append((name, span))
        let statements = try body(until: ["end\(name)"])
        open.removeLast()
        advance()
        return statements
    }

    mutating func enter() throws(TemplateError) {
        depth += 1
        guard depth <= settings.limits.nesting else {
            throw current.span.error("nested too deeply; the limit is \(settings.limits.nesting)")
        }
    }

    // MARK: tags

    private mutating func tag() throws(TemplateError) -> Statement {
        let (name, span) = try identifier("a tag's name")
        let kind = try kind(ofTag: name, span)
        let end = tokens[index - 1].span
        try expect("%}")
        // For messages a tag with a body is its opening word
        let isWhole = ["include", "extends", "import", "from", "do", "break", "continue"].contains(name)
        return Statement(span: isWhole ? span.joined(end) : span, kind: kind)
    }

    private mutating func kind(ofTag name: String, _ span: Span) throws(TemplateError) -> Statement.Kind {
        switch name {
        case "if": return try branch(span)
        case "for": return try loop(span)
        case "set": return try set(span)
        case "with": return try with(span)
        case "filter":
            let chain = try filterChain(span)
            return .output(try filtered(try body(of: name, span), by: chain, span))
        case "do": return .evaluate(try tuple())
        case "macro": return try macro(span)
        case "include": return try include()
        case "extends": return .extends(try templateName())
        case "block": return try block(span)
        case "import": return try importAll()
        case "from": return try importNames()
        case "trans": return .output(try translation(span))
        case "break", "continue": return .leave(isBreak: name == "break")
        default: throw unknownTag(name, span)
        }
    }

    private func unknownTag(_ name: String, _ span: Span) -> TemplateError {
        if name.hasPrefix("end") || ["else", "elif", "pluralize"].contains(name) {
            guard let last = open.last else { return span.error("'\(name)' without a beginning") }
            return span.error("'\(name)' does not close '\(last.name)', opened at \(last.span.address)")
        }
        let leftOut = ["call", "autoescape"].contains(name) ? "; it is not part of this engine" : ""
        let known = [
            "if", "for", "set", "with", "filter", "do", "macro", "include", "extends", "block", "import", "from", "raw",
            "trans", "break", "continue",
        ]
        return span.error("no tag '\(name)'" + (leftOut.isEmpty ? suggestion(for: name, among: known) : leftOut))
    }

    private mutating func branch(_ span: Span) throws(TemplateError) -> Statement.Kind {
        open.append(("if", span))
        var branches: [Statement.Branch] = []
        repeat {
            let condition = try tuple()
            try expect("%}")
            branches.append(Statement.Branch(condition: condition, body: try body(until: ["elif", "else", "endif"])))
        } while take("elif")
        return .branch(branches, else: try otherwise(before: "endif"))
    }

    /// The rest of a tag that may have an `else`.
    private mutating func otherwise(before end: String) throws(TemplateError) -> [Statement] {
        var otherwise: [Statement] = []
        if take("else") {
            try expect("%}")
            otherwise = try body(until: [end])
        }
        open.removeLast()
        advance()
        return otherwise
    }

    private mutating func loop(_ span: Span) throws(TemplateError) -> Statement.Kind {
        let target = try target(before: "in")
        guard take("in") else { throw unexpected(current, "'in'") }
        let list = try tuple(conditional: false)
        let filter = take("if") ? try expression() : nil
        if take("recursive") {
            throw tokens[index - 1].span.error("recursive loops are not part of this engine; use a macro")
        }
        try expect("%}")
        open.append(("for", span))
        let body = try body(until: ["else", "endfor"])
        let otherwise = try otherwise(before: "endfor")
        return .loop(Statement.Loop(target: target, list: list, filter: filter, body: body, otherwise: otherwise))
    }

    private mutating func set(_ span: Span) throws(TemplateError) -> Statement.Kind {
        let target = try target(before: "=")
        if take("=") { return .set(target, try tuple()) }
        let chain = take("|") ? try filterChain(span) : []
        return .set(target, try filtered(try body(of: "set", span), by: chain, span))
    }

    private mutating func filterChain(_ span: Span) throws(TemplateError) -> [Expression] {
        var chain: [Expression] = []
        repeat { chain.append(try filter(of: Expression(.missing, span))) } while take("|")
        return chain
    }

    private func filtered(_ body: [Statement], by chain: [Expression], _ span: Span) throws(TemplateError) -> Expression
    {
        chain.reduce(Expression(.captured(body), span)) { Expression($1.kind, $1.span, [$0] + $1.parts.dropFirst()) }
    }

    private mutating func with(_ span: Span) throws(TemplateError) -> Statement.Kind {
        var statements: [Statement] = []
        while current.kind != .word("%}") {
            if !statements.isEmpty { try expect(",") }
            let (name, place) = try assignable()
            try expect("=")
            statements.append(Statement(span: place, kind: .set(.name(name, place), try expression())))
        }
        return .scope(statements + (try body(of: "with", span)))
    }

    private mutating func macro(_ span: Span) throws(TemplateError) -> Statement.Kind {
        let name = try assignable().name
        var parameters: [(name: String, fallback: Expression?)] = []
        try expect("(")
        while !take(")") {
            if !parameters.isEmpty { try expect(",") }
            if take(")") { break }
            let (parameter, place) = try assignable()
            let fallback = take("=") ? try expression() : nil
            if fallback == nil, parameters.last?.fallback != nil {
                throw place.error("parameter '\(parameter)' needs a default, as the one before it has one")
            }
            guard !parameters.contains(where: { $0.name == parameter }) else {
                throw place.error("two parameters named '\(parameter)'")
            }
            parameters.append((parameter, fallback))
        }
        return .macro(Statement.Macro(name: name, parameters: parameters, body: try body(of: "macro", span)))
    }

    // MARK: other templates

    private mutating func include() throws(TemplateError) -> Statement.Kind {
        var names: [String] = []
        if take("[") {
            while !take("]") {
                if !names.isEmpty { try expect(",") }
                names += try templateNames()
            }
        } else {
            names = try templateNames()
        }
        let ignoresMissing = take("ignore")
        if ignoresMissing, !take("missing") { throw unexpected(current, "'missing'") }
        try context()
        return .include(names, ignoresMissing: ignoresMissing)
    }

    /// Included templates always see what stands around them; saying so is allowed.
    private mutating func context() throws(TemplateError) {
        guard take("with") || take("without") else { return }
        let word = tokens[index - 1]
        guard take("context") else { throw unexpected(current, "'context'") }
        if word.kind == .word("without") { throw word.span.error("'without context' is not part of this engine") }
    }

    private mutating func block(_ span: Span) throws(TemplateError) -> Statement.Kind {
        let (name, place) = try identifier("a block's name")
        guard blocks.insert(name).inserted else { throw place.error("block '\(name)' is defined twice") }
        _ = take("scoped")
        let isRequired = take("required")
        let body = try body(of: "block", span)
        if isRequired, body.contains(where: { !$0.isBlank }) {
            throw place.error("a required block can hold only blanks and comments")
        }
        if let again = current.name {
            guard again == name else { throw current.span.error("this ends block '\(name)', not '\(again)'") }
            advance()
        }
        return .block(name, body, isRequired: isRequired)
    }

    private mutating func importAll() throws(TemplateError) -> Statement.Kind {
        let template = try templateName()
        guard take("as") else { throw unexpected(current, "'as'") }
        let (alias, span) = try assignable()
        try context()
        return .importing(template, [("", alias, span)])
    }

    private mutating func importNames() throws(TemplateError) -> Statement.Kind {
        let template = try templateName()
        guard take("import") else { throw unexpected(current, "'import'") }
        var names: [(name: String, alias: String, span: Span)] = []
        repeat {
            if current.kind == .word("%}"), !names.isEmpty { break }
            let (name, span) = try assignable()
            names.append((name, take("as") ? try assignable().name : name, span))
        } while take(",")
        try context()
        return .importing(template, names)
    }

    private mutating func templateName() throws(TemplateError) -> String { try templateNames()[0] }

    private mutating func templateNames() throws(TemplateError) -> [String] {
        let token = next()
        if case .constant(.text(let name)) = token.kind { return [name] }
        if let names = token.name.flatMap({ settings.templateNames[$0] }), !names.isEmpty { return names }
        let wanted = "a template's name in quotes (names are constant: templates are linked before they run)"
        throw unexpected(token, wanted)
    }

    // MARK: words

    /// `{% trans count=n %}{{ count }} entry{% pluralize %}{{ count }} entries{% endtrans %}`
    private mutating func translation(_ span: Span) throws(TemplateError) -> Expression {
        var values: [(name: String, value: Expression)] = []
        while current.kind != .word("%}") {
            if !values.isEmpty { try expect(",") }
            let (name, place) = try assignable()
            values.append((name, take("=") ? try expression() : Expression(.name(name), place)))
        }
        try expect("%}")
        open.append(("trans", span))
        var texts = [try words(until: ["pluralize", "endtrans"], &values)]
        if take("pluralize") {
            if let name = current.name, let index = values.firstIndex(where: { $0.name == name }) {
                advance()
                values.insert(values.remove(at: index), at: 0)
            }
            try expect("%}")
            guard !values.isEmpty else { throw span.error("'pluralize' needs a value that is counted") }
            texts.append(try words(until: ["endtrans"], &values))
        }
        open.removeLast()
        advance()
        return Expression(.words(texts, names: values.map(\.name)), span, values.map(\.value))
    }

    /// Text with plain names in it, as a catalogue writes it: `{name}`.
    private mutating func words(
        until ends: [String], _ values: inout [(name: String, value: Expression)]
    ) throws(TemplateError) -> String {
        var text = ""
        for statement in try body(until: ends) {
            switch statement.kind {
            case .text(let part):
                text += part.string.split(separator: "{", omittingEmptySubsequences: false).joined(separator: "{{")
                    .split(separator: "}", omittingEmptySubsequences: false).joined(separator: "}}")
            case .output(let value):
                guard let name = value.name else { throw value.span.error("only a name can stand in a text") }
                if !values.contains(where: { $0.name == name }) { values.append((name, value)) }
                text += "{\(name)}"
            case .evaluate, .branch, .loop, .set, .scope, .macro, .leave, .include, .extends, .block, .importing:
                throw statement.span.error("only text and names can stand in a text")
            }
        }
        return text
    }
}
