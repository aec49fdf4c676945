/// What names mean in a stretch of a template: decided here, so that nothing is looked up by name when a page is made
/// but the fields of its model.
final class Scope {
    enum Symbol {
        case slot(level: Int, Int, ValueType)
        case macro(MacroSymbol)
        /// The slots of a loop: its list, its index.
        case loop(level: Int, Int)
        /// What another template defines.
        case module(Scope)
    }

    let parent: Scope?
    /// The function it belongs to, and how many functions that one stands inside of.
    let function: Int
    let level: Int
    var symbols: [String: Symbol] = [:]

    init(parent: Scope?, function: Int, level: Int) {
        self.parent = parent
        self.function = function
        self.level = level
    }

    func find(_ name: String) -> Symbol? { symbols[name] ?? parent?.find(name) }

    /// All names in sight, for suggestions.
    var names: [String] { symbols.keys.sorted() + (parent?.names ?? []) }
}

/// A macro and what became of it: one function for each context it is called in.
final class MacroSymbol {
    let name: String
    let parameters: [String]
    /// Defaults and body.
    let tree: Tree
    let trail: [String]
    let scope: Scope
    var functions: [HTMLContext: Int] = [:]
    /// Where a call in a context leaves the page; inside of its own body it is taken to end where it begins.
    var ends: [HTMLContext: HTMLContext] = [:]

    init(_ name: String, _ parameters: [String], _ tree: Tree, trail: [String], scope: Scope) {
        (self.name, self.parameters, self.tree, self.trail, self.scope) = (name, parameters, tree, trail, scope)
    }
}
