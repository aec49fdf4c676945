/// The memory of one render: texts and lists are copied in, values refer to them by place, and all of it is dropped at
/// once. Beside `Output` the only file with unsafe code: two growing buffers, because Swift's arrays cost four times as
/// much here (counted references, a uniqueness check at every store). Every access is checked against the used length,
/// so a wrong place traps instead of reading foreign memory.
package struct Arena: ~Copyable {
    private(set) var bytes: UnsafeMutablePointer<UInt8>
    private(set) var byteCount = 0
    private var byteCapacity: Int
    private var values: UnsafeMutablePointer<Value>
    private var valueCount = 0
    private var valueCapacity: Int
    private var layouts: [Layout] = []
    private let limit: Int
    /// Set when the cap was reached: from then on nothing is stored, and the machine stops at its next step.
    private(set) var isFull = false

    /// `limit`: bytes that texts and values may take together.
    init(limit: Int) {
        self.limit = limit
        byteCapacity = 32 << 10
        valueCapacity = 4 << 10
        bytes = .allocate(capacity: byteCapacity)
        values = .allocate(capacity: valueCapacity)
    }

    deinit {
        bytes.deallocate()
        values.deallocate()
    }

    /// Forgets everything and keeps the memory for the next render.
    mutating func reset() {
        byteCount = 0
        valueCount = 0
        layouts.removeAll(keepingCapacity: true)
        isFull = false
    }

    // MARK: texts

    package mutating func text(_ text: String) -> Value {
        if let stored = text.utf8.withContiguousStorageIfAvailable({ self.text($0, flavour: .plain) }) { return stored }
        var copy = text
        return copy.withUTF8 { self.text($0, flavour: .plain) }
    }

    /// Repairs what is not UTF-8, unless it is vouched for.
    mutating func text(_ utf8: [UInt8], flavour: Value.Flavour = .plain) -> Value {
        if flavour == .plain, String(validating: utf8, as: UTF8.self) == nil {
            return text(String(decoding: utf8, as: UTF8.self))
        }
        return utf8.withUnsafeBufferPointer { text($0, flavour: flavour) }
    }

    mutating func text(_ utf8: UnsafeBufferPointer<UInt8>, flavour: Value.Flavour) -> Value {
        guard let source = utf8.baseAddress, utf8.count > 0 else {
            return Value(tag: .text, place: 0, length: 0, flavour: flavour)
        }
        guard reserve(bytes: utf8.count) else { return .undefined }
        // because the reservation above made room for `count` bytes and the source is foreign memory
        (bytes + byteCount).update(from: source, count: utf8.count)
        defer { byteCount += utf8.count }
        return Value(tag: .text, place: byteCount, length: utf8.count, flavour: flavour)
    }

    /// The bytes of a text; valid until the next text is stored.
    func utf8(_ value: Value) -> UnsafeBufferPointer<UInt8> {
        precondition(value.tag == .text && value.place >= 0 && value.place + value.count <= byteCount)
        // because the range was just checked against what was stored
        return UnsafeBufferPointer(start: bytes + value.place, count: value.count)
    }

    func string(_ value: Value) -> String { String(decoding: utf8(value), as: UTF8.self) }

    func equalTexts(_ left: Value, _ right: Value) -> Bool {
        left.length == right.length && utf8(left).elementsEqual(utf8(right))
    }

    // MARK: lists, maps, records

    mutating func list(count: Int, flavour: Value.Flavour = .plain) -> Value {
        Value(tag: .list, place: room(count), length: isFull ? 0 : count, flavour: flavour)
    }

    mutating func list(_ elements: [Value], flavour: Value.Flavour = .plain) -> Value {
        let list = list(count: elements.count, flavour: flavour)
        for (index, element) in elements.enumerated() { store(element, at: index, of: list) }
        return list
    }

    /// `count` pairs of key and value, side by side.
    mutating func map(count: Int, flavour: Value.Flavour = .plain) -> Value {
        Value(tag: .map, place: room(2 * count), length: isFull ? 0 : count, flavour: flavour)
    }

    mutating func record(_ layout: Layout) -> Value {
        Value(tag: .record, place: room(layout.fields.count), length: number(of: layout))
    }

    /// Does nothing once the arena is full.
    mutating func store(_ value: Value, at index: Int, of holder: Value) {
        guard !isFull else { return }
        precondition(index >= 0 && holder.place >= 0 && holder.place + index < valueCount)
        // because the place was just checked against what was handed out
        values[holder.place + index] = value
    }

    func element(_ index: Int, of holder: Value) -> Value {
        // What was not stored for want of room is not there; the machine is about to stop
        if isFull { return .undefined }
        precondition(index >= 0 && holder.place >= 0 && holder.place + index < valueCount)
        // because the place was just checked against what was handed out
        return values[holder.place + index]
    }

    func elements(of list: Value) -> [Value] { (0..<list.count).map { element($0, of: list) } }

    func layout(of record: Value) -> Layout { layouts[record.count] }

    // MARK: room

    /// Layouts get small numbers per render, which inline caches compare. Models alternate between few of them, so a
    /// scan is cheap.
    private mutating func number(of layout: Layout) -> Int {
        if let known = layouts.firstIndex(where: { $0 === layout }) { return known }
        layouts.append(layout)
        return layouts.count - 1
    }

    /// The place of `count` fresh values, set to undefined.
    private mutating func room(_ count: Int) -> Int {
        guard reserve(values: count) else { return 0 }
        // because the reservation above made room for `count` values
        (values + valueCount).initialize(repeating: .undefined, count: count)
        defer { valueCount += count }
        return valueCount
    }

    private mutating func reserve(bytes count: Int) -> Bool {
        if byteCount + count <= byteCapacity { return !isFull }
        let most = limit - valueCapacity * MemoryLayout<Value>.stride
        let capacity = max(min(2 * byteCapacity, most), byteCount + count)
        guard capacity <= most, !isFull else {
            isFull = true
            return false
        }
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        larger.update(from: bytes, count: byteCount)
        bytes.deallocate()
        (bytes, byteCapacity) = (larger, capacity)
        return true
    }

    private mutating func reserve(values count: Int) -> Bool {
        if valueCount + count <= valueCapacity { return !isFull }
        let most = (limit - byteCapacity) / MemoryLayout<Value>.stride
        let capacity = max(min(2 * valueCapacity, most), valueCount + count)
        guard capacity <= most, !isFull else {
            isFull = true
            return false
        }
        let larger = UnsafeMutablePointer<Value>.allocate(capacity: capacity)
        larger.update(from: values, count: valueCount)
        values.deallocate()
        (values, valueCapacity) = (larger, capacity)
        return true
    }
}

/// The registers of all frames of a render, one after the other.
struct Registers: ~Copyable {
    private var base: UnsafeMutablePointer<Value>
    private var capacity = 256

    init() {
        base = .allocate(capacity: capacity)
        base.initialize(repeating: .undefined, count: capacity)
    }

    deinit { base.deallocate() }

    /// Makes room for a frame that ends before `count`.
    mutating func reserve(_ count: Int) {
        guard count > capacity else { return }
        let larger = max(2 * capacity, count)
        let fresh = UnsafeMutablePointer<Value>.allocate(capacity: larger)
        fresh.initialize(repeating: .undefined, count: larger)
        fresh.update(from: base, count: capacity)
        base.deallocate()
        (base, capacity) = (fresh, larger)
    }

    subscript(index: Int) -> Value {
        get {
            precondition(index >= 0 && index < capacity)
            // because the index was just checked
            return base[index]
        }
        set {
            precondition(index >= 0 && index < capacity)
            // because the index was just checked
            base[index] = newValue
        }
    }
}
