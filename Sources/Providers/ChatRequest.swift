import FoundationEssentials
import Generation

/// The body of `POST /chat/completions`, with no more members than every server knows (providers.md §1.2, §1.9).
struct ChatRequest: Encodable {
    let settings: OpenAISettings
    let order: Order

    var bytes: [UInt8] {
        get throws(Failure) {
            do {
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
                return Array(try encoder.encode(self))
            } catch {
                throw Failure(.internal, cause: "a request that is no JSON")
            }
        }
    }

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Name.self)
        try object.encode(order.model.description, forKey: "model")
        try object.encode(true, forKey: "stream")
        if settings.asksForUsage { try object.encode(["include_usage": true], forKey: "stream_options") }
        if let limit = settings.tokenLimit { try object.encode(limit, forKey: Name(settings.tokenLimitField)) }
        var messages = object.nestedUnkeyedContainer(forKey: "messages")
        // `system`, not `developer`, which many local servers do not know.
        if let system = order.parameters.system ?? settings.system, !system.isEmpty {
            try messages.encode(["role": "system", "content": system])
        }
        for turn in order.turns {
            try messages.encode(["role": "user", "content": turn.prompt])
            try messages.encode(["role": "assistant", "content": turn.answer])
        }
        try messages.encode(["role": "user", "content": order.prompt.text])
    }

    /// Names that settings may decide.
    private struct Name: CodingKey, ExpressibleByStringLiteral {
        let stringValue: String
        let intValue: Int? = nil
        init(_ name: String) { stringValue = name }
        init(stringLiteral name: String) { stringValue = name }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { return nil }
    }
}
