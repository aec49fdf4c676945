import Generation
import HTTP

/// What a URL does: one request in, one response out. Named by its deed.
protocol Endpoint: Sendable {
    func respond(to request: Request, in context: RequestContext) async throws(Failure) -> Response
}

/// A pattern bound to an endpoint.
struct Route: Sendable {
    /// In which form a failure is told (contract X13).
    enum ErrorForm: Sendable { case page, legacy }

    let method: Method
    /// `/chatlog/:date/:index`: also what the log shows instead of the path.
    let pattern: String
    let errors: ErrorForm
    /// The language of a family's API texts, whatever the reader prefers (contract X20); `nil` for pages.
    let language: String?
    let endpoint: any Endpoint
    fileprivate let segments: [Segment]

    init(
        _ method: Method, _ pattern: String, errors: ErrorForm = .page, language: String? = nil,
        _ endpoint: any Endpoint
    ) {
        self.method = method
        self.pattern = pattern
        self.errors = errors
        self.language = language
        self.endpoint = endpoint
        segments = pattern.split(separator: "/").map {
            $0.hasPrefix(":") ? .parameter(String($0.dropFirst())) : .fixed(String($0))
        }
    }

    fileprivate enum Segment: Sendable {
        case fixed(String)
        case parameter(String)
    }
}

/// Finds the route of a path. Fixed segments win over parameters because they stand first in the list.
struct Router: Sendable {
    enum Match: Sendable {
        case route(Route, PathParameters)
        case otherMethods([Method])
        case none
    }

    private let routesByLength: [[Route]]

    init(_ routes: [Route]) {
        let longest = routes.map(\.segments.count).max() ?? 0
        routesByLength = (0...longest).map { length in routes.filter { $0.segments.count == length } }
    }

    /// HEAD is answered by GET's route; the server leaves the body out.
    func match(_ method: Method, _ path: [String]) -> Match {
        guard path.count < routesByLength.count else { return .none }
        let wanted = method == .head ? .get : method
        var others: [Method] = []
        for route in routesByLength[path.count] {
            guard let parameters = route.parameters(in: path) else { continue }
            if route.method == wanted { return .route(route, parameters) }
            others.append(route.method)
        }
        return others.isEmpty ? .none : .otherMethods(others)
    }
}

/// What stood at the places of a pattern, percent-decoded.
struct PathParameters: Sendable {
    fileprivate(set) var pairs: [(name: String, value: String)] = []

    /// The empty string for a name that the pattern does not have.
    subscript(name: String) -> String {
        pairs.first { $0.name == name }?.value ?? ""
    }
}

extension Route {
    fileprivate func parameters(in path: [String]) -> PathParameters? {
        var parameters = PathParameters()
        for (segment, text) in zip(segments, path) {
            switch segment {
            case .fixed(let expected):
                guard expected == text else { return nil }
            case .parameter(let name):
                guard !text.isEmpty else { return nil }
                parameters.pairs.append((name, text))
            }
        }
        return parameters
    }
}
