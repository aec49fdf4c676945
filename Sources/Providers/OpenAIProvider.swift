package import Generation
import HTTPClient

/// Answers through one OpenAI-compatible server: text by streamed chat completions, pictures by image generations.
package struct OpenAIProvider: Provider {
    private let settings: OpenAISettings
    private let http: ProviderHTTP

    package init(_ settings: OpenAISettings, over http: ProviderHTTP) {
        self.settings = settings
        self.http = http
    }

    package var name: ProviderName { settings.name }
    package var concurrency: Int { settings.concurrency }

    package func model(for modality: Modality) -> ModelName? {
        switch modality {
        case .code, .chat: settings.textModel
        case .image: settings.imageModel
        default: nil
        }
    }

    package func answer(_ order: Order, into text: LiveText) async throws(Failure) -> Output {
        switch order.prompt.modality {
        case .code, .chat: try await chat(order, into: text)
        case .image: try await ImageGeneration(settings, over: http).answer(order)
        default: throw Failure(.modelUnknown, cause: "\(order.prompt.modality) at \(name)")
        }
    }

    private func chat(_ order: Order, into text: LiveText) async throws(Failure) -> Output {
        let body = try ChatRequest(settings: settings, order: order).bytes
        let request = settings.request("/chat/completions", body: body, limits: settings.textLimits)
        let answer = try await http.open(settings.call(order.model, request))
        var stream = ChatStream(redaction: settings.redaction)
        if answer.response.head["content-type"]?.lowercased().hasPrefix("application/json") == true {
            let whole = try await answer.wholeBody()
            try text.append(try stream.received(String(decoding: whole, as: UTF8.self)))
        } else {
            try await follow(answer, by: &stream, into: text)
        }
        return try stream.finished()
    }

    private func follow(
        _ answer: ProviderAnswer, by stream: inout ChatStream, into text: LiveText
    ) async throws(Failure) {
        defer { answer.report(bytes: stream.textBytes) }
        var events = ServerSentEvents(answer.response.body).makeAsyncIterator()
        while !stream.isDone {
            let event: ServerSentEvent?
            do {
                event = try await events.next(isolation: #isolation)
            } catch {
                throw answer.failure(error)
            }
            guard let event else { return }
            try text.append(try stream.received(event.data, isNamedError: event.name == "error"))
        }
    }
}

extension OpenAISettings {
    var redaction: Redaction { Redaction([key].compactMap { $0 }) }

    func call(_ model: ModelName, _ request: OutboundRequest) -> ProviderCall {
        ProviderCall(provider: name, model: model, request: request, redaction: redaction)
    }

    /// A POST of JSON to the configured server, the only one that sees the key.
    func request(_ path: String, body: [UInt8], limits: TransferLimits) -> OutboundRequest {
        var headers: [(name: String, value: String)] = [("Content-Type", "application/json")]
        if let key { headers.append(("Authorization", "Bearer \(key.secret)")) }
        if let organization { headers.append(("OpenAI-Organization", organization)) }
        if let project { headers.append(("OpenAI-Project", project)) }
        return OutboundRequest(
            baseURL.appending(path: path), trust: .configured, headers: headers, body: body, limits: limits)
    }
}
