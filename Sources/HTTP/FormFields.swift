/// Why a form cannot be read.
package enum FormError: Error, Sendable, Hashable {
    /// A bad escape, a NUL, or bytes that are not UTF-8.
    case malformed
    case tooManyFields
}

/// The fields of an `application/x-www-form-urlencoded` body or a query, in their order (WHATWG URL §5.1, but strict).
package struct FormFields: Sendable, Hashable {
    package struct Field: Sendable, Hashable {
        package let name: String
        package let value: String

        package init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    package var fields: [Field]

    package init(_ fields: [Field] = []) { self.fields = fields }

    /// `a=b&c` is a: "b", c: "". Empty pairs are skipped.
    package init(decoding bytes: some Collection<UInt8>, maximumCount: Int = 1000) throws(FormError) {
        // An array from here on, since a generic walk costs several times as much for each byte.
        try self.init(array: Array(bytes), maximumCount)
    }

    private init(array bytes: [UInt8], _ maximumCount: Int) throws(FormError) {
        fields = []
        for pair in bytes.split(separator: UInt8(ascii: "&")) {
            guard fields.count < maximumCount else { throw .tooManyFields }
            let equals = pair.firstIndex(of: ASCII.equals) ?? pair.endIndex
            guard let name = PercentEncoding.decode(pair[..<equals], plusIsSpace: true),
                let value = PercentEncoding.decode(pair[equals...].dropFirst(), plusIsSpace: true)
            else { throw .malformed }
            fields.append(Field(name: name, value: value))
        }
    }

    /// The first value of that name.
    package subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    package func values(of name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    /// As a query or a form body.
    package var encoded: String {
        fields.map { "\(PercentEncoding.encode($0.name))=\(PercentEncoding.encode($0.value))" }.joined(separator: "&")
    }
}
