extension Compiler {
    func value(_ tree: Tree, isProbed: Bool = false) throws(TemplateError) -> Int32 {
        let (span, parts) = (tree.span, tree.parts)
        switch tree.kind {
        case .constant(let value): return try emit(Node(code: .constant, a: constant(value)), span)
        case .missing: return try emit(Node(code: .missing), span)
        case .name(let name): return try self.name(name, span, isProbed)
        case .field(let name): return try field(name, of: parts[0], span, isProbed)
        case .apply(let operation):
            check(operation, parts, span, isProbed)
            let code: Node.Code = ["eq": .equal, "ne": .unequal][operation.names[0]] ?? .apply
            return try composed(Node(code: code, a: Int32(operation.number)), parts, span, operation.isProbe)
        case .node(let code):
            let isUnreached = code == .conditional && isAbsent(parts[0])
            return try composed(Node(code: code), isUnreached ? [parts[0], parts[0]] + parts[2...] : parts, span)
        case .list(let shape): return try composed(Node(code: .list, flag: shape.rawValue), parts, span)
        case .call(let names): return try call(parts, names, span)
        case .captured:
            return try captured(span) { () throws(TemplateError) in
                try inScope { () throws(TemplateError) in try compile(parts) }
            }
        case .words(let texts, let names): return try value(try words(texts, names, parts, span))
        case .text, .output, .evaluate, .branch, .loop, .set, .scope, .body, .macro, .leave, .include, .extends, .block,
            .importing:
            preconditionFailure("a statement has no value")
        }
    }

    /// A node over parts, of which the first may be undefined if it is probed.
    private func composed(
        _ node: Node, _ parts: [Tree], _ span: Span, _ isProbed: Bool = false
    ) throws(TemplateError) -> Int32 {
        var (node, nodes): (Node, [Int32]) = (node, [])
        for part in parts { nodes.append(try value(part, isProbed: isProbed && nodes.isEmpty)) }
        (node.b, node.c) = (list(nodes), Int32(nodes.count))
        return try emit(node, span)
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
        case .slot(let level, let slot, _)?: return try local(level, slot, span)
        case .macro?: throw error("'\(name)' is a macro; call it: \(name)(…)", span)
        case .module?: throw error("'\(name)' is an imported template; name what you want of it: \(name).…", span)
        case .loop?: throw error("'loop' is not a value; use loop.index and its like", span)
        case nil:
            if !isProbed { check(name, span) }
            return try emit(Node(code: .name, a: symbol(name)), span)
        }
    }

    /// A slot of the function at work, or of one around it.
    func local(_ level: Int, _ slot: Int, _ span: Span) throws(TemplateError) -> Int32 {
        let isOwn = level == scope.level
        return try emit(
            isOwn ? Node(code: .local, a: Int32(slot)) : Node(code: .outer, a: Int32(level), b: Int32(slot)), span)
    }

    private func field(
        _ name: String, of holder: Tree, _ span: Span, _ isProbed: Bool
    ) throws(TemplateError) -> Int32 {
        switch holder.name.flatMap({ scope.find($0) }) {
        case .loop(let level, let slot)?:
            guard let field = Operation.named[.loop]?[name] else {
                throw error("no field '\(name)' on loop" + suggestion(for: name, among: Operation.names(.loop)), span)
            }
            let nodes = [try local(level, slot, span), try local(level, slot + 1, span)]
            return try emit(Node(code: .apply, a: Int32(field.number), b: list(nodes), c: 2), span)
        case .module(let module)?:
            if case .slot(let level, let slot, _)? = module.symbols[name] { return try local(level, slot, span) }
            guard isStrict else { return try emit(Node(code: .missing), span) }
            throw error("no value '\(name)' in \(holder.span.text)" + suggestion(for: name, among: module.names), span)
        case .macro?, .slot?, nil:
            if !isProbed { check(name, of: type(of: holder), holder, span) }
            let base = try value(holder)
            let node = program.nodes[Int(base)]
            let isLocal = node.code == .local
            return try emit(
                Node(code: isLocal ? .localField : .field, a: base, b: symbol(name), c: isLocal ? node.a : 0), span)
        }
    }
}
