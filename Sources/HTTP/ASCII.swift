/// The byte classes of RFC 9110 §5.6 and RFC 9112.
enum ASCII {
    static let tab: UInt8 = 0x09
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let space: UInt8 = 0x20
    static let quote = UInt8(ascii: "\"")
    static let comma = UInt8(ascii: ",")
    static let semicolon = UInt8(ascii: ";")
    static let equals = UInt8(ascii: "=")
    static let colon = UInt8(ascii: ":")
    static let slash = UInt8(ascii: "/")
    static let percent = UInt8(ascii: "%")
    static let dash = UInt8(ascii: "-")

    /// tchar, RFC 9110 §5.6.2.
    static func isToken(_ byte: UInt8) -> Bool { byte < 128 && tokens[Int(byte)] }

    /// What a field value may hold: visible ASCII, space, tab and bytes of other encodings (RFC 9110 §5.5).
    static func isFieldContent(_ byte: UInt8) -> Bool { byte >= 0x20 ? byte != 0x7F : byte == tab }

    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

    static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab }

    static func lowercased(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

    static func hexValue(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x30...0x39: byte - 0x30
        case 0x41...0x46: byte - 0x41 + 10
        case 0x61...0x66: byte - 0x61 + 10
        default: nil
        }
    }

    private static let tokens: [Bool] = (0..<128).map { number in
        let byte = UInt8(number)
        return isDigit(byte) || isLetter(byte) || "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
}

/// Whether two byte sequences are the same but for the case of ASCII letters.
func equalIgnoringCase(_ left: some Sequence<UInt8>, _ right: some Sequence<UInt8>) -> Bool {
    left.elementsEqual(right) { ASCII.lowercased($0) == ASCII.lowercased($1) }
}

/// Without blanks at either end.
func trimmed<Bytes: BidirectionalCollection<UInt8>>(_ bytes: Bytes) -> Bytes.SubSequence {
    guard let first = bytes.firstIndex(where: { !ASCII.isBlank($0) }) else { return bytes[bytes.endIndex...] }
    // Never nil because a byte that is not blank has just been found.
    let last = bytes.lastIndex { !ASCII.isBlank($0) }!
    return bytes[first...last]
}
