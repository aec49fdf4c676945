import Glibc

/// A growing stretch of plain memory with an end. With `Output` the only file with unsafe code: Swift's arrays cost four
/// times as much here (counted references, a uniqueness check at every store). Every access is checked against the used
/// length, so a wrong place traps instead of reading foreign memory.
struct Buffer<Element: BitwiseCopyable>: ~Copyable {
    private(set) var base: UnsafeMutablePointer<Element>
    private(set) var count = 0
    private var capacity: Int
    private let limit: Int
    /// Set when the end was reached: from then on nothing is stored.
    private(set) var isFull = false
    /// Elements behind the capacity that may be read and written, though they mean nothing: what works on sixteen bytes
    /// at a time needs no care at the end.
    static var slack: Int { 16 }

    /// `limit`: elements that it may have.
    init(capacity: Int, limit: Int) {
        self.limit = limit
        self.capacity = capacity
        base = .allocate(capacity: capacity + Buffer.slack)
    }

    deinit { base.deallocate() }

    subscript(index: Int) -> Element {
        get {
            precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
            // because the index was just checked
            return base[index]
        }
        set {
            precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
            // because the index was just checked
            base[index] = newValue
        }
    }

    /// `count` elements from `start` on; valid until the next change.
    func view(_ start: Int, _ count: Int) -> UnsafeBufferPointer<Element> {
        precondition(start >= 0 && count >= 0 && start <= self.count - count)
        // because the range was just checked
        return UnsafeBufferPointer(start: base + start, count: count)
    }

    /// Whether two stretches hold the same bits.
    func isEqual(_ left: Int, _ right: Int, _ count: Int) -> Bool {
        guard let left = view(left, count).baseAddress, let right = view(right, count).baseAddress else { return true }
        return memcmp(left, right, count * MemoryLayout<Element>.stride) == 0  // because both are in the buffer
    }

    /// The place of the copy, 0 if there is no more room.
    @discardableResult
    mutating func append(_ elements: UnsafeBufferPointer<Element>) -> Int {
        guard let source = elements.baseAddress, reserve(elements.count) else { return 0 }
        // because the reservation made room for `count` elements and the source is foreign memory
        (base + count).update(from: source, count: elements.count)
        count += elements.count
        return count - elements.count
    }

    /// The place of `more` fresh elements, 0 if there is no more room.
    mutating func append(repeating element: Element, count more: Int) -> Int {
        guard reserve(more) else { return 0 }
        // because the reservation made room for `more` elements
        (base + count).initialize(repeating: element, count: more)
        count += more
        return count - more
    }

    /// Counts elements that were written behind the end, after a reservation.
    mutating func extend(to end: Int) {
        precondition(end >= count && end <= capacity)
        count = end
    }

    mutating func truncate(to end: Int) { count = min(count, end) }

    @inline(__always) mutating func reserve(_ more: Int) -> Bool { count + more <= capacity || grow(more) }

    private mutating func grow(_ more: Int) -> Bool {
        guard more <= limit - count, !isFull else {
            isFull = true
            return false
        }
        let larger = max(min(2 * capacity, limit), count + more)
        let fresh = UnsafeMutablePointer<Element>.allocate(capacity: larger + Buffer.slack)
        // because both stretches hold `count` elements and are apart
        fresh.update(from: base, count: count)
        base.deallocate()
        (base, capacity) = (fresh, larger)
        return true
    }
}

/// Reads a stored field of a model by its place in memory: a closure would copy, and count references for, every text.
struct FieldReader: BitwiseCopyable {
    enum Kind { case text, optionalText, int, bool, other }
    private let kind: Kind
    private let offset: Int

    typealias Read = @Sendable (UnsafeRawPointer, inout Arena) -> Value

    /// With what reads fields of all other types, and those that are computed.
    static func reader<Model, Field: TemplateValue>(
        of path: any KeyPath<Model, Field> & Sendable
    ) -> (FieldReader, Read) {
        guard let offset = MemoryLayout<Model>.offset(of: path) else {
            // because `value` is called with a pointer to a `Model`
            let read: Read = { $0.assumingMemoryBound(to: Model.self).pointee[keyPath: path].write(into: &$1) }
            return (FieldReader(kind: .other, offset: 0), read)
        }
        let kinds: [(any Any.Type, Kind)] = [
            (String.self, .text), (String?.self, .optionalText), (Int.self, .int), (Bool.self, .bool),
        ]
        let kind = kinds.first { $0.0 == Field.self }?.1 ?? .other
        // because the offset is that of a stored field of this type
        return (
            FieldReader(kind: kind, offset: offset),
            { ($0 + offset).assumingMemoryBound(to: Field.self).pointee.write(into: &$1) }
        )
    }

    @inline(__always) func value(_ model: UnsafeRawPointer, _ arena: inout Arena, _ read: () -> Read) -> Value {
        // because the kind was chosen by the type of the field at this offset
        switch kind {
        case .text: arena.text((model + offset).assumingMemoryBound(to: String.self).pointee)
        case .optionalText: (model + offset).assumingMemoryBound(to: String?.self).pointee.write(into: &arena)
        case .int: Value((model + offset).assumingMemoryBound(to: Int.self).pointee)
        case .bool: Value((model + offset).assumingMemoryBound(to: Bool.self).pointee)
        case .other: read()(model, &arena)
        }
    }
}

extension TemplateData {
    package func write(into arena: inout Arena) -> Value {
        withUnsafePointer(to: self) { Self.shape.layout.record($0, &arena) }
    }

    package static func write(_ elements: [Self], into arena: inout Arena) -> Value {
        let list = arena.room(.list, elements.count)
        let layout = Self.shape.layout
        elements.withUnsafeBufferPointer { elements in
            for index in elements.indices {
                // because there is an element, and so a first one
                let record = layout.record(elements.baseAddress! + index, &arena)
                arena.store(record, at: index, of: list)
            }
        }
        return list
    }
}

extension Layout {
    fileprivate func record(_ model: UnsafeRawPointer, _ arena: inout Arena) -> Value {
        let record = arena.record(self)
        for index in readers.indices {
            let value = readers[index].value(model, &arena) { others[index] }
            arena.store(value, at: index, of: record)
        }
        return record
    }
}
