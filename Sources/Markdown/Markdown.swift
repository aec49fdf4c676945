/// Markdown to HTML that may stand in a page as it is: CommonMark with GitHub's tables, strikethrough, bare addresses
/// and task lists.
///
/// Raw HTML is shown as text. Links go to http, https, mailto and relative addresses, with `rel="noopener noreferrer
/// nofollow"`; others lose their link. Pictures become links, as pages load nothing foreign. Fenced code is highlighted
/// (`Highlighter`).
package enum Markdown {
    /// Bytes of a text that is still read as Markdown; a longer one is shown as it was written.
    package static let limit = 8 << 20

    /// Never fails: whatever is not Markdown is text.
    package static func html(_ text: String) -> [UInt8] {
        let bytes = Array(text.utf8)
        guard bytes.count <= limit, let document = Document(Guard.tamed(bytes)) else { return plain(bytes) }
        var writer = HTMLWriter(capacity: bytes.count + bytes.count / 4)
        document.walk { event in writer.write(event) }
        return writer.output
    }

    private static func plain(_ bytes: [UInt8]) -> [UInt8] {
        var output = Array("<pre>".utf8)
        output.appendEscaped(bytes)
        output += Array("</pre>\n".utf8)
        return output
    }
}

extension [UInt8] {
    /// Text for HTML and for quoted attributes.
    mutating func appendEscaped(_ text: some Sequence<UInt8>) {
        for byte in text {
            switch byte {
            case UInt8(ascii: "&"): self += "&amp;".utf8
            case UInt8(ascii: "<"): self += "&lt;".utf8
            case UInt8(ascii: ">"): self += "&gt;".utf8
            case UInt8(ascii: "\""): self += "&quot;".utf8
            case UInt8(ascii: "'"): self += "&#39;".utf8
            case 0: self += "\u{FFFD}".utf8
            default: append(byte)
            }
        }
    }
}
