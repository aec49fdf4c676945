import FoundationEssentials
import Generation
import HTTP

/// The body of a request that asks for something: which family sent it, and the prompt, if there was one.
struct PromptBody: Sendable {
    enum Form: Sendable { case form, json }

    /// 1 MiB: a prompt beyond its own limit still arrives and is given back with the error page.
    static let limit = 1 << 20

    let form: Form
    let prompt: String?

    /// Contract X1: the content type decides; without one, a body that parses as JSON is JSON.
    /// Throws `.unsupportedMediaType`, `.malformedBody`, `.invalidText`, `.bodyTooLarge`.
    static func read(_ request: Request, aliases: [String]) async throws(Failure) -> PromptBody {
        switch request.headers["Content-Type"].map({ ContentType($0) }) {
        case .some(let type?) where type.essence == "application/json":
            return try json(try await collect(request))
        case .some(let type?) where type.essence == "application/x-www-form-urlencoded":
            let body = try await collect(request)
            // curl's default type for a JSON body that was given with -d: the older clients' own examples do that.
            if body.first == UInt8(ascii: "{"), let parsed = try? json(body) { return parsed }
            return try urlencoded(body, aliases)
        case .some(let type?) where type.essence == "multipart/form-data":
            return try await multipart(request, type, aliases)
        case .none:
            let body = try await collect(request)
            return body.isEmpty ? PromptBody(form: .form, prompt: nil) : try untyped(body)
        case .some:
            throw Failure(.unsupportedMediaType, cause: request.headers["Content-Type"] ?? "")
        }
    }

    private static func collect(_ request: Request) async throws(Failure) -> [UInt8] {
        do {
            return try await request.body.collect(upTo: limit)
        } catch {
            throw Failure(error)
        }
    }

    private static func untyped(_ body: [UInt8]) throws(Failure) -> PromptBody {
        do { return try json(body) } catch { throw Failure(.unsupportedMediaType, cause: "no content type") }
    }

    private struct JSONForm: Decodable {
        var prompt: String?
    }

    private static func json(_ body: [UInt8]) throws(Failure) -> PromptBody {
        guard String(validating: body, as: UTF8.self) != nil else { throw Failure(.invalidText, cause: "not UTF-8") }
        do {
            let form = try JSONDecoder().decode(JSONForm.self, from: Data(body))
            return PromptBody(form: .json, prompt: form.prompt)
        } catch {
            throw Failure(.malformedBody, cause: "not a JSON object with a text “prompt”")
        }
    }

    private static func urlencoded(_ body: [UInt8], _ aliases: [String]) throws(Failure) -> PromptBody {
        guard let fields = FormFields(urlEncoded: body) else { throw Failure(.malformedBody, cause: "not a form") }
        let prompt = (["prompt"] + aliases).lazy.compactMap { fields[$0] }.first
        return PromptBody(form: .form, prompt: prompt)
    }
}
