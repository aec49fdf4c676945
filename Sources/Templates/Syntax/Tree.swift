/// A piece of a template, a value or a statement, with the words it was written in. What it consists of are its parts.
struct Tree: Sendable {
    let kind: Kind
    let span: Span
    var parts: [Tree] = []

    enum Shape: UInt8 { case list, tuple, map, joined }

    indirect enum Kind: Sendable {
        // Values
        case constant(LooseValue)
        /// An argument that was left out.
        case missing
        case name(String)
        /// Of the part.
        case field(String)
        /// The parts are what is filtered, tested or calculated with, then the arguments in the order of the parameters.
        case apply(Operation)
        /// What a node of that code does with its parts: `and`, `or`, `conditional`, `byLanguage`.
        case node(Node.Code)
        /// Of the parts; a map has keys and values in turns, `joined` is one text.
        case list(Shape)
        /// What is called, then the arguments with their names.
        case call(names: [String?])
        /// The text that statements write.
        case captured
        /// `{% trans %}`: texts for one and, if there are two, for more; the parts are the values for `names`.
        case words([String], names: [String])

        // Statements
        case text([UInt8])
        case output, evaluate
        /// Conditions and bodies in turns, then the body for none of them.
        case branch
        /// Target, list, condition, body, and the body for an empty list.
        case loop
        /// Target and value; a target is a name, a field of one, or a list of targets.
        case set
        /// Statements with names of their own, or those of a branch.
        case scope, body
        /// Defaults of the parameters, then the body.
        case macro(String, [String])
        case leave(isBreak: Bool)
        case include([String], ignoresMissing: Bool)
        case extends(String)
        case block(String, isRequired: Bool)
        /// Names and what they are called here; the whole template under one name has the name "".
        case importing(String, [(name: String, alias: String, span: Span)])
    }

    init(_ kind: Kind, _ span: Span, _ parts: [Tree] = []) {
        self.kind = kind
        self.span = span
        self.parts = parts
    }

    /// The text, if it is one in quotes.
    var text: String? { if case .constant(.text(let text)) = kind { text } else { nil } }
    var name: String? { if case .name(let name) = kind { name } else { nil } }
    var isMissing: Bool { if case .missing = kind { true } else { false } }
    var isBody: Bool { if case .body = kind { true } else { false } }
    /// Markup of blanks only.
    var isBlank: Bool { if case .text(let text) = kind { text.allSatisfy(\.isBlank) } else { false } }

    /// The statements inside of it.
    var statements: [Tree] {
        switch kind {
        case .branch, .loop: return parts.filter(\.isBody).flatMap(\.parts)
        case .scope, .block: return parts
        default: return []
        }
    }

    /// The names that a target binds.
    var names: [Tree] {
        if case .list = kind { return parts.flatMap(\.names) }
        return name == nil ? [] : [self]
    }
}
