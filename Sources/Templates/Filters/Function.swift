/// What can be called beside macros and `t()`.
enum Function: Int32, CaseIterable {
    case range, dict, namespace

    static let named = Dictionary(uniqueKeysWithValues: allCases.map { ("\($0)", $0) })
}

extension Machine {
    /// The fields of `dict` and `namespace` are keys and values in turns.
    mutating func function(_ number: Int32, _ arguments: Arguments) throws(Failure) -> Value {
        if Function(rawValue: number) == .range { return try range((0..<3).map { self[arguments, $0] }) }
        let map = arena.map((0..<arguments.count / 2).map { (self[arguments, 2 * $0], self[arguments, 2 * $0 + 1]) })
        if Function(rawValue: number) == .dict { return map }
        var cell = arena.room(.map, 1)
        cell.flavour = .namespace
        arena.store(map, at: 0, of: cell)
        return cell
    }

    private mutating func range(_ given: [Value]) throws(Failure) -> Value {
        var numbers: [Int] = []
        for value in given where value.tag != .missing { numbers.append(try whole(value)) }
        let (start, stop) = numbers.count == 1 ? (0, numbers[0]) : (numbers[0], numbers[1])
        let step = numbers.count == 3 ? numbers[2] : 1
        guard step != 0 else { throw Failure("range cannot take steps of 0") }
        let (length, overflow) =
            step > 0 ? stop.subtractingReportingOverflow(start) : start.subtractingReportingOverflow(stop)
        guard !overflow, length / Int(clamping: step.magnitude) < settings.limits.range else {
            throw Failure("range has too many elements; the limit is \(settings.limits.range)")
        }
        return arena.list(stride(from: start, to: stop, by: step).map { Value($0) })
    }
}
