/// What a model's field may hold. Conformances stand in this target; a type of one's own becomes a `TemplateData` or is
/// turned into text first.
package protocol TemplateValue: Sendable {
    /// What `check` may know about it without a value.
    static var type: ValueType { get }
    /// Copies the value into the arena of one render.
    func write(into arena: inout Arena) -> Value
    /// The same for an array of such values; an array of bytes is text.
    static var arrayType: ValueType { get }
    static func write(_ elements: [Self], into arena: inout Arena) -> Value
}

/// The static type of a value as far as templates care. A record's layout is asked for late: a model may hold its like.
package struct ValueType: Sendable {
    /// How many lists stand around it.
    var depth = 0
    /// `nil` of what has no fields.
    var layout: (@Sendable () -> Layout)?
    var isKnown = true

    static let scalar = ValueType()
    static let unknown = ValueType(isKnown: false)
}

extension TemplateValue {
    package static var type: ValueType { .scalar }
    package static var arrayType: ValueType {
        ValueType(depth: type.depth + 1, layout: type.layout, isKnown: type.isKnown)
    }

    package static func write(_ elements: [Self], into arena: inout Arena) -> Value {
        let list = arena.room(.list, elements.count)
        for (index, element) in elements.enumerated() { arena.store(element.write(into: &arena), at: index, of: list) }
        return list
    }
}

extension String: TemplateValue { package func write(into arena: inout Arena) -> Value { arena.text(self) } }
extension Substring: TemplateValue { package func write(into arena: inout Arena) -> Value { arena.text(String(self)) } }
extension Int: TemplateValue { package func write(into arena: inout Arena) -> Value { Value(self) } }
extension Double: TemplateValue { package func write(into arena: inout Arena) -> Value { Value(self) } }
extension Bool: TemplateValue { package func write(into arena: inout Arena) -> Value { Value(self) } }
extension UInt8: TemplateValue {
    package func write(into arena: inout Arena) -> Value { Value(Int(self)) }
    package static var arrayType: ValueType { .scalar }
    package static func write(_ elements: [UInt8], into arena: inout Arena) -> Value { arena.text(elements) }
}

extension Optional: TemplateValue where Wrapped: TemplateValue {
    package static var type: ValueType { Wrapped.type }
    package func write(into arena: inout Arena) -> Value { self?.write(into: &arena) ?? Value.none }
}

extension Array: TemplateValue where Element: TemplateValue {
    package static var type: ValueType { Element.arrayType }
    package func write(into arena: inout Arena) -> Value { Element.write(self, into: &arena) }
}

/// Markup that the app itself made and vouches for, such as rendered Markdown: not escaped in text, stripped of tags in
/// attributes.
package struct SafeHTML: TemplateValue, Hashable {
    package let bytes: [UInt8]

    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    package func write(into arena: inout Arena) -> Value { arena.text(bytes, flavour: .html) }
}

/// A value whose form is known only at run time, such as a constant of a template or a JSON fixture. Keys keep their
/// order; `check` knows nothing of it.
package indirect enum LooseValue: TemplateValue, Hashable {
    case none
    case bool(Bool)
    case int(Int)
    case double(Double)
    case text(String)
    case html(String)
    case list([LooseValue])
    case map([Pair])

    package struct Pair: Hashable, Sendable {
        package let key: String
        package let value: LooseValue

        package init(key: String, value: LooseValue) {
            self.key = key
            self.value = value
        }
    }

    package static var type: ValueType { .unknown }

    package func write(into arena: inout Arena) -> Value {
        switch self {
        case .none: return .none
        case .bool(let flag): return Value(flag)
        case .int(let number): return Value(number)
        case .double(let number): return Value(number)
        case .text(let text): return arena.text(text)
        case .html(let text): return arena.text(Array(text.utf8), flavour: .html)
        case .list(let elements): return LooseValue.write(elements, into: &arena)
        case .map(let pairs):
            let map = arena.room(.map, pairs.count)
            for (index, pair) in pairs.enumerated() {
                arena.store(arena.text(pair.key), at: 2 * index, of: map)
                arena.store(pair.value.write(into: &arena), at: 2 * index + 1, of: map)
            }
            return map
        }
    }
}
