/// A template's text, with every line end made a plain newline as Jinja does.
final class Source: Sendable {
    let name: String
    let bytes: [UInt8]

    init(name: String, text: [UInt8]) {
        self.name = name
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        for (index, byte) in text.enumerated() {
            if byte == UInt8(ascii: "\n"), index > 0, text[index - 1] == UInt8(ascii: "\r") { continue }
            bytes.append(byte == UInt8(ascii: "\r") ? UInt8(ascii: "\n") : byte)
        }
        self.bytes = bytes
    }

    /// Line, column and text of a stretch; only its first line counts.
    func place(_ start: Int, _ end: Int) -> TemplateError.Place {
        let start = min(start, bytes.count)
        let newline = UInt8(ascii: "\n")
        let lineStart = bytes[..<start].lastIndex(of: newline).map { $0 + 1 } ?? 0
        let lineEnd = bytes[start...].firstIndex(of: newline) ?? bytes.count
        let line = bytes[..<start].count { $0 == newline } + 1
        let column = String(decoding: bytes[lineStart..<start], as: UTF8.self).unicodeScalars.count + 1
        let marked = String(decoding: bytes[start..<max(start, min(end, lineEnd))], as: UTF8.self)
        return TemplateError.Place(
            template: name, line: line, column: column, length: max(1, marked.unicodeScalars.count),
            text: String(decoding: bytes[lineStart..<lineEnd], as: UTF8.self))
    }
}

/// A stretch of a source, in bytes.
struct Span: Sendable {
    let source: Source
    var start: Int
    var end: Int

    var place: TemplateError.Place { source.place(start, end) }
    /// "page.html:3:8"
    var address: String {
        let place = place
        return "\(place.template):\(place.line):\(place.column)"
    }
    /// The words themselves, for messages.
    var text: String { String(decoding: source.bytes[start..<min(end, source.bytes.count)], as: UTF8.self) }

    func joined(_ other: Span) -> Span {
        Span(source: source, start: min(start, other.start), end: max(end, other.end))
    }

    func error(_ message: String, trail: [String] = []) -> TemplateError {
        TemplateError(message, at: place, trail: trail)
    }
}
