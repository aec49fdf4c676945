/// What a server says of its refusal, in whatever form: an object or a string under `error`, or members at the top level.
struct ProviderError: Sendable, Hashable {
    var message: String?
    var type: String?
    /// A word; servers that send a number put the status here.
    var code: String?
    var status: Int?

    /// `nil` where nothing speaks of an error.
    init?(_ json: JSONValue) {
        if let error = json["error"], error.isTruthy {
            self.init(member: error, beside: json)
        } else if json["object"]?.text == "error" || json["message"]?.text != nil || json["detail"]?.isTruthy == true {
            self.init(member: json, beside: json)
        } else {
            return nil
        }
    }

    private init(member error: JSONValue, beside json: JSONValue) {
        let detail = json["message"]?.text ?? json["detail"]?.text
        message = error.text ?? error["message"]?.text ?? detail
        type = error["type"]?.text
        code = error["code"]?.text
        status = error["code"]?.integer
    }

    /// For a cause.
    var summary: String {
        [code ?? status.map(String.init), type, message].compactMap { $0 }.joined(separator: ": ")
    }

    /// Retrying is no use before someone pays.
    var isQuota: Bool { has(["insufficient_quota", "billing_hard_limit_reached", "billing_not_active"]) }

    var isRefusal: Bool {
        has([
            "moderation_blocked", "content_policy_violation", "content_filter", "responsible_ai_policy_violation",
            "safety_violation",
        ])
    }

    var isUnknownModel: Bool { has(["model_not_found", "not_found_error", "model_not_available"]) }

    var isTooLong: Bool { has(["context_length_exceeded", "exceed_context_size_error", "string_above_max_length"]) }

    var isRateLimit: Bool { has(["rate_limit_exceeded", "rate_limit_error", "tokens", "requests"]) }

    private func has(_ words: Set<String>) -> Bool {
        [code, type].contains { $0.map(words.contains) ?? false }
    }
}
