private import Generation

/// Takes keys out of what other sides say, before it becomes a cause. Known keys go wherever they stand; what looks like a
/// key goes too, because servers repeat keys in part ("Incorrect API key provided: sk-ab***yz").
package struct Redaction: Sendable {
    /// Characters of a cause.
    package static let limit = 500

    private let keys: [APIKey]

    package init(_ keys: [APIKey] = []) {
        self.keys = keys
    }

    /// One line, shortened to `limit` characters.
    package func callAsFunction(_ text: String) -> String {
        // Keys are sought in more than is kept, so that none is cut in two and missed.
        var clean = String(text.prefix(8 * Redaction.limit))
        for key in keys { clean.replace(key.secret, with: "•••") }
        clean.replace(bearer) { "\($0.1) •••" }
        clean.replace(query) { "\($0.1)=•••" }
        clean.replace(header) { "\($0.1)•••" }
        clean.replace(keyShape, with: "•••")
        let line = String(String.UnicodeScalarView(clean.unicodeScalars.map { $0.value < 0x20 ? " " : $0 })).trimmed
        return line.count > Redaction.limit ? line.prefix(Redaction.limit) + "…" : line
    }
}

// `nonisolated(unsafe)` because a Regex is immutable and only not marked so.
private nonisolated(unsafe) let bearer = /((?i)bearer|basic)\s+[^\s"',}]{8,}/
private nonisolated(unsafe) let query =
    /((?i)\b(?:api[_-]?key|key|access[_-]?token|token|sig|signature|x-amz-[a-z-]+))=[^&\s"'<>]+/
private nonisolated(unsafe) let header =
    /((?i)\b(?:authorization|x-api-key|api-key|x-goog-api-key)["']?\s*:\s*["']?)(?!(?i:bearer|basic))[^\s"',}•]+/
// Likewise unsafe only because a Regex is not marked immutable.
private nonisolated(unsafe) let keyShape =
    /\b(?:sk|pk|rk|r8|hf|gsk|xai)[-_][A-Za-z0-9_*.\-]{6,}|\bAIza[A-Za-z0-9_\-]{10,}/
