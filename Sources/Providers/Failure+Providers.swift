import Generation
import HTTPClient

extension Failure {
    /// What the end of an exchange means to the person who asked.
    init(_ error: TransferError, redacted by: Redaction) {
        let reason: Reason =
            switch error.kind {
            case .cancelled: .cancelled
            case .addressRefused, .tooManyRedirects: .addressRefused
            case .unresolved, .connectFailed, .connectTimedOut, .untrusted: .providerUnreachable
            case .firstByteTimedOut, .idleTimedOut, .totalTimedOut: .providerTimedOut
            case .cut: .answerCut
            case .tooLarge: .answerTooLarge
            case .internal: .internal
            }
        self.init(reason, cause: by(error.description))
    }

    /// What a refusing status means, with what the server said beside it.
    init(status: Int, _ error: ProviderError?, body: String, redacted by: Redaction) {
        let said = error?.summary ?? body
        self.init(Failure.reason(status: status, error), cause: by("HTTP \(status) \(said)"))
    }

    /// A refusal in the middle of a stream, which had a good status.
    init(inStream error: ProviderError, redacted by: Redaction) {
        let status = error.status ?? (error.isRateLimit || error.isQuota ? 429 : 500)
        self.init(Failure.reason(status: status, error), cause: by(error.summary))
    }

    /// By code where there is one, else by status (providers.md §1.1, §1.9).
    private static func reason(status: Int, _ error: ProviderError?) -> Reason {
        if let error {
            if error.isQuota { return .quotaExhausted }
            if error.isRefusal { return .contentRefused }
            if error.isTooLong { return .promptTooLong }
            if error.isUnknownModel { return .modelUnknown }
        }
        switch status {
        case 401: return .keyRejected
        case 402: return .quotaExhausted
        // Without words it is the address that is unknown, not the model.
        case 404: return error == nil ? .requestRejected : .modelUnknown
        case 408, 504: return .providerTimedOut
        case 413: return .promptTooLong
        case 429: return .rateLimited
        case 400..<500: return .requestRejected
        default: return .providerFailed
        }
    }
}
