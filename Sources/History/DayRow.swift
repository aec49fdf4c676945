import Generation

/// One entry as its day's file shows it: one line of JSON, the original's two keys first.
struct DayRow: Sendable, Hashable {
    let index: Int
    let modality: Modality
    let status: EntryStatus
    let prompt: String
    /// The text, or the address of the first file.
    let response: String
    let provider: String
    let model: String
    let failure: String?
    let createdAt: Moment
    let isTruncated: Bool
    var review = Review()

    /// In order: prompt, response, index, kind, status, time (UTC), provider, model; failure, truncated, starred, reviewed
    /// and note where they are.
    func appendJSON(to bytes: inout [UInt8]) {
        bytes.append(contentsOf: "{\"prompt\": ".utf8)
        appendJSONString(prompt, to: &bytes)
        append("response", response, to: &bytes)
        bytes.append(contentsOf: ", \"index\": \(index)".utf8)
        append("kind", modality.rawValue, to: &bytes)
        append("status", status.rawValue, to: &bytes)
        append("time", timestamp(createdAt), to: &bytes)
        append("provider", provider, to: &bytes)
        append("model", model, to: &bytes)
        if let failure { append("failure", failure, to: &bytes) }
        if isTruncated { bytes.append(contentsOf: ", \"truncated\": true".utf8) }
        if review.isStarred { bytes.append(contentsOf: ", \"starred\": true".utf8) }
        if review.isReviewed { bytes.append(contentsOf: ", \"reviewed\": true".utf8) }
        if let note = review.note { append("note", note.text, to: &bytes) }
        bytes.append(UInt8(ascii: "}"))
    }

    private func append(_ key: String, _ value: String, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: ", \"\(key)\": ".utf8)
        appendJSONString(value, to: &bytes)
    }
}

/// RFC 8259 §7: only what must be escaped is, so that text stays readable in an editor.
func appendJSONString(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(byte)
        case 0x0A: bytes.append(contentsOf: "\\n".utf8)
        case 0x0D: bytes.append(contentsOf: "\\r".utf8)
        case 0x09: bytes.append(contentsOf: "\\t".utf8)
        case 0..<0x20:
            bytes.append(contentsOf: (byte < 0x10 ? "\\u000" : "\\u00").utf8)
            bytes.append(contentsOf: String(byte, radix: 16).utf8)
        default: bytes.append(byte)
        }
    }
    bytes.append(UInt8(ascii: "\""))
}

/// RFC 3339 in UTC with milliseconds: `2026-11-20T13:05:09.123Z`.
func timestamp(_ moment: Moment) -> String {
    let (days, ofDay) = moment.milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
    let milliseconds = ofDay < 0 ? ofDay + 86_400_000 : ofDay
    let day = Day(daysSinceEpoch: Int(ofDay < 0 ? days - 1 : days))
    let seconds = milliseconds / 1000
    let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { digits($0, 2) }
    return "\(day)T\(parts.joined(separator: ":")).\(digits(milliseconds % 1000, 3))Z"
}

private func digits(_ number: Int64, _ count: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: count - text.count) + text
}
