/// One value during one render: sixteen plain bytes, no reference counting. Text, lists and records are places in the
/// render's `Arena`; a value never outlives it.
package struct Value: BitwiseCopyable, Sendable {
    enum Tag: UInt8 { case undefined, missing, none, bool, int, double, text, list, map, record }
    /// What a text is beside text, or what a list or a map is beside one. `silent`: undefined on purpose.
    enum Flavour: UInt8 { case plain, html, json, tuple, namespace, silent }

    /// The number itself, or the place in the arena; of an undefined value the place of what lacks it.
    var payload: UInt64 = 0
    /// Bytes of a text, elements of a list, pairs of a map, layout of a record, the node that found nothing.
    var length: UInt32 = 0
    var tag: Tag
    var flavour = Flavour.plain

    /// An argument that was not given.
    static let missing = Value(.missing)
    static let none = Value(.none)
    /// What `a if b` is without an else: undefined, but printed as nothing.
    static let silent = Value(.undefined, flavour: .silent)

    init(_ tag: Tag, _ place: Int = 0, _ length: Int = 0, flavour: Flavour = .plain) {
        self.tag = tag
        self.payload = UInt64(truncatingIfNeeded: place)
        self.length = UInt32(truncatingIfNeeded: length)
        self.flavour = flavour
    }

    init(_ number: Int) { self.init(.int, number) }
    init(_ flag: Bool) { self.init(.bool, flag ? 1 : 0) }

    init(_ number: Double) {
        self.init(.double)
        payload = number.bitPattern
    }

    var int: Int { Int(truncatingIfNeeded: payload) }
    var place: Int { int }
    var double: Double { Double(bitPattern: payload) }
    /// What a yes-or-no argument says.
    var bool: Bool { (tag == .bool || tag == .int) && payload != 0 }
    var count: Int { Int(length) }

    var isUndefined: Bool { tag == .undefined }
    var isMarkup: Bool { tag == .text && flavour == .html }
    var ifGiven: Value? { tag == .missing ? nil : self }

    /// Booleans count as numbers, as in Python.
    var integer: Int? { tag == .int || tag == .bool ? int : nil }
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
