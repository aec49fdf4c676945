/// Tokens to trees (Jinja's grammar). Tags and expressions stand in the files beside this one.
struct Parser {
    private let tokens: [Token]
    private var index = 0
    let settings: Settings
    private var depth = 0
    /// Tags whose end is awaited, innermost last: an end that fits none of them is a mistake of its own.
    var open: [(name: String, span: Span)] = []
    var blocks: Set<String> = []

    static func statements(of source: Source, settings: Settings) throws(TemplateError) -> [Tree] {
        var parser = Parser(try Lexer.tokens(of: source, settings: settings), settings)
        return try parser.body(until: [])
    }

    private init(_ tokens: [Token], _ settings: Settings) {
        self.tokens = tokens
        self.settings = settings
    }

    /// Statements up to one of the `ends`, whose name is left as the current token.
    mutating func body(until ends: [String]) throws(TemplateError) -> [Tree] {
        let before = try enter()
        defer { depth = before }
        var statements: [Tree] = []
        while true {
            let token = next()
            switch token.kind {
            case .text(let text): statements.append(Tree(.text(text), token.span))
            case .word("{{"):
                let value = try tuple()
                try expect("}}")
                statements.append(Tree(.output, value.span, [value]))
            case .word("{%"):
                if let name = current.name, ends.contains(name) { return statements }
                statements.append(try tag())
            case .end:
                guard let last = open.last else { return statements }
                let wanted = ends.map { "{% \($0) %}" }.joined(separator: " or ")
                throw last.span.error("'\(last.name)' is never closed; \(wanted) is missing")
            case .word, .constant: throw unexpected(token, "markup or a tag")
            }
        }
    }

    // MARK: nesting

    /// Every step into or along an expression, and into a tag, counts as nesting until it is complete: its tree is
    /// walked by recursion later. Returns the depth before.
    @discardableResult
    mutating func enter() throws(TemplateError) -> Int {
        depth += 1
        guard depth <= settings.limits.nesting else {
            throw current.span.error("nested too deeply; the limit is \(settings.limits.nesting)")
        }
        return depth - 1
    }

    mutating func nested<Result>(
        _ work: (inout Parser) throws(TemplateError) -> Result
    ) throws(TemplateError) -> Result {
        let before = depth
        defer { depth = before }
        return try work(&self)
    }

    // MARK: tokens

    var current: Token { tokens[index] }
    var following: Token { tokens[min(index + 1, tokens.count - 1)] }
    var last: Span { tokens[index - 1].span }

    /// From `start` to the last token taken.
    func joined(_ start: Span) -> Span { start.joined(last) }

    @discardableResult
    mutating func next() -> Token {
        defer { index = min(index + 1, tokens.count - 1) }
        return current
    }

    mutating func take(_ word: String) -> Bool {
        guard current.kind == .word(word) else { return false }
        next()
        return true
    }

    mutating func expect(_ symbol: String, or other: String? = nil) throws(TemplateError) {
        guard take(symbol) else { throw unexpected(current, other.map { "'\(symbol)' or '\($0)'" } ?? "'\(symbol)'") }
    }

    mutating func identifier(_ what: String) throws(TemplateError) -> (name: String, span: Span) {
        guard let name = current.name else { throw unexpected(current, what) }
        return (name, next().span)
    }

    mutating func assignable() throws(TemplateError) -> (name: String, span: Span) {
        let (name, span) = try identifier("a name")
        guard !["true", "false", "none", "True", "False", "None", "loop", "super", "self"].contains(name) else {
            throw span.error("'\(name)' cannot be assigned")
        }
        return (name, span)
    }

    /// Parts with commas between them, up to `end`; a comma may follow the last.
    mutating func list(
        until end: String, _ part: (inout Parser) throws(TemplateError) -> Void
    ) throws(TemplateError) {
        var isFirst = true
        while !take(end) {
            if !isFirst { try expect(",", or: end) }
            if !isFirst, take(end) { return }
            isFirst = false
            try part(&self)
        }
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
