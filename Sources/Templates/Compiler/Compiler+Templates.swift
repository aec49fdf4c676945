// Templates within templates: inheritance, includes, imports.
extension Compiler {
    /// A template, laid over those it extends.
    func template(named name: String, _ statements: [Tree], _ span: Span) throws(TemplateError) {
        guard openTemplates.count < settings.limits.includes else {
            throw error("templates stand inside of one another more than \(settings.limits.includes) deep", span)
        }
        let outer = (layers, openTemplates, openLayers)
        defer { (layers, openTemplates, openLayers) = outer }
        var chain = [statements]
        openTemplates.append(name)
        while let (parent, span) = try parent(of: chain[chain.count - 1]) {
            guard let next = templates[parent] else { throw unknown(parent, span) }
            guard !openTemplates.dropFirst(outer.1.count).contains(parent) else {
                throw error("'\(parent)' would extend itself", span)
            }
            guard openTemplates.count < settings.limits.includes else {
                throw error("more than \(settings.limits.includes) templates extend one another", span)
            }
            chain.append(next)
            openTemplates.append(parent)
        }
        try checkBlocks(of: chain)
        layers = chain.reduce(into: [:]) { collectBlocks(of: $1, into: &$0) }
        for template in chain.dropLast() { try prepare(template) }
        try compile(chain[chain.count - 1])
    }

    private func parent(of statements: [Tree]) throws(TemplateError) -> (String, Span)? {
        var found: (String, Span)?
        for statement in statements {
            guard case .extends(let name) = statement.kind else { continue }
            if found != nil { throw error("a template can extend only one other", statement.span) }
            found = (name, statement.span)
        }
        return found
    }

    /// The body of a required block is no layer: `super()` cannot reach it.
    private func collectBlocks(of statements: [Tree], into layers: inout [String: [[Tree]]]) {
        for statement in statements {
            if case .block(let name, let isRequired) = statement.kind {
                layers[name, default: []] += isRequired ? [] : [statement.parts]
            }
            collectBlocks(of: statement.statements, into: &layers)
        }
    }

    /// A block that no ancestor has, such as a misspelt one, would never be shown.
    private func checkBlocks(of chain: [[Tree]]) throws(TemplateError) {
        guard chain.count > 1, isStrict else { return }
        for (index, template) in chain.dropLast().enumerated() {
            var known: [String: [[Tree]]] = [:]
            for statement in template {
                if case .block = statement.kind { collectBlocks(of: statement.parts, into: &known) }
            }
            for ancestor in chain[(index + 1)...] { collectBlocks(of: ancestor, into: &known) }
            for statement in template {
                guard case .block(let name, _) = statement.kind, known[name] == nil else { continue }
                let message = "block '\(name)' would never be shown: no parent of this template has it"
                throw error(message + suggestion(for: name, among: known.keys), statement.span)
            }
        }
    }

    /// Of a template that extends another only what prepares something is kept, and what it writes before it says so.
    private func prepare(_ statements: [Tree]) throws(TemplateError) {
        var isBefore = true
        for statement in statements {
            switch statement.kind {
            case .set, .macro, .importing, .evaluate: try compile([statement])
            case .text where statement.isBlank || !isStrict, .output where !isStrict:
                if isBefore { try compile([statement]) }
            case .text, .output:
                let message =
                    "this would never be shown: it is outside of every block of a template that extends another"
                throw error(message, statement.span)
            case .extends: isBefore = false
            default: break
            }
        }
    }

    /// One layer of a block; `super()` in it is the next.
    func layer(_ name: String, _ depth: Int, of bodies: [[Tree]], _ span: Span) throws(TemplateError) {
        guard depth < bodies.count else {
            if depth == 0 {
                let message = Tree(.constant(.text("block '\(name)' is required, but no template gives it")), span)
                return try compile([Tree(.evaluate, span, [Tree(.apply(Operation["fail"]), span, [message])])])
            }
            throw error("super() has nothing to show: no parent has this block", span)
        }
        openLayers.append((name, depth))
        guard openLayers.count <= settings.limits.nesting else { throw error("blocks contain one another", span) }
        try inScope { () throws(TemplateError) in try compile(bodies[depth]) }
        openLayers.removeLast()
    }

    func include(_ names: [String], _ ignoresMissing: Bool, _ span: Span) throws(TemplateError) {
        guard let name = names.first(where: { templates[$0] != nil }), let statements = templates[name] else {
            if ignoresMissing { return }
            throw names.count == 1
                ? unknown(names[0], span)
                : error("none of these templates exists: \(names.joined(separator: ", "))", span)
        }
        try reached(by: "included from \(span.address)") { () throws(TemplateError) in
            try inScope { () throws(TemplateError) in try template(named: name, statements, span) }
        }
    }

    private func reached(by step: String, _ work: () throws(TemplateError) -> Void) throws(TemplateError) {
        trail.insert(step, at: 0)
        try work()
        trail.removeFirst()
    }

    /// What the template writes is dropped; it sees the model and nothing of what stands around.
    func importing(
        _ template: String, _ names: [(name: String, alias: String, span: Span)], _ span: Span
    ) throws(TemplateError) {
        guard let statements = templates[template] else { throw unknown(template, span) }
        let (outer, page) = (scope, context)
        let module = Scope(parent: nil, function: outer.function, level: outer.level)
        (scope, context) = (module, HTMLContext())
        try reached(by: "imported from \(span.address)") { () throws(TemplateError) in
            let body = try block(span) { () throws(TemplateError) in
                try self.template(named: template, statements, span)
            }
            let captured = try emit(Node(code: .captured, a: body), span)
            add(Node(code: .set, a: Int32(slots()), b: captured), span)
        }
        (scope, context) = (outer, page)
        for (name, alias, place) in names {
            guard !name.isEmpty else {
                scope.symbols[alias] = .module(module)
                continue
            }
            guard let symbol = module.symbols[name] else {
                guard isStrict else { continue }
                throw error("no '\(name)' in \(template)" + suggestion(for: name, among: module.names), place)
            }
            scope.symbols[alias] = symbol
        }
    }

    private func unknown(_ name: String, _ span: Span) -> TemplateError {
        let message = "no template '\(name)'" + suggestion(for: name, among: templates.keys)
        return TemplateError(message, at: span.place, trail: trail, missing: name)
    }
}
