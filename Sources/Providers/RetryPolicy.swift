import HTTP
import HTTPClient

/// Whether a refused call is made again, and when (providers.md §0.3 and §0.4: the official client's rules).
struct RetryPolicy: Sendable {
    /// In all.
    static let attempts = 3
    /// A server that wants a longer pause is not asked again.
    static let longestPause: Duration = .seconds(120)

    /// Nothing was sent, so nothing can happen twice; but no use where the certificate is wrong or the guard said no.
    static func isWorthwhile(_ error: TransferError) -> Bool {
        [.unresolved, .connectFailed, .connectTimedOut].contains(error.kind)
    }

    static func isWorthwhile(_ head: ResponseHead, _ error: ProviderError?) -> Bool {
        if error?.isQuota == true { return false }
        switch head["x-should-retry"]?.lowercased() {
        case "true": return true
        case "false": return false
        default: return [408, 409, 429].contains(head.status) || head.status >= 500
        }
    }

    /// The pause before the next attempt, the server's own wish first; `nil` for not again.
    static func pause(after attempt: Int, _ head: ResponseHead?, _ time: Timekeeper) -> Duration? {
        guard attempt < attempts else { return nil }
        if let wish = head.flatMap({ serverPause($0, now: time.unixSeconds()) }), wish > .zero {
            return wish <= longestPause ? wish : nil
        }
        let longest = min(0.5 * Double(1 << (attempt - 1)), 8)
        return .seconds(longest * (1 - 0.25 * time.random()))
    }

    private static func serverPause(_ head: ResponseHead, now: Int64) -> Duration? {
        if let text = head["retry-after-ms"], let milliseconds = Double(text), milliseconds.isFinite {
            return .seconds(min(milliseconds / 1000, 1e6))
        }
        guard let text = head["retry-after"] else { return nil }
        if let seconds = Double(text), seconds.isFinite { return .seconds(min(seconds, 1e6)) }
        return HTTPDate(text).map { .seconds($0.secondsSince1970 - now) }
    }
}
