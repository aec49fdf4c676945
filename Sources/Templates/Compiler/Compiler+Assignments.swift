// A name set inside of a branch belongs to the scope around the branch, one set inside of a loop to the loop (Jinja's
// rule).
extension Compiler {
    /// Gives the names that branches assign their registers before the ways part, with what they meant so far.
    func declareAssigned(in bodies: [[Statement]]) throws(TemplateError) -> Bool {
        var declared = false
        for body in bodies {
            for statement in body {
                switch statement.kind {
                case .set(let target, _), .capture(let target, _, _): declared = try declare(target) || declared
                case .branch(let branches, let otherwise):
                    declared = try declareAssigned(in: branches.map(\.body) + [otherwise]) || declared
                case .text, .output, .loop, .filtered, .scope, .evaluate, .macro, .leave, .include, .extends, .block,
                    .importing,
                    .inlined, .layers, .missing, .module:
                    break
                }
            }
        }
        return declared
    }

    /// True if a register was taken that must outlive the statement.
    func declare(_ target: Statement.Target) throws(TemplateError) -> Bool {
        switch target {
        case .attribute: return false
        case .tuple(let targets, _):
            var declared = false
            for target in targets { declared = try declare(target) || declared }
            return declared
        case .name(let name, let span):
            if case .variable? = scope[name] { return false }
            let register = function.allocate()
            try value(Expression(.name(name), span), into: register)
            scope[name] = .variable(register: register)
            return true
        }
    }

    /// True if a register was taken that must outlive the statement.
    func assign(_ target: Statement.Target, _ expression: Expression) throws(TemplateError) -> Bool {
        if case .name(let name, _) = target, scope[name] == nil {
            let register = function.allocate()
            try value(expression, into: register)
            scope[name] = .variable(register: register)
            return true
        }
        let declared = try declare(target)
        let mark = function.top
        try bind(target, to: try value(expression))
        function.release(to: mark)
        return declared
    }

    /// Puts a value where declared names have theirs.
    func bind(_ target: Statement.Target, to register: Int) throws(TemplateError) {
        switch target {
        case .name(let name, let span):
            guard case .variable(let own)? = scope[name] else {
                throw error("'\(name)' is a macro and cannot be assigned", span)
            }
            append(Instruction(code: .move, a: Int32(own), b: Int32(register)), span)
        case .attribute(let name, let field, let span):
            let holder = try value(Expression(.name(name), span))
            let site = try fieldSite(field, span)
            append(Instruction(code: .setField, site: site, a: Int32(holder), b: Int32(register)), span, .name(name))
        case .tuple(let targets, let span):
            let first = unpack(register, targets.count, span)
            for (index, target) in targets.enumerated() { try bind(target, to: first + index) }
        }
    }

    /// Names the value in `register` in a scope that is new, without copying it.
    func bindFresh(_ target: Statement.Target, _ register: Int) throws(TemplateError) {
        switch target {
        case .name(let name, _): scope[name] = .variable(register: register)
        case .attribute(_, _, let span): throw error("a loop cannot bind a field", span)
        case .tuple(let targets, let span):
            let first = unpack(register, targets.count, span)
            for (index, target) in targets.enumerated() { try bindFresh(target, first + index) }
        }
    }

    private func unpack(_ register: Int, _ count: Int, _ span: Span) -> Int {
        let first = function.allocate(count)
        append(Instruction(code: .unpack, a: Int32(first), b: Int32(register), c: Int32(count)), span)
        return first
    }
}
