/// A media type with its parameters (RFC 9110 §8.3): `multipart/form-data; boundary=x`.
package struct ContentType: Sendable, Hashable {
    /// Both halves in lower case, without parameters: `text/html`.
    package let type: String
    /// Names in lower case, values without their quotes.
    package let parameters: [String: String]

    package var charset: String? { parameters["charset"]?.lowercased() }
    package var boundary: String? { parameters["boundary"] }

    /// `nil` where the type is not two tokens or a parameter is given twice.
    package init?(_ text: String) {
        var words = FieldWords(text.utf8)
        guard let main = words.token(), words.skip(ASCII.slash), let sub = words.token() else { return nil }
        guard let parameters = words.parameters(), words.isAtEnd else { return nil }
        type = "\(main)/\(sub)".lowercased()
        self.parameters = parameters
    }
}
