/// One step of a template.
struct Statement: Sendable {
    let span: Span
    let kind: Kind

    indirect enum Kind: Sendable {
        case text([UInt8])
        case output(Expression)
        case evaluate(Expression)
        case branch([Branch], else: [Statement])
        case loop(Loop)
        case set(Target, Expression)
        case scope([Statement])
        case macro(Macro)
        case leave(isBreak: Bool)
        case include([String], ignoresMissing: Bool)
        case extends(String)
        case block(String, [Statement], isRequired: Bool)
        /// Names and what they are called here; the whole template under one name has the name "".
        case importing(String, [(name: String, alias: String, span: Span)])
    }

    struct Branch: Sendable {
        let condition: Expression
        let body: [Statement]
    }

    struct Loop: Sendable {
        let target: Target
        let list: Expression
        let filter: Expression?
        let body: [Statement]
        let otherwise: [Statement]
    }

    struct Macro: Sendable {
        let name: String
        let parameters: [(name: String, fallback: Expression?)]
        let body: [Statement]
    }

    /// What an assignment or a loop binds.
    indirect enum Target: Sendable {
        case name(String, Span)
        case field(String, of: Expression, Span)
        case tuple([Target], Span)
    }

    /// The statements inside of it.
    var bodies: [[Statement]] {
        switch kind {
        case .branch(let branches, let otherwise): branches.map(\.body) + [otherwise]
        case .loop(let loop): [loop.body, loop.otherwise]
        case .scope(let body), .block(_, let body, _): [body]
        case .text, .output, .evaluate, .set, .macro, .leave, .include, .extends, .importing: []
        }
    }

    /// Markup of blanks only.
    var isBlank: Bool { if case .text(let text) = kind { text.allSatisfy(\.isBlank) } else { false } }
}
