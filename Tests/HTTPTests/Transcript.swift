import HTTP

/// What a decoder makes of bytes that arrive `step` at a time, in words; bodies are joined.
func transcript(
    _ bytes: [UInt8], step: Int = .max, limits: RequestDecoder.Limits = RequestDecoder.Limits()
) -> [String] {
    var decoder = RequestDecoder(limits: limits)
    var lines: [String] = []
    var body: [UInt8] = []
    var position = 0
    while position < bytes.count {
        let end = position + min(step, bytes.count - position)
        decoder.append(Array(bytes[position..<end]))
        position = end
        while let event = decoder.next() {
            switch event {
            case .head(let head): lines.append("\(head.method.name) \(head.target)")
            case .body(let bytes): body += bytes
            case .end:
                lines.append("body \(String(decoding: body, as: UTF8.self))")
                body = []
            case .refused(let status): lines.append("refused \(status.code)")
            }
        }
    }
    return lines
}

/// The first head in `text`.
func head(_ text: String) -> RequestHead? {
    var decoder = RequestDecoder()
    decoder.append(Array(text.utf8))
    guard case .head(let head) = decoder.next() else { return nil }
    return head
}
