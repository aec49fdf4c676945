/// A validator: `"abc"`, or `W/"abc"` for one that promises only an equal meaning (RFC 9110 §8.8.3).
package struct ETag: Sendable, Hashable, CustomStringConvertible {
    /// Between the quotes.
    package let opaque: String
    package let isWeak: Bool

    package init(opaque: String, isWeak: Bool = false) {
        self.opaque = opaque
        self.isWeak = isWeak
    }

    /// As in a field; `nil` for text that is no entity tag.
    package init?(_ text: String) {
        var rest = text.utf8[...]
        isWeak = rest.starts(with: "W/".utf8)
        if isWeak { rest = rest.dropFirst(2) }
        guard rest.count >= 2, rest.first == ASCII.quote, rest.last == ASCII.quote else { return nil }
        rest = rest.dropFirst().dropLast()
        guard rest.allSatisfy({ $0 > 0x20 && $0 != ASCII.quote && $0 != 0x7F }) else { return nil }
        opaque = String(Substring(rest))
    }

    package var description: String { isWeak ? "W/\"\(opaque)\"" : "\"\(opaque)\"" }

    /// RFC 9110 §8.8.3.2: enough to save sending a whole answer.
    package func matchesWeakly(_ other: ETag) -> Bool { opaque == other.opaque }

    /// Needed to put parts together.
    package func matchesStrongly(_ other: ETag) -> Bool { !isWeak && !other.isWeak && opaque == other.opaque }
}
