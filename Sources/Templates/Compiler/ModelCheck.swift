/// Compares what a template looks up with what a model has, through loops, assignments and macros, without a value at
/// hand.
struct ModelCheck {
    private(set) var errors: [TemplateError] = []
    private let root: Layout
    private var scopes: [[String: Meaning]] = [[:]]
    private var trail: [String] = []
    private var layers: [[[Statement]]] = []
    private var depth = 0

    private enum Meaning {
        case value(ValueType)
        case macro(Statement.Macro, scopes: Int)
        case module([String: Meaning])
    }

    static func errors(in statements: [Statement], _ model: Layout) -> [TemplateError] {
        var check = ModelCheck(root: model)
        check.body(statements)
        return check.errors
    }

    private init(root: Layout) { self.root = root }

    // MARK: statements

    private mutating func body(_ statements: [Statement]) {
        for statement in statements {
            if case .macro(let macro) = statement.kind {
                scopes[scopes.count - 1][macro.name] = .macro(macro, scopes: scopes.count)
            }
        }
        for statement in statements { check(statement) }
    }

    private mutating func check(_ statement: Statement) {
        switch statement.kind {
        case .text, .macro, .leave, .include, .extends, .block, .importing, .missing: break
        case .output(let expression), .evaluate(let expression): _ = type(of: expression)
        case .branch(let branches, let otherwise):
            for branch in branches where !isAbsent(branch.condition) {
                _ = type(of: branch.condition)
                body(branch.body)
            }
            body(otherwise)
        case .loop(let loop): self.loop(loop)
        case .set(let target, let expression): bind(target, type(of: expression))
        case .capture(let target, _, let statements):
            inScope { $0.body(statements) }
            bind(target, .scalar)
        case .filtered(_, let statements), .scope(let statements): inScope { $0.body(statements) }
        case .inlined(let step, let statements): reached(by: step) { check in check.inScope { $0.body(statements) } }
        case .layers(let bodies): layer(bodies[...])
        case .module(let step, let statements, let wanted): module(step, statements, wanted)
        }
    }

    private mutating func loop(_ loop: Statement.Loop) {
        let list = type(of: loop.list)
        inScope { check in
            check.bind(loop.target, check.element(of: list))
            check.bind(.name("loop", loop.list.span), .unknown)
            if let filter = loop.filter { _ = check.type(of: filter) }
            check.body(loop.body)
        }
        inScope { $0.body(loop.otherwise) }
    }

    /// One layer of a block, and those below it for `super()`.
    private mutating func layer(_ bodies: ArraySlice<[Statement]>) {
        guard let first = bodies.first else { return }
        layers.append(Array(bodies.dropFirst()))
        inScope { $0.body(first) }
        layers.removeLast()
    }

    private mutating func module(_ step: String, _ statements: [Statement], _ wanted: Statement.Import) {
        let outer = scopes
        scopes = [[:]]
        reached(by: step) { $0.body(statements) }
        let module = scopes[0]
        scopes = outer
        switch wanted {
        case .all(let alias): scopes[scopes.count - 1][alias] = .module(module)
        case .names(let names): for (name, alias, _) in names { scopes[scopes.count - 1][alias] = module[name] }
        }
    }

    private mutating func inScope(_ work: (inout ModelCheck) -> Void) {
        scopes.append([:])
        work(&self)
        scopes.removeLast()
    }

    private mutating func reached(by step: String, _ work: (inout ModelCheck) -> Void) {
        trail.insert(step, at: 0)
        work(&self)
        trail.removeFirst()
    }

    private mutating func bind(_ target: Statement.Target, _ type: ValueType) {
        switch target {
        case .name(let name, _): scopes[scopes.count - 1][name] = .value(type)
        case .attribute: break
        case .tuple(let targets, _): for target in targets { bind(target, .unknown) }
        }
    }

    // MARK: expressions

    private mutating func type(of expression: Expression) -> ValueType {
        switch expression.kind {
        case .none, .bool, .int, .double, .string: return .scalar
        case .name(let name): return self.name(name, expression.span, reports: true) ?? .unknown
        case .attribute(let base, let name):
            return field(name, of: type(of: base), base, expression.span, reports: true) ?? .unknown
        case .subscript_(let base, let key):
            _ = type(of: key)
            let holder = type(of: base)
            if case .string(let name) = key.kind {
                return field(name, of: holder, base, expression.span, reports: true) ?? .unknown
            }
            return element(of: holder)
        case .slice(let base, let from, let to, let step):
            for bound in [from, to, step].compactMap(\.self) { _ = type(of: bound) }
            return type(of: base)
        case .not(let operand), .negative(let operand): return first(of: [operand], is: .scalar)
        case .binary(_, let left, let right): return first(of: [left, right], is: .unknown)
        case .and(let left, let right), .or(let left, let right): return first(of: [left, right], is: .unknown)
        case .conditional(let condition, let then, let otherwise):
            _ = type(of: condition)
            let type = isAbsent(condition) ? .unknown : type(of: then)
            if let otherwise { _ = self.type(of: otherwise) }
            return type
        case .list(let elements, _): return first(of: elements, is: .unknown)
        case .map(let pairs): return first(of: pairs.flatMap { [$0.key, $0.value] }, is: .unknown)
        case .filter(let filter, let input, let arguments): return filtered(filter, input, arguments)
        case .test(let test, let input, let arguments):
            if test == .defined || test == .undefined { return probed(input) }
            return first(of: [input] + arguments.compactMap(\.self), is: .scalar)
        case .call(let callee, let arguments): return call(callee, arguments)
        }
    }

    private mutating func first(of parts: [Expression], is result: ValueType) -> ValueType {
        for part in parts { _ = type(of: part) }
        return result
    }

    private mutating func name(_ name: String, _ span: Span, reports: Bool) -> ValueType? {
        if let meaning = meaning(of: name) {
            if case .value(let type) = meaning { return type }
            return .unknown
        }
        if let index = root.index(of: name) { return root.types[index].type }
        if reports {
            report("model \(root.name) has no field '\(name)'" + suggestion(for: name, among: root.fields), span)
        }
        return nil
    }

    private mutating func field(
        _ name: String, of holder: ValueType, _ base: Expression, _ span: Span, reports: Bool
    ) -> ValueType? {
        switch holder.kind {
        case .unknown: return .unknown
        case .record(let layout):
            if let index = layout.index(of: name) { return layout.types[index].type }
            if reports {
                report(
                    "no field '\(name)' on \(base.span.text), which is \(layout.name)"
                        + suggestion(for: name, among: layout.fields), span)
            }
            return nil
        case .scalar, .list:
            let noun = if case .list = holder.kind { "a list" } else { "a plain value" }
            if reports { report("no field '\(name)' on \(base.span.text), which is \(noun)", span) }
            return nil
        }
    }

    private func element(of type: ValueType) -> ValueType {
        guard case .list(let element) = type.kind else { return .unknown }
        return element.type
    }

    /// The last step of a lookup may fail here: the template asks whether it does.
    private mutating func probed(_ expression: Expression) -> ValueType {
        if case .name(let name) = expression.kind {
            return self.name(name, expression.span, reports: false) ?? .unknown
        }
        guard case .attribute(let base, let name) = expression.kind else { return type(of: expression) }
        return field(name, of: type(of: base), base, expression.span, reports: false) ?? .unknown
    }

    /// "x is defined" where the model has no x: the branch can never be taken.
    private mutating func isAbsent(_ condition: Expression) -> Bool {
        guard case .test(.defined, let input, _) = condition.kind, case .name(let name) = input.kind else {
            return false
        }
        return self.name(name, input.span, reports: false) == nil
    }

    private mutating func filtered(_ filter: Filter, _ input: Expression, _ arguments: [Expression?]) -> ValueType {
        for argument in arguments.compactMap(\.self) { _ = type(of: argument) }
        if filter == .default || filter == .d { return probed(input) }
        let type = type(of: input)
        if let index = filter.parameters.firstIndex(where: { $0.name == "attribute" }), let path = arguments[index],
            case .string(let names) = path.kind
        {
            var holder = element(of: type)
            for name in names.split(separator: ".") {
                holder = field(String(name), of: holder, input, path.span, reports: true) ?? .unknown
            }
        }
        let picksOne: Set<Filter> = [.first, .last, .min, .max]
        let keepsAll: Set<Filter> = [.list, .reverse, .sort, .unique, .select, .reject, .selectattr, .rejectattr]
        return picksOne.contains(filter) ? element(of: type) : keepsAll.contains(filter) ? type : .unknown
    }

    private mutating func call(_ callee: Expression, _ arguments: [Expression.Argument]) -> ValueType {
        let types = arguments.map { type(of: $0.value) }
        if case .name(let name) = callee.kind {
            if name == "super", let below = layers.last { layer(below[...]) }
            enter(meaning(of: name), arguments, types)
        } else if case .attribute(let base, let name) = callee.kind {
            if case .name(let holder) = base.kind, case .module(let module)? = meaning(of: holder) {
                enter(module[name], arguments, types)
            } else {
                _ = type(of: base)
            }
        }
        return .unknown
    }

    private func meaning(of name: String) -> Meaning? {
        for scope in scopes.reversed() {
            if let meaning = scope[name] { return meaning }
        }
        return nil
    }

    /// The body of a macro with the types of this call.
    private mutating func enter(_ meaning: Meaning?, _ arguments: [Expression.Argument], _ types: [ValueType]) {
        guard case .macro(let macro, let count)? = meaning, depth < 8 else { return }
        depth += 1
        let outer = scopes
        scopes = Array(scopes.prefix(count)) + [[:]]
        for (index, parameter) in macro.parameters.enumerated() {
            let given =
                arguments.firstIndex { $0.name == parameter.name }
                ?? (index < arguments.count && arguments[index].name == nil ? index : nil)
            scopes[scopes.count - 1][parameter.name] = .value(given.map { types[$0] } ?? .unknown)
        }
        body(macro.body)
        scopes = outer
        depth -= 1
    }

    private mutating func report(_ message: String, _ span: Span) {
        let error = span.error(message, trail: trail)
        if !errors.contains(error) { errors.append(error) }
    }
}
