/// What the head of one form part says (RFC 7578 §4).
package struct MultipartPart: Sendable, Hashable {
    /// Of the form's field.
    package let name: String
    /// As the browser gave it, perhaps with a path: never use it as one. `nil` for a field that is no file.
    package let fileName: String?
    /// `nil` where the part names none; then it is plain text.
    package let type: ContentType?

    /// Collects the lines of a head.
    struct Builder: Sendable {
        private var name: String?
        private var fileName: String?
        private var type: ContentType?

        mutating func take(_ line: ArraySlice<UInt8>) throws(MultipartError) {
            guard let (field, value) = try? HeadParser.field(line) else {
                // Any refusal of a line means the same here.
                throw .malformed
            }
            if equalIgnoringCase(field, "content-disposition".utf8) {
                try takeDisposition(value)
            } else if equalIgnoringCase(field, "content-type".utf8) {
                type = ContentType(String(decoding: value, as: UTF8.self))
            }
        }

        func finish() throws(MultipartError) -> MultipartPart {
            guard let name else { throw .malformed }
            return MultipartPart(name: name, fileName: fileName, type: type)
        }

        /// `form-data; name="a"; filename="b"`. RFC 7578 §4.2 forbids `filename*`, so it is passed over.
        private mutating func takeDisposition(_ value: ArraySlice<UInt8>) throws(MultipartError) {
            guard name == nil, String(validating: value, as: UTF8.self) != nil else { throw .malformed }
            var words = FieldWords(value, quoting: .form)
            guard words.token()?.lowercased() == "form-data", let parameters = words.parameters(), words.isAtEnd else {
                throw .malformed
            }
            name = parameters["name"]
            fileName = parameters["filename"]
        }
    }
}
