/// The memory of one render: texts and lists are copied in, values refer to them by place, and all of it is dropped at
/// once.
package struct Arena: ~Copyable {
    private(set) var bytes: Buffer<UInt8>
    private var values: Buffer<Value>
    private(set) var layouts: [Layout] = []
    /// The cap was reached: nothing more is stored, and the machine stops at its next step.
    var isFull: Bool { bytes.isFull || values.isFull }

    /// `limit`: bytes that texts, and again that values, may take.
    init(limit: Int) {
        bytes = Buffer(capacity: 32 << 10, limit: limit)
        values = Buffer(capacity: 4 << 10, limit: limit / MemoryLayout<Value>.stride)
    }

    // MARK: texts

    package mutating func text(_ text: String) -> Value {
        if let stored = text.utf8.withContiguousStorageIfAvailable({ self.text($0) }) { return stored }
        var copy = text
        return copy.withUTF8 { self.text($0) }
    }

    /// Repairs what is not UTF-8, unless it is vouched for.
    mutating func text(_ utf8: [UInt8], flavour: Value.Flavour = .plain) -> Value {
        if flavour == .plain, String(validating: utf8, as: UTF8.self) == nil { return text(utf8.string) }
        return utf8.withUnsafeBufferPointer { text($0, flavour: flavour) }
    }

    mutating func text(_ utf8: UnsafeBufferPointer<UInt8>, flavour: Value.Flavour = .plain) -> Value {
        let place = bytes.append(utf8)
        return Value(.text, place, bytes.isFull ? 0 : utf8.count, flavour: flavour)
    }

    /// The bytes of a text; valid until the next text is stored.
    @inline(__always) func utf8(_ value: Value) -> UnsafeBufferPointer<UInt8> {
        precondition(value.tag == .text)
        return bytes.view(value.place, value.count)
    }

    func areEqual(_ left: Value, _ right: Value) -> Bool {
        left.count == right.count && bytes.isEqual(left.place, right.place, left.count)
    }

    func string(_ text: Value) -> String { utf8(text).string }

    // MARK: lists, maps, records

    mutating func list(_ elements: [Value], flavour: Value.Flavour = .plain) -> Value {
        let list = room(.list, elements.count, flavour: flavour)
        for (index, element) in elements.enumerated() { store(element, at: index, of: list) }
        return list
    }

    mutating func map(_ pairs: [(key: Value, value: Value)]) -> Value {
        let map = room(.map, pairs.count)
        for (index, pair) in pairs.enumerated() {
            store(pair.key, at: 2 * index, of: map)
            store(pair.value, at: 2 * index + 1, of: map)
        }
        return map
    }

    /// Fresh undefined elements of a list, or pairs of a map: keys and values side by side.
    mutating func room(_ tag: Value.Tag, _ count: Int, flavour: Value.Flavour = .plain) -> Value {
        let place = values.append(repeating: .silent, count: tag == .map ? 2 * count : count)
        return Value(tag, place, values.isFull ? 0 : count, flavour: flavour)
    }

    mutating func record(_ layout: Layout) -> Value {
        var record = room(.record, layout.fields.count)
        record.length = UInt32(number(of: layout))
        return record
    }

    /// Does nothing once the arena is full.
    @inline(__always) mutating func store(_ value: Value, at index: Int, of holder: Value) {
        if !values.isFull { values[holder.place + index] = value }
    }

    /// What was not stored for want of room is not there; the machine is about to stop.
    @inline(__always) func element(_ index: Int, of holder: Value) -> Value {
        values.isFull ? .silent : values[holder.place + index]
    }

    func elements(of list: Value) -> [Value] { (0..<list.count).map { element($0, of: list) } }

    func layout(of record: Value) -> Layout { layouts[record.count] }

    /// Layouts get small numbers per render. Models alternate between few of them, so a scan is cheap.
    private mutating func number(of layout: Layout) -> Int {
        if let known = layouts.firstIndex(where: { $0 === layout }) { return known }
        layouts.append(layout)
        return layouts.count - 1
    }
}
