/// A page's model, or a part of one: a struct that names its fields once and is then readable from a template.
///
/// ```swift
/// extension DayPage.Model: TemplateData {
///     static let shape = Shape<Self> {
///         $0.field("title", \.title)
///         $0.field("entries", \.entries)
///     }
/// }
/// ```
///
/// A field may be a `String`, `Substring`, `Int`, `Double`, `Bool`, `[UInt8]` (UTF-8 text), `SafeHTML`, another
/// `TemplateData`, and an optional or an array of these. The field's static type is what `Templates.check` compares the
/// template with.
package protocol TemplateData: TemplateValue {
    static var shape: Shape<Self> { get }
}

/// The fields of a model in the order of their declaration, with what reads them. Made once per type (`static let`).
package struct Shape<Model: TemplateData>: Sendable {
    let layout: Layout

    /// Two fields of one name are our own mistake and trap.
    package init(_ describe: (inout Fields) -> Void) {
        var fields = Fields()
        describe(&fields)
        layout = Layout(name: "\(Model.self)", fields.list)
    }

    /// What `Shape.init` hands to its closure: one call of `field` for each field.
    package struct Fields {
        fileprivate var list: [Layout.Field] = []

        package mutating func field<Field: TemplateValue>(_ name: String, _ path: any KeyPath<Model, Field> & Sendable)
        {
            precondition(!list.contains { $0.name == name }, "two fields named \(name)")
            list.append(Layout.Field(name: name, type: Field.type, reader: FieldReader.reader(of: path)))
        }
    }
}

/// What is known of a shape without its type: what lookups and `check` need, and what reads it.
final class Layout: Sendable {
    struct Field: Sendable {
        let name: String
        let type: ValueType
        let reader: (FieldReader, FieldReader.Read)
    }

    let name: String
    let fields: [String]
    private let types: [ValueType]
    let readers: [FieldReader]
    let others: [FieldReader.Read]

    init(name: String, _ fields: [Field]) {
        self.name = name
        self.fields = fields.map(\.name)
        types = fields.map(\.type)
        readers = fields.map(\.reader.0)
        others = fields.map(\.reader.1)
    }

    func index(of field: String) -> Int? { fields.firstIndex(of: field) }
    func type(of field: String) -> ValueType? { index(of: field).map { types[$0] } }
}

extension TemplateData {
    package static var type: ValueType { ValueType(layout: { shape.layout }) }
}
