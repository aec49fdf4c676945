import FoundationEssentials
import Generation
import HTTP

/// The body of a request that asks for something: which family sent it, and the prompt, if there was one.
struct PromptBody: Sendable {
    enum Form: Sendable { case form, json }

    /// 2 MiB: a prompt far beyond its own limit still arrives, and is given back with the error page.
    static let limit = 2 << 20

    let form: Form
    let prompt: String?

    /// Contract X1: the content type decides; without one, a body that parses as JSON is JSON.
    /// Throws `.unsupportedMediaType`, `.malformedBody`, `.invalidText`, `.bodyTooLarge`.
    static func read(_ request: Request, aliases: [String]) async throws(Failure) -> PromptBody {
        guard request.headers.contains("Content-Type") else { return try untyped(try await collect(request)) }
        switch request.contentType?.type {
        case "application/json":
            return try json(try await collect(request))
        case "application/x-www-form-urlencoded":
            return try urlencoded(try await collect(request), aliases)
        case "multipart/form-data":
            return try await multipart(request, aliases)
        default:
            throw Failure(.unsupportedMediaType, cause: "Content-Type of \(request.target.utf8.count) bytes")
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
            let fields = try FormFields(decoding: body)
            let prompt = (["prompt"] + aliases).lazy.compactMap { fields[$0] }.first
            return PromptBody(form: .form, prompt: prompt)
        } catch {
            throw Failure(error == .malformed ? .invalidText : .malformedBody, cause: "form: \(error)")
        }
    }

    /// Only text parts with the right name are kept; files are let pass.
    private static func multipart(_ request: Request, _ aliases: [String]) async throws(Failure) -> PromptBody {
        guard let boundary = request.contentType?.boundary, var decoder = MultipartDecoder(boundary: boundary) else {
            throw Failure(.malformedBody, cause: "multipart without a boundary")
        }
        var fields = MultipartFields(names: ["prompt"] + aliases, limit: limit)
        do {
            for try await chunk in request.body { try fields.take(try decoder.feed(chunk)) }
            try decoder.finish()
        } catch let error as BodyError {
            throw Failure(error)
        } catch let error as Failure {
            throw error
        } catch {
            throw Failure(.malformedBody, cause: "multipart: \(error)")
        }
        return PromptBody(form: .form, prompt: try fields.first())
    }
}

/// The text fields of a multipart body, up to a limit in all.
private struct MultipartFields {
    let names: [String]
    let limit: Int
    private var texts: [String: [UInt8]] = [:]
    private var current: String?
    private var count = 0

    init(names: [String], limit: Int) {
        self.names = names
        self.limit = limit
    }

    mutating func take(_ events: [MultipartDecoder.Event]) throws(Failure) {
        for event in events {
            switch event {
            case .partBegan(let part):
                current = part.fileName == nil && names.contains(part.name) ? part.name : nil
                if let current, texts[current] == nil { texts[current] = [] }
            case .bytes(let bytes):
                guard let current else { continue }
                count += bytes.count
                guard count <= limit else { throw Failure(.bodyTooLarge) }
                texts[current, default: []] += bytes
            case .partEnded:
                current = nil
            }
        }
    }

    func first() throws(Failure) -> String? {
        guard let bytes = names.lazy.compactMap({ texts[$0] }).first else { return nil }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure(.invalidText, cause: "not UTF-8")
        }
        return text
    }
}

extension Failure {
    init(_ error: BodyError) {
        switch error {
        case .tooLarge: self.init(.bodyTooLarge)
        case .disconnected: self.init(.cancelled)
        case .timedOut, .malformed: self.init(.malformedBody, cause: "body: \(error)")
        }
    }
}
