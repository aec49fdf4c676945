extension Compiler {
    func body(_ statements: [Statement]) throws(TemplateError) {
        for statement in statements {
            if case .macro(let macro) = statement.kind {
                scope[macro.name] = .macro(MacroSymbol(macro, statement.span, trail: trail, scope: scope))
            }
        }
        for statement in statements { try compile(statement) }
    }

    private func compile(_ statement: Statement) throws(TemplateError) {
        let mark = function.top
        var keeps = false
        switch statement.kind {
        case .text(let text): try markup(text, statement.span)
        case .output(let expression): try output(expression)
        case .branch(let branches, let otherwise):
            keeps = try declareAssigned(in: branches.map(\.body) + [otherwise])
            try branch(branches, otherwise, statement.span)
        case .loop(let loop): try self.loop(loop, statement.span)
        case .set(let target, let expression): keeps = try assign(target, expression)
        case .capture(let target, let chain, let body):
            keeps = try declare(target)
            let register = try captured(statement.span) { () throws(TemplateError) in
                try inScope { () throws(TemplateError) in try self.body(body) }
            }
            try bind(target, to: try filtered(chain, register))
        case .filtered(let chain, let body):
            let register = try captured(statement.span) { () throws(TemplateError) in
                try inScope { () throws(TemplateError) in try self.body(body) }
            }
            try write(try filtered(chain, register), statement.span)
        case .scope(let body): try inScope { () throws(TemplateError) in try self.body(body) }
        case .evaluate(let expression): _ = try value(expression)
        case .macro: break
        case .leave(let isBreak): try leave(isBreak, statement.span)
        case .inlined(let trail, let body):
            try reached(by: trail) { () throws(TemplateError) in
                try inScope { () throws(TemplateError) in try self.body(body) }
            }
        case .layers(let bodies): try layer(bodies, 0)
        case .missing(let block):
            flush()
            append(
                Instruction(
                    code: .fail, b: constant("block '\(block)' must be given by a template that extends this one")),
                statement.span)
        case .module(let trail, let body, let wanted):
            keeps = true
            try module(trail, body, wanted, statement.span)
        case .include, .extends, .block, .importing: break  // gone after linking
        }
        if !keeps { function.release(to: mark) }
    }

    // MARK: markup and values

    private func markup(_ text: [UInt8], _ span: Span) throws(TemplateError) {
        guard settings.escaping == .html else { return add(markup: text, span) }
        let before = context
        do {
            let (output, after) = try MarkupScanner.scan(text, in: context)
            add(markup: output, span)
            context = after
        } catch {
            let start = min(span.start + error.offset, span.end)
            throw self.error(error.message, Span(source: span.source, start: start, end: start + 1))
        }
        if context.state != before.state || context.element != before.element || contextSpan == nil {
            let tail = text.lastIndex(of: UInt8(ascii: "<")).map { span.start + $0 } ?? span.start
            contextSpan = Span(source: span.source, start: tail, end: tail + 1)
        }
    }

    /// The escaper for a value here; moves the context behind it.
    func escaper(_ span: Span) throws(TemplateError) -> Escaper {
        guard settings.escaping == .html else { return .raw }
        do {
            let (escaper, after) = try context.afterValue()
            context = after
            return escaper
        } catch {
            let since = contextSpan.map { "; the place began at \($0.address)" } ?? ""
            throw self.error(error.message + since, span)
        }
    }

    /// Runs `work` with its output kept in a register, as markup that needs no further escaping.
    func captured(_ span: Span, _ work: () throws(TemplateError) -> Void) throws(TemplateError) -> Int {
        flush()
        let register = function.allocate()
        append(Instruction(code: .captureBegin, a: Int32(register)), span)
        let (outerContext, outerSpan) = (context, contextSpan)
        context = .text
        captures += 1
        try work()
        flush()
        captures -= 1
        guard context == .text else { throw error("what is captured here ends in \(context.words)", span) }
        (context, contextSpan) = (outerContext, outerSpan)
        append(Instruction(code: .captureEnd, extra: settings.escaping == .html ? 1 : 0, a: Int32(register)), span)
        return register
    }

    private func filtered(_ chain: Statement.FilterChain, _ register: Int) throws(TemplateError) -> Int {
        var register = register
        for (filter, arguments, span) in chain { register = try apply(filter, to: register, arguments, span) }
        return register
    }

    // MARK: branches

    private func branch(_ branches: [Statement.Branch], _ otherwise: [Statement], _ span: Span) throws(TemplateError) {
        flush()
        let start = context
        let startSpan = contextSpan
        var ends: [Int] = []
        var joined: (context: HTMLContext, span: Span)?
        for branch in branches {
            (context, contextSpan) = (start, startSpan)
            let skip = try jumpUnless(branch.condition)
            try body(branch.body)
            flush()
            ends.append(append(Instruction(code: .jump), branch.condition.span))
            function.land(skip)
            joined = try join(joined, branch.body.last?.span ?? branch.condition.span, span)
        }
        (context, contextSpan) = (start, startSpan)
        try body(otherwise)
        flush()
        joined = try join(joined, otherwise.last?.span ?? span, span)
        context = joined?.context ?? start
        ends.forEach(function.land)
    }

    /// The place where ways meet must be the same for all of them.
    private func join(
        _ other: (context: HTMLContext, span: Span)?, _ span: Span, _ tag: Span
    ) throws(TemplateError) -> (context: HTMLContext, span: Span) {
        guard let other else { return (context, span) }
        guard let joined = context.joined(other.context) else {
            throw error(
                "the branches end in different places: in \(other.context.words) at \(other.span.address), in \(context.words) at \(span.address)",
                tag)
        }
        return (joined, other.span)
    }

    /// A jump, still without a target, that is taken if the condition does not hold.
    func jumpUnless(_ condition: Expression) throws(TemplateError) -> Int {
        let mark = function.top
        defer { function.release(to: mark) }
        if let (base, name) = try fieldAccess(condition) {
            let site = try fieldSite(name, condition.span)
            return append(
                Instruction(code: .jumpIfFieldFalse, site: site, a: Int32(base)), condition.span, subject(of: condition)
            )
        }
        let register = try value(condition)
        return append(Instruction(code: .jumpIfFalse, a: Int32(register)), condition.span, subject(of: condition))
    }

    // MARK: loops

    private func loop(_ loop: Statement.Loop, _ span: Span) throws(TemplateError) {
        flush()
        let state = function.allocate(2)
        let list = try value(loop.list, into: state)
        if let filter = loop.filter { try select(loop.target, filter, list, loop.list.span) }
        let element = function.allocate()
        let begin = append(
            Instruction(code: .loopBegin, a: Int32(state), c: Int32(element)), loop.list.span, subject(of: loop.list))
        let top = function.instructions.count
        let start = context
        loops.append(LoopBuilder(context: start, captures: captures))
        try inScope { () throws(TemplateError) in
            scope["loop"] = .loop(register: state)
            try bindFresh(loop.target, element)
            try body(loop.body)
            flush()
        }
        try checkLoop(start, context, "at its end", span)
        let finished = loops.removeLast()
        finished.continues.forEach(function.land)
        append(
            Instruction(code: .loopNext, a: Int32(state), b: function.distance(to: top), c: Int32(element)), span)
        if loop.otherwise.isEmpty {
            function.land(begin)
        } else {
            let over = append(Instruction(code: .jump), span)
            function.land(begin)
            context = start
            try inScope { () throws(TemplateError) in try body(loop.otherwise) }
            flush()
            try checkLoop(start, context, "in its else part", span)
            function.land(over)
        }
        finished.breaks.forEach(function.land)
        context = start
    }

    private func checkLoop(_ start: HTMLContext, _ end: HTMLContext, _ place: String, _ span: Span)
        throws(TemplateError)
    {
        guard start.joined(end) != start else { return }
        throw error("the loop begins in \(start.words) and is in \(end.words) \(place)", span)
    }

    /// Keeps of the list in `register` what the filter lets pass.
    private func select(_ target: Statement.Target, _ filter: Expression, _ register: Int, _ span: Span)
        throws(TemplateError)
    {
        let mark = function.top
        let kept = function.allocate()
        append(Instruction(code: .collectBegin, a: Int32(kept)), span)
        let state = function.allocate(2)
        let element = function.allocate()
        append(Instruction(code: .move, a: Int32(state), b: Int32(register)), span)
        let begin = append(Instruction(code: .loopBegin, a: Int32(state), c: Int32(element)), span)
        let top = function.instructions.count
        try inScope { () throws(TemplateError) in
            try bindFresh(target, element)
            let skip = try jumpUnless(filter)
            append(Instruction(code: .collect, a: Int32(element)), span)
            function.land(skip)
        }
        append(Instruction(code: .loopNext, a: Int32(state), b: function.distance(to: top), c: Int32(element)), span)
        function.land(begin)
        append(Instruction(code: .collectEnd, a: Int32(kept)), span)
        append(Instruction(code: .move, a: Int32(register), b: Int32(kept)), span)
        function.release(to: mark)
    }

    private func leave(_ isBreak: Bool, _ span: Span) throws(TemplateError) {
        let word = isBreak ? "break" : "continue"
        guard let loop = loops.last else { throw error("'\(word)' outside of a loop", span) }
        guard loop.captures == captures else { throw error("'\(word)' cannot leave a captured text", span) }
        try checkLoop(loop.context, context, "at '\(word)'", span)
        flush()
        let jump = append(Instruction(code: .jump), span)
        if isBreak { loops[loops.count - 1].breaks.append(jump) } else { loops[loops.count - 1].continues.append(jump) }
    }

    // MARK: blocks and modules

    /// One layer of a block; `super()` in it is the next one.
    func layer(_ bodies: [[Statement]], _ index: Int) throws(TemplateError) {
        layers.append((bodies, index))
        try inScope { () throws(TemplateError) in try body(bodies[index]) }
        layers.removeLast()
    }

    private func module(_ trail: String, _ body: [Statement], _ wanted: Statement.Import, _ span: Span)
        throws(TemplateError)
    {
        var module = scope
        try reached(by: trail) { () throws(TemplateError) in
            // Its output goes nowhere; its assignments and macros are what is wanted
            _ = try captured(span) { () throws(TemplateError) in
                module = try inFreshScope { () throws(TemplateError) in try self.body(body) }
            }
        }
        switch wanted {
        case .all(let alias): scope[alias] = .module(module)
        case .names(let names):
            for (name, alias, place) in names {
                guard let symbol = module[name] else {
                    throw error("no '\(name)' to import" + suggestion(for: name, among: module.names), place)
                }
                scope[alias] = symbol
            }
        }
    }
}
