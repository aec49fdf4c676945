import Generation
import HTTP
import Logging
private import Synchronization

/// The way of every request: host, route, origin, endpoint, then headers and one line in the log.
struct Site: Sendable {
    /// Larger limits stand at their routes; what nobody reads is refused by the server.
    let router: Router
    let hosts: HostGuard
    let errors: ErrorResponses
    let wordings: Wordings
    let log: Log
    /// `nil` where nobody wants to know.
    let running: RunningRoutes?
    /// Nanoseconds of a clock that only goes forward.
    let now: @Sendable () -> UInt64

    func respond(to request: Request) async -> Response {
        let started = now()
        let wording = wordings.best(for: request)
        var context = RequestContext(
            id: Site.newRequestID(), account: .first, wording: wording, api: wording,
            here: request.method == .get ? request.target : Links.start,
            parameters: PathParameters(),
            wantsPage: request.accept.prefersHTML)
        let (pattern, answer) = await routed(request, &context)
        var response = answer
        SecurityHeaders.add(to: &response, id: context.id)
        let elapsed = now() - started
        log.info(
            "request",
            [
                "id": context.id, "method": request.method.name, "route": pattern,
                "status": "\(response.status.code)", "ms": "\((elapsed + 500_000) / 1_000_000)",
            ])
        return response
    }

    private func routed(_ request: Request, _ context: inout RequestContext) async -> (String, Response) {
        guard let path = request.pathSegments else {
            return ("-", errors.response(to: Failure(.noSuchPage), form: .page, in: context))
        }
        guard hosts.allows(request) || path == ["healthz"] else {
            return ("-", errors.response(to: Failure(.misdirected), form: .page, in: context))
        }
        switch router.match(request.method, path) {
        case .none:
            return ("-", errors.response(to: Failure(.noSuchPage), form: .page, in: context))
        case .otherMethods(let methods):
            var response = errors.response(to: Failure(.methodNotAllowed), form: .page, in: context)
            response.headers["Allow"] = methods.map(\.name).joined(separator: ", ")
            return ("-", response)
        case .route(let route, let parameters):
            context.parameters = parameters
            let number = running?.began(route.pattern)
            defer { if let number { running?.ended(number) } }
            return (route.pattern, await answer(request, route, context))
        }
    }

    private func answer(_ request: Request, _ route: Route, _ context: RequestContext) async -> Response {
        var context = context
        if let language = route.language { context.api = wordings[language] }
        var response = await refusedOrAnswered(request, route, context)
        // The older clients' routes answer browsers with pages (contract X1).
        if route.errors == .legacy { response.headers.append("Vary", "Accept") }
        return response
    }

    private func refusedOrAnswered(_ request: Request, _ route: Route, _ context: RequestContext) async -> Response {
        guard request.method.isSafe || hosts.isSameOrigin(request) else {
            return errors.response(to: Failure(.foreignOrigin), form: route.errors, in: context)
        }
        do {
            return try await route.endpoint.respond(to: request, in: context)
        } catch {
            if error.kind == .internal { log.error("request failed", ["id": context.id, "cause": "\(error)"]) }
            return errors.response(to: error, form: route.errors, in: context)
        }
    }

    private static let requestNumber = Atomic(UInt32.random(in: .min ... .max))

    /// Eight hex digits, counted on from a random number: not the same again in four billion requests.
    private static func newRequestID() -> String {
        let number = requestNumber.wrappingAdd(1, ordering: .relaxed).newValue
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}
