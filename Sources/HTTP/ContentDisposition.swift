/// Prints a Content-Disposition field with a file name in any script (RFC 6266, RFC 8187).
package enum ContentDisposition {
    /// The browser saves.
    package static func attachment(_ fileName: String) -> String { field("attachment", fileName) }

    /// The browser shows; the name is for "save as".
    package static func inline(_ fileName: String) -> String { field("inline", fileName) }

    /// The plain name is a fallback in ASCII; every browser of today takes the encoded one.
    private static func field(_ kind: String, _ fileName: String) -> String {
        let fallback = String(decoding: fileName.unicodeScalars.map(fallbackByte), as: UTF8.self)
        guard fallback != fileName else { return "\(kind); filename=\"\(fallback)\"" }
        let encoded = PercentEncoding.escape(fileName.utf8, keeping: isAttributeByte)
        return "\(kind); filename=\"\(fallback)\"; filename*=UTF-8''\(String(decoding: encoded, as: UTF8.self))"
    }

    /// Quotes, backslashes, slashes, percents and controls confuse one client or another: `_` for each.
    private static func fallbackByte(_ scalar: Unicode.Scalar) -> UInt8 {
        guard scalar.value >= 0x20, scalar.value < 0x7F, !"\"\\/%".unicodeScalars.contains(scalar) else {
            return UInt8(ascii: "_")
        }
        return UInt8(scalar.value)
    }

    /// attr-char, RFC 8187 §3.2.1.
    private static func isAttributeByte(_ byte: UInt8) -> Bool {
        ASCII.isLetter(byte) || ASCII.isDigit(byte) || "!#$&+-.^_`|~".utf8.contains(byte)
    }
}
