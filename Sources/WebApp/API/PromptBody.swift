import FoundationEssentials
import Generation
import HTTP
import HTTPServer

/// The body of a request that asks for something: which family sent it, and the prompt, if there was one.
struct PromptBody: Sendable {
    enum Form: Sendable { case form, json }

    /// 2 MiB: a prompt far beyond its own limit still arrives, and is given back with the error page.
    static let limit = 2 << 20

    let form: Form
    let prompt: String?
    /// What stands in both fields, when the start page's form was sent: its buttons have this name and a kind as value.
    var typed: IndexPage.Typed?
    static let button = "form"

    /// Contract X1: the content type decides; without one, a body that parses as JSON is JSON.
    /// Throws `.unsupportedMediaType`, `.malformedBody`, `.invalidText`, `.bodyTooLarge`.
    static func read(
        _ request: Request, aliases: [String], _ longWork: LongWork
    ) async throws(Failure) -> PromptBody {
        let type = request.headers.contains("Content-Type") ? request.contentType?.type ?? "" : nil
        switch type {
        case nil, "application/json", "application/x-www-form-urlencoded":
            let body = try await collect(request)
            return try await longWork.run(bytes: body.count) { () throws(Failure) in
                try read(body, type, aliases)
            }
        case "multipart/form-data":
            return try await multipart(request, aliases)
        default:
            throw Failure(.unsupportedMediaType, cause: "Content-Type of \(request.target.utf8.count) bytes")
        }
    }

    private static func read(_ body: [UInt8], _ type: String?, _ aliases: [String]) throws(Failure) -> PromptBody {
        switch type {
        case nil: try untyped(body)
        case "application/json": try json(body)
        default: try urlencoded(body, aliases)
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
        if body.isEmpty { return PromptBody(form: .form, prompt: nil) }
        do {
            return try json(body)
        } catch {
            throw error.reason == .invalidText ? error : Failure(.unsupportedMediaType, cause: "no content type")
        }
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
        do {
            return PromptBody(try FormFields(decoding: body), aliases)
        } catch {
            throw Failure(error == .malformed ? .invalidText : .malformedBody, cause: "form: \(error)")
        }
    }

    /// Files are let pass unread.
    private static func multipart(_ request: Request, _ aliases: [String]) async throws(Failure) -> PromptBody {
        do {
            let form = try await MultipartForm.receive(request)
            return PromptBody(form.fields, aliases)
        } catch {
            throw Failure(error)
        }
    }
}

extension PromptBody {
    fileprivate init(_ fields: FormFields, _ aliases: [String]) {
        form = .form
        if let modality = fields[PromptBody.button].flatMap({ Modality(rawValue: $0) }) {
            let typed = IndexPage.Typed(fields)
            (self.typed, prompt) = (typed, typed[modality])
        } else {
            (typed, prompt) = (nil, fields.firstText(["prompt"] + aliases))
        }
    }
}

extension FormFields {
    /// The first of these fields that has something in it.
    fileprivate func firstText(_ names: [String]) -> String? {
        names.lazy.compactMap { self[$0] }.first { !$0.trimmed.isEmpty }
    }
}

extension Failure {
    init(_ error: BodyError) {
        switch error {
        case .tooLarge: self.init(.bodyTooLarge)
        case .disconnected: self.init(.malformedBody, cause: "the client left within it")
        case .timedOut: self.init(.bodyTooSlow)
        case .malformed: self.init(.malformedBody, cause: "body: \(error)")
        }
    }
}

extension Failure {
    init(_ error: MultipartForm.ReceiveError) {
        switch error {
        case .malformed: self.init(.malformedBody, cause: "multipart")
        case .invalidText: self.init(.invalidText, cause: "multipart")
        case .tooLarge: self.init(.bodyTooLarge, cause: "multipart")
        case .body(let error): self.init(error)
        case .storage(let code): self.init(.storageFailed, cause: "errno \(code)")
        }
    }
}
