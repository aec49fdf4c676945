package import Generation

/// Answers with the local language model behind `TextServer`, one order at a time.
package struct EmbeddedTextProvider: Provider {
    private let server: TextServer
    private let http: ProviderHTTP
    private let modelName: ModelName

    package init(_ settings: TextServerSettings, server: TextServer, over http: ProviderHTTP) {
        self.server = server
        self.http = http
        modelName = settings.model
    }

    package var name: ProviderName { ProviderName("embedded") }
    package var concurrency: Int { 1 }
    package func model(for modality: Modality) -> ModelName? { modality == .code ? modelName : nil }
    package func readiness() async -> Readiness { await server.readiness() }

    package func answer(_ order: Order, into text: LiveText) async throws(Failure) -> Output {
        throw Failure(.internal, cause: "under construction")
    }
}
