package import Generation
package import HTTPClient

/// One OpenAI-compatible server: OpenAI itself, Ollama, llama.cpp, vLLM, LocalAI, a gateway …
package struct OpenAISettings: Sendable {
    package var name = ProviderName("openai")
    /// With the version's path, such as `https://api.openai.com/v1`. The key goes to this origin only.
    package var baseURL: HTTPURL
    package var key: APIKey?
    /// `OpenAI-Organization` and `OpenAI-Project`.
    package var organization: String?
    package var project: String?
    /// `nil` for what this server does not do.
    package var textModel: ModelName?
    package var imageModel: ModelName?
    /// Stands before the prompt where the order brings no instructions of its own.
    package var system: String?
    /// Most tokens of an answer; `nil` leaves it to the server.
    package var tokenLimit: Int?
    /// `max_completion_tokens`; many local servers know only `max_tokens` (providers.md §1.2).
    package var tokenLimitField = "max_completion_tokens"
    /// Asks for token counts at the end of a stream; strict servers refuse the field.
    package var asksForUsage = true
    /// `response_format` of picture requests, such as `b64_json`: older servers need it, GPT image models refuse it.
    package var imageResponseFormat: String?
    package var concurrency = 4
    package var textLimits = TransferLimits(
        firstByte: .seconds(600), idle: .seconds(300), total: .seconds(1800), maximumBytes: 64 << 20)
    /// Also of the download, where the answer names an address. Pictures come as base64, so 64 MiB hold 48 MiB.
    package var imageLimits = TransferLimits(
        firstByte: .seconds(600), idle: .seconds(120), total: .seconds(900), maximumBytes: 64 << 20)

    package init(baseURL: HTTPURL) {
        self.baseURL = baseURL
    }
}
