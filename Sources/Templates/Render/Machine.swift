/// Runs one program once.
struct Machine: ~Copyable {
    let program: Program
    let settings: Settings
    let language: Int
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
    private var captures = 0
    private var depth = 0
    private let sink: (([UInt8]) -> Void)?
    private static var chunk: Int { 16 << 10 }

    /// How a block ended.
    private enum Flow { case normal, leave, proceed }

    /// `sink` is given the page in pieces while it is written, instead of `output` holding all of it.
    init(
        _ program: Program, settings: Settings, language: Int, arena: consuming Arena,
        sink: (([UInt8]) -> Void)? = nil
    ) {
        self.program = program
        self.settings = settings
        self.language = language
        self.arena = arena
        self.sink = sink
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
        guard depth <= settings.limits.depth else {
            throw Failure("tags and macros stand inside of one another more than \(settings.limits.depth) deep")
        }
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
            case .output:
                let value = try value(node.a)
                position = index
                try write(value, node.flag)
            case .evaluate: _ = try value(node.a)
            case .branch:
                let flow = try branch(node)
                if flow != .normal { return flow }
            case .loop: try loop(node, index)
            case .leave: return .leave
            case .proceed: return .proceed
            case .set:
                let value = try value(node.b)
                stack[base + Int(node.a)] = value
            case .setField:
                let (holder, value) = (try value(node.a), try value(node.b))
                position = index
                try setField(program.symbols[Int(node.c)], of: holder, to: value)
            case .unpack: try unpack(node, index)
            case .parameter:
                guard stack[base + Int(node.a)].tag == .missing else { continue }
                let value = node.b < 0 ? Value.undefined(Int(index), .none) : try value(node.b)
                stack[base + Int(node.a)] = value
            case .call: try call(node, index)
            case .block:
                let flow = try run(index)
                if flow != .normal { return flow }
            case .fail:
                position = index
                throw Failure(text(of: arena.element(Int(node.a), of: constants)))
            case .constant, .missing, .local, .outer, .name, .field, .localField, .item, .slice, .loopField, .not,
                .negative,
                .binary, .conditional, .list, .tuple, .map, .joined, .filter, .test, .function, .byLanguage, .captured:
                preconditionFailure("a value is no statement")
            }
        }
        try checkRoom()
        return .normal
    }

    private mutating func branch(_ node: Node) throws(Failure) -> Flow {
        var place = Int(node.b)
        while place < Int(node.b + node.c) {
            let condition = program.lists[place]
            if try isTrue(try value(condition)) { return try run(program.lists[place + 1]) }
            place += 2
        }
        return node.a < 0 ? .normal : try run(node.a)
    }

    private mutating func loop(_ node: Node, _ index: Int32) throws(Failure) {
        let parts = (0..<5).map { program.lists[Int(node.b) + $0] }
        let (binding, filter, body, otherwise) = (parts[1], parts[2], parts[3], parts[4])
        let unfiltered = try value(parts[0])
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
            if captures == 0, output.count >= Machine.chunk, let sink { output.flush(to: sink) }
        }
    }

    private mutating func bind(_ list: Value, _ number: Int, _ slot: Int, _ binding: Int32) throws(Failure) {
        fuel -= 1
        stack[base + slot] = list
        stack[base + slot + 1] = Value(number)
        stack[base + slot + 2] = arena.element(number, of: list)
        if binding >= 0 { _ = try run(binding) }
    }

    private mutating func unpack(_ node: Node, _ index: Int32) throws(Failure) {
        let parts = stack[base + Int(node.a)]
        position = index
        guard parts.tag == .list, parts.count == Int(node.c) else {
            let found = parts.tag == .list ? "a list of \(parts.count)" : parts.typeName
            throw Failure("expected \(node.c) values to unpack, found \(found)")
        }
        for number in 0..<parts.count { stack[base + Int(node.b) + number] = arena.element(number, of: parts) }
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
        for place in Int(node.b)..<Int(node.b + node.c) {
            let value = try value(program.lists[place])
            _ = stack.append(repeating: value, count: 1)
        }
        guard !stack.isFull else { throw Failure("too many values at once") }
        return first
    }

    private mutating func checkRoom() throws(Failure) {
        if fuel < 0 { throw Failure("the template runs too long; the limit is \(settings.limits.fuel) steps") }
        if output.isFull { throw Failure("the page is too long; the limit is \(settings.limits.output) bytes") }
        if arena.isFull { throw Failure("the values are too large; the limit is \(settings.limits.memory) bytes") }
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

    mutating func value(_ index: Int32) throws(Failure) -> Value {
        let node = program.nodes[Int(index)]
        switch node.code {
        case .constant: return arena.element(Int(node.a), of: constants)
        case .missing: return .missing
        case .local: return stack[base + Int(node.a)]
        case .outer: return stack[bases[Int(node.a)] + Int(node.b)]
        case .name: return try field(node.a, of: root, index)
        case .localField: return try field(node.b, of: stack[base + Int(node.c)], index)
        case .field: return try field(node.b, of: try value(node.a), index)
        case .conditional:
            if try isTrue(try value(node.a)) { return try value(node.b) }
            return node.c < 0 ? .silent : try value(node.c)
        case .not: return Value(try !isTrue(try value(node.a)))
        case .binary: return try binary(node, index)
        case .loopField: return loopField(node)
        case .item, .slice, .negative, .list, .tuple, .map, .joined, .filter, .test, .function, .byLanguage, .captured:
            return try rareValue(node, index)
        case .text, .output, .outputField, .evaluate, .branch, .loop, .leave, .proceed, .set, .setField, .unpack,
            .parameter, .call,
            .block, .fail:
            preconditionFailure("a statement has no value")
        }
    }

    private mutating func binary(_ node: Node, _ index: Int32) throws(Failure) -> Value {
        guard let operation = Operator(rawValue: node.flag) else { preconditionFailure("no operator \(node.flag)") }
        let left = try value(node.a)
        if operation == .and || operation == .or {
            return try isTrue(left) == (operation == .and) ? try value(node.b) : left
        }
        let right = try value(node.b)
        position = index
        return try binary(operation, left, right)
    }

    private mutating func rareValue(_ node: Node, _ index: Int32) throws(Failure) -> Value {
        switch node.code {
        case .item:
            let (holder, key) = (try value(node.a), try value(node.b))
            position = index
            let found = try item(key, of: holder)
            return found ?? .undefined(Int(index), holder)
        case .negative:
            let operand = try value(node.a)
            position = index
            return try binary(.subtract, Value(0), operand)
        case .byLanguage: return try value(program.lists[Int(node.b) + language])
        case .captured:
            let start = output.count
            captures += 1
            _ = try run(node.a)
            captures -= 1
            let text = arena.text(output.view(from: start), flavour: settings.escaping == .off ? .plain : .html)
            output.truncate(to: start)
            return text
        default: break
        }
        let holder = node.code == .slice ? try value(node.a) : .none
        let first = try push(node)
        position = index
        defer { stack.truncate(to: first) }
        let arguments = Arguments(first: first + 1, count: Int(node.c) - 1)
        switch node.code {
        case .slice: return try slice(holder, Arguments(first: first, count: 3))
        case .map: return arena.map((0..<Int(node.c) / 2).map { (stack[first + 2 * $0], stack[first + 2 * $0 + 1]) })
        case .joined: return concatenated(Array(stack.view(first, Int(node.c))))
        case .filter: return try apply(Filter.all[Int(node.a)], to: stack[first], arguments)
        case .test: return Value(try passes(Test.all[Int(node.a)], stack[first], arguments))
        case .function: return try self.function(node.a, Arguments(first: first, count: Int(node.c)))
        default:
            let flavour: Value.Flavour = node.code == .tuple ? .tuple : .plain
            return arena.list(Array(stack.view(first, Int(node.c))), flavour: flavour)
        }
    }

    private func loopField(_ node: Node) -> Value {
        let slot = bases[Int(node.a)] + Int(node.b)
        let (list, number) = (stack[slot], stack[slot + 1].int)
        switch LoopField(rawValue: node.flag) {
        case .index: return Value(number + 1)
        case .index0: return Value(number)
        case .revindex: return Value(list.count - number)
        case .revindex0: return Value(list.count - number - 1)
        case .first: return Value(number == 0)
        case .last: return Value(number == list.count - 1)
        case .length: return Value(list.count)
        case .previtem: return number > 0 ? arena.element(number - 1, of: list) : .silent
        case .nextitem: return number + 1 < list.count ? arena.element(number + 1, of: list) : .silent
        case nil: preconditionFailure("no field \(node.flag)")
        }
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
