import Generation
import HTTP

/// `POST /generate_image`: the German app's form (contract F7–F13) or the Flutter backend's JSON (L4), by content type.
struct GenerateImage: Endpoint {
    let asking: Asking
    let hosts: HostGuard

    func respond(to request: Request, in context: RequestContext) async throws(Failure) -> Response {
        let body = try await PromptBody.read(request, aliases: ["imagePrompt"], asking.longWork)
        return try await asking.respond(to: request, body, .image, in: context) { entry in
            switch body.form {
            case .form: germanAnswer(entry)
            case .json: flutterAnswer(entry, hosts.baseURL(of: request))
            }
        }
    }

    private func germanAnswer(_ entry: Entry) -> Response {
        .json(encoding: GermanBody(image_url: entry.media.first.map { Links.media($0.name) } ?? ""))
    }

    private func flutterAnswer(_ entry: Entry, _ baseURL: String) -> Response {
        let name = entry.media.first?.name ?? ""
        let created = name.utf8.filter { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.prefix(14)
        return .json(
            encoding: FlutterBody(
                prompt: entry.prompt, image_url: baseURL + Links.media(name),
                metadata: .init(
                    model: entry.model.description, created: String(decoding: Array(created), as: UTF8.self))))
    }
}

private struct GermanBody: Encodable {
    let image_url: String
}

private struct FlutterBody: Encodable {
    struct Metadata: Encodable {
        let model: String
        /// `YYYYmmddHHMMSS`, the same digits as in the file's name.
        let created: String
    }

    let prompt: String
    let image_url: String
    let metadata: Metadata
}
