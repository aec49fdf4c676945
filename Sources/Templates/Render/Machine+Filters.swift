// Filters, tests and functions. docs/templates.md says what each of them does.
extension Machine {
    mutating func filter(_ code: UInt8, at register: Int) throws(Failure) -> Value {
        guard let filter = Filter(rawValue: code) else { return .undefined }
        let input = self.register(register)
        let arguments = filter.parameters.indices.map { self.register(register + 1 + $0) }
        return try apply(filter, input, arguments)
    }

    /// The table of filters.
    mutating func apply(_ filter: Filter, _ input: Value, _ arguments: [Value]) throws(Failure) -> Value {
        if input.isUndefined, input.flavour != .silent, !settings.lenient, filter != .default, filter != .d {
            throw .undefined([])
        }
        switch filter {
        case .abs: return try absolute(input)
        case .batch: return batches(try elements(of: input), arguments)
        case .capitalize:
            let text = text(of: input)
            return kept(text.prefix(1).uppercased() + text.dropFirst().lowercased(), of: input)
        case .d, .default: return try filled(input, arguments)
        case .dictsort: return try sortedEntries(input, arguments)
        case .e, .escape: return input.isSafe ? input : markup(MarkupEscaping.text(utf8(input)), true)
        case .first: return try elements(of: input).first ?? .silent
        case .float: return float(input, arguments)
        case .forceescape: return markup(MarkupEscaping.text(utf8(input)), true)
        case .format: return arena.text(try formatted(text(of: input), arguments))
        case .groupby: return try grouped(try elements(of: input), arguments[0])
        case .indent: return kept(indented(text(of: input), arguments), of: input)
        case .int: return integer(input, arguments)
        case .items: return entries(of: input)
        case .join: return try joined(try elements(of: input), arguments)
        case .keys: return arena.list(pairs(of: unfolded(input)).map(\.0))
        case .last: return try elements(of: input).last ?? .silent
        case .length, .count: return Value(try length(input))
        case .list: return arena.list(try elements(of: input))
        case .lower: return kept(text(of: input).lowercased(), of: input)
        case .map: return try mapped(input.tag == .none ? [] : try elements(of: input), arguments)
        case .max:
            return try sorted(try elements(of: input), arguments[1], isExact: arguments[0].bool).last?.value ?? .silent
        case .min:
            return try sorted(try elements(of: input), arguments[1], isExact: arguments[0].bool).first?.value ?? .silent
        case .reject, .select:
            return try picked(try elements(of: input), .missing, arguments[0], arguments[1], wanted: filter == .select)
        case .rejectattr, .selectattr:
            return try picked(
                try elements(of: input), arguments[0], arguments[1], arguments[2], wanted: filter == .selectattr)
        case .replace: return replaced(input, arguments)
        case .reverse: return try reversed(input)
        case .round: return try rounded(input, arguments)
        case .safe: return markup(utf8(input), true)
        case .slice: return slices(try elements(of: input), arguments)
        case .sort: return try sortedList(try elements(of: input), arguments)
        case .string: return input.tag == .text ? input : arena.text(text(of: input))
        case .striptags: return arena.text(withoutTags(text(of: input)))
        case .sum: return try sum(try elements(of: input), arguments)
        case .title: return kept(titled(text(of: input)), of: input)
        case .tojson: return json(input, arguments)
        case .trim: return trimmed(input, arguments)
        case .truncate: return kept(try truncated(text(of: input), arguments), of: input)
        case .unique: return try unique(try elements(of: input), arguments)
        case .upper: return kept(text(of: input).uppercased(), of: input)
        case .urlencode: return urlencoded(input)
        case .values: return arena.list(pairs(of: unfolded(input)).map(\.1))
        case .wordcount: return Value(text(of: input).split { !($0.isLetter || $0.isNumber || $0 == "_") }.count)
        }
    }

    private mutating func filled(_ input: Value, _ arguments: [Value]) throws(Failure) -> Value {
        if !input.isUndefined {
            guard arguments[1].bool else { return input }
            guard try !isTrue(input) else { return input }
        }
        return given(arguments[0]) ?? arena.text("")
    }

    private mutating func json(_ input: Value, _ arguments: [Value]) -> Value {
        let indent = arguments[0].integer.map { min(max(0, $0), 16) }
        let json = json(input, JSONStyle(isPython: true, indent: indent))
        return arena.text(Array(json.utf8), flavour: .json)
    }

    func given(_ value: Value) -> Value? { value.tag == .missing ? nil : value }

    private func length(_ value: Value) throws(Failure) -> Int {
        switch value.tag {
        case .text: return arena.utf8(value).count { $0 & 0xC0 != 0x80 }
        case .list, .map: return value.count
        case .record: return arena.layout(of: value).fields.count
        case .undefined, .missing: return 0
        case .none, .bool, .int, .double: throw .message("\(value.typeName) has no length")
        }
    }

    // MARK: numbers

    private func absolute(_ input: Value) throws(Failure) -> Value {
        guard let number = input.number else { throw .message("\(input.typeName) is no number") }
        return try number < 0 ? negative(input) : input
    }

    private func integer(_ input: Value, _ arguments: [Value]) -> Value {
        if let number = input.integer { return Value(number) }
        if input.tag == .double { return Value(Int(exactly: input.double.rounded(.towardZero)) ?? 0) }
        return integer(text(of: input), base: arguments[1].integer ?? 10) ?? given(arguments[0]) ?? Value(0)
    }

    private func float(_ input: Value, _ arguments: [Value]) -> Value {
        if let number = input.number { return Value(number) }
        return Double(trimmed(text(of: input))).map { Value($0) } ?? given(arguments[0]) ?? Value(0.0)
    }

    private func integer(_ text: String, base: Int) -> Value? {
        var digits = trimmed(text)
        let prefixes: [Int: [String]] = [2: ["0b", "0B"], 8: ["0o", "0O"], 16: ["0x", "0X"]]
        for prefix in prefixes[base] ?? [] where digits.hasPrefix(prefix) { digits.removeFirst(2) }
        if (2...36).contains(base), let number = Int(digits, radix: base) { return Value(number) }
        guard base == 10, let number = Double(digits), let whole = Int(exactly: number.rounded(.towardZero)) else {
            return nil
        }
        return Value(whole)
    }

    private func rounded(_ input: Value, _ arguments: [Value]) throws(Failure) -> Value {
        guard let number = input.number else { throw .message("\(input.typeName) is no number") }
        let precision = min(max(arguments[0].integer ?? 0, -300), 300)
        let method = given(arguments[1]).map { text(of: $0) } ?? "common"
        let rules: [String: FloatingPointRoundingRule] = ["common": .toNearestOrEven, "ceil": .up, "floor": .down]
        guard let rule = rules[method] else {
            throw .message("round knows 'common', 'ceil' and 'floor', not '\(method)'")
        }
        var scale = 1.0
        for _ in 0..<abs(precision) { scale *= 10 }
        return Value(precision < 0 ? (number / scale).rounded(rule) * scale : (number * scale).rounded(rule) / scale)
    }

    // MARK: tests and functions

    func test(_ code: UInt8, _ value: Value, at register: Int) throws(Failure) -> Bool {
        guard let test = Test(rawValue: code) else { return false }
        return try passes(test, value, test.parameters.isEmpty ? .missing : self.register(register))
    }

    func passes(_ test: Test, _ value: Value, _ other: Value) throws(Failure) -> Bool {
        switch test {
        case .defined: return !value.isUndefined
        case .undefined: return value.isUndefined
        case .none: return value.tag == .none
        case .boolean: return value.tag == .bool
        case .true: return value.tag == .bool && value.bool
        case .false: return value.tag == .bool && !value.bool
        case .number: return value.number != nil && value.tag != .bool
        case .integer: return value.tag == .int
        case .float: return value.tag == .double
        case .string: return value.tag == .text
        case .mapping: return value.tag == .map || value.tag == .record
        case .sequence: return value.tag == .list || value.tag == .text || value.tag == .map
        case .iterable: return [.list, .text, .map, .record].contains(value.tag)
        case .safe: return value.isSafe
        case .lower: return value.tag == .text && string(value).lowercased() == string(value)
        case .upper: return value.tag == .text && string(value).uppercased() == string(value)
        case .even, .odd:
            guard let number = value.integer else { throw .message("\(value.typeName) is no whole number") }
            return number.isMultiple(of: 2) == (test == .even)
        case .divisibleby:
            guard let number = value.integer, let divisor = other.integer, divisor != 0 else {
                throw .message("divisibleby needs two whole numbers, the second not 0")
            }
            return number.isMultiple(of: divisor)
        case .startingwith: return text(of: value).hasPrefix(text(of: other))
        case .endingwith: return text(of: value).hasSuffix(text(of: other))
        case .eq, .equalto: return isEqual(value, other)
        case .ne: return !isEqual(value, other)
        case .lt, .lessthan: return try order(value, other) < 0
        case .le: return try order(value, other) <= 0
        case .gt, .greaterthan: return try order(value, other) > 0
        case .ge: return try order(value, other) >= 0
        case .in: return try contains(other, value)
        case .containing: return try contains(value, other)
        }
    }

    mutating func function(_ code: UInt8, at register: Int, count: Int) throws(Failure) -> Value {
        switch Function(rawValue: code) {
        case .range: return try range((0..<count).map { self.register(register + $0) })
        case .dict: return try map(at: register, count: count / 2)
        case .namespace:
            let fields = try map(at: register, count: count / 2)
            var cell = arena.map(count: 1)
            cell.flavour = .namespace
            arena.store(fields, at: 0, of: cell)
            return cell
        case nil: return .undefined
        }
    }

    private mutating func range(_ arguments: [Value]) throws(Failure) -> Value {
        let numbers = arguments.map { given($0)?.integer }
        for (argument, number) in zip(arguments, numbers) where number == nil && argument.tag != .missing {
            throw .message("range needs whole numbers, not \(argument.typeName)")
        }
        let first = numbers[0] ?? 0
        let (start, stop, step) = (numbers[1] == nil ? 0 : first, numbers[1] ?? first, numbers[2] ?? 1)
        guard step != 0 else { throw .message("range cannot take steps of 0") }
        let span = step > 0 ? stop.subtractingReportingOverflow(start) : start.subtractingReportingOverflow(stop)
        guard !span.overflow, span.partialValue / max(1, step == .min ? .max : abs(step)) < settings.limits.range else {
            throw .message("range has too many elements; the limit is \(settings.limits.range)")
        }
        return arena.list(stride(from: start, to: stop, by: step).map { Value($0) })
    }

    func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }
}
