/// The content codings a client can undo, by its Accept-Encoding fields (RFC 9110 §12.5.3).
package struct AcceptEncoding: Sendable, Hashable {
    private var qualities: [String: Int] = [:]

    package init(_ values: [String]) {
        for value in values {
            var words = FieldWords(value.utf8)
            while !words.isAtEnd {
                words.skipBlanks()
                if let coding = words.token(), let parameters = words.parameters(),
                    let quality = Quality(parameters["q"])
                {
                    qualities[coding.lowercased()] = quality.thousandths
                }
                words.skipElement()
            }
        }
    }

    /// Named, or covered by `*`, and not with weight 0. Without any field only the plain bytes are sure.
    package func allows(_ coding: String) -> Bool {
        (qualities[coding] ?? qualities["*"] ?? 0) > 0
    }
}
