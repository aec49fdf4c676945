// Fields against the model's type, if one is given.
extension Compiler {
    func type(of tree: Tree) -> ValueType {
        switch tree.kind {
        case .name(let name):
            if case .slot(_, _, let type)? = scope.find(name) { return type }
            return scope.find(name) == nil ? model?.type(of: name) ?? .unknown : .unknown
        case .field(let name): return type(of: tree.parts[0]).field(name) ?? .unknown
        case .node(.conditional): return type(of: tree.parts[1])
        case .apply(let operation):
            let type = type(of: tree.parts[0])
            switch operation.names[0] {
            case "[]": return tree.parts[1].text.map { type.field($0) ?? .unknown } ?? type.element
            case "first", "last", "min", "max": return type.element
            case "[:]", "list", "reverse", "sort", "unique", "select", "reject", "selectattr", "rejectattr": return type
            default: return .unknown
            }
        default: return .unknown
        }
    }

    func check(_ name: String, _ span: Span) {
        guard let model, model.index(of: name) == nil else { return }
        report("model \(model.name) has no field '\(name)'" + suggestion(for: name, among: model.fields), span)
    }

    @discardableResult
    func check(_ name: String, of type: ValueType, _ holder: Tree, _ span: Span) -> ValueType {
        guard model != nil else { return .unknown }
        if let field = type.field(name) { return field }
        let names = type.depth == 0 ? type.layout?().fields ?? [] : []
        let hint = suggestion(for: name, among: names)
        report("no field '\(name)' on \(holder.span.text), which is \(type.noun)" + hint, span)
        return .unknown
    }

    /// `x["a"]`, and `map(attribute="a.b")` and its like.
    func check(_ operation: Operation, _ parts: [Tree], _ span: Span, _ isProbed: Bool) {
        if operation.names[0] == "[]", let name = parts[1].text, !isProbed {
            check(name, of: type(of: parts[0]), parts[0], span)
        }
        guard let index = operation.parameters.firstIndex(where: { $0.name == "attribute" }),
            let path = parts[index + 1].text
        else { return }
        var holder = type(of: parts[0]).element
        for name in path.split(separator: ".") {
            holder = check(String(name), of: holder, parts[0], parts[index + 1].span)
        }
    }

    /// "x is defined" where the model has no x: what depends on it is never reached.
    func isAbsent(_ condition: Tree) -> Bool {
        guard let model, case .apply(let test) = condition.kind, test.names == ["defined"],
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
