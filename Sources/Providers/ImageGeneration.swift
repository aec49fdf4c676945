import FoundationEssentials
import Generation
import HTTPClient

/// `POST /images/generations`, and the download where the answer names an address instead of bringing the picture.
struct ImageGeneration {
    private let settings: OpenAISettings
    private let http: ProviderHTTP

    init(_ settings: OpenAISettings, over http: ProviderHTTP) {
        self.settings = settings
        self.http = http
    }

    func answer(_ order: Order) async throws(Failure) -> Output {
        let request = settings.request("/images/generations", body: try body(of: order), limits: settings.imageLimits)
        let whole = try await http.open(settings.call(order.model, request)).wholeBody()
        guard let json = JSONValue(whole) else {
            throw Failure(.answerUnreadable, cause: settings.redaction("no JSON, \(whole.count) bytes"))
        }
        if json["error"]?.isTruthy == true, let error = ProviderError(json) {
            throw Failure(inStream: error, redacted: settings.redaction)
        }
        guard let first = json["data"]?.elements.first else {
            throw Failure(.noImage, cause: "no `data` in the answer")
        }
        let picture = try await picture(of: first, for: order)
        let usage = Usage(
            promptTokens: json["usage"]?["input_tokens"]?.integer,
            completionTokens: json["usage"]?["output_tokens"]?.integer)
        return Output(model: json["model"]?.text.map { ModelName($0) }, usage: usage, media: [.bytes(picture)])
    }

    private func body(of order: Order) throws(Failure) -> [UInt8] {
        let parameters = order.parameters
        var size: String?
        if let width = parameters.width, let height = parameters.height { size = "\(width)x\(height)" }
        let body = Body(
            model: order.model.description, prompt: order.prompt.text, size: size, quality: parameters.quality,
            response_format: settings.imageResponseFormat)
        do {
            return Array(try JSONEncoder().encode(body))
        } catch {
            throw Failure(.internal, cause: "a request that is no JSON")
        }
    }

    /// Members named as the wire has them; those that are `nil` are left out.
    private struct Body: Encodable {
        var model: String
        var prompt: String
        var n = 1
        var size: String?
        var quality: String?
        var response_format: String?
    }

    private func picture(of item: JSONValue, for order: Order) async throws(Failure) -> [UInt8] {
        let file = ResultFile(
            call: settings.call(
                order.model, OutboundRequest(settings.baseURL, trust: .named, limits: settings.imageLimits)),
            accepts: ["image/"], missing: .noImage, http: http)
        if let text = item["b64_json"]?.text, !text.isEmpty { return try file.decoded(text) }
        guard let address = item["url"]?.text, !address.isEmpty else {
            throw Failure(.noImage, cause: "neither `b64_json` nor `url` in the answer")
        }
        return try await file.bytes(at: address)
    }
}
