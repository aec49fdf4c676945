/// A template's text, with every line end made a plain newline as Jinja does.
final class Source: Sendable {
    let name: String
    let bytes: [UInt8]

    init(name: String, text: [UInt8]) {
        self.name = name
        let carriageReturn = UInt8(ascii: "\r")
        bytes = text.indices.compactMap { index in
            if text[index] == .newline, index > 0, text[index - 1] == carriageReturn { return nil }
            return text[index] == carriageReturn ? .newline : text[index]
        }
    }

    /// Line, column and text of a stretch; only its first line counts.
    func place(_ start: Int, _ end: Int) -> TemplateError.Place {
        let start = min(start, bytes.count)
        let lineStart = bytes[..<start].lastIndex(of: .newline).map { $0 + 1 } ?? 0
        let lineEnd = bytes[start...].firstIndex(of: .newline) ?? bytes.count
        return TemplateError.Place(
            template: name, line: bytes[..<start].count { $0 == .newline } + 1,
            column: bytes[lineStart..<start].string.unicodeScalars.count + 1,
            length: max(1, bytes[start..<max(start, min(end, lineEnd))].string.unicodeScalars.count),
            text: bytes[lineStart..<lineEnd].string)
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
    var text: String { source.bytes[start..<min(end, source.bytes.count)].string }

    func letter(_ offset: Int) -> Span { Span(source: source, start: start + offset, end: start + offset + 1) }

    func joined(_ other: Span) -> Span {
        Span(source: source, start: min(start, other.start), end: max(end, other.end))
    }

    func error(_ message: String, trail: [String] = []) -> TemplateError {
        TemplateError(message, at: place, trail: trail)
    }
}
