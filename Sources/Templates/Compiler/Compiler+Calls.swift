// Everything that is called: macros, super(), t(), functions, a few methods.
extension Compiler {
    /// What calls a macro or a block, if the callee is one: it writes straight to the page, made for the place it goes to.
    func inPlace(
        _ parts: [Tree], _ names: [String?], _ span: Span
    ) -> (() throws(TemplateError) -> Void)? {
        let callee = parts[0]
        if let symbol = macro(callee) {
            return { () throws(TemplateError) in try self.call(symbol, Array(parts[1...]), names, span) }
        }
        if callee.name == "super", scope.find("super") == nil {
            return { () throws(TemplateError) in
                guard let (name, depth) = self.openLayers.last else {
                    throw self.error("super() outside of a block", span)
                }
                try self.layer(name, depth + 1, of: self.layers[name] ?? [], span)
            }
        }
        if case .field(let name) = callee.kind, callee.parts[0].name == "self", let bodies = layers[name] {
            return { () throws(TemplateError) in try self.layer(name, 0, of: bodies, span) }
        }
        return nil
    }

    private func macro(_ callee: Tree) -> MacroSymbol? {
        if let name = callee.name, case .macro(let symbol)? = scope.find(name) { return symbol }
        guard case .field(let name) = callee.kind, let holder = callee.parts[0].name,
            case .module(let module)? = scope.find(holder), case .macro(let symbol)? = module.symbols[name]
        else { return nil }
        return symbol
    }

    private func call(
        _ symbol: MacroSymbol, _ values: [Tree], _ names: [String?], _ span: Span
    ) throws(TemplateError) {
        guard context.state != .beforeValue else { throw error("a macro cannot be a value without quotes", span) }
        let parameters = symbol.parameters.map { Parameter(name: $0, isRequired: false) }
        let bound = try Parameter.bind(values, names, to: parameters, of: "macro '\(symbol.name)'", span, trail: trail)
        let start = context
        let arguments = try bound.map { (argument) throws(TemplateError) in try value(argument) }
        let function = try function(of: symbol, in: start, bound.map { type(of: $0) })
        add(Node(code: .call, a: Int32(function), b: list(arguments), c: Int32(arguments.count)), span)
        let end = symbol.ends[start] ?? start
        symbol.ends[start] = end
        context = end
    }

    /// The macro's function for a context; a check against a model makes it anew for the types of each call.
    @discardableResult
    func function(of symbol: MacroSymbol, in start: HTMLContext, _ types: [ValueType]) throws(TemplateError) -> Int {
        // Macros that call themselves are followed a few steps only
        if let known = symbol.functions[start], model == nil || macroDepth >= 6 { return known }
        macroDepth += 1
        let outer = (scope, context, trail, exits, openLayers)
        let (level, index, span) = (symbol.scope.level + 1, program.functions.count, symbol.tree.span)
        symbol.functions[start] = index
        program.functions.append(Program.Function(name: symbol.name, level: level))
        scope = Scope(parent: symbol.scope, function: index, level: level)
        (context, trail, exits) = (start, symbol.trail, exits + [nil])
        program.functions[index].block = try block(span) { () throws(TemplateError) in
            for (number, name) in symbol.parameters.enumerated() {
                let (slot, fallback) = (slots(), symbol.tree.parts[number])
                let node = fallback.isMissing ? -1 : try value(fallback)
                add(Node(code: .parameter, a: Int32(slot), b: node, c: self.symbol(name)), span)
                scope.symbols[name] = .slot(level: level, slot, number < types.count ? types[number] : .unknown)
            }
            try compile(symbol.tree.parts[symbol.parameters.count].parts)
        }
        if let assumed = symbol.ends[start], assumed != context {
            let words = "ends in \(context.words), not in \(start.words)"
            throw error("macro '\(symbol.name)' calls itself and \(words)", span)
        }
        symbol.ends[start] = context
        (scope, context, trail, exits, openLayers) = outer
        macroDepth -= 1
        return index
    }

    // MARK: values

    func call(_ parts: [Tree], _ names: [String?], _ span: Span) throws(TemplateError) -> Int32 {
        if let call = inPlace(parts, names, span) { return try captured(span, call) }
        let (callee, arguments) = (parts[0], Array(parts[1...]))
        if let name = callee.name { return try value(try called(name, arguments, names, callee.span, span)) }
        guard case .field(let name) = callee.kind else {
            throw error("only macros, t() and a few functions can be called", span)
        }
        if callee.parts[0].name == "loop", name == "cycle", !arguments.isEmpty {
            let count = Tree(.constant(.int(arguments.count)), span)
            let turn = Tree(.apply(Operation["%"]), span, [Tree(.field("index0"), span, callee.parts), count])
            return try value(Tree(.apply(Operation["[]"]), span, [Tree(.list(.list), span, arguments), turn]))
        }
        guard ["items", "keys", "values"].contains(name), arguments.isEmpty else {
            throw error("no method '\(name)'; templates call only items(), keys() and values()", callee.span)
        }
        return try value(Tree(.apply(try Operation.named(name, .filter, span)), span, callee.parts))
    }

    private func called(
        _ name: String, _ values: [Tree], _ names: [String?], _ place: Span, _ span: Span
    ) throws(TemplateError) -> Tree {
        if name == "t", scope.find(name) == nil { return try text(values, names, span) }
        guard let function = Operation.named[.function]?[name], scope.find(name) == nil else {
            let known = scope.names + Operation.names(.function) + ["t", "super"]
            throw error("no macro or function '\(name)'" + suggestion(for: name, among: known), place)
        }
        if name == "range" {
            let parameters = Parameter.list("start stop? step?")
            let bound = try Parameter.bind(values, names, to: parameters, of: "function 'range'", span, trail: trail)
            return Tree(.apply(function), span, bound)
        }
        var fields: [Tree] = []
        for (key, value) in zip(names, values) {
            guard let key else { throw error("'\(name)' takes arguments with names only", value.span) }
            fields += [Tree(.constant(.text(key)), value.span), value]
        }
        return Tree(.apply(function), span, [Tree(.list(.map), span, fields)])
    }

    // MARK: words

    /// `t("key", name=value)`: the key is known, and its placeholders are exactly those given.
    private func text(_ values: [Tree], _ names: [String?], _ span: Span) throws(TemplateError) -> Tree {
        guard let key = values.first?.text, names[0] == nil else {
            throw error("t() needs a key in quotes first", span)
        }
        guard let forms = catalogue.forms(of: key) else {
            let hint = suggestion(for: key, among: catalogue.keys)
            throw error("no text '\(key)' in the catalogue" + hint, values[0].span)
        }
        let given = names.dropFirst().compactMap(\.self)
        guard given.count == values.count - 1 else { throw error("t() takes values by name", span) }
        return try message(forms, "text '\(key)'", given, Array(values.dropFirst()), span)
    }

    /// `{% trans %}`: the text for one is the key; without a catalogue it is the text.
    func words(
        _ texts: [String], _ names: [String], _ values: [Tree], _ span: Span
    ) throws(TemplateError) -> Tree {
        if let forms = catalogue.forms(of: texts[0]) { return try message(forms, "this text", names, values, span) }
        guard catalogue.isEmpty else { throw error("no text '\(texts[0])' in the catalogue", span) }
        let forms = Catalogue.Forms(
            rules: [Plural("")], texts: [texts.compactMap { Catalogue.Message($0) }],
            counted: texts.count > 1 ? names[0] : nil)
        return try message(forms, "this text", names, values, span)
    }

    private func message(
        _ forms: Catalogue.Forms, _ noun: String, _ names: [String], _ values: [Tree], _ span: Span
    ) throws(TemplateError) -> Tree {
        let parameters = forms.names.map { Parameter(name: $0, isRequired: true) }
        let bound = try Parameter.bind(values, names, to: parameters, of: noun, span, trail: trail)
        let arguments = Dictionary(uniqueKeysWithValues: zip(forms.names, bound))
        func joined(_ message: Catalogue.Message) -> Tree {
            let parts = message.pieces.compactMap { piece in
                switch piece {
                case .text(let text): Tree(.constant(.text(text)), span)
                case .value(let name): arguments[name]
                }
            }
            return parts.count == 1 && parts[0].text != nil ? parts[0] : Tree(.list(.joined), span, parts)
        }
        let texts = zip(forms.rules, forms.texts).map { rule, texts -> Tree in
            guard let count = forms.counted.flatMap({ arguments[$0] }), texts.count > 1 else { return joined(texts[0]) }
            let parts = [count, Tree(.constant(.int(rule.number)), span)] + texts.map(joined)
            return Tree(.apply(Operation["plural"]), span, parts)
        }
        return texts.count == 1 ? texts[0] : Tree(.node(.byLanguage), span, texts)
    }
}
