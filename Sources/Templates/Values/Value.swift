/// One value during one render: sixteen plain bytes, no reference counting. Text, lists and records are places in the
/// render's `Arena`; a value never outlives it.
package struct Value: BitwiseCopyable, Sendable {
    enum Tag: UInt8 { case undefined, missing, none, bool, int, double, text, list, map, record }
    /// What a text is beside text, or what a list prints as.
    enum Flavour: UInt8 { case plain, html, json, tuple, namespace, silent }

    /// The number itself, or the place in the arena.
    var payload: UInt64 = 0
    /// Bytes of a text, elements of a list, pairs of a map, layout of a record.
    var length: UInt32 = 0
    var tag: Tag
    var flavour: Flavour = .plain

    /// Nothing has this name. `missing` is an argument that was not given.
    static let undefined = Value(tag: .undefined)
    static let missing = Value(tag: .missing)
    static let none = Value(tag: .none)
    /// What `a if b` is without an else: undefined, but printed as nothing.
    static let silent = Value(tag: .undefined, place: 0, length: 0, flavour: .silent)

    init(tag: Tag) { self.tag = tag }

    init(_ number: Int) {
        tag = .int
        payload = UInt64(bitPattern: Int64(number))
    }

    init(_ number: Double) {
        tag = .double
        payload = number.bitPattern
    }

    init(_ flag: Bool) {
        tag = .bool
        payload = flag ? 1 : 0
    }

    init(tag: Tag, place: Int, length: Int, flavour: Flavour = .plain) {
        self.tag = tag
        self.payload = UInt64(truncatingIfNeeded: place)
        self.length = UInt32(truncatingIfNeeded: length)
        self.flavour = flavour
    }

    var int: Int { Int(Int64(bitPattern: payload)) }
    var double: Double { Double(bitPattern: payload) }
    /// What a yes-or-no argument says.
    var bool: Bool { (tag == .bool || tag == .int) && payload != 0 }
    var place: Int { Int(truncatingIfNeeded: payload) }
    var count: Int { Int(length) }

    var isUndefined: Bool { tag == .undefined }
    var isSafe: Bool { tag == .text && flavour == .html }

    /// Booleans count as numbers, as in Python.
    var integer: Int? {
        switch tag {
        case .int, .bool: int
        case .undefined, .missing, .none, .double, .text, .list, .map, .record: nil
        }
    }

    var number: Double? { tag == .double ? double : integer.map(Double.init) }

    /// What messages call it.
    var typeName: String {
        switch tag {
        case .undefined, .missing: "undefined"
        case .none: "none"
        case .bool: "bool"
        case .int, .double: "number"
        case .text: "text"
        case .list: flavour == .tuple ? "tuple" : "list"
        case .map: flavour == .namespace ? "namespace" : "map"
        case .record: "record"
        }
    }
}
