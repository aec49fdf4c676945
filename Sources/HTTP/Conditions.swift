/// What a GET or HEAD asks for only if (RFC 9110 §13): the fields If-Match, If-Unmodified-Since, If-None-Match,
/// If-Modified-Since and If-Range, which are looked at in this order.
package struct Conditions: Sendable {
    private let wantedTags: [String]
    private let unmodifiedSince: HTTPDate?
    private let knownTags: [String]
    private let modifiedSince: HTTPDate?
    private let rangeCondition: String?

    package init(_ headers: HeaderFields) {
        wantedTags = headers.values(of: "If-Match")
        unmodifiedSince = headers["If-Unmodified-Since"].flatMap { HTTPDate($0) }
        knownTags = headers.values(of: "If-None-Match")
        modifiedSince = headers["If-Modified-Since"].flatMap { HTTPDate($0) }
        rangeCondition = headers["If-Range"]
    }

    /// Whether 412 is the answer: what the client means is no longer there. If-Match outranks If-Unmodified-Since.
    package func fail(etag: ETag?, lastModified: HTTPDate? = nil) -> Bool {
        if !wantedTags.isEmpty { return !wantedTags.contains { Self.list($0, names: etag, strongly: true) } }
        if let unmodifiedSince, let lastModified { return lastModified > unmodifiedSince }
        return false
    }

    /// Whether 304 is the answer, if it would be 200 otherwise. If-None-Match outranks If-Modified-Since (§13.2.2).
    package func isNotModified(etag: ETag?, lastModified: HTTPDate? = nil) -> Bool {
        if !knownTags.isEmpty { return knownTags.contains { Self.list($0, names: etag) } }
        if let modifiedSince, let lastModified { return lastModified <= modifiedSince }
        return false
    }

    /// Whether the Range field counts: always without If-Range, else only for the very same bytes (§13.1.5).
    package func allowsRange(etag: ETag?, lastModified: HTTPDate? = nil) -> Bool {
        guard let rangeCondition else { return true }
        if let wanted = ETag(rangeCondition) { return etag?.matchesStrongly(wanted) ?? false }
        guard let date = HTTPDate(rangeCondition), let lastModified else { return false }
        return date == lastModified
    }

    /// `*` names anything there is. Tags may hold commas, so the list is read quote by quote.
    private static func list(_ text: String, names etag: ETag?, strongly: Bool = false) -> Bool {
        if trimmed(text.utf8).elementsEqual("*".utf8) { return true }
        guard let etag, !(strongly && etag.isWeak) else { return false }
        let parts = text.utf8.split(separator: ASCII.quote, omittingEmptySubsequences: false)
        return parts.indices.contains { index in
            index % 2 == 1 && parts[index].elementsEqual(etag.opaque.utf8)
                && !(strongly && parts[index - 1].suffix(2).elementsEqual("W/".utf8))
        }
    }
}
