// Fields, the loop's own fields, and everything that is called: macros, t(), functions, super().
extension Compiler {
    /// The register and the field, if the expression is a plain lookup in the model or in a value.
    func fieldAccess(_ expression: Expression) throws(TemplateError) -> (base: Int, field: String)? {
        if case .name(let name) = expression.kind { return scope.find(name) == nil ? (0, name) : nil }
        guard case .attribute(let base, let name) = expression.kind else { return nil }
        if case .name(let holder) = base.kind, let (symbol, _) = scope.find(holder) {
            guard case .variable = symbol else { return nil }
        }
        return (try value(base), name)
    }

    func attribute(
        _ base: Expression, _ name: String, _ target: Int?, _ expression: Expression
    ) throws(TemplateError) -> Int {
        if case .name(let holder) = base.kind, let (symbol, owner) = scope.find(holder) {
            switch symbol {
            case .loop(let register): return try loopField(name, register, owner, target, expression.span)
            case .module(let module): return try member(name, of: module, holder, target, expression.span)
            case .macro: throw error("'\(holder)' is a macro and has no fields", base.span)
            case .variable: break
            }
        }
        let result = target ?? function.allocate()
        let mark = function.top
        let register = try value(base)
        function.release(to: mark)
        let site = try fieldSite(name, expression.span)
        append(
            Instruction(code: .field, site: site, a: Int32(result), b: Int32(register)), expression.span,
            subject(of: base))
        return result
    }

    private func member(
        _ name: String, of module: Scope, _ holder: String, _ target: Int?, _ span: Span
    ) throws(TemplateError) -> Int {
        guard case .variable(let register)? = module[name] else {
            throw error("no value '\(name)' in \(holder)" + suggestion(for: name, among: module.names), span)
        }
        guard module.function === function else { throw error("imports inside of a macro see only macros", span) }
        guard let target else { return register }
        append(Instruction(code: .move, a: Int32(target), b: Int32(register)), span)
        return target
    }

    private func loopField(
        _ name: String, _ register: Int, _ owner: FunctionBuilder, _ target: Int?, _ span: Span
    ) throws(TemplateError) -> Int {
        guard let field = LoopField(name: name) else {
            throw error("no field '\(name)' on loop" + suggestion(for: name, among: LoopField.names), span)
        }
        let result = target ?? function.allocate()
        let mark = function.top
        let state = try loopState(register, owner, span)
        append(Instruction(code: .loopField, extra: field.rawValue, a: Int32(result), b: Int32(state)), span)
        function.release(to: mark)
        return result
    }

    /// The two registers of a loop, copied if the loop is around the macro.
    private func loopState(_ register: Int, _ owner: FunctionBuilder, _ span: Span) throws(TemplateError) -> Int {
        guard owner !== function else { return register }
        let copy = function.allocate(2)
        for offset in 0...1 {
            append(
                Instruction(
                    code: .outer, a: Int32(copy + offset), b: Int32(register + offset),
                    c: Int32(function.level - owner.level)),
                span)
        }
        return copy
    }

    // MARK: calls

    func macro(_ callee: Expression) -> MacroSymbol? {
        if case .name(let name) = callee.kind, case .macro(let symbol)? = scope.find(name)?.symbol { return symbol }
        guard case .attribute(let base, let name) = callee.kind, case .name(let holder) = base.kind,
            case .module(let module)? = scope.find(holder)?.symbol, case .macro(let symbol)? = module[name]
        else { return nil }
        return symbol
    }

    func isSuper(_ callee: Expression) -> Bool {
        guard case .name("super") = callee.kind else { return false }
        return true
    }

    func call(
        _ callee: Expression, _ arguments: [Expression.Argument], _ target: Int?, _ span: Span
    ) throws(TemplateError) -> Int {
        if let symbol = macro(callee) {
            return try inRegister(target, span) { () throws(TemplateError) in
                try callInPlace(symbol, arguments, span)
            }
        }
        if isSuper(callee) {
            return try inRegister(target, span) { () throws(TemplateError) in
                try output(Expression(.call(callee, arguments), span))
            }
        }
        if case .name(let name) = callee.kind {
            if name == "t", scope.find("t") == nil { return try translation(arguments, target, span) }
            return try builtIn(name, arguments, target, callee.span, span)
        }
        guard case .attribute(let base, let name) = callee.kind else {
            throw error("only macros, t() and a few functions can be called", span)
        }
        return try method(base, name, arguments, target, span)
    }

    private func inRegister(
        _ target: Int?, _ span: Span, _ work: () throws(TemplateError) -> Void
    ) throws(TemplateError) -> Int {
        let register = try captured(span, work)
        guard let target else { return register }
        append(Instruction(code: .move, a: Int32(target), b: Int32(register)), span)
        return target
    }

    /// The frame of a macro begins with the caller's free registers: the model, then the arguments.
    func call(
        _ symbol: MacroSymbol, _ arguments: [Expression.Argument], in start: HTMLContext, _ span: Span
    ) throws(TemplateError) {
        let parameters = symbol.macro.parameters.map { Parameter(name: $0.name, isRequired: false) }
        let bound = try bound(arguments, to: parameters, of: "macro '\(symbol.macro.name)'", span)
        let mark = function.top
        let frame = function.allocate()
        _ = try sideBySide(bound, span)
        let callee = try compiled(symbol, in: start)
        let hops = function.level - symbol.scope.function.level
        append(Instruction(code: .call, a: Int32(callee.index), b: Int32(frame), c: Int32(hops)), span)
        function.release(to: mark)
    }

    private func bound(
        _ arguments: [Expression.Argument], to parameters: [Parameter], of callee: String, _ span: Span
    ) throws(TemplateError) -> [Expression?] {
        do {
            return try Parameter.bind(arguments, to: parameters, of: callee, span)
        } catch {
            throw TemplateError(error.message, at: error.place, trail: trail)
        }
    }

    private func builtIn(
        _ name: String, _ arguments: [Expression.Argument], _ target: Int?, _ place: Span, _ span: Span
    ) throws(TemplateError) -> Int {
        guard let known = Function(name: name) else {
            let names = scope.names + Function.names + ["t", "super"]
            throw error("no macro or function '\(name)'" + suggestion(for: name, among: names), place)
        }
        let result = target ?? function.allocate()
        let mark = function.top
        var operands: [Expression?]
        switch known {
        case .range: operands = try bound(arguments, to: known.parameters, of: "function 'range'", span)
        case .dict, .namespace:
            operands = []
            for argument in arguments {
                guard let name = argument.name else {
                    throw error("'\(known)' takes arguments with names only", argument.value.span)
                }
                operands += [Expression(.string(name), argument.value.span), argument.value]
            }
        }
        let first = try sideBySide(operands, span)
        append(
            Instruction(
                code: .function, extra: known.rawValue, a: Int32(result), b: Int32(first), c: Int32(operands.count)),
            span)
        function.release(to: mark)
        return result
    }

    /// The few methods of Python that templates are full of.
    private func method(
        _ base: Expression, _ name: String, _ arguments: [Expression.Argument], _ target: Int?, _ span: Span
    ) throws(TemplateError) -> Int {
        if case .name("loop") = base.kind, name == "cycle", !arguments.isEmpty {
            let index = Expression(.attribute(base, "index0"), span)
            let turn = Expression(.binary(.remainder, index, Expression(.int(arguments.count), span)), span)
            let choices = Expression(.list(arguments.map(\.value), isTuple: false), span)
            return try value(Expression(.subscript_(choices, turn), span), into: target)
        }
        guard ["items", "keys", "values"].contains(name), arguments.isEmpty, let filter = Filter(name: name) else {
            throw error("no method '\(name)'; templates call only items(), keys() and values()", span)
        }
        return try value(Expression(.filter(filter, base, []), span), into: target)
    }

    // MARK: words

    /// `t("key", name=value)`: the key is known, and its placeholders are exactly those given.
    private func translation(
        _ arguments: [Expression.Argument], _ target: Int?, _ span: Span
    ) throws(TemplateError) -> Int {
        guard let first = arguments.first, first.name == nil, case .string(let key) = first.value.kind else {
            throw error("t() needs a key in quotes first", span)
        }
        guard let row = catalogue.messages[key] else {
            throw error(
                "no text '\(key)' in the catalogue" + suggestion(for: key, among: catalogue.messages.keys),
                first.value.span)
        }
        let names = (row.first?.names ?? []).sorted()
        let parameters = names.map { Parameter(name: $0, isRequired: true) }
        guard arguments.dropFirst().allSatisfy({ $0.name != nil }) else {
            throw error("t() takes values by name", span)
        }
        let operands = try bound(Array(arguments.dropFirst()), to: parameters, of: "text '\(key)'", span)
        let pieces = row.map { message in
            message.pieces.map { (piece) -> Program.MessagePiece in
                switch piece {
                case .text(let text): .text(text)
                case .value(let name): .argument(names.firstIndex(of: name) ?? 0)
                }
            }
        }
        let result = target ?? function.allocate()
        let mark = function.top
        let register = try sideBySide(operands, span)
        append(Instruction(code: .translate, a: Int32(result), b: message(pieces), c: Int32(register)), span)
        function.release(to: mark)
        return result
    }
}
