import Generation
import HTTP

/// `POST /chatlog/:date/:index/ask`: a further question about an answer; what was said before goes with it. Answers as
/// `POST /generate_code` does.
struct AskOn: Endpoint {
    let asking: Asking
    let history: any HistoryStore

    func respond(to request: Request, in context: RequestContext) async throws(Failure) -> Response {
        let earlier = try await history.existingEntry(at: try context.entryAddress(), of: context.account)
        let body = try await PromptBody.read(request, aliases: [], asking.longWork)
        return try await asking.respond(
            to: request, body, .code, after: earlier, in: context, answer: CodeBody.response(of:))
    }
}
