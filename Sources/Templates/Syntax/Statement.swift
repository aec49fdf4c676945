/// One step of a template.
struct Statement: Sendable {
    let span: Span
    let kind: Kind

    indirect enum Kind: Sendable {
        case text([UInt8])
        case output(Expression)
        case branch([Branch], else: [Statement])
        case loop(Loop)
        case set(Target, Expression)
        case capture(Target, FilterChain, [Statement])
        case filtered(FilterChain, [Statement])
        case scope([Statement])
        case evaluate(Expression)
        case macro(Macro)
        case leave(isBreak: Bool)
        // These four are gone after linking
        case include([String], ignoresMissing: Bool)
        case extends(String)
        case block(String, [Statement], isRequired: Bool)
        case importing(String, Import)
        // These three come from linking
        /// Statements of another template and how they were reached.
        case inlined(trail: String, [Statement])
        /// The bodies of a block, the most derived first.
        case layers([[Statement]])
        /// A block that must be given and was not: fails when it is reached.
        case missing(block: String)
        /// The macros and values of another template.
        case module(trail: String, [Statement], Import)
    }

    /// Markup of blanks only.
    var isBlank: Bool {
        guard case .text(let text) = kind else { return false }
        return text.allSatisfy { $0 == 32 || (9...13).contains($0) }
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
        struct Parameter: Sendable {
            let name: String
            let fallback: Expression?
        }
        let name: String
        let parameters: [Parameter]
        let body: [Statement]
    }

    enum Import: Sendable {
        case all(as: String)
        case names([(name: String, alias: String, span: Span)])
    }

    /// What an assignment or a loop binds.
    indirect enum Target: Sendable {
        case name(String, Span)
        case attribute(String, field: String, Span)
        case tuple([Target], Span)
    }

    typealias FilterChain = [(filter: Filter, arguments: [Expression?], span: Span)]
}
