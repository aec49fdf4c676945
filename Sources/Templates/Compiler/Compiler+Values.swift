extension Compiler {
    func value(_ expression: Expression, isProbed: Bool = false) throws(TemplateError) -> Int32 {
        let (span, parts) = (expression.span, expression.parts)
        switch expression.kind {
        case .constant(let value): return try emit(Node(code: .constant, a: constant(value)), span)
        case .missing: return try emit(Node(code: .missing), span)
        case .name(let name): return try self.name(name, span, isProbed)
        case .field(let name): return try field(name, of: parts[0], span, isProbed)
        case .item:
            if let name = parts[1].text { check(name, of: parts[0], span, isProbed) }
            return try emit(Node(code: .item, a: try value(parts[0]), b: try value(parts[1])), span)
        case .slice:
            let (base, bounds) = (try value(parts[0]), try values(Array(parts[1...])))
            return try emit(Node(code: .slice, a: base, b: bounds, c: 3), span)
        case .not: return try emit(Node(code: .not, a: try value(parts[0])), span)
        case .negative: return try emit(Node(code: .negative, a: try value(parts[0])), span)
        case .binary(let operation):
            let (left, right) = (try value(parts[0]), try value(parts[1]))
            return try emit(Node(code: .binary, flag: operation.rawValue, a: left, b: right), span)
        case .conditional:
            let condition = try value(parts[0])
            let then = isAbsent(parts[0]) ? condition : try value(parts[1])
            let otherwise = parts.count > 2 ? try value(parts[2]) : -1
            return try emit(Node(code: .conditional, a: condition, b: then, c: otherwise), span)
        case .list(let isTuple): return try listed(isTuple ? .tuple : .list, -1, parts, span)
        case .map: return try listed(.map, -1, parts, span)
        case .joined: return try listed(.joined, -1, parts, span)
        case .byLanguage: return try listed(.byLanguage, -1, parts, span)
        case .filter(let filter):
            checkAttribute(of: filter, parts)
            return try listed(.filter, Int32(filter.number), parts, span, isProbed: filter.takesUndefined)
        case .test(let test):
            let isProbed = test.names == ["defined"] || test.names == ["undefined"]
            return try listed(.test, Int32(test.number), parts, span, isProbed: isProbed)
        case .call(let names): return try call(parts, names, span)
        case .captured(let body):
            return try captured(span) { () throws(TemplateError) in try scoped(body) }
        case .words(let texts, let names): return try value(try words(texts, names, parts, span))
        }
    }

    private func values(_ expressions: [Expression], isProbed: Bool = false) throws(TemplateError) -> Int32 {
        var nodes: [Int32] = []
        for expression in expressions { nodes.append(try value(expression, isProbed: isProbed && nodes.isEmpty)) }
        return list(nodes)
    }

    func listed(
        _ code: Node.Code, _ number: Int32, _ parts: [Expression], _ span: Span, isProbed: Bool = false
    ) throws(TemplateError) -> Int32 {
        let list = try values(parts, isProbed: isProbed)
        return try emit(Node(code: code, a: number, b: list, c: Int32(parts.count)), span)
    }

    /// What statements write, as a value.
    func captured(_ span: Span, _ work: () throws(TemplateError) -> Void) throws(TemplateError) -> Int32 {
        let page = context
        context = HTMLContext()
        exits.append(nil)
        let body = try block(span, work)
        exits.removeLast()
        guard context.joined(HTMLContext()) != nil else {
            throw error("what is kept as a value must end in text, not in \(context.words)", span)
        }
        context = page
        return try emit(Node(code: .captured, a: body), span)
    }

    // MARK: names

    private func name(_ name: String, _ span: Span, _ isProbed: Bool) throws(TemplateError) -> Int32 {
        switch scope.find(name) {
        case .slot(let level, let slot, _)?:
            if level == scope.level { return try emit(Node(code: .local, a: Int32(slot)), span) }
            return try emit(Node(code: .outer, a: Int32(level), b: Int32(slot)), span)
        case .macro?: throw error("'\(name)' is a macro; call it: \(name)(…)", span)
        case .module?: throw error("'\(name)' is an imported template; name what you want of it: \(name).…", span)
        case .loop?: throw error("'loop' is not a value; use loop.index and its like", span)
        case nil:
            if let model, model.index(of: name) == nil, !isProbed {
                report("model \(model.name) has no field '\(name)'" + suggestion(for: name, among: model.fields), span)
            }
            return try emit(Node(code: .name, a: symbol(name)), span)
        }
    }

    private func field(
        _ name: String, of base: Expression, _ span: Span, _ isProbed: Bool
    ) throws(TemplateError) -> Int32 {
        switch base.name.flatMap({ scope.find($0) }) {
        case .loop(let level, let slot)?:
            guard let field = LoopField.named[name] else {
                throw error("no field '\(name)' on loop" + suggestion(for: name, among: LoopField.named.keys), span)
            }
            return try emit(Node(code: .loopField, flag: field.rawValue, a: Int32(level), b: Int32(slot)), span)
        case .module(let module)?:
            guard case .slot(let level, let slot, _)? = module.symbols[name] else {
                guard isStrict else { return try emit(Node(code: .missing), span) }
                throw error(
                    "no value '\(name)' in \(base.span.text)" + suggestion(for: name, among: module.names), span)
            }
            return try emit(Node(code: .outer, a: Int32(level), b: Int32(slot)), span)
        case .macro?, .slot?, nil:
            check(name, of: base, span, isProbed)
            let holder = try value(base)
            let node = program.nodes[Int(holder)]
            guard node.code == .local else { return try emit(Node(code: .field, a: holder, b: symbol(name)), span) }
            return try emit(Node(code: .localField, a: holder, b: symbol(name), c: node.a), span)
        }
    }

    // MARK: checks against a model

    func type(of expression: Expression) -> ValueType {
        switch expression.kind {
        case .name(let name):
            if case .slot(_, _, let type)? = scope.find(name) { return type }
            return scope.find(name) == nil ? model?.type(of: name) ?? .unknown : .unknown
        case .field(let name): return type(of: expression.parts[0]).field(name) ?? .unknown
        case .item:
            let type = type(of: expression.parts[0])
            return expression.parts[1].text.map { type.field($0) ?? .unknown } ?? type.element
        case .slice: return type(of: expression.parts[0])
        case .conditional: return type(of: expression.parts[1])
        case .filter(let filter):
            let type = type(of: expression.parts[0])
            let keepsAll: Set = ["list", "reverse", "sort", "unique", "select", "reject", "selectattr", "rejectattr"]
            return keepsAll.contains(filter.names[0])
                ? type : ["first", "last", "min", "max"].contains(filter.names[0]) ? type.element : .unknown
        case .constant, .not, .negative, .missing, .binary, .list, .map, .test, .call, .captured, .words, .byLanguage,
            .joined:
            return .unknown
        }
    }

    private func check(_ name: String, of base: Expression, _ span: Span, _ isProbed: Bool) {
        guard model != nil, !isProbed else { return }
        check(name, of: type(of: base), base, span)
    }

    @discardableResult
    private func check(_ name: String, of type: ValueType, _ base: Expression, _ span: Span) -> ValueType {
        if let field = type.field(name) { return field }
        let message = "no field '\(name)' on \(base.span.text), which is \(type.noun)"
        let names = type.depth == 0 ? type.layout?().fields ?? [] : []
        report(message + suggestion(for: name, among: names), span)
        return .unknown
    }

    /// `map(attribute="a.b")` and its like.
    private func checkAttribute(of filter: Filter, _ parts: [Expression]) {
        guard model != nil, let index = filter.parameters.firstIndex(where: { $0.name == "attribute" }),
            let path = parts[index + 1].text
        else { return }
        var holder = type(of: parts[0]).element
        for name in path.split(separator: ".") {
            holder = check(String(name), of: holder, parts[0], parts[index + 1].span)
        }
    }

    /// "x is defined" where the model has no x: what depends on it is never reached.
    func isAbsent(_ condition: Expression) -> Bool {
        guard let model, case .test(let test) = condition.kind, test.names == ["defined"],
            let name = condition.parts[0].name
        else { return false }
        return scope.find(name) == nil && model.index(of: name) == nil
    }

    private func report(_ message: String, _ span: Span) {
        let error = error(message, span)
        if !errors.contains(error) { errors.append(error) }
    }
}

extension ValueType {
    /// `nil` if it cannot have such a field.
    func field(_ name: String) -> ValueType? {
        isKnown ? depth == 0 ? layout?().type(of: name) : nil : .unknown
    }

    var element: ValueType {
        depth == 0 ? .unknown : ValueType(depth: depth - 1, layout: layout, isKnown: isKnown)
    }

    fileprivate var noun: String { depth > 0 ? "a list" : layout?().name ?? "a plain value" }
}
