// What is wrong, and where.
extension Machine {
    /// Nothing was found in `holder` by the node at work.
    func undefinedHere(_ holder: Value) -> Value { .undefined(Int(position), holder) }

    /// The mistake of using a value that is not there.
    func undefined(_ value: Value) -> Failure {
        guard value.tag == .undefined, value.flavour != .silent else { return Failure("the value is undefined") }
        let node = program.nodes[value.count]
        let name = program.sites[value.count].span.text
        let holder = node.code == .name ? root : value.holder
        let names = holder.map { fieldNames(of: $0) } ?? []
        let message =
            switch node.code {
            case .field, .localField: "no field '\(name)' on \(program.words(Int(node.a)))"
            case .parameter: "parameter '\(program.symbols[Int(node.c)])' was not given"
            default: "'\(program.words(value.count))' is undefined"
            }
        return Failure(message + suggestion(for: name, among: names), at: Int32(value.count))
    }

    func located(_ failure: Failure) -> TemplateError {
        let site = program.sites[Int(failure.node ?? position)]
        let callers = calls.reversed().map { "called from \(program.sites[Int($0)].span.address)" }
        let shown = callers.count <= 12 ? callers : callers.prefix(11) + ["and \(callers.count - 11) calls more"]
        return site.span.error(failure.message, trail: site.trail + shown)
    }
}

/// Why a page cannot be completed. Where it happened is the node at work, unless said otherwise.
struct Failure: Error {
    let message: String
    let node: Int32?

    init(_ message: String, at node: Int32? = nil) {
        self.message = message
        self.node = node
    }
}

/// The values that something is called with, on the machine's stack.
struct Arguments {
    let first: Int
    let count: Int
    var rest: Arguments { Arguments(first: first + 1, count: count - 1) }
}

extension Value {
    /// What node `node` found nothing in `holder` for; both are kept for messages.
    static func undefined(_ node: Int, _ holder: Value) -> Value {
        Value(
            .undefined, holder.place & 0xFFFF_FFFF | (holder.count & 0xFFFF) << 32 | Int(holder.tag.rawValue) << 48,
            node)
    }

    /// Of an undefined value: where it was looked for, if that has names.
    var holder: Value? {
        guard let tag = Tag(rawValue: UInt8(truncatingIfNeeded: payload >> 48)), tag == .record || tag == .map else {
            return nil
        }
        return Value(tag, place & 0xFFFF_FFFF, (place >> 32) & 0xFFFF)
    }
}
