/// A template ready to run, with everything it extends, includes and calls. Immutable.
struct Program: Sendable {
    var nodes: [Node] = []
    /// Where each node was written, for messages.
    var sites: [Site] = []
    /// Nodes that belong to one node: its parts, in their order.
    var lists: [Int32] = []
    /// All markup, which statements cut from, and some bytes more.
    var text: [UInt8] = []
    /// Names of fields that are looked up.
    var symbols: [String] = []
    var constants: [LooseValue] = []
    /// The page is the first; the others are macros.
    var functions: [Function] = []

    struct Site: Sendable {
        let span: Span
        let trail: [String]
    }

    struct Function: Sendable {
        let name: String
        /// How many functions it stands inside of.
        let level: Int
        var block: Int32 = -1
        /// Values of a frame; the parameters come first.
        var slots = 0
    }

    /// The node's words, for messages: a field with what it is looked up in.
    func words(_ index: Int) -> String {
        let node = nodes[index]
        let name = sites[index].span.text
        return node.code == .field || node.code == .localField ? "\(words(Int(node.a))).\(name)" : name
    }
}

/// One step of a program: plain bytes, so that running it counts no references. `a`, `b`, `c` are nodes, places in
/// `lists`, slots of the frame or numbers of symbols, as said beside each code. -1 is none.
struct Node: BitwiseCopyable, Sendable {
    enum Code: UInt8, Sendable {
        // Values
        /// a: constant
        case constant
        case missing
        /// a: slot
        case local
        /// a: level of the function that has it, b: slot
        case outer
        /// a: symbol
        case name
        /// a: holder, b: symbol
        case field
        /// The same of a slot, which is most of what a page looks up. a: holder, b: symbol, c: its slot
        case localField
        /// b: list of parts, c: their count; a of `apply`: number of the operation; flag of `list`: its shape
        case and, or, conditional, byLanguage, list, apply
        /// The operations that conditions are mostly made of
        case equal, unequal
        /// a: block
        case captured

        // Statements
        /// nothing but the markup
        case text
        /// a: value, flag: escaper
        case output
        /// The same of a `localField`, whose b and c are here
        case outputField
        /// b: list of conditions and blocks, c: its count, the block for none of them apart
        case branch
        /// b: list of list, binding, filter, body, else; c: slot of list, index and element
        case loop
        case leave, proceed
        /// a: slot, b: value
        case set
        /// a: slot, b: its default, c: symbol
        case parameter
        /// a: function, b: list of arguments, c: its count
        case call
        /// b: the first of its statements, which stand side by side, c: their count
        case block
    }

    let code: Code
    var flag: UInt8 = 0
    var a: Int32 = -1
    var b: Int32 = -1
    var c: Int32 = 0
    /// The markup that a statement writes before it does anything else: place in the program's text, and length.
    var start: Int32 = 0
    var length: Int32 = 0
}
