/// Runs a program once. Values are plain bytes in an arena, so the loop below neither counts references nor allocates.
struct Machine: ~Copyable {
    let program: Program
    let settings: Settings
    private let language: Int
    var arena: Arena
    var output: Output
    private var registers = Registers()
    /// For each place that looks up a field: the layout it met last and where the field is in it.
    private var caches: [(layout: UInt32, index: UInt32)]
    private var frames: [Frame] = []
    private var collected: [Value] = []
    private var fuel: Int
    private var model = Value.none

    /// What to return to, and the frame of the function that this one was written in.
    private struct Frame {
        let back: Int
        let base: Int
        let parent: Int
    }

    init(_ program: Program, settings: Settings, language: Int, arena: consuming Arena, output: consuming Output) {
        self.program = program
        self.settings = settings
        self.language = language
        self.arena = arena
        self.output = output
        caches = Array(repeating: (UInt32.max, 0), count: program.fields.count)
        fuel = settings.limits.fuel
    }

    mutating func run(_ model: Value) throws(TemplateError) {
        self.model = model
        var counter = program.functions[0].entry
        do {
            registers.reserve(program.functions[0].registers)
            registers[0] = model
            frames.append(Frame(back: -1, base: 0, parent: -1))
            try execute(&counter)
        } catch {
            throw located(arena.isFull || output.isFull ? full : error, counter)
        }
    }

    // MARK: the loop

    /// `counter` is where it stopped, when it throws.
    private mutating func execute(_ counter: inout Int) throws(Failure) {
        let instructions = program.instructions
        let markup = program.markup
        var frame = 0
        while true {
            fuel -= 1
            if fuel < 0 { throw .message("the template runs too long; the limit is \(settings.limits.fuel) steps") }
            let step = instructions[counter]
            let a = frame + Int(step.a)
            let b = frame + Int(step.b)
            let c = frame + Int(step.c)
            switch step.code {
            case .text: output.append(markup, Int(step.b), Int(step.c))
            case .output:
                output.append(markup, Int(step.b), Int(step.c))
                try write(registers[a], step.extra)
            case .outputField:
                output.append(markup, Int(step.b), Int(step.c))
                let holder = registers[a]
                let value = field(Int(step.site), of: holder)
                if value.isUndefined { try refuseUndefined(value, field: step.site, of: holder) }
                try write(value, step.extra)
            case .constant: registers[a] = constant(step)
            case .move: registers[a] = registers[b]
            case .outer: registers[a] = registers[frames[parent(Int(step.c))].base + Int(step.b)]
            case .field:
                let holder = registers[b]
                if holder.isUndefined { throw .undefined([]) }
                registers[a] = field(Int(step.site), of: holder)
            case .setField: try setField(program.fields[Int(step.site)], of: registers[a], to: registers[b])
            case .item: registers[a] = try item(registers[c], of: registers[b])
            case .slice: registers[a] = try slice(registers[b], registers[c], registers[c + 1], registers[c + 2])
            case .not: registers[a] = Value(!(try isTrue(registers[b])))
            case .negative: registers[a] = try negative(registers[b])
            case .binary: registers[a] = try binary(step.extra, registers[b], registers[c])
            case .test: registers[a] = Value(try test(step.extra, registers[b], at: c))
            case .filter: registers[a] = try filter(step.extra, at: b)
            case .function: registers[a] = try function(step.extra, at: b, count: Int(step.c))
            case .translate: registers[a] = translated(Int(step.b), at: c)
            case .list: registers[a] = try list(at: b, count: Int(step.c), .plain)
            case .tuple: registers[a] = try list(at: b, count: Int(step.c), .tuple)
            case .map: registers[a] = try map(at: b, count: Int(step.c))
            case .jump: counter += Int(step.b) - 1
            case .jumpIfFalse: if !(try isTrue(registers[a])) { counter += Int(step.b) - 1 }
            case .jumpIfTrue: if try isTrue(registers[a]) { counter += Int(step.b) - 1 }
            case .jumpIfFieldFalse:
                let holder = registers[a]
                let value = field(Int(step.site), of: holder)
                if value.isUndefined { try refuseUndefined(value, field: step.site, of: holder) }
                if !(try isTrue(value)) { counter += Int(step.b) - 1 }
            case .jumpIfGiven: if registers[a].tag != .missing { counter += Int(step.b) - 1 }
            case .loopBegin:
                let list = try iterable(registers[a])
                registers[a] = list
                registers[a + 1] = Value(0)
                if list.count == 0 { counter += Int(step.b) - 1 } else { registers[c] = arena.element(0, of: list) }
            case .loopNext:
                if arena.isFull || output.isFull { throw full }
                let list = registers[a]
                let next = registers[a + 1].int + 1
                registers[a + 1] = Value(next)
                if next < list.count {
                    registers[c] = arena.element(next, of: list)
                    counter += Int(step.b) - 1
                }
            case .loopField: registers[a] = loopField(step.extra, of: registers[b], at: registers[b + 1].int)
            case .unpack: try unpack(registers[b], to: a, count: Int(step.c))
            case .collectBegin: registers[a] = Value(collected.count)
            case .collect: collected.append(registers[a])
            case .collectEnd:
                let start = registers[a].int
                registers[a] = arena.list(Array(collected[start...]))
                collected.removeSubrange(start...)
            case .captureBegin: registers[a] = Value(output.count)
            case .captureEnd:
                let start = registers[a].int
                registers[a] = arena.text(output.written(from: start), flavour: step.extra == 1 ? .html : .plain)
                output.truncate(to: start)
                if arena.isFull || output.isFull { throw full }
            case .call:
                try enter(step, frame: b, back: counter)
                frame = b
                counter = program.functions[Int(step.a)].entry - 1
            case .fail: throw .message(program.constants[Int(step.b)])
            case .return:
                if arena.isFull || output.isFull { throw full }
                let left = frames.removeLast()
                guard let current = frames.last else { return }
                frame = current.base
                counter = left.back
            }
            counter += 1
        }
    }

    private mutating func enter(_ step: Instruction, frame: Int, back: Int) throws(Failure) {
        guard frames.count < settings.limits.calls else {
            throw .message("macros call one another more than \(settings.limits.calls) deep")
        }
        let function = program.functions[Int(step.a)]
        registers.reserve(frame + function.registers)
        registers[frame] = model
        frames.append(Frame(back: back, base: frame, parent: parent(Int(step.c))))
    }

    /// The index of the frame that the current function, or one around it, was written in.
    private func parent(_ hops: Int) -> Int {
        var index = frames.count - 1
        for _ in 0..<hops { index = frames[index].parent }
        return index
    }

    // MARK: pieces

    private mutating func constant(_ step: Instruction) -> Value {
        let bits = UInt64(UInt32(bitPattern: step.b)) << 32 | UInt64(UInt32(bitPattern: step.c))
        switch step.extra {
        case 0: return arena.text(program.constants[Int(step.b)])
        case 1: return Value(Int(step.b))
        case 2: return .none
        case 3, 4: return Value(step.extra == 4)
        case 5: return .silent
        case 6: return Value(Double(bitPattern: bits))
        case 7: return Value(Int(Int64(bitPattern: bits)))
        default: return .missing
        }
    }

    /// A field by the place's inline cache; undefined if the holder has none of that name.
    @inline(__always) private mutating func field(_ site: Int, of holder: Value) -> Value {
        if holder.tag == .record, caches[site].layout == holder.length {
            return arena.element(Int(caches[site].index), of: holder)
        }
        return slowField(site, of: holder)
    }

    private mutating func slowField(_ site: Int, of holder: Value) -> Value {
        let name = program.fields[site]
        guard holder.tag == .record else { return member(name, of: holder) }
        guard let index = arena.layout(of: holder).index(of: name) else { return .undefined }
        caches[site] = (holder.length, UInt32(index))
        return arena.element(index, of: holder)
    }

    private func refuseUndefined(_ value: Value, field site: UInt16, of holder: Value) throws(Failure) {
        if holder.isUndefined { throw .undefinedHolder }
        if !settings.lenient, value.flavour != .silent { throw .undefined(fieldNames(of: holder)) }
    }

    private func loopField(_ code: UInt8, of list: Value, at index: Int) -> Value {
        switch LoopField(rawValue: code) {
        case .index: Value(index + 1)
        case .index0: Value(index)
        case .revindex: Value(list.count - index)
        case .revindex0: Value(list.count - index - 1)
        case .first: Value(index == 0)
        case .last: Value(index == list.count - 1)
        case .length: Value(list.count)
        case .previtem: index > 0 ? arena.element(index - 1, of: list) : .silent
        case .nextitem: index + 1 < list.count ? arena.element(index + 1, of: list) : .silent
        case nil: .undefined
        }
    }

    private mutating func unpack(_ value: Value, to register: Int, count: Int) throws(Failure) {
        let list = try iterable(value)
        guard list.count == count else { throw .message("cannot unpack \(list.count) values into \(count) names") }
        for index in 0..<count { registers[register + index] = arena.element(index, of: list) }
    }

    private mutating func list(at register: Int, count: Int, _ flavour: Value.Flavour) throws(Failure) -> Value {
        let list = arena.list(count: count, flavour: flavour)
        for index in 0..<count { arena.store(try part(registers[register + index]), at: index, of: list) }
        return list
    }

    /// A namespace is the only value that changes, and so the only one that could come to contain itself.
    func part(_ value: Value) throws(Failure) -> Value {
        guard value.tag != .map || value.flavour != .namespace else {
            throw .message("a namespace cannot be part of another value")
        }
        return value
    }

    /// Pairs of key and value; of a key that comes twice the last value counts.
    mutating func map(at register: Int, count: Int) throws(Failure) -> Value {
        var pairs: [(Value, Value)] = []
        for index in 0..<count {
            let (key, value) = (registers[register + 2 * index], try part(registers[register + 2 * index + 1]))
            if let known = pairs.firstIndex(where: { isEqual($0.0, key) }) {
                pairs[known].1 = value
            } else {
                pairs.append((key, value))
            }
        }
        return map(pairs)
    }

    /// Text in the render's language; if a value is markup, the words around it are escaped and the whole is markup.
    private mutating func translated(_ message: Int, at register: Int) -> Value {
        let row = program.messages[message]
        var parts: [Value] = []
        for piece in row[min(language, row.count - 1)] {
            switch piece {
            case .text(let text): parts.append(arena.text(text))
            case .argument(let index): parts.append(registers[register + index])
            }
        }
        return concatenated(parts)
    }

    func register(_ index: Int) -> Value { registers[index] }

    var full: Failure {
        output.isFull
            ? .message("the page is too long; the limit is \(settings.limits.output) bytes")
            : .message("the values take too much memory; the limit is \(settings.limits.memory) bytes")
    }

    // MARK: errors

    private func located(_ failure: Failure, _ counter: Int) -> TemplateError {
        let site = program.sites[min(counter, program.sites.count - 1)]
        var trail = site.trail
        for (index, frame) in frames.enumerated().reversed() where index > 0 {
            let caller = program.sites[frame.back]
            trail.append("called from \(caller.span.address)")
            trail += caller.trail
        }
        let longest = 12
        if trail.count > longest { trail[(longest - 1)...] = ["and \(trail.count - longest + 1) calls more"] }
        return site.span.error(message(failure, site), trail: trail)
    }

    private func message(_ failure: Failure, _ site: Program.Site) -> String {
        switch (failure, site.subject) {
        case (.message(let message), _): message
        case (.undefined, .value), (.undefinedHolder, .value): "\(site.span.text) is undefined"
        case (.undefined, .name(let name)): "no value '\(name)'" + suggestion(for: name, among: fieldNames(of: model))
        case (.undefinedHolder, .name(let name)):
            "no value '\(name)'" + suggestion(for: name, among: fieldNames(of: model))
        case (.undefined(let known), .field(let name, let holder)):
            "no field '\(name)' on \(holder)" + suggestion(for: name, among: known)
        case (.undefinedHolder, .field(_, let holder)): "\(holder) is undefined"
        }
    }
}

/// Why a render stopped; the machine adds the place.
enum Failure: Error {
    case message(String)
    /// A value was looked up in vain, among these names.
    case undefined([String])
    /// A field was asked of something undefined.
    case undefinedHolder
}
