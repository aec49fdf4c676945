/// The rarer ways to write text into HTML; the common one is `Output.escape`.
enum MarkupEscaping {
    /// For a value without quotes: also what could end it.
    static func unquoted(_ text: [UInt8], keepingReferences: Bool) -> [UInt8] {
        replaced(text) { byte in
            switch byte {
            case 9...13, 32, UInt8(ascii: "="), UInt8(ascii: "`"): reference(byte)
            default: common(byte, keepingReferences)
            }
        }
    }

    /// Markup as text: its character references stay, everything else is escaped.
    static func enclosed(_ markup: [UInt8]) -> [UInt8] { replaced(markup) { common($0, true) } }

    static func text(_ text: [UInt8]) -> [UInt8] { replaced(text) { common($0, false) } }

    /// Markup without its tags and comments, for attributes.
    static func withoutTags(_ markup: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var index = 0
        while index < markup.count {
            guard markup[index] == UInt8(ascii: "<") else {
                output.append(markup[index])
                index += 1
                continue
            }
            let isComment = markup[index...].starts(with: "<!--".utf8)
            index = isComment ? endOfComment(markup, index + 4) : endOfTag(markup, index + 1)
        }
        return output
    }

    private static func endOfComment(_ markup: [UInt8], _ start: Int) -> Int {
        var index = start
        while index < markup.count, !markup[index...].starts(with: "-->".utf8) { index += 1 }
        return min(index + 3, markup.count)
    }

    private static func endOfTag(_ markup: [UInt8], _ start: Int) -> Int {
        var index = start
        var quote: UInt8 = 0
        while index < markup.count, quote != 0 || markup[index] != UInt8(ascii: ">") {
            let byte = markup[index]
            if quote == byte {
                quote = 0
            } else if quote == 0, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            }
            index += 1
        }
        return min(index + 1, markup.count)
    }

    private static func common(_ byte: UInt8, _ keepingReferences: Bool) -> StaticString? {
        switch byte {
        case UInt8(ascii: "&"): keepingReferences ? nil : "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&#34;"
        case UInt8(ascii: "'"): "&#39;"
        case UInt8(ascii: "+"): "&#43;"
        case 0: "\u{FFFD}"
        default: nil
        }
    }

    private static func reference(_ byte: UInt8) -> StaticString? {
        switch byte {
        case 9: "&#9;"
        case 10: "&#10;"
        case 11: "&#11;"
        case 12: "&#12;"
        case 13: "&#13;"
        case 32: "&#32;"
        case UInt8(ascii: "="): "&#61;"
        default: "&#96;"
        }
    }

    private static func replaced(_ text: [UInt8], _ replacement: (UInt8) -> StaticString?) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count + text.count / 8)
        for byte in text {
            if let replacement = replacement(byte) {
                output += Array("\(replacement)".utf8)
            } else {
                output.append(byte)
            }
        }
        return output
    }
}
