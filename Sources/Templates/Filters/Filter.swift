/// What can be applied to a value with `|`. The rows stand in the files beside this one: a name or several, parameters
/// (`?` marks those that may be left out), what it does. `docs/templates.md` has a line for each.
struct Filter: Sendable {
    typealias Body = @Sendable (inout Machine, Value, Arguments) throws -> Value

    let names: [String]
    let parameters: [Parameter]
    let body: Body
    /// Whether it may be asked of an undefined value.
    let takesUndefined: Bool
    /// Its place in `all`.
    private(set) var number = 0

    init(_ names: String, _ parameters: String = "", takesUndefined: Bool = false, _ body: @escaping Body) {
        self.names = names.split(separator: " ").map(String.init)
        self.parameters = Parameter.list(parameters)
        self.takesUndefined = takesUndefined
        self.body = body
    }

    static let all: [Filter] = (textFilters + numberFilters + listFilters).enumerated().map { number, filter in
        var filter = filter
        filter.number = number
        return filter
    }

    static let named: [String: Filter] = Dictionary(
        uniqueKeysWithValues: all.flatMap { filter in filter.names.map { ($0, filter) } })
}
