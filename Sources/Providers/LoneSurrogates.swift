import FoundationEssentials

/// With U+FFFD for escapes of half a character (`\ud83d` alone), which servers send that cut their text between two
/// tokens and which the decoder refuses (RFC 8259 §8.2). `nil` where there is none.
func mendingLoneSurrogates(_ json: Data) -> Data? {
    var bytes = Array(json)
    var isChanged = false
    var place = 0
    while let escape = bytes[place...].firstIndex(of: UInt8(ascii: "\\")) {
        switch codeUnit(at: escape, in: bytes) {
        case 0xD800..<0xDC00 where (0xDC00..<0xE000).contains(codeUnit(at: escape + 6, in: bytes)):
            place = escape + 12
        case 0xD800..<0xE000:
            bytes.replaceSubrange(escape + 2..<escape + 6, with: "fffd".utf8)
            isChanged = true
            place = escape + 6
        default:
            // Past the escaped character, which may be a backslash itself.
            place = min(escape + 2, bytes.count)
        }
    }
    return isChanged ? Data(bytes) : nil
}

/// The number in the `\uXXXX` that begins there; 0 where none does.
private func codeUnit(at escape: Int, in bytes: [UInt8]) -> UInt16 {
    guard escape + 6 <= bytes.count, bytes[escape..<escape + 2].elementsEqual("\\u".utf8) else { return 0 }
    return UInt16(String(decoding: bytes[escape + 2..<escape + 6], as: UTF8.self), radix: 16) ?? 0
}
