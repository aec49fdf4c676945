// Everything that is called: macros, super(), t(), functions, a few methods.
extension Compiler {
    /// What calls a macro or a block, if the callee is one: it writes straight to the page, made for the place it goes to.
    func inPlace(
        _ parts: [Expression], _ names: [String?], _ span: Span
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

    private func macro(_ callee: Expression) -> MacroSymbol? {
        if let name = callee.name, case .macro(let symbol)? = scope.find(name) { return symbol }
        guard case .field(let name) = callee.kind, let holder = callee.parts[0].name,
            case .module(let module)? = scope.find(holder), case .macro(let symbol)? = module.symbols[name]
        else { return nil }
        return symbol
    }

    private func call(
        _ symbol: MacroSymbol, _ values: [Expression], _ names: [String?], _ span: Span
    ) throws(TemplateError) {
        guard context.state != .beforeValue else { throw error("a macro cannot be a value without quotes", span) }
        let parameters = symbol.macro.parameters.map { Parameter(name: $0.name, isRequired: false) }
        let noun = "macro '\(symbol.macro.name)'"
        let bound = try Parameter.bind(values, names, to: parameters, of: noun, span, trail: trail)
        let start = context
        let arguments = try bound.map { (argument) throws(TemplateError) in try value(argument) }
        let function = try function(of: symbol, in: start, bound.map { type(of: $0) })
        add(Node(code: .call, a: Int32(function), b: list(arguments), c: Int32(arguments.count)), span)
        let end = symbol.ends[start] ?? start
        symbol.ends[start] = end
        context = end
    }

    /// The macro's function for a context; a check against a model makes it anew for the types of each call.
    func function(
        of symbol: MacroSymbol, in start: HTMLContext, _ types: [ValueType]
    ) throws(TemplateError) -> Int {
        // Macros that call themselves are followed a few steps only
        if let known = symbol.functions[start], model == nil || macroDepth >= 6 { return known }
        macroDepth += 1
        defer { macroDepth -= 1 }
        let outer = (scope, context, trail, exits, openLayers)
        let level = symbol.scope.level + 1
        let index = program.functions.count
        symbol.functions[start] = index
        program.functions.append(Program.Function(name: symbol.macro.name, level: level))
        scope = Scope(parent: symbol.scope, function: index, level: level)
        (context, trail, exits) = (start, symbol.trail, exits + [nil])
        program.functions[index].block = try block(symbol.span) { () throws(TemplateError) in
            for (number, parameter) in symbol.macro.parameters.enumerated() {
                let slot = slots()
                let fallback =
                    try parameter.fallback.map { (fallback) throws(TemplateError) in try value(fallback) } ?? -1
                add(
                    Node(code: .parameter, a: Int32(slot), b: fallback, c: self.symbol(parameter.name)), symbol.span)
                scope.symbols[parameter.name] = .slot(
                    level: level, slot, number < types.count ? types[number] : .unknown)
            }
            try compile(symbol.macro.body)
        }
        if let assumed = symbol.ends[start], assumed != context {
            throw error(
                "macro '\(symbol.macro.name)' calls itself and ends in \(context.words), not in \(start.words)",
                symbol.span)
        }
        symbol.ends[start] = context
        (scope, context, trail, exits, openLayers) = outer
        return index
    }

    // MARK: values

    func call(_ parts: [Expression], _ names: [String?], _ span: Span) throws(TemplateError) -> Int32 {
        if let call = inPlace(parts, names, span) { return try captured(span, call) }
        let (callee, arguments) = (parts[0], Array(parts[1...]))
        if let name = callee.name {
            if name == "t", scope.find(name) == nil { return try value(try text(arguments, names, span)) }
            guard let function = Function.named[name], scope.find(name) == nil else {
                let known = scope.names + Function.named.keys + ["t", "super"]
                throw error("no macro or function '\(name)'" + suggestion(for: name, among: known), callee.span)
            }
            return try listed(.function, function.rawValue, try operands(of: function, arguments, names, span), span)
        }
        guard case .field(let name) = callee.kind else {
            throw error("only macros, t() and a few functions can be called", span)
        }
        if callee.parts[0].name == "loop", name == "cycle", !arguments.isEmpty {
            let count = Expression(.constant(.int(arguments.count)), span)
            let index = Expression(.field("index0"), span, callee.parts)
            let turn = Expression(.binary(.remainder), span, [index, count])
            return try value(Expression(.item, span, [Expression(.list(isTuple: false), span, arguments), turn]))
        }
        guard ["items", "keys", "values"].contains(name), arguments.isEmpty, let filter = Filter.named[name] else {
            throw error("no method '\(name)'; templates call only items(), keys() and values()", callee.span)
        }
        return try value(Expression(.filter(filter), span, callee.parts))
    }

    private func operands(
        of function: Function, _ values: [Expression], _ names: [String?], _ span: Span
    ) throws(TemplateError) -> [Expression] {
        if function == .range {
            let parameters = Parameter.list("start stop? step?")
            return try Parameter.bind(values, names, to: parameters, of: "function 'range'", span, trail: trail)
        }
        var operands: [Expression] = []
        for (name, value) in zip(names, values) {
            guard let name else { throw error("'\(function)' takes arguments with names only", value.span) }
            operands += [Expression(.constant(.text(name)), value.span), value]
        }
        return operands
    }

    // MARK: words

    /// `t("key", name=value)`: the key is known, and its placeholders are exactly those given.
    private func text(_ values: [Expression], _ names: [String?], _ span: Span) throws(TemplateError) -> Expression {
        guard let key = values.first?.text, names[0] == nil else {
            throw error("t() needs a key in quotes first", span)
        }
        guard let forms = catalogue.forms(of: key) else {
            let known = catalogue.messages.keys
            throw error("no text '\(key)' in the catalogue" + suggestion(for: key, among: known), values[0].span)
        }
        let given = names.dropFirst().compactMap(\.self)
        guard given.count == values.count - 1 else { throw error("t() takes values by name", span) }
        return try message(forms, "text '\(key)'", given, Array(values.dropFirst()), span)
    }

    /// `{% trans %}`: the text for one is the key; without a catalogue it is the text.
    func words(
        _ texts: [String], _ names: [String], _ values: [Expression], _ span: Span
    ) throws(TemplateError) -> Expression {
        if let forms = catalogue.forms(of: texts[0]) { return try message(forms, "this text", names, values, span) }
        guard catalogue.messages.isEmpty else { throw error("no text '\(texts[0])' in the catalogue", span) }
        let forms = texts.map { [Catalogue.Message($0)].compactMap(\.self) }
        let counted = texts.count > 1 ? [names[0]] : []
        return try message(
            Catalogue.Forms(languages: [""], one: forms[0], other: forms[forms.count - 1], counted: counted.first),
            "this text", names, values, span)
    }

    private func message(
        _ forms: Catalogue.Forms, _ noun: String, _ names: [String], _ values: [Expression], _ span: Span
    ) throws(TemplateError) -> Expression {
        let parameters = forms.names.map { Parameter(name: $0, isRequired: true) }
        let bound = try Parameter.bind(values, names, to: parameters, of: noun, span, trail: trail)
        let arguments = Dictionary(uniqueKeysWithValues: zip(forms.names, bound))
        func joined(_ message: Catalogue.Message) -> Expression {
            let parts = message.pieces.compactMap { piece in
                switch piece {
                case .text(let text): Expression(.constant(.text(text)), span)
                case .value(let name): arguments[name]
                }
            }
            return parts.count == 1 && parts[0].text != nil ? parts[0] : Expression(.joined, span, parts)
        }
        let texts = forms.other.indices.map { index -> Expression in
            guard let counted = forms.counted.flatMap({ arguments[$0] }),
                let singular = Catalogue.singular(in: forms.languages[index])
            else { return joined(forms.other[index]) }
            let limit = Expression(.constant(.int(1)), span)
            let isOne = Expression(.binary(singular), span, [counted, limit])
            return Expression(.conditional, span, [isOne, joined(forms.one[index]), joined(forms.other[index])])
        }
        return texts.count == 1 ? texts[0] : Expression(.byLanguage, span, texts)
    }
}
