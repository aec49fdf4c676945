import Generation

/// What a chat completion has said so far, chunk by chunk; a value, fed with the `data` of its events.
struct ChatStream {
    private let redaction: Redaction
    private(set) var output = Output()
    /// `data: [DONE]` has come.
    private(set) var isDone = false
    private(set) var textBytes = 0
    private var finishReason: String?
    private var refusal = ""

    init(redaction: Redaction) {
        self.redaction = redaction
    }

    /// The text that this chunk adds. Throws what an error in the stream means, `.answerUnreadable` for no JSON.
    ///
    /// Chunks without choices (usage, moderation) and members that nobody asked for (reasoning) are normal.
    mutating func received(_ data: String, isNamedError: Bool = false) throws(Failure) -> String {
        guard data != "[DONE]" else {
            isDone = true
            return ""
        }
        guard let json = JSONValue(data.utf8) else {
            throw Failure(.answerUnreadable, cause: redaction("no JSON: " + data.prefix(100)))
        }
        if json["error"]?.isTruthy == true || json["object"]?.text == "error" || isNamedError {
            guard let error = ProviderError(json) else { throw Failure(.providerFailed, cause: redaction(data)) }
            throw Failure(inStream: error, redacted: redaction)
        }
        if let model = json["model"]?.text, !model.isEmpty { output.model = ModelName(model) }
        if let usage = json["usage"], usage.isTruthy { note(usage) }
        let first = json["choices"]?.elements.first { ($0["index"]?.integer ?? 0) == 0 }
        return first.map { take($0) } ?? ""
    }

    /// What it all was. Throws `.answerCut` without a finish reason, `.contentRefused`, `.answerUnreadable` without text.
    func finished() throws(Failure) -> Output {
        if !refusal.isEmpty { throw Failure(.contentRefused, cause: redaction(refusal)) }
        guard let finishReason else {
            let cause = "the stream ended without a finish reason"
            throw Failure(textBytes > 0 ? .answerCut : .answerUnreadable, cause: cause)
        }
        if finishReason == "content_filter" { throw Failure(.contentRefused, cause: "stopped by the content filter") }
        guard textBytes > 0 else {
            throw Failure(.answerUnreadable, cause: redaction("finished (\(finishReason)) without text"))
        }
        var output = output
        output.isTruncated = finishReason == "length"
        return output
    }

    private mutating func note(_ usage: JSONValue) {
        output.usage = Usage(
            promptTokens: usage["prompt_tokens"]?.integer, completionTokens: usage["completion_tokens"]?.integer)
    }

    /// A whole answer, from a server that does not stream, has `message` where chunks have `delta`.
    private mutating func take(_ choice: JSONValue) -> String {
        if let reason = choice["finish_reason"]?.text, !reason.isEmpty { finishReason = reason }
        guard let said = choice["delta"] ?? choice["message"] else { return "" }
        refusal += said["refusal"]?.text ?? ""
        let parts = said["content"]?.elements.compactMap { $0["text"]?.text } ?? []
        let text = said["content"]?.text ?? parts.joined()
        textBytes += text.utf8.count
        return text
    }
}
