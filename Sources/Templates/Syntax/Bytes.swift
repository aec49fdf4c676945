// Names for the bytes that the scanners look at.
extension UInt8 {
    static let newline = UInt8(ascii: "\n")
    static let space = UInt8(ascii: " ")
    static let less = UInt8(ascii: "<")
    static let greater = UInt8(ascii: ">")
    static let quote = UInt8(ascii: "\"")
    static let apostrophe = UInt8(ascii: "'")
    static let backtick = UInt8(ascii: "`")
    static let ampersand = UInt8(ascii: "&")
    static let plus = UInt8(ascii: "+")
    static let minus = UInt8(ascii: "-")
    static let dot = UInt8(ascii: ".")
    static let slash = UInt8(ascii: "/")
    static let backslash = UInt8(ascii: "\\")
    static let equals = UInt8(ascii: "=")
    static let colon = UInt8(ascii: ":")
    static let percent = UInt8(ascii: "%")
    static let underscore = UInt8(ascii: "_")

    /// Blanks of a template and of HTML: space, tab, line feed, vertical tab, form feed, carriage return.
    var isBlank: Bool { self == .space || (9...13).contains(self) }
    var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }
    var isLetter: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 }
    var isHexDigit: Bool { isDigit || (self | 0x20) &- UInt8(ascii: "a") < 6 }
    /// Part of a name in a template; what is beyond ASCII is looked at more closely later.
    var isNamePart: Bool { isLetter || isDigit || self == .underscore || self >= 0x80 }
    var lowercased: UInt8 { isLetter ? self | 0x20 : self }

    func isOne(of characters: StaticString) -> Bool {
        characters.withUTF8Buffer { $0.contains(self) }
    }
}

extension Collection<UInt8> {
    func begins(with text: StaticString) -> Bool { text.withUTF8Buffer { starts(with: $0) } }

    /// As text; what is not UTF-8 is repaired.
    var string: String { String(decoding: self, as: UTF8.self) }
}
