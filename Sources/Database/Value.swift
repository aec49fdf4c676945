/// What is bound to a parameter or stands in a column. Floating-point numbers are not used in this app.
package enum Value: Sendable, Hashable {
    case null
    case integer(Int64)
    case text(String)
    case blob([UInt8])
}

extension Value: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, ExpressibleByNilLiteral {
    package init(integerLiteral value: Int64) { self = .integer(value) }
    package init(stringLiteral value: String) { self = .text(value) }
    package init(nilLiteral: ()) { self = .null }
}

extension Value {
    package static func integer(_ value: Int) -> Value { .integer(Int64(value)) }
    package static func integer(_ value: Int?) -> Value { value.map { .integer(Int64($0)) } ?? .null }
    package static func integer(_ value: Int64?) -> Value { value.map { .integer($0) } ?? .null }
    package static func text(_ value: String?) -> Value { value.map { .text($0) } ?? .null }
}
