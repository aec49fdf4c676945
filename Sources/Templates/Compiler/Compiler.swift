/// Makes a program of a template and of all it extends, includes and imports: names become slots, every value gets the
/// escaper of its place. What can be wrong without data is found here; with a model's layout, fields are checked, too.
final class Compiler {
    let templates: [String: [Tree]]
    let catalogue: Catalogue
    let settings: Settings
    /// The type of the model; unknown unless fields are to be checked.
    let model: Layout?
    var errors: [TemplateError] = []
    var program = Program()
    /// The statements of the block that is being made.
    private var current: [(Node, Program.Site)] = []
    var scope = Scope(parent: nil, function: 0, level: 0)
    var context = HTMLContext()
    /// The markup that led into the context.
    private var contextSpan: Span?
    var trail: [String] = []
    /// The bodies of each block, the most derived first, and the ones that are being made.
    var layers: [String: [[Tree]]] = [:]
    var openLayers: [(name: String, depth: Int)] = []
    var openTemplates: [String] = []
    /// For each loop around: where its `break`s and `continue`s leave the page. `nil` is the border of a function.
    var exits: [[(context: HTMLContext, span: Span)]?] = []
    var macros: [MacroSymbol] = []
    var macroDepth = 0
    private var depth = 0
    /// Markup that no statement writes yet, in the program's text.
    private var pending = 0..<0
    /// Statements and nodes so far: templates that include others twice grow with each level.
    private var parts = 0

    private init(_ templates: [String: [Tree]], _ catalogue: Catalogue, _ settings: Settings, _ model: Layout?) {
        (self.templates, self.catalogue, self.settings, self.model) = (templates, catalogue, settings, model)
    }

    /// Whether names that mean nothing are mistakes.
    var isStrict: Bool { settings.undefined == .strict }

    /// A scope knows its macros, and a macro its scope.
    deinit { for macro in macros { macro.scope.symbols = [:] } }

    /// With the program of a page, and the fields that it uses and the model, if one is given, does not have.
    static func compiled(
        _ name: String, of templates: [String: [Tree]], catalogue: Catalogue, settings: Settings, model: Layout? = nil
    ) throws(TemplateError) -> Compiler {
        let compiler = Compiler(templates, catalogue, settings, model)
        try compiler.page(name)
        compiler.program.text += Array(repeating: 0, count: Buffer<UInt8>.slack)
        return compiler
    }

    private func page(_ name: String) throws(TemplateError) {
        program.functions = [Program.Function(name: name, level: 0)]
        guard let statements = templates[name] else { return }
        let span = Span(source: Source(name: name, text: []), start: 0, end: 0)
        program.functions[0].block = try block(span) { () throws(TemplateError) in
            try template(named: name, statements, span)
            // Macros that nobody calls may have mistakes, too
            var known = 0
            while known < macros.count {
                if macros[known].functions.isEmpty, model == nil {
                    try function(of: macros[known], in: HTMLContext(), [])
                }
                known += 1
            }
        }
        guard context.joined(HTMLContext()) != nil || settings.escaping != .html else {
            let place = contextSpan ?? span
            throw place.error("the page ends in \(context.words), which began here")
        }
    }

    // MARK: nodes

    func emit(_ node: Node, _ span: Span) throws(TemplateError) -> Int32 {
        try count(span)
        program.nodes.append(node)
        program.sites.append(Program.Site(span: span, trail: trail))
        return Int32(program.nodes.count - 1)
    }

    func count(_ span: Span) throws(TemplateError) {
        parts += 1
        guard parts <= settings.limits.parts else {
            throw error("the page has too many parts; the limit is \(settings.limits.parts)", span)
        }
    }

    /// A statement of the block that is being made; it takes along the markup before it.
    func add(_ node: Node, _ span: Span) {
        var node = node
        (node.start, node.length) = (Int32(pending.lowerBound), Int32(pending.count))
        pending = 0..<0
        current.append((node, Program.Site(span: span, trail: trail)))
    }

    func list(_ nodes: [Int32]) -> Int32 {
        program.lists += nodes
        return Int32(program.lists.count - nodes.count)
    }

    func constant(_ value: LooseValue) -> Int32 {
        program.constants.append(value)
        return Int32(program.constants.count - 1)
    }

    func symbol(_ name: String) -> Int32 {
        let known = program.symbols.firstIndex(of: name)
        if known == nil { program.symbols.append(name) }
        return Int32(known ?? program.symbols.count - 1)
    }

    /// Slots side by side in the frame of the function.
    func slots(_ count: Int = 1) -> Int {
        program.functions[scope.function].slots += count
        return program.functions[scope.function].slots - count
    }

    func block(_ span: Span, _ work: () throws(TemplateError) -> Void) throws(TemplateError) -> Int32 {
        depth += 1
        defer { depth -= 1 }
        guard depth <= settings.limits.depth else {
            throw error("tags and macros stand inside of one another more than \(settings.limits.depth) deep", span)
        }
        let outer = (current, pending)
        (current, pending) = ([], 0..<0)
        try work()
        if !pending.isEmpty { add(Node(code: .text), span) }
        let block = Node(code: .block, b: Int32(program.nodes.count), c: Int32(current.count))
        for (node, site) in current {
            program.nodes.append(node)
            program.sites.append(site)
        }
        (current, pending) = outer
        return try emit(block, span)
    }

    func block(of statements: [Tree], _ span: Span) throws(TemplateError) -> Int32 {
        try block(span) { () throws(TemplateError) in try compile(statements) }
    }

    /// In a scope of its own.
    func inScope(_ work: () throws(TemplateError) -> Void) throws(TemplateError) {
        let outer = scope
        scope = Scope(parent: outer, function: outer.function, level: outer.level)
        try work()
        scope = outer
    }

    // MARK: markup

    func write(_ text: [UInt8], _ span: Span) throws(TemplateError) {
        var output = text
        if settings.escaping == .html {
            do {
                let scanner = try MarkupScanner.scan(text, in: context)
                (output, context) = (scanner.output, scanner.context)
                if let offset = scanner.tagStart { contextSpan = span.letter(offset) }
            } catch {
                throw self.error(error.message, span.letter(error.offset))
            }
        }
        guard program.text.count + output.count <= settings.limits.output else {
            throw error("the page has too much markup; the limit is \(settings.limits.output) bytes", span)
        }
        if !pending.isEmpty, pending.upperBound < program.text.count { add(Node(code: .text), span) }
        if pending.isEmpty { pending = program.text.count..<program.text.count }
        program.text += output
        pending = pending.lowerBound..<program.text.count
    }

    /// How a value is written here; the context moves on.
    func escaper(_ span: Span) throws(TemplateError) -> Escaper {
        guard settings.escaping == .html else { return Escaper(.plain, settings.escaping == .off ? .raw : .flat) }
        do {
            let (escaper, after) = try context.afterValue()
            context = after
            return escaper
        } catch {
            throw self.error(error.message + (contextSpan.map { "; the place began at \($0.address)" } ?? ""), span)
        }
    }

    /// Where several ways meet, each with where it comes from.
    func join(_ ends: [(context: HTMLContext, span: Span)], _ what: String, _ span: Span) throws(TemplateError) {
        var joined = ends[0].context
        for (end, place) in ends.dropFirst() {
            guard let both = joined.joined(end) else {
                throw error(
                    "\(what) in \(joined.words) (\(ends[0].span.address)) and in \(end.words) (\(place.address))", span)
            }
            joined = both
        }
        context = joined
    }

    func error(_ message: String, _ span: Span) -> TemplateError { span.error(message, trail: trail) }
}
