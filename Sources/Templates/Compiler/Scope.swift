/// What names mean in a stretch of a template: decided here, so that nothing is looked up by name when a page is made
/// but the fields of its model.
final class Scope {
    enum Symbol {
        case variable(register: Int)
        case macro(MacroSymbol)
        /// The registers of a loop: its list, its index.
        case loop(register: Int)
        /// What another template defines.
        case module(Scope)
    }

    let parent: Scope?
    let function: FunctionBuilder
    private var symbols: [String: Symbol] = [:]

    init(parent: Scope?, function: FunctionBuilder) {
        self.parent = parent
        self.function = function
    }

    subscript(name: String) -> Symbol? {
        get { symbols[name] }
        set { symbols[name] = newValue }
    }

    func removeAll() { symbols.removeAll() }

    var macros: [MacroSymbol] {
        symbols.values.compactMap { if case .macro(let macro) = $0 { macro } else { nil } }.sorted {
            $0.macro.name < $1.macro.name
        }
    }

    /// The nearest meaning of a name, and whose frame holds it.
    func find(_ name: String) -> (symbol: Symbol, function: FunctionBuilder)? {
        var scope: Scope? = self
        while let current = scope {
            if let symbol = current.symbols[name] { return (symbol, current.function) }
            scope = current.parent
        }
        return nil
    }

    /// All names in sight, for suggestions.
    var names: [String] { symbols.keys.sorted() + (parent?.names ?? []) }
}

/// A macro and what became of it: one function for each context it is called in.
final class MacroSymbol {
    let macro: Statement.Macro
    let span: Span
    let trail: [String]
    let scope: Scope
    var functions: [HTMLContext: FunctionBuilder] = [:]
    /// Where a call in a context leaves the page.
    var ends: [HTMLContext: HTMLContext] = [:]

    init(_ macro: Statement.Macro, _ span: Span, trail: [String], scope: Scope) {
        self.macro = macro
        self.span = span
        self.trail = trail
        self.scope = scope
    }
}

/// The instructions of the page itself or of a macro while they are written.
final class FunctionBuilder {
    let index: Int
    let name: String
    /// How many functions this one stands inside of.
    let level: Int
    var instructions: [Instruction] = []
    var sites: [Program.Site] = []
    /// The first free register; 0 is the model.
    private(set) var top = 1
    private(set) var registers = 1

    init(index: Int, name: String, level: Int) {
        self.index = index
        self.name = name
        self.level = level
    }

    /// `count` registers side by side.
    func allocate(_ count: Int = 1) -> Int {
        defer { top += count }
        registers = max(registers, top + count)
        return top
    }

    func release(to mark: Int) { top = mark }

    @discardableResult
    func append(_ instruction: Instruction, _ site: Program.Site) -> Int {
        instructions.append(instruction)
        sites.append(site)
        return instructions.count - 1
    }

    /// Makes the jump at `index` lead to the next instruction.
    func land(_ index: Int) { instructions[index].b = Int32(instructions.count - index) }

    /// How far it is from the next instruction to `target`.
    func distance(to target: Int) -> Int32 { Int32(target - instructions.count) }
}
