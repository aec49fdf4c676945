extension Parser {
    private static let tags = [
        "if", "for", "set", "with", "filter", "do", "macro", "include", "extends", "block", "import", "from", "raw",
        "trans", "break", "continue",
    ]

    mutating func tag() throws(TemplateError) -> Tree {
        let (name, span) = try identifier("a tag's name")
        let tree = try tree(ofTag: name, span)
        let end = last
        try expect("%}")
        // For messages a tag with a body is its opening word
        let isWhole = ["include", "extends", "import", "from", "do", "break", "continue"].contains(name)
        return isWhole ? Tree(tree.kind, span.joined(end), tree.parts) : tree
    }

    private mutating func tree(ofTag name: String, _ span: Span) throws(TemplateError) -> Tree {
        switch name {
        case "if": return try branch(span)
        case "for": return try loop(span)
        case "set": return try set(span)
        case "with": return try with(span)
        case "filter":
            let filters = try filters(span)
            return Tree(.output, span, [filtered(try body(of: name, span), by: filters, span)])
        case "do": return Tree(.evaluate, span, [try tuple()])
        case "macro": return try macro(span)
        case "include": return try include(span)
        case "extends": return Tree(.extends(try templateNames()[0]), span)
        case "block": return try block(span)
        case "import", "from": return try importing(span, all: name == "import")
        case "trans": return Tree(.output, span, [try translation(span)])
        case "break", "continue": return Tree(.leave(isBreak: name == "break"), span)
        default: throw unknownTag(name, span)
        }
    }

    private func unknownTag(_ name: String, _ span: Span) -> TemplateError {
        if name.hasPrefix("end") || ["else", "elif", "pluralize"].contains(name) {
            guard let last = open.last else { return span.error("'\(name)' without a beginning") }
            return span.error("'\(name)' does not close '\(last.name)', opened at \(last.span.address)")
        }
        let isLeftOut = ["call", "autoescape"].contains(name)
        let hint = isLeftOut ? "; it is not part of this engine" : suggestion(for: name, among: Parser.tags)
        return span.error("no tag '\(name)'" + hint)
    }

    // MARK: bodies

    /// The body of `name` and its end tag, without that tag's closing.
    private mutating func body(of name: String, _ span: Span) throws(TemplateError) -> [Tree] {
        try expect("%}")
        open.append((name, span))
        return try last(body(until: ["end\(name)"]))
    }

    /// The end of a tag was reached.
    private mutating func last<Part>(_ part: Part) -> Part {
        open.removeLast()
        next()
        return part
    }

    private mutating func branch(_ span: Span) throws(TemplateError) -> Tree {
        open.append(("if", span))
        var parts: [Tree] = []
        repeat {
            parts.append(try tuple())
            try expect("%}")
            parts.append(Tree(.body, span, try body(until: ["elif", "else", "endif"])))
        } while take("elif")
        return Tree(.branch, span, parts + [try otherwise(before: "endif", span)])
    }

    /// The rest of a tag that may have an `else`.
    private mutating func otherwise(before end: String, _ span: Span) throws(TemplateError) -> Tree {
        var otherwise: [Tree] = []
        if take("else") {
            try expect("%}")
            otherwise = try body(until: [end])
        }
        return last(Tree(.body, span, otherwise))
    }

    private mutating func loop(_ span: Span) throws(TemplateError) -> Tree {
        let target = try target(before: "in")
        guard take("in") else { throw unexpected(current, "'in'") }
        let list = try tuple(conditional: false)
        let filter = take("if") ? try expression() : Tree(.missing, span)
        if take("recursive") { throw last.error("recursive loops are not part of this engine; use a macro") }
        try expect("%}")
        open.append(("for", span))
        let body = Tree(.body, span, try body(until: ["else", "endfor"]))
        return Tree(.loop, span, [target, list, filter, body, try otherwise(before: "endfor", span)])
    }

    private mutating func set(_ span: Span) throws(TemplateError) -> Tree {
        let target = try target(before: "=")
        if take("=") { return Tree(.set, span, [target, try tuple()]) }
        let filters = take("|") ? try filters(span) : []
        return Tree(.set, span, [target, filtered(try body(of: "set", span), by: filters, span)])
    }

    private mutating func filters(_ span: Span) throws(TemplateError) -> [Tree] {
        var filters: [Tree] = []
        repeat { filters.append(try filter(of: Tree(.missing, span))) } while take("|")
        return filters
    }

    private func filtered(_ body: [Tree], by filters: [Tree], _ span: Span) -> Tree {
        filters.reduce(Tree(.captured, span, body)) { Tree($1.kind, $1.span, [$0] + $1.parts.dropFirst()) }
    }

    private mutating func with(_ span: Span) throws(TemplateError) -> Tree {
        var statements: [Tree] = []
        while current.kind != .word("%}") {
            if !statements.isEmpty { try expect(",") }
            let (name, place) = try assignable()
            try expect("=")
            statements.append(Tree(.set, place, [Tree(.name(name), place), try expression()]))
        }
        return Tree(.scope, span, statements + (try body(of: "with", span)))
    }

    private mutating func macro(_ span: Span) throws(TemplateError) -> Tree {
        let name = try assignable().name
        var (names, defaults): ([String], [Tree]) = ([], [])
        try expect("(")
        try list(until: ")") { (parser) throws(TemplateError) in
            let (name, place) = try parser.assignable()
            let fallback = parser.take("=") ? try parser.expression() : Tree(.missing, place)
            if fallback.isMissing, defaults.last?.isMissing == false {
                throw place.error("parameter '\(name)' needs a default, as the one before it has one")
            }
            guard !names.contains(name) else { throw place.error("two parameters named '\(name)'") }
            names.append(name)
            defaults.append(fallback)
        }
        return Tree(.macro(name, names), span, defaults + [Tree(.body, span, try body(of: "macro", span))])
    }

    // MARK: other templates

    private mutating func include(_ span: Span) throws(TemplateError) -> Tree {
        var names: [String] = []
        if take("[") {
            try list(until: "]") { (parser) throws(TemplateError) in names += try parser.templateNames() }
        } else {
            names = try templateNames()
        }
        let ignoresMissing = take("ignore")
        if ignoresMissing { try expect("missing") }
        try context()
        return Tree(.include(names, ignoresMissing: ignoresMissing), span)
    }

    /// Included templates always see what stands around them; saying so is allowed.
    private mutating func context() throws(TemplateError) {
        let word = current
        guard take("with") || take("without") else { return }
        try expect("context")
        if word.kind == .word("without") { throw word.span.error("'without context' is not part of this engine") }
    }

    private mutating func block(_ span: Span) throws(TemplateError) -> Tree {
        let (name, place) = try identifier("a block's name")
        guard blocks.insert(name).inserted else { throw place.error("block '\(name)' is defined twice") }
        _ = take("scoped")
        let isRequired = take("required")
        let body = try body(of: "block", span)
        if isRequired, !body.allSatisfy(\.isBlank) {
            throw place.error("a required block can hold only blanks and comments")
        }
        if let again = current.name, again != name {
            throw current.span.error("this ends block '\(name)', not '\(again)'")
        }
        _ = take(name)
        return Tree(.block(name, isRequired: isRequired), span, body)
    }

    /// `import template as alias`, or `from template import name as alias, …`
    private mutating func importing(_ span: Span, all: Bool) throws(TemplateError) -> Tree {
        let template = try templateNames()[0]
        var names: [(name: String, alias: String, span: Span)] = []
        try expect(all ? "as" : "import")
        repeat {
            if current.kind == .word("%}"), !names.isEmpty { break }
            let (name, span) = try assignable()
            names.append((all ? "" : name, !all && take("as") ? try assignable().name : name, span))
        } while !all && take(",")
        try context()
        return Tree(.importing(template, names), span)
    }

    private mutating func templateNames() throws(TemplateError) -> [String] {
        let token = next()
        if case .constant(.text(let name)) = token.kind { return [name] }
        if let names = token.name.flatMap({ settings.templateNames[$0] }), !names.isEmpty { return names }
        throw unexpected(
            token, "a template's name in quotes (names are constant: templates are linked before they run)")
    }

    // MARK: words

    /// `{% trans count=n %}{{ count }} entry{% pluralize %}{{ count }} entries{% endtrans %}`
    private mutating func translation(_ span: Span) throws(TemplateError) -> Tree {
        var values: [(name: String, value: Tree)] = []
        while current.kind != .word("%}") {
            if !values.isEmpty { try expect(",") }
            let (name, place) = try assignable()
            values.append((name, take("=") ? try expression() : Tree(.name(name), place)))
        }
        try expect("%}")
        open.append(("trans", span))
        var texts = [try words(until: ["pluralize", "endtrans"], &values)]
        if take("pluralize") {
            if let index = values.firstIndex(where: { $0.name == current.name }) {
                next()
                values.insert(values.remove(at: index), at: 0)
            }
            try expect("%}")
            guard !values.isEmpty else { throw span.error("'pluralize' needs a value that is counted") }
            texts.append(try words(until: ["endtrans"], &values))
        }
        return last(Tree(.words(texts, names: values.map(\.name)), span, values.map(\.value)))
    }

    /// Text with plain names in it, as a catalogue writes it: `{name}`.
    private mutating func words(
        until ends: [String], _ values: inout [(name: String, value: Tree)]
    ) throws(TemplateError) -> String {
        var text = ""
        for statement in try body(until: ends) {
            switch statement.kind {
            case .text(let part): text += part.string.flatMap { "{}".contains($0) ? "\($0)\($0)" : "\($0)" }
            case .output:
                let value = statement.parts[0]
                guard let name = value.name else { throw value.span.error("only a name can stand in a text") }
                if !values.contains(where: { $0.name == name }) { values.append((name, value)) }
                text += "{\(name)}"
            default: throw statement.span.error("only text and names can stand in a text")
            }
        }
        return text
    }
}
