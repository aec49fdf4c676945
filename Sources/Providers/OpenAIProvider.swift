package import Generation

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
        case .code: settings.textModel
        case .image: settings.imageModel
        }
    }

    package func answer(_ order: Order, into text: LiveText) async throws(Failure) -> Output {
        throw Failure(.internal, cause: "under construction")
    }
}
