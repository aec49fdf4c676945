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
/// A field may be a `String`, `Substring`, `Int`, `Double`, `Bool`, `[UInt8]` (UTF-8 text), `SafeHTML`, another
/// `TemplateData`, and an optional or an array of these. The field's static type is what `Templates.check` compares the
/// template with.
package protocol TemplateData: TemplateValue {
    static var shape: Shape<Self> { get }
}

/// The fields of a model in the order of their declaration, with what reads them. Made once per type (`static let`).
package struct Shape<Model: TemplateData>: Sendable {
    let layout: Layout
    fileprivate let writer: Writer

    /// Stores the fields of a model in a record.
    fileprivate typealias Writer = @Sendable (borrowing Model, Value, inout Arena) -> Void

    /// Two fields of one name are our own mistake and trap.
    package init(_ describe: (inout Fields) -> Void) {
        var fields = Fields()
        describe(&fields)
        layout = Layout(name: "\(Model.self)", fields: fields.names, types: fields.types)
        writer = fields.writer
    }

    /// What `Shape.init` hands to its closure: one call of `field` for each field, its name and how it is read. The
    /// commonest types have a form of their own, and the writer is a chain of closures: the compiler does not
    /// specialise `package` code for the module that declares the model, and a list of generic readers was four times
    /// as slow.
    package struct Fields {
        fileprivate var names: [String] = []
        fileprivate var types: [any TemplateValue.Type] = []
        fileprivate var writer: Writer = { _, _, _ in }

        package mutating func field(_ name: String, _ read: @escaping @Sendable (borrowing Model) -> String) {
            let (before, index) = add(name, String.self)
            writer = { model, record, arena in
                before(model, record, &arena)
                arena.store(arena.text(read(model)), at: index, of: record)
            }
        }

        package mutating func field(_ name: String, _ read: @escaping @Sendable (borrowing Model) -> String?) {
            let (before, index) = add(name, String.self)
            writer = { model, record, arena in
                before(model, record, &arena)
                if let text = read(model) {
                    arena.store(arena.text(text), at: index, of: record)
                } else {
                    arena.store(.none, at: index, of: record)
                }
            }
        }

        package mutating func field(_ name: String, _ read: @escaping @Sendable (borrowing Model) -> Int) {
            let (before, index) = add(name, Int.self)
            writer = { model, record, arena in
                before(model, record, &arena)
                arena.store(Value(read(model)), at: index, of: record)
            }
        }

        package mutating func field(_ name: String, _ read: @escaping @Sendable (borrowing Model) -> Bool) {
            let (before, index) = add(name, Bool.self)
            writer = { model, record, arena in
                before(model, record, &arena)
                arena.store(Value(read(model)), at: index, of: record)
            }
        }

        package mutating func field<Field: TemplateValue>(
            _ name: String, _ read: @escaping @Sendable (borrowing Model) -> Field
        ) {
            let (before, index) = add(name, Field.self)
            writer = { model, record, arena in
                before(model, record, &arena)
                arena.store(read(model).write(into: &arena), at: index, of: record)
            }
        }

        private mutating func add(_ name: String, _ type: any TemplateValue.Type) -> (before: Writer, index: Int) {
            precondition(!names.contains(name), "two fields named \(name)")
            names.append(name)
            types.append(type)
            return (writer, names.count - 1)
        }
    }
}

/// The names and types of a shape without its readers: what attribute lookups and `check` need.
final class Layout: Sendable {
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
        shape.writer(self, record, &arena)
        return record
    }

    /// Over a span, which lends its elements: iterating would copy, and count references for, every model.
    package static func write(_ elements: [Self], into arena: inout Arena) -> Value {
        let list = arena.list(count: elements.count)
        let shape = Self.shape
        let span = elements.span
        for index in span.indices {
            let record = arena.record(shape.layout)
            shape.writer(span[index], record, &arena)
            arena.store(record, at: index, of: list)
        }
        return list
    }
}
