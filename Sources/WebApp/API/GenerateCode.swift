import Generation
import HTTP

/// `POST /generate_code` (contract F3–F6): one prompt in, the model's text out, trimmed, fences included.
struct GenerateCode: Endpoint {
    let asking: Asking

    func respond(to request: Request, in context: RequestContext) async throws(Failure) -> Response {
        let body = try await PromptBody.read(request, aliases: [], asking.longWork)
        return try await asking.respond(to: request, body, .code, in: context, answer: CodeBody.response(of:))
    }
}

/// What programs get of a text.
struct CodeBody: Encodable {
    let code: String
    /// Only where the text stops at the limit of tokens; none of the older clients minds a further key.
    let truncated: Bool?

    static func response(of entry: Entry) -> Response {
        .json(encoding: CodeBody(code: entry.response.trimmed, truncated: entry.isTruncated ? true : nil))
    }
}
