/// Runs one program once.
struct Machine: ~Copyable {
    let program: Program
    let settings: Settings
    private let operations = Operation.all
    private let language: Int
    var arena: Arena
    var output: Output
    private(set) var root = Value.none
    private var constants = Value.none
    /// Frames of the functions that run, and above them the arguments of what is being called.
    private var stack: Buffer<Value>
    /// Where the running function's frame begins, and where the innermost frame of each level does.
    private var base = 0
    private var bases: [Int]
    /// For each layout and symbol the field's place, `unknown` until it was asked for.
    private var places: [Int16] = []
    private static var unknown: Int16 { -2 }
    /// The node that is at work, and the calls that led there, for messages.
    private(set) var position: Int32 = 0
    private(set) var calls: [Int32] = []
    private var fuel = 0
    private var depth = 0

    /// How a block ended.
    private enum Flow { case normal, leave, proceed }

    init(_ program: Program, settings: Settings, language: Int, arena: consuming Arena) {
        self.program = program
        self.settings = settings
        self.language = language
        self.arena = arena
        output = Output(limit: settings.limits.output)
        stack = Buffer(capacity: 256, limit: 1 << 20)
        bases = Array(repeating: 0, count: 1 + (program.functions.map(\.level).max() ?? 0))
    }

    mutating func run(_ root: Value) throws(TemplateError) {
        self.root = root
        fuel = settings.limits.fuel
        depth = 0
        stack.truncate(to: 0)
        constants = LooseValue.write(program.constants, into: &arena)
        do {
            _ = stack.append(repeating: .silent, count: program.functions[0].slots)
            _ = try run(program.functions[0].block)
            try checkRoom()
        } catch {
            throw located(error)
        }
    }

    // MARK: statements

    private mutating func run(_ block: Int32) throws(Failure) -> Flow {
        depth += 1
        defer { depth -= 1 }
        if depth > settings.limits.depth { throw tooDeep() }
        let list = program.nodes[Int(block)]
        for index in list.b..<list.b + list.c {
            let node = program.nodes[Int(index)]
            fuel -= 1
            if node.length > 0 { output.append(program.text, Int(node.start), Int(node.length)) }
            switch node.code {
            case .text: break
            case .outputField:
                let value = try field(node.b, of: stack[base + Int(node.c)], node.a)
                position = index
                try write(value, node.flag)
            case .branch, .block:
                let flow = node.code == .block ? try run(index) : try branch(node)
                if flow != .normal { return flow }
            case .leave: return .leave
            case .proceed: return .proceed
            case .output, .set, .parameter, .loop, .call: try runOther(node, index)
            case .constant, .missing, .local, .outer, .name, .field, .localField, .and, .or, .conditional, .byLanguage,
                .list, .apply, .equal, .unequal, .captured:
                preconditionFailure("a value is no statement")
            }
        }
        try checkRoom()
        return .normal
    }

    /// Apart from `run`, so that what runs most often has few registers to save.
    @inline(never) private mutating func runOther(_ node: Node, _ index: Int32) throws(Failure) {
        switch node.code {
        case .output:
            let value = try value(node.a)
            position = index
            try write(value, node.flag)
        case .set:
            let value = try value(node.b)
            stack[base + Int(node.a)] = value
        case .parameter:
            guard stack[base + Int(node.a)].tag == .missing else { return }
            let value = node.b < 0 ? Value.undefined(Int(index), .none) : try value(node.b)
            stack[base + Int(node.a)] = value
        case .loop: try loop(node, index)
        default: try call(node, index)
        }
    }

    private func tooDeep() -> Failure {
        Failure("tags and macros stand inside of one another more than \(settings.limits.depth) deep")
    }

    @inline(__always) private func part(_ node: Node, _ number: Int) -> Int32 { program.lists[Int(node.b) + number] }

    private mutating func branch(_ node: Node) throws(Failure) -> Flow {
        var number = 0
        while number < Int(node.c) - 1 {
            if try isTrue(try value(part(node, number))) { return try run(part(node, number + 1)) }
            number += 2
        }
        let otherwise = part(node, Int(node.c) - 1)
        return otherwise < 0 ? .normal : try run(otherwise)
    }

    private mutating func loop(_ node: Node, _ index: Int32) throws(Failure) {
        let (binding, filter, body, otherwise) = (part(node, 1), part(node, 2), part(node, 3), part(node, 4))
        let unfiltered = try value(part(node, 0))
        position = index
        var list = try iterable(unfiltered)
        if filter >= 0 {
            var kept: [Value] = []
            for number in 0..<list.count {
                try bind(list, number, Int(node.c), binding)
                if try isTrue(try value(filter)) { kept.append(arena.element(number, of: list)) }
            }
            list = arena.list(kept)
        }
        if list.count == 0, otherwise >= 0 { _ = try run(otherwise) }
        for number in 0..<list.count {
            try bind(list, number, Int(node.c), binding)
            if try run(body) == .leave { return }
        }
    }

    private mutating func bind(_ list: Value, _ number: Int, _ slot: Int, _ binding: Int32) throws(Failure) {
        fuel -= 1
        stack[base + slot] = list
        stack[base + slot + 1] = Value(number)
        stack[base + slot + 2] = arena.element(number, of: list)
        if binding >= 0 { _ = try run(binding) }
    }

    /// The arguments become the first slots of the callee's frame.
    private mutating func call(_ node: Node, _ index: Int32) throws(Failure) {
        let function = program.functions[Int(node.a)]
        let frame = try push(node)
        position = index
        guard calls.count < settings.limits.calls else {
            throw Failure("macros call one another more than \(settings.limits.calls) deep")
        }
        _ = stack.append(repeating: .silent, count: function.slots - Int(node.c))
        let (outer, same) = (base, bases[function.level])
        (base, bases[function.level]) = (frame, frame)
        calls.append(index)
        _ = try run(function.block)
        calls.removeLast()
        (base, bases[function.level]) = (outer, same)
        stack.truncate(to: frame)
    }

    /// Puts the values of a node's list on the stack and says where they begin.
    private mutating func push(_ node: Node) throws(Failure) -> Int {
        let first = stack.count
        for number in 0..<Int(node.c) {
            let value = try value(part(node, number))
            _ = stack.append(repeating: value, count: 1)
        }
        guard !stack.isFull else { throw Failure("too many values at once") }
        return first
    }

    @inline(__always) private mutating func checkRoom() throws(Failure) {
        if fuel < 0 || output.isFull || arena.isFull { throw exhausted() }
    }

    private func exhausted() -> Failure {
        let limits = settings.limits
        if fuel < 0 { return Failure("the template runs too long; the limit is \(limits.fuel) steps") }
        if output.isFull { return Failure("the page is too long; the limit is \(limits.output) bytes") }
        return Failure("the values are too large; the limit is \(limits.memory) bytes")
    }

    /// What filters do to many elements counts, too.
    mutating func charge(_ steps: Int) throws(Failure) {
        fuel -= steps
        try checkRoom()
    }

    /// One step into a structure. False once the fuel is used up, and the machine is about to stop: a value that holds
    /// another twice grows with each level.
    mutating func descend() -> Bool {
        fuel -= 1
        return fuel > 0
    }

    // MARK: values

    private mutating func value(_ index: Int32) throws(Failure) -> Value {
        let node = program.nodes[Int(index)]
        switch node.code {
        case .constant: return arena.element(Int(node.a), of: constants)
        case .missing: return .missing
        case .local: return stack[base + Int(node.a)]
        case .outer: return stack[bases[Int(node.a)] + Int(node.b)]
        case .name: return try field(node.a, of: root, index)
        case .localField: return try field(node.b, of: stack[base + Int(node.c)], index)
        case .field: return try field(node.b, of: try value(node.a), index)
        case .and, .or:
            let left = try value(part(node, 0))
            return try isTrue(left) == (node.code == .and) ? try value(part(node, 1)) : left
        case .conditional:
            if try isTrue(try value(part(node, 0))) { return try value(part(node, 1)) }
            return node.c < 3 ? .silent : try value(part(node, 2))
        case .equal, .unequal:
            let (left, right) = (try value(part(node, 0)), try value(part(node, 1)))
            position = index
            return Value(try equal(left, right) == (node.code == .equal))
        case .byLanguage: return try value(part(node, language))
        case .list, .apply: return try composed(node, index)
        case .captured: return try captured(node.a)
        case .text, .output, .outputField, .branch, .loop, .leave, .proceed, .set, .parameter, .call, .block:
            preconditionFailure("a statement has no value")
        }
    }

    private mutating func composed(_ node: Node, _ index: Int32) throws(Failure) -> Value {
        let (first, count) = (try push(node), Int(node.c))
        position = index
        defer { stack.truncate(to: first) }
        if node.code == .apply {
            return try apply(operations[Int(node.a)], to: stack[first], Arguments(first: first + 1, count: count - 1))
        }
        let parts = Array(stack.view(first, count))
        switch Tree.Shape(rawValue: node.flag) {
        case .tuple: return arena.list(parts, flavour: .tuple)
        case .map: return arena.map((0..<count / 2).map { (parts[2 * $0], parts[2 * $0 + 1]) })
        case .joined: return concatenated(parts)
        case .list, nil: return arena.list(parts)
        }
    }

    /// What a block writes, as a value.
    private mutating func captured(_ block: Int32) throws(Failure) -> Value {
        let start = output.count
        _ = try run(block)
        let text = arena.text(output.view(from: start), flavour: settings.escaping == .off ? .plain : .html)
        output.truncate(to: start)
        return text
    }

    /// An argument of what is being called; `missing` behind the last.
    subscript(arguments: Arguments, index: Int) -> Value {
        index < arguments.count ? stack[arguments.first + index] : .missing
    }

    // MARK: fields

    @inline(__always) private mutating func field(_ symbol: Int32, of holder: Value, _ index: Int32) throws(Failure)
        -> Value
    {
        switch holder.tag {
        case .record:
            let place = place(of: Int(symbol), in: holder.count)
            return place < 0 ? .undefined(Int(index), holder) : arena.element(place, of: holder)
        case .map: return member(program.symbols[Int(symbol)], of: holder) ?? .undefined(Int(index), holder)
        case .undefined, .missing:
            if settings.undefined == .chainable { return holder }
            throw undefined(holder)
        case .none, .bool, .int, .double, .text, .list: return .undefined(Int(index), holder)
        }
    }

    /// Found by name once for each layout and symbol.
    @inline(__always) private mutating func place(of symbol: Int, in layout: Int) -> Int {
        let index = layout * program.symbols.count + symbol
        return index < places.count && places[index] != Machine.unknown
            ? Int(places[index]) : find(symbol, layout, index)
    }

    private mutating func find(_ symbol: Int, _ layout: Int, _ index: Int) -> Int {
        if index >= places.count {
            let missing = (layout + 1) * program.symbols.count - places.count
            places += Array(repeating: Machine.unknown, count: missing)
        }
        places[index] = Int16(arena.layouts[layout].index(of: program.symbols[symbol]) ?? -1)
        return Int(places[index])
    }
}
