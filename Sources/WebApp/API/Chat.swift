import Generation
import HTTP

/// `POST /chat` (contract L1): a reply that knows what this user said before. `user_id` is a label of at most 50
/// characters, not an authority.
struct Chat: Endpoint {
    static let maximumUserLength = 50

    let asking: Asking
    let history: any HistoryStore

    func respond(to request: Request, in context: RequestContext) async throws(Failure) -> Response {
        let body = try await request.json(Body.self, asking.longWork)
        let user = body.user_id?.text.trimmed ?? ""
        guard !user.isEmpty else { throw Failure(.missingField, cause: "user_id") }
        guard user.unicodeScalars.count <= Chat.maximumUserLength, !user.utf8.contains(0) else {
            throw Failure(.invalidField, cause: "user_id")
        }
        let prompt = try Prompt(body.message ?? "", modality: .chat)
        let earlier = try await history.latest(of: .chat, for: user, of: context.account)
        return try await asking.perform(prompt, after: earlier, forUser: user, in: context) { entry in
            .json(encoding: ["reply": entry.response.trimmed])
        }
    }

    private struct Body: Decodable {
        var user_id: LooseText?
        var message: String?
    }
}
