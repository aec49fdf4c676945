import Generation
import HTTP

/// The one place where a failure becomes a status and a sentence.
struct ErrorResponses: Sendable {
    let pages: Pages

    /// Kinds to statuses. A failed generation is 502 on pages of ours; the older systems answered 500 (contract F5, F11).
    static func status(of kind: Failure.Kind, form: Route.ErrorForm) -> Status {
        switch kind {
        case .invalid: .badRequest
        case .forbidden: .forbidden
        case .notFound: .notFound
        case .gone: .gone
        case .conflict: .conflict
        case .tooLarge: .contentTooLarge
        case .unsupported: .unsupportedMediaType
        case .tooSlow: .requestTimeout
        case .misdirected: .misdirectedRequest
        case .methodNotAllowed: .methodNotAllowed
        case .overBudget: .paymentRequired
        case .rateLimited: .tooManyRequests
        case .providerFailed, .cancelled: form == .legacy ? .internalServerError : .badGateway
        case .providerTimedOut: .gatewayTimeout
        case .unavailable: .serviceUnavailable
        case .internal: .internalServerError
        }
    }

    func response(to failure: Failure, form: Route.ErrorForm, in context: RequestContext) -> Response {
        let status = ErrorResponses.status(of: failure.kind, form: form)
        var response =
            form == .legacy && !context.wantsPage
            ? Response.json(encoding: ErrorBody(error: context.api.api(failure.reason)), status: status)
            : page(failure, status, in: context)
        ErrorResponses.addRetryAfter(to: &response, failure.kind)
        return response
    }

    static func addRetryAfter(to response: inout Response, _ kind: Failure.Kind) {
        if kind == .unavailable || kind == .rateLimited { response.headers["Retry-After"] = "10" }
    }

    private func page(_ failure: Failure, _ status: Status, in context: RequestContext) -> Response {
        let wording = context.wording
        let page = ErrorPage(
            site: pages.site(in: context), status: status.code, title: sentence("title", status, wording),
            message: wording[failure.reason], hint: sentence("hint", status, wording),
            reference: failure.kind == .internal ? context.id : nil)
        return pages.response("error.html", page, status: status, in: context)
    }

    private func sentence(_ part: String, _ status: Status, _ wording: Wording) -> String {
        let key = "failure.\(part).\(status.code)"
        return wording(wording.has(key) ? key : "failure.\(part).other")
    }
}

/// `{"error": "…"}`, the form of the German app, the Flutter backend and others (contract X13).
struct ErrorBody: Encodable {
    var error: String
    /// Where the entry stands that goes on or has failed; none of the older clients minds a further key.
    var entry: String?
}
