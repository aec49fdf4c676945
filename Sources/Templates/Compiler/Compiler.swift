/// A linked template to a program. Walks the tree once and carries the HTML context along, so every value gets its
/// escaper where it is written, and a value that has none is refused here.
final class Compiler {
    let settings: Settings
    let catalogue: Catalogue
    private(set) var function: FunctionBuilder
    private(set) var scope: Scope
    private var scopes: [Scope] = []
    var context = HTMLContext.text
    /// Where the context began, to name both places when something does not fit.
    var contextSpan: Span?
    /// How the current statement was reached.
    private(set) var trail: [String] = []
    /// Loops around the current statement in this function, innermost last.
    var loops: [LoopBuilder] = []
    /// Captures around the current statement in this function.
    var captures = 0
    /// Blocks around the current statement and the layer of each that is being compiled.
    var layers: [(bodies: [[Statement]], index: Int)] = []

    private var markup: [UInt8] = []
    /// Markup that the next output instruction takes along.
    private var pending = 0..<0
    private var pendingSpan: Span?
    private var constants: [String] = []
    private var constantIndex: [String: Int] = [:]
    private var fields: [String] = []
    private var functions: [FunctionBuilder] = []
    private var messages: [[[Program.MessagePiece]]] = []

    struct LoopBuilder {
        let context: HTMLContext
        let captures: Int
        var breaks: [Int] = []
        var continues: [Int] = []
    }

    static func program(
        _ name: String, _ statements: [Statement], catalogue: Catalogue, settings: Settings
    ) throws(TemplateError) -> Program {
        let compiler = Compiler(name: name, catalogue: catalogue, settings: settings)
        // Scopes and their macros hold one another
        defer { compiler.scopes.forEach { $0.removeAll() } }
        try compiler.page(statements)
        return compiler.finished(name)
    }

    private init(name: String, catalogue: Catalogue, settings: Settings) {
        self.settings = settings
        self.catalogue = catalogue
        function = FunctionBuilder(index: 0, name: name, level: 0)
        scope = Scope(parent: nil, function: function)
        scopes = [scope]
        functions = [function]
    }

    private func page(_ statements: [Statement]) throws(TemplateError) {
        try body(statements)
        flush()
        if context != .text, let span = contextSpan ?? statements.last?.span {
            throw error("the template ends in \(context.words), which began here", span)
        }
        append(
            Instruction(code: .return),
            statements.last?.span ?? Span(source: Source(name: function.name, text: []), start: 0, end: 0))
    }

    private func finished(_ name: String) -> Program {
        var instructions: [Instruction] = []
        var sites: [Program.Site] = []
        var table: [Program.Function] = []
        for function in functions {
            table.append(
                Program.Function(name: function.name, entry: instructions.count, registers: function.registers))
            instructions += function.instructions
            sites += function.sites
        }
        return Program(
            name: name, instructions: instructions, sites: sites, markup: markup, constants: constants, fields: fields,
            functions: table, messages: messages)
    }

    // MARK: scopes and functions

    func inScope(_ work: () throws(TemplateError) -> Void) throws(TemplateError) {
        let mark = function.top
        scope = newScope(in: scope, function)
        try work()
        try finishMacros()
        function.release(to: mark)
        scope = scope.parent ?? scope
    }

    /// A scope that sees nothing around it: that of an imported template.
    func inFreshScope(_ work: () throws(TemplateError) -> Void) throws(TemplateError) -> Scope {
        let outer = scope
        let fresh = newScope(in: nil, function)
        scope = fresh
        try work()
        try finishMacros()
        scope = outer
        return fresh
    }

    private func newScope(in parent: Scope?, _ function: FunctionBuilder) -> Scope {
        let scope = Scope(parent: parent, function: function)
        scopes.append(scope)
        return scope
    }

    func reached(by step: String, _ work: () throws(TemplateError) -> Void) throws(TemplateError) {
        trail.insert(step, at: 0)
        try work()
        trail.removeFirst()
    }

    /// A macro that nobody calls is compiled all the same: its mistakes count too.
    private func finishMacros() throws(TemplateError) {
        for macro in scope.macros where macro.functions.isEmpty { _ = try compiled(macro, in: .text) }
    }

    /// The function of a macro in a context, made when it is first needed.
    func compiled(_ symbol: MacroSymbol, in start: HTMLContext) throws(TemplateError) -> FunctionBuilder {
        if let known = symbol.functions[start] { return known }
        flush()
        let builder = FunctionBuilder(
            index: functions.count, name: symbol.macro.name, level: symbol.scope.function.level + 1)
        guard functions.count < 1_000, builder.level < 16 else {
            throw error("too many macros within macros", symbol.span)
        }
        functions.append(builder)
        symbol.functions[start] = builder
        let saved = (function, scope, context, trail, loops, captures, layers)
        (function, scope, context, trail, loops, captures, layers) = (
            builder, newScope(in: symbol.scope, builder), start, symbol.trail, [], 0, []
        )
        try parameters(symbol.macro)
        try body(symbol.macro.body)
        flush()
        try finishMacros()
        if let assumed = symbol.ends.updateValue(context, forKey: start), assumed != context {
            let places = "in \(start.words), not in \(context.words)"
            throw error(
                "macro '\(symbol.macro.name)' calls itself, so it must end where it began: \(places)", symbol.span)
        }
        append(Instruction(code: .return), symbol.span)
        (function, scope, context, trail, loops, captures, layers) = saved
        return builder
    }

    private func parameters(_ macro: Statement.Macro) throws(TemplateError) {
        let first = function.allocate(macro.parameters.count)
        for (index, parameter) in macro.parameters.enumerated() {
            let register = first + index
            if let fallback = parameter.fallback {
                let jump = append(Instruction(code: .jumpIfGiven, a: Int32(register)), fallback.span)
                try value(fallback, into: register)
                function.land(jump)
            }
            scope[parameter.name] = .variable(register: register)
        }
    }

    // MARK: pieces of the program

    @discardableResult
    func append(_ instruction: Instruction, _ span: Span, _ subject: Program.Subject = .value) -> Int {
        function.append(instruction, Program.Site(span: span, trail: trail, subject: subject))
    }

    func add(markup bytes: [UInt8], _ span: Span) {
        if pending.isEmpty { pending = markup.count..<markup.count }
        markup += bytes
        pending = pending.lowerBound..<markup.count
        pendingSpan = span
    }

    /// Markup that waits, for an instruction that writes it first.
    func takePending() -> (start: Int32, length: Int32) {
        defer { pending = markup.count..<markup.count }
        return (Int32(pending.lowerBound), Int32(pending.count))
    }

    /// Writes the waiting markup now: before ways part or meet, and before anything is captured.
    func flush() {
        guard !pending.isEmpty, let span = pendingSpan else { return }
        let (start, length) = takePending()
        append(Instruction(code: .text, b: start, c: length), span)
    }

    func constant(_ text: String) -> Int32 {
        if let known = constantIndex[text] { return Int32(known) }
        constants.append(text)
        constantIndex[text] = constants.count - 1
        return Int32(constants.count - 1)
    }

    func fieldSite(_ name: String, _ span: Span) throws(TemplateError) -> UInt16 {
        guard let site = UInt16(exactly: fields.count) else { throw error("the template is too large", span) }
        fields.append(name)
        return site
    }

    func message(_ rows: [[Program.MessagePiece]]) -> Int32 {
        messages.append(rows)
        return Int32(messages.count - 1)
    }

    func error(_ message: String, _ span: Span) -> TemplateError { span.error(message, trail: trail) }
}
