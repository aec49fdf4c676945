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
        if let text = item["b64_json"]?.text, !text.isEmpty { return try decoded(text) }
        guard let address = item["url"]?.text, !address.isEmpty else {
            throw Failure(.noImage, cause: "neither `b64_json` nor `url` in the answer")
        }
        return address.hasPrefix("data:") ? try decoded(address) : try await fetched(address, for: order)
    }

    /// Base64, plain or behind the head of a `data:` address. The media store reads what kind of file it is.
    private func decoded(_ text: String) throws(Failure) -> [UInt8] {
        var base64 = text[...]
        if text.hasPrefix("data:") {
            guard let comma = text.prefix(200).firstIndex(of: ","), text[..<comma].hasSuffix(";base64") else {
                throw Failure(.answerUnreadable, cause: "a data: address without base64")
            }
            base64 = text[text.index(after: comma)...]
        }
        guard let bytes = Data(base64Encoded: String(base64), options: .ignoreUnknownCharacters), !bytes.isEmpty else {
            throw Failure(.answerUnreadable, cause: "no base64, \(text.utf8.count) bytes")
        }
        return Array(bytes)
    }

    /// Through the guard and without any key: another host than the API's, named by its answer.
    private func fetched(_ address: String, for order: Order) async throws(Failure) -> [UInt8] {
        guard let url = settings.baseURL.resolving(address) else {
            throw Failure(.addressRefused, cause: settings.redaction("no plain http address: " + address.prefix(200)))
        }
        http.events(.mediaURL(settings.name, url.redacted))
        let request = OutboundRequest(
            url, trust: .named, headers: [("Accept", "image/*")], limits: settings.imageLimits)
        do throws(Failure) {
            let answer = try await http.open(settings.call(order.model, request))
            let type = answer.response.head["content-type"]?.lowercased() ?? "image/*"
            guard ["image/", "application/octet-stream", "binary/"].contains(where: type.hasPrefix) else {
                throw Failure(.answerUnreadable, cause: settings.redaction("\(type) from \(url.redacted)"))
            }
            return try await answer.wholeBody()
        } catch {
            throw mediaFailure(error, url)
        }
    }

    /// Another host's refusal says nothing of our key, model or prompt.
    private func mediaFailure(_ failure: Failure, _ url: HTTPURL) -> Failure {
        switch failure.reason {
        case .keyRejected, .quotaExhausted, .contentRefused, .promptTooLong, .modelUnknown, .requestRejected:
            Failure(.noImage, cause: settings.redaction("\(failure.cause) from \(url.redacted)"))
        default: failure
        }
    }
}
