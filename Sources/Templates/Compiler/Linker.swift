/// Makes one tree of a template and those it extends, includes and imports: after linking no name of a template or
/// block is left to be resolved.
struct Linker {
    private let templates: [String: [Statement]]
    private let limit: Int
    private var depth = 0
    /// Statements that one page may consist of when all its parts are put together: parts that include parts twice grow
    /// without bound.
    private var room = 0
    private static let room = 100_000

    init(templates: [String: [Statement]], settings: Settings) {
        self.templates = templates
        limit = settings.limits.includes
    }

    mutating func link(_ name: String) throws(TemplateError) -> [Statement] {
        guard let statements = templates[name] else { throw unknown(name, nil) }
        room = Linker.room
        return try link(statements, named: name)
    }

    private mutating func link(_ statements: [Statement], named name: String) throws(TemplateError) -> [Statement] {
        var chain = [statements]
        var names = [name]
        while let (parent, span) = try parent(of: chain[chain.count - 1]) {
            guard let next = templates[parent] else { throw unknown(parent, span) }
            guard !names.contains(parent) else { throw span.error("'\(parent)' would extend itself") }
            guard names.count < limit else { throw span.error("more than \(limit) templates extend one another") }
            chain.append(next)
            names.append(parent)
        }
        var layers: [String: [[Statement]]] = [:]
        for template in chain { collectBlocks(of: template, into: &layers) }
        var prelude: [Statement] = []
        for template in chain.dropLast() { prelude += try preparations(in: template) }
        let linked = try expand(prelude, layers) + expand(chain[chain.count - 1], layers)
        try checkBlocks(of: chain, names)
        return linked
    }

    /// The template that this one extends.
    private func parent(of statements: [Statement]) throws(TemplateError) -> (String, Span)? {
        var found: (String, Span)?
        for statement in statements {
            guard case .extends(let name) = statement.kind else { continue }
            if found != nil { throw statement.span.error("a template can extend only one other") }
            found = (name, statement.span)
        }
        return found
    }

    private func collectBlocks(of statements: [Statement], into layers: inout [String: [[Statement]]]) {
        for statement in statements {
            if case .block(let name, let body, let isRequired) = statement.kind {
                // The body of a required block is no layer: super() cannot reach it
                layers[name, default: []] += isRequired ? [] : [body]
            }
            for body in statement.bodies { collectBlocks(of: body, into: &layers) }
        }
    }

    /// Of a template that extends another only what prepares something is kept: assignments, macros, imports.
    private func preparations(in statements: [Statement]) throws(TemplateError) -> [Statement] {
        var kept: [Statement] = []
        for statement in statements {
            switch statement.kind {
            case .set, .capture, .macro, .importing, .evaluate: kept.append(statement)
            case .text where !statement.isBlank:
                throw statement.span.error(
                    "this would never be shown: it is outside of every block of a template that extends another")
            case .output:
                throw statement.span.error(
                    "this would never be shown: it is outside of every block of a template that extends another")
            case .text, .extends, .block, .branch, .loop, .filtered, .scope, .include, .leave, .inlined, .layers,
                .missing, .module:
                break
            }
        }
        return kept
    }

    /// A block that no ancestor has, such as a misspelt one, would never be shown.
    private func checkBlocks(of chain: [[Statement]], _ names: [String]) throws(TemplateError) {
        var known: [String: [[Statement]]] = [:]
        for template in chain.dropFirst().reversed() { collectBlocks(of: template, into: &known) }
        guard chain.count > 1 else { return }
        for statement in chain[0] {
            guard case .block(let name, _, _) = statement.kind, known[name] == nil else { continue }
            throw statement.span.error("no block '\(name)' in \(names[1])" + suggestion(for: name, among: known.keys))
        }
    }

    private func unknown(_ name: String, _ span: Span?) -> TemplateError {
        let message = "no template '\(name)'" + suggestion(for: name, among: templates.keys)
        return span?.error(message) ?? TemplateError(message)
    }

    // MARK: expansion

    private mutating func expand(
        _ statements: [Statement], _ layers: [String: [[Statement]]]
    ) throws(TemplateError) -> [Statement] {
        depth += 1
        defer { depth -= 1 }
        var expanded: [Statement] = []
        for statement in statements {
            guard depth <= 4 * limit else { throw statement.span.error("blocks contain one another without end") }
            room -= 1
            guard room > 0 else {
                throw statement.span.error("more than \(Linker.room) steps when all parts are put together")
            }
            expanded.append(Statement(span: statement.span, kind: try expand(statement, layers)))
        }
        return expanded
    }

    private mutating func expand(
        _ statement: Statement, _ layers: [String: [[Statement]]]
    ) throws(TemplateError) -> Statement.Kind {
        switch statement.kind {
        case .text, .output, .set, .evaluate, .leave, .inlined, .layers, .missing, .module: return statement.kind
        case .extends:
            return .text([])
        case .branch(let branches, let otherwise):
            var expanded: [Statement.Branch] = []
            for branch in branches {
                expanded.append(
                    Statement.Branch(condition: branch.condition, body: try expand(nested(branch.body), layers)))
            }
            return .branch(expanded, else: try expand(nested(otherwise), layers))
        case .loop(let loop):
            let body = try expand(nested(loop.body), layers)
            let otherwise = try expand(nested(loop.otherwise), layers)
            return .loop(
                Statement.Loop(
                    target: loop.target, list: loop.list, filter: loop.filter, body: body, otherwise: otherwise))
        case .capture(let target, let chain, let body): return .capture(target, chain, try expand(nested(body), layers))
        case .filtered(let chain, let body): return .filtered(chain, try expand(nested(body), layers))
        case .scope(let body): return .scope(try expand(nested(body), layers))
        case .macro(let macro):
            let body = try expand(nested(macro.body), layers)
            return .macro(Statement.Macro(name: macro.name, parameters: macro.parameters, body: body))
        case .block(let name, _, _):
            guard layers[name]?.isEmpty == false else { return .missing(block: name) }
            var expanded: [[Statement]] = []
            for body in layers[name] ?? [] { expanded.append(try expand(nested(body), layers)) }
            return .layers(expanded)
        case .include(let names, let ignoresMissing): return try include(names, ignoresMissing, statement.span)
        case .importing(let name, let wanted):
            let trail = "imported from \(statement.span.address)"
            return .module(trail: trail, try include([name], false, statement.span).contents, wanted)
        }
    }

    /// Inheritance is decided before anything runs, so it cannot hang on a condition.
    private func nested(_ statements: [Statement]) throws(TemplateError) -> [Statement] {
        for statement in statements {
            if case .extends = statement.kind {
                throw statement.span.error("'extends' must stand at the beginning, outside of other tags")
            }
        }
        return statements
    }

    private mutating func include(
        _ names: [String], _ ignoresMissing: Bool, _ span: Span
    ) throws(TemplateError) -> Statement.Kind {
        guard let name = names.first(where: { templates[$0] != nil }), let statements = templates[name] else {
            if ignoresMissing { return .text([]) }
            throw unknown(names[0], span)
        }
        depth += 4
        defer { depth -= 4 }
        guard depth <= 4 * limit else { throw span.error("templates include one another more than \(limit) deep") }
        do {
            return .inlined(trail: "included from \(span.address)", try link(statements, named: name))
        } catch {
            throw TemplateError(error.message, at: error.place, trail: error.trail + ["included from \(span.address)"])
        }
    }
}

extension Statement {
    /// The bodies inside of a statement.
    fileprivate var bodies: [[Statement]] {
        switch kind {
        case .text, .output, .set, .evaluate, .leave, .include, .extends, .importing, .inlined, .layers, .missing,
            .module:
            []
        case .branch(let branches, let otherwise): branches.map(\.body) + [otherwise]
        case .loop(let loop): [loop.body, loop.otherwise]
        case .capture(_, _, let body), .filtered(_, let body), .scope(let body), .block(_, let body, _): [body]
        case .macro(let macro): [macro.body]
        }
    }
}

extension Statement.Kind {
    fileprivate var contents: [Statement] {
        if case .inlined(_, let statements) = self { statements } else { [] }
    }
}
