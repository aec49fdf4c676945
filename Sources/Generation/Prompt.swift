/// What a person asks: valid text without outer white space, not empty, at most `maximumBytes` long in UTF-8.
package struct Prompt: Sendable, Hashable {
    /// 256 KiB: more than any model here reads, less than what hurts a page.
    package static let maximumBytes = 262_144

    package let text: String
    package let modality: Modality

    /// Throws `.emptyPrompt`, `.promptTooLong`, or `.invalidText` for NUL.
    package init(_ text: String, modality: Modality) throws(Failure) {
        let trimmed = text.trimmed
        guard !trimmed.isEmpty else { throw Failure(.emptyPrompt) }
        guard trimmed.utf8.count <= Prompt.maximumBytes else {
            throw Failure(.promptTooLong, cause: "\(trimmed.utf8.count) of \(Prompt.maximumBytes) bytes")
        }
        guard !trimmed.utf8.contains(0) else { throw Failure(.invalidText, cause: "NUL in the prompt") }
        self.text = trimmed
        self.modality = modality
    }
}

extension String {
    /// Without white space (Unicode's White_Space) at both ends.
    package var trimmed: String {
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }
}
