extension Compiler {
    func compile(_ statements: [Statement]) throws(TemplateError) {
        for statement in statements { try compile(statement) }
    }

    private func compile(_ statement: Statement) throws(TemplateError) {
        let span = statement.span
        switch statement.kind {
        case .text(let text): try write(text, span)
        case .output(let expression): try output(expression)
        case .evaluate(let expression): add(Node(code: .evaluate, a: try value(expression)), span)
        case .branch(let branches, let otherwise): try branch(branches, otherwise, span)
        case .loop(let loop): try self.loop(loop, span)
        case .set(let target, let expression): try set(target, expression, span)
        case .scope(let body): try scoped(body)
        case .macro(let macro):
            let symbol = MacroSymbol(macro, span, trail: trail, scope: scope)
            scope.symbols[macro.name] = .macro(symbol)
            macros.append(symbol)
        case .leave(let isBreak):
            guard let exits = exits.last, exits != nil else {
                throw error("'\(isBreak ? "break" : "continue")' outside of a loop", span)
            }
            self.exits[self.exits.count - 1]?.append((context, span))
            add(Node(code: isBreak ? .leave : .proceed), span)
        case .include(let names, let ignoresMissing): try include(names, ignoresMissing, span)
        case .extends: throw error("'extends' must stand at the top of a template, outside of all other tags", span)
        case .block(let name, let body, _): try layer(name, 0, of: layers[name] ?? [body], span)
        case .importing(let template, let names): try importing(template, names, span)
        }
    }

    private func output(_ expression: Expression) throws(TemplateError) {
        if case .call(let names) = expression.kind, let call = inPlace(expression.parts, names, expression.span) {
            return try call()
        }
        let value = try value(expression)
        let escaper = try escaper(expression.span)
        let inner = program.nodes[Int(value)]
        let code: Node.Code = inner.code == .localField ? .outputField : .output
        add(Node(code: code, flag: escaper.code, a: value, b: inner.b, c: inner.c), expression.span)
    }

    private func branch(
        _ branches: [Statement.Branch], _ otherwise: [Statement], _ span: Span
    ) throws(TemplateError) {
        try declareAssigned(in: branches.map(\.body) + [otherwise])
        let start = context
        var ends: [(HTMLContext, Span)] = []
        var parts: [Int32] = []
        for branch in branches {
            parts.append(try value(branch.condition))
            context = start
            let isReached = !isAbsent(branch.condition)
            parts.append(try block(of: isReached ? branch.body : [], span))
            ends.append((context, branch.condition.span))
        }
        context = start
        let last = try block(of: otherwise, span)
        ends.append((context, otherwise.first?.span ?? span))
        add(Node(code: .branch, a: otherwise.isEmpty ? -1 : last, b: list(parts), c: Int32(parts.count)), span)
        try join(ends, "the branches end", span)
    }

    /// Gives the names that branches assign their slots before the ways part, with what they meant so far.
    private func declareAssigned(in bodies: [[Statement]]) throws(TemplateError) {
        for statement in bodies.joined() {
            if case .branch = statement.kind { try declareAssigned(in: statement.bodies) }
            guard case .set(let target, _) = statement.kind else { continue }
            for (name, span) in target.names where scope.symbols[name] == nil {
                let before = try value(Expression(.name(name), span))
                try store(before, as: name, .unknown, span)
            }
        }
    }

    private func loop(_ loop: Statement.Loop, _ span: Span) throws(TemplateError) {
        let start = context
        let list = try value(loop.list)
        let slot = slots(3)
        var parts = [list]
        var ends = [(start, span)]
        try inScope { () throws(TemplateError) in
            let isName = if case .name = loop.target { true } else { false }
            let binding = try block(span) { () throws(TemplateError) in
                try bind(loop.target, toSlot: slot + 2, type(of: loop.list).element)
            }
            let filter = try loop.filter.map { (filter) throws(TemplateError) in try value(filter) } ?? -1
            scope.symbols["loop"] = .loop(level: scope.level, slot)
            exits.append([])
            parts += [isName ? -1 : binding, filter]
            parts.append(
                try block(span) { () throws(TemplateError) in
                    try inScope { () throws(TemplateError) in try compile(loop.body) }
                })
            ends.append((context, loop.body.last?.span ?? span))
            ends += exits.removeLast() ?? []
        }
        context = start
        let otherwise = try block(of: loop.otherwise, span)
        ends.append((context, loop.otherwise.last?.span ?? span))
        parts.append(loop.otherwise.isEmpty ? -1 : otherwise)
        add(Node(code: .loop, b: self.list(parts), c: Int32(slot)), loop.list.span)
        try join(ends, "the loop begins", span)
    }

    // MARK: assignments

    private func set(_ target: Statement.Target, _ expression: Expression, _ span: Span) throws(TemplateError) {
        if case .name(let name, _) = target, let other = expression.name, case .macro(let symbol)? = scope.find(other) {
            scope.symbols[name] = .macro(symbol)
            return
        }
        let value = try value(expression)
        switch target {
        case .name(let name, let place): try store(value, as: name, type(of: expression), place)
        case .field(let name, let holder, let place):
            add(Node(code: .setField, a: try self.value(holder), b: value, c: symbol(name)), place)
        case .tuple:
            let slot = slots()
            add(Node(code: .set, a: Int32(slot), b: value), span)
            try bind(target, toSlot: slot, .unknown)
        }
    }

    /// Puts a value into the slot of a name, which is a new one unless the scope has it already.
    private func store(_ value: Int32, as name: String, _ type: ValueType, _ span: Span) throws(TemplateError) {
        var slot = -1
        if case .slot(let level, let known, _)? = scope.symbols[name], level == scope.level { slot = known }
        if slot < 0 { slot = slots() }
        add(Node(code: .set, a: Int32(slot), b: value), span)
        scope.symbols[name] = .slot(level: scope.level, slot, type)
    }

    /// Names what stands in a slot, and the parts of it.
    private func bind(_ target: Statement.Target, toSlot slot: Int, _ type: ValueType) throws(TemplateError) {
        switch target {
        case .name(let name, let span):
            if case .slot? = scope.symbols[name] {
                return try store(try emit(Node(code: .local, a: Int32(slot)), span), as: name, type, span)
            }
            scope.symbols[name] = .slot(level: scope.level, slot, type)
        case .field(let name, let holder, let span):
            let part = try emit(Node(code: .local, a: Int32(slot)), span)
            add(Node(code: .setField, a: try value(holder), b: part, c: symbol(name)), span)
        case .tuple(let targets, let span):
            let first = slots(targets.count)
            add(Node(code: .unpack, a: Int32(slot), b: Int32(first), c: Int32(targets.count)), span)
            for (index, target) in targets.enumerated() { try bind(target, toSlot: first + index, .unknown) }
        }
    }
}

extension Statement.Target {
    fileprivate var names: [(String, Span)] {
        switch self {
        case .name(let name, let span): [(name, span)]
        case .field: []
        case .tuple(let targets, _): targets.flatMap(\.names)
        }
    }
}
