/// A page's model, or a part of one: a struct that names its fields once and is then readable from a template.
///
/// ```swift
/// extension DayPage.Model: TemplateData {
///     static let shape = Shape<Self> {
///         $0.field("title") { $0.title }
///         $0.field("entries") { $0.entries }
///     }
/// }
/// ```
///
/// A field may be a `String`, `Substring`, `Int`, `Double`, `Bool`, `[UInt8]` (UTF-8 text), `SafeHTML`, another `TemplateData`, and an
/// optional or an array of these. The field's static type is what `Templates.check` compares the template with.
package protocol TemplateData: TemplateValue {
    static var shape: Shape<Self> { get }
}

/// The fields of a model in the order of their declaration, with what reads each of them. Made once per type (`static let`).
package struct Shape<Model: TemplateData>: Sendable {
    @usableFromInline let layout: Layout
    @usableFromInline let readers: [Reader]

    @usableFromInline typealias Reader = @Sendable (borrowing Model, inout Arena) -> Value

    /// Two fields of one name are our own mistake and trap.
    package init(_ describe: (inout Fields) -> Void) {
        var fields = Fields()
        describe(&fields)
        layout = Layout(name: "\(Model.self)", fields: fields.names, types: fields.types)
        readers = fields.readers
    }

    /// What `Shape.init` hands to its closure.
    package struct Fields {
        @usableFromInline var names: [String] = []
        @usableFromInline var types: [any TemplateValue.Type] = []
        @usableFromInline var readers: [Reader] = []

        /// Adds a field. Inlinable so that the value's type is known where the model is declared: an unspecialised reader costs three times as much.
        @inlinable package mutating func field<Field: TemplateValue>(
            _ name: String, _ read: @escaping @Sendable (borrowing Model) -> Field
        ) {
            precondition(!names.contains(name), "two fields named \(name)")
            names.append(name)
            types.append(Field.self)
            readers.append { model, arena in read(model).write(into: &arena) }
        }
    }
}

/// The names and types of a shape without its readers: what attribute lookups and `check` need.
@usableFromInline final class Layout: Sendable {
    let name: String
    let fields: [String]
    let types: [any TemplateValue.Type]

    init(name: String, fields: [String], types: [any TemplateValue.Type]) {
        self.name = name
        self.fields = fields
        self.types = types
    }

    func index(of field: String) -> Int? { fields.firstIndex(of: field) }
}

extension TemplateData {
    package static var type: ValueType { ValueType(kind: .record(shape.layout)) }

    package func write(into arena: inout Arena) -> Value {
        let shape = Self.shape
        let record = arena.record(shape.layout)
        for (index, read) in shape.readers.enumerated() {
            let value = read(self, &arena)
            arena.store(value, at: index, of: record)
        }
        return record
    }
}
