extension Compiler {
    // MARK: writing

    /// `{{ expression }}`
    func output(_ expression: Expression) throws(TemplateError) {
        if case .call(let callee, let arguments) = expression.kind {
            if let symbol = macro(callee) { return try callInPlace(symbol, arguments, expression.span) }
            if isSuper(callee) { return try parentLayer(expression.span) }
        }
        let mark = function.top
        defer { function.release(to: mark) }
        if let (base, name) = try fieldAccess(expression) {
            let escaper = try escaper(expression.span)
            let site = try fieldSite(name, expression.span)
            let (start, length) = takePending()
            append(
                Instruction(code: .outputField, extra: escaper.code, site: site, a: Int32(base), b: start, c: length),
                expression.span, subject(of: expression))
            return
        }
        try write(try value(expression), expression.span, subject(of: expression))
    }

    func write(_ register: Int, _ span: Span, _ subject: Program.Subject = .value) throws(TemplateError) {
        let escaper = try escaper(span)
        let (start, length) = takePending()
        append(Instruction(code: .output, extra: escaper.code, a: Int32(register), b: start, c: length), span, subject)
    }

    /// A macro whose markup goes straight to the page, compiled for the place it goes to.
    func callInPlace(
        _ symbol: MacroSymbol, _ arguments: [Expression.Argument], _ span: Span
    ) throws(TemplateError) {
        let start = context
        guard start.state != .beforeValue else { throw error("a macro cannot be a value without quotes", span) }
        flush()
        try call(symbol, arguments, in: start, span)
        // Inside of its own body a macro is taken to end where it begins, which is checked when it is complete
        let end = symbol.ends[start] ?? start
        symbol.ends[start] = end
        context = end
    }

    private func parentLayer(_ span: Span) throws(TemplateError) {
        guard let (bodies, index) = layers.last else { throw error("super() outside of a block", span) }
        guard index + 1 < bodies.count else {
            throw error("super() has nothing to show: no parent has this block", span)
        }
        try layer(bodies, index + 1)
    }

    // MARK: values

    /// Puts the value into `target`, or anywhere, and says where it is.
    @discardableResult
    func value(_ expression: Expression, into target: Int? = nil) throws(TemplateError) -> Int {
        let span = expression.span
        switch expression.kind {
        case .none: return constant(2, 0, 0, target, span)
        case .bool(let flag): return constant(flag ? 4 : 3, 0, 0, target, span)
        case .int(let number):
            guard let small = Int32(exactly: number) else {
                return constant(
                    7, Int32(truncatingIfNeeded: number >> 32), Int32(truncatingIfNeeded: number), target, span)
            }
            return constant(1, small, 0, target, span)
        case .double(let number):
            let bits = number.bitPattern
            return constant(
                6, Int32(truncatingIfNeeded: bits >> 32), Int32(truncatingIfNeeded: bits), target, span)
        case .string(let text): return constant(0, constant(text), 0, target, span)
        case .name(let name): return try self.name(name, target, expression)
        case .attribute(let base, let name): return try attribute(base, name, target, expression)
        case .call(let callee, let arguments): return try call(callee, arguments, target, span)
        case .subscript_(let base, let key):
            return try instruction(.item, [base, key], target, expression)
        case .slice(let base, let from, let to, let step):
            return try slice(base, [from, to, step], target, span)
        case .not(let operand): return try instruction(.not, [operand], target, expression)
        case .negative(let operand): return try instruction(.negative, [operand], target, expression)
        case .and(let left, let right): return try shortCircuit(.jumpIfFalse, left, right, target)
        case .or(let left, let right): return try shortCircuit(.jumpIfTrue, left, right, target)
        case .binary(let operation, let left, let right):
            return try instruction(.binary, extra: operation.rawValue, [left, right], target, expression)
        case .conditional(let condition, let then, let otherwise):
            return try conditional(condition, then, otherwise, target, span)
        case .list(let elements, let isTuple):
            return try collection(isTuple ? .tuple : .list, elements, elements.count, target, span)
        case .map(let pairs):
            return try collection(.map, pairs.flatMap { [$0.key, $0.value] }, pairs.count, target, span)
        case .filter(let filter, let input, let arguments):
            let result = target ?? function.allocate()
            let mark = function.top
            let register = try apply(filter, to: try value(input), arguments, span, subject(of: input))
            append(Instruction(code: .move, a: Int32(result), b: Int32(register)), span)
            function.release(to: mark)
            return result
        case .test(let test, let input, let arguments): return try self.test(test, input, arguments, target, span)
        }
    }

    private func constant(_ kind: UInt8, _ b: Int32, _ c: Int32, _ target: Int?, _ span: Span) -> Int {
        let register = target ?? function.allocate()
        append(Instruction(code: .constant, extra: kind, a: Int32(register), b: b, c: c), span)
        return register
    }

    private func name(_ name: String, _ target: Int?, _ expression: Expression) throws(TemplateError) -> Int {
        guard let (symbol, owner) = scope.find(name) else {
            let register = target ?? function.allocate()
            let site = try fieldSite(name, expression.span)
            append(Instruction(code: .field, site: site, a: Int32(register)), expression.span, .name(name))
            return register
        }
        switch symbol {
        case .variable(let register):
            if owner === function {
                guard let target, target != register else { return register }
                append(Instruction(code: .move, a: Int32(target), b: Int32(register)), expression.span)
                return target
            }
            return outer(register, owner, target, expression.span)
        case .macro: throw error("'\(name)' is a macro; call it: \(name)(…)", expression.span)
        case .module:
            throw error("'\(name)' is an imported template; name what you want of it: \(name).…", expression.span)
        case .loop: throw error("'loop' is not a value; use loop.index and its like", expression.span)
        }
    }

    /// A register of a function around this one.
    private func outer(_ register: Int, _ owner: FunctionBuilder, _ target: Int?, _ span: Span) -> Int {
        let result = target ?? function.allocate()
        let hops = function.level - owner.level
        append(Instruction(code: .outer, a: Int32(result), b: Int32(register), c: Int32(hops)), span)
        return result
    }

    private func instruction(
        _ code: Instruction.Code, extra: UInt8 = 0, _ operands: [Expression], _ target: Int?, _ expression: Expression
    ) throws(TemplateError) -> Int {
        let result = target ?? function.allocate()
        let mark = function.top
        let first = try value(operands[0])
        let second = operands.count > 1 ? try value(operands[1]) : 0
        function.release(to: mark)
        append(
            Instruction(code: code, extra: extra, a: Int32(result), b: Int32(first), c: Int32(second)), expression.span,
            subject(of: operands[0]))
        return result
    }

    private func slice(_ base: Expression, _ bounds: [Expression?], _ target: Int?, _ span: Span) throws(TemplateError)
        -> Int
    {
        let result = target ?? function.allocate()
        let mark = function.top
        let register = try value(base)
        let first = try sideBySide(bounds, span)
        append(
            Instruction(code: .slice, a: Int32(result), b: Int32(register), c: Int32(first)), span, subject(of: base))
        function.release(to: mark)
        return result
    }

    private func shortCircuit(
        _ jump: Instruction.Code, _ left: Expression, _ right: Expression, _ target: Int?
    ) throws(TemplateError) -> Int {
        // Not straight into the target: the right side may still need what stands there
        let result = function.allocate()
        try value(left, into: result)
        let over = append(Instruction(code: jump, a: Int32(result)), left.span, subject(of: left))
        try value(right, into: result)
        function.land(over)
        return moved(result, target, right.span)
    }

    private func conditional(
        _ condition: Expression, _ then: Expression, _ otherwise: Expression?, _ target: Int?, _ span: Span
    ) throws(TemplateError) -> Int {
        flush()
        let result = function.allocate()
        let skip = try jumpUnless(condition)
        try value(then, into: result)
        let over = append(Instruction(code: .jump), span)
        function.land(skip)
        if let otherwise {
            try value(otherwise, into: result)
        } else {
            _ = constant(5, 0, 0, result, span)
        }
        function.land(over)
        return moved(result, target, span)
    }

    private func moved(_ register: Int, _ target: Int?, _ span: Span) -> Int {
        guard let target else { return register }
        append(Instruction(code: .move, a: Int32(target), b: Int32(register)), span)
        return target
    }

    private func collection(
        _ code: Instruction.Code, _ elements: [Expression], _ count: Int, _ target: Int?, _ span: Span
    ) throws(TemplateError) -> Int {
        let result = target ?? function.allocate()
        let mark = function.top
        let first = try sideBySide(elements, span)
        append(Instruction(code: code, a: Int32(result), b: Int32(first), c: Int32(count)), span)
        function.release(to: mark)
        return result
    }

    /// Values in registers that follow one another; what is left out is marked as missing.
    func sideBySide(_ expressions: [Expression?], _ span: Span) throws(TemplateError) -> Int {
        let first = function.allocate(expressions.count)
        for (index, expression) in expressions.enumerated() {
            if let expression {
                let mark = function.top
                try value(expression, into: first + index)
                function.release(to: mark)
            } else {
                _ = constant(8, 0, 0, first + index, span)
            }
        }
        return first
    }

    // MARK: filters and tests

    func apply(
        _ filter: Filter, to register: Int, _ arguments: [Expression?], _ span: Span,
        _ subject: Program.Subject = .value
    ) throws(TemplateError) -> Int {
        let input = function.allocate()
        append(Instruction(code: .move, a: Int32(input), b: Int32(register)), span)
        _ = try sideBySide(arguments, span)
        append(Instruction(code: .filter, extra: filter.rawValue, a: Int32(input), b: Int32(input)), span, subject)
        return input
    }

    private func test(
        _ test: Test, _ input: Expression, _ arguments: [Expression?], _ target: Int?, _ span: Span
    ) throws(TemplateError) -> Int {
        if let comparison = test.comparison, let other = arguments[0] {
            return try value(Expression(.binary(comparison, input, other), span), into: target)
        }
        let result = target ?? function.allocate()
        let mark = function.top
        let register = try value(input)
        let other = try sideBySide(arguments, span)
        append(
            Instruction(code: .test, extra: test.rawValue, a: Int32(result), b: Int32(register), c: Int32(other)), span,
            subject(of: input))
        function.release(to: mark)
        return result
    }

    /// What a failed lookup is about.
    func subject(of expression: Expression) -> Program.Subject {
        switch expression.kind {
        case .name(let name): .name(name)
        case .attribute(let base, let name): .field(name, of: base.span.text)
        case .filter(_, let input, _), .slice(let input, _, _, _): subject(of: input)
        case .none, .bool, .int, .double, .string, .subscript_, .not, .negative, .and, .or, .binary, .conditional,
            .list, .map,
            .test, .call:
            .value
        }
    }
}
