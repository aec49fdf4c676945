import Generation
import HTTP

/// `POST /generate/image/prompt` (contract A1): a picture, by its number and its absolute address.
struct GeneratePicture: Endpoint {
    let asking: Asking
    let hosts: HostGuard

    func respond(to request: Request, in context: RequestContext) async throws(Failure) -> Response {
        let body = try await request.json(Body.self, asking.longWork)
        guard let text = body.prompt, !text.trimmed.isEmpty else {
            return .json(
                encoding: ErrorBody(error: context.api("api.missing.picture")), status: .badRequest)
        }
        let prompt = try Prompt(text, modality: .image)
        let baseURL = hosts.baseURL(of: request)
        return try await asking.perform(prompt, naming: .picture, in: context) { entry in
            .json(encoding: GeneratedFile(entry, at: baseURL))
        }
    }

    private struct Body: Decodable {
        var prompt: String?
    }
}

/// `POST /generate/sound` (contract A4): 30 seconds of music, by its number and its absolute address.
struct GenerateSound: Endpoint {
    static let seconds = 30

    let asking: Asking
    let hosts: HostGuard

    func respond(to request: Request, in context: RequestContext) async throws(Failure) -> Response {
        let body = try await request.json(Body.self, asking.longWork)
        guard let text = body.description, !text.trimmed.isEmpty else {
            return .json(encoding: ErrorBody(error: context.api("api.missing.sound")), status: .badRequest)
        }
        let prompt = try Prompt(text, modality: .music)
        let baseURL = hosts.baseURL(of: request)
        return try await asking.perform(prompt, naming: .sound, in: context) { entry in
            .json(encoding: GeneratedFile(entry, at: baseURL))
        }
    }

    private struct Body: Decodable {
        var description: String?
    }
}

/// What the generator answers with.
struct GeneratedFile: Encodable {
    let generation_id: String
    let file_path: String

    init(_ entry: Entry, at baseURL: String) {
        generation_id = entry.uuid
        file_path = entry.media.first.map { baseURL + Links.media($0.name) } ?? ""
    }
}

/// `POST /generate/tags` (contract A5, A8): what a picture and its sound are about, in a few words. Where the model fails the
/// list is empty, as the older system's was.
struct GenerateTags: Endpoint {
    let asking: Asking

    func respond(to request: Request, in context: RequestContext) async throws(Failure) -> Response {
        let body = try await request.json(Body.self, asking.longWork)
        let fields = [("image_prompt", body.image_prompt), ("sound_description", body.sound_description)]
        let missing = fields.filter { ($0.1 ?? "").trimmed.isEmpty }.map(\.0)
        guard missing.isEmpty else {
            let names = missing.joined(separator: ", ")
            return .json(
                encoding: ErrorBody(error: context.api("api.missing.fields", ["names": names])), status: .badRequest)
        }
        let prompt = try Prompt(fields.compactMap(\.1).joined(separator: "\n"), modality: .tags)
        return try await asking.perform(prompt, in: context) { entry in
            .json(encoding: ["tags": Tags(listed: entry.response).words])
        } failed: { _ in
            .json(encoding: ["tags": [String]()])
        }
    }

    private struct Body: Decodable {
        var image_prompt: String?
        var sound_description: String?
    }
}

/// `GET /ping` (contract A10).
struct Ping: Endpoint {
    func respond(to request: Request, in context: RequestContext) async throws(Failure) -> Response {
        .json(encoding: ["message": "pong"])
    }
}
