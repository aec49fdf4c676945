extension Compiler {
    func compile(_ statements: [Tree]) throws(TemplateError) {
        for statement in statements { try compile(statement) }
    }

    private func compile(_ statement: Tree) throws(TemplateError) {
        try count(statement.span)
        let (span, parts) = (statement.span, statement.parts)
        switch statement.kind {
        case .text(let text): try write(text, span)
        case .output: try output(parts[0])
        case .evaluate: add(Node(code: .set, a: Int32(slots()), b: try value(parts[0])), span)
        case .branch: try branch(parts, span)
        case .loop: try loop(parts, span)
        case .set: try set(parts[0], parts[1], span)
        case .scope: try inScope { () throws(TemplateError) in try compile(parts) }
        case .macro(let name, let parameters):
            let symbol = MacroSymbol(name, parameters, statement, trail: trail, scope: scope)
            scope.symbols[name] = .macro(symbol)
            macros.append(symbol)
        case .leave(let isBreak):
            guard let exits = exits.last, exits != nil else {
                throw error("'\(isBreak ? "break" : "continue")' outside of a loop", span)
            }
            self.exits[self.exits.count - 1]?.append((context, span))
            add(Node(code: isBreak ? .leave : .proceed), span)
        case .include(let names, let ignoresMissing): try include(names, ignoresMissing, span)
        case .extends: throw error("'extends' must stand at the top of a template, outside of all other tags", span)
        case .block(let name, _): try layer(name, 0, of: layers[name] ?? [parts], span)
        case .importing(let template, let names): try importing(template, names, span)
        case .constant, .missing, .name, .field, .apply, .node, .list, .call, .captured, .words, .body:
            preconditionFailure("a value is no statement")
        }
    }

    private func output(_ tree: Tree) throws(TemplateError) {
        if case .call(let names) = tree.kind, let call = inPlace(tree.parts, names, tree.span) { return try call() }
        let value = try value(tree)
        let escaper = try escaper(tree.span)
        let inner = program.nodes[Int(value)]
        let code: Node.Code = inner.code == .localField ? .outputField : .output
        add(Node(code: code, flag: escaper.code, a: value, b: inner.b, c: inner.c), tree.span)
    }

    private func branch(_ parts: [Tree], _ span: Span) throws(TemplateError) {
        try declareAssigned(in: Tree(.branch, span, parts).statements)
        let start = context
        var (nodes, ends): ([Int32], [(HTMLContext, Span)]) = ([], [])
        for (condition, body) in zip(parts, parts.dropFirst()).enumerated().filter({ $0.0.isMultiple(of: 2) }).map(\.1)
        {
            nodes.append(try value(condition))
            context = start
            nodes.append(try block(of: isAbsent(condition) ? [] : body.parts, span))
            ends.append((context, condition.span))
        }
        context = start
        let otherwise = parts[parts.count - 1].parts
        nodes.append(try block(of: otherwise, span))
        ends.append((context, otherwise.first?.span ?? span))
        add(Node(code: .branch, b: list(nodes), c: Int32(nodes.count)), span)
        try join(ends, "the branches end", span)
    }

    /// Gives the names that branches assign their slots before the ways part, with what they meant so far.
    private func declareAssigned(in statements: [Tree]) throws(TemplateError) {
        for statement in statements {
            if case .branch = statement.kind { try declareAssigned(in: statement.statements) }
            guard case .set = statement.kind else { continue }
            for name in statement.parts[0].names where scope.symbols[name.name ?? ""] == nil {
                try assign(try value(name), to: name, .unknown)
            }
        }
    }

    private func loop(_ parts: [Tree], _ span: Span) throws(TemplateError) {
        let (target, start, slot) = (parts[0], context, slots(3))
        var nodes = [try value(parts[1])]
        var ends = [(start, span)]
        try inScope { () throws(TemplateError) in
            if let name = target.name {
                scope.symbols[name] = .slot(level: scope.level, slot + 2, type(of: parts[1]).element)
                nodes.append(-1)
            } else {
                let element = try local(scope.level, slot + 2, target.span)
                nodes.append(try block(span) { () throws(TemplateError) in try assign(element, to: target, .unknown) })
            }
            nodes.append(parts[2].isMissing ? -1 : try value(parts[2]))
            scope.symbols["loop"] = .loop(level: scope.level, slot)
            exits.append([])
            try inScope { () throws(TemplateError) in nodes.append(try block(of: parts[3].parts, span)) }
            ends.append((context, parts[3].parts.last?.span ?? span))
            ends += exits.removeLast() ?? []
        }
        context = start
        let otherwise = parts[4].parts
        nodes.append(try block(of: otherwise, span))
        ends.append((context, otherwise.last?.span ?? span))
        add(Node(code: .loop, b: list(nodes), c: Int32(slot)), parts[1].span)
        try join(ends, "the loop begins", span)
    }

    private func set(_ target: Tree, _ tree: Tree, _ span: Span) throws(TemplateError) {
        if let name = target.name, let other = tree.name, case .macro(let symbol)? = scope.find(other) {
            scope.symbols[name] = .macro(symbol)
        } else {
            try assign(try value(tree), to: target, type(of: tree))
        }
    }

    /// Puts a value where a target says: into the slot of a name, which is a new one unless the scope has it already.
    private func assign(_ value: Int32, to target: Tree, _ type: ValueType) throws(TemplateError) {
        let span = target.span
        var slot = -1
        switch target.kind {
        case .name(let name):
            if case .slot(let level, let known, _)? = scope.symbols[name], level == scope.level { slot = known }
            if slot < 0 { slot = slots() }
            add(Node(code: .set, a: Int32(slot), b: value), span)
            scope.symbols[name] = .slot(level: scope.level, slot, type)
        case .field(let name):
            let parts = [try self.value(target.parts[0]), try self.value(Tree(.constant(.text(name)), span)), value]
            add(Node(code: .set, a: Int32(slots()), b: try applied("set", parts, span)), span)
        default:
            slot = slots()
            add(Node(code: .set, a: Int32(slot), b: value), span)
            for (number, part) in target.parts.enumerated() {
                var parts = [try local(scope.level, slot, span)]
                for number in [target.parts.count, number] {
                    parts.append(try self.value(Tree(.constant(.int(number)), span)))
                }
                try assign(try applied("unpack", parts, span), to: part, .unknown)
            }
        }
    }

    private func applied(_ symbol: String, _ nodes: [Int32], _ span: Span) throws(TemplateError) -> Int32 {
        let number = Int32(Operation[symbol].number)
        return try emit(Node(code: .apply, a: number, b: list(nodes), c: Int32(nodes.count)), span)
    }
}
