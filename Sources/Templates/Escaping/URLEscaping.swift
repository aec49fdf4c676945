/// What makes a value fit to stand in a URL (RFC 3986), before it is escaped for the attribute around it. The forms are
/// those of Go's html/template, so that its cases can be compared byte by byte.
enum URLEscaping {
    /// Stands where a value was refused: harmless anywhere, and a search for it explains what happened.
    static let refused = Array("#ZgotmplZ".utf8)

    /// A value at the beginning of a URL may name no scheme but these.
    static func isAllowed(_ url: [UInt8]) -> Bool {
        guard let colon = url.firstIndex(of: UInt8(ascii: ":")), !url[..<colon].contains(UInt8(ascii: "/")) else {
            return true
        }
        let scheme = String(decoding: url[..<colon], as: UTF8.self).lowercased()
        return scheme == "http" || scheme == "https" || scheme == "mailto"
    }

    /// Nothing in it needs encoding or escaping, and nothing in it could be a scheme: the case of nearly every link of
    /// our own.
    static func isPlainPath(_ url: UnsafeBufferPointer<UInt8>) -> Bool {
        let plain = self.plain
        return url.allSatisfy { plain[Int($0)] }
    }

    /// Keeps what a URL may consist of, its own percent signs too, and encodes the rest.
    static func path(_ text: [UInt8]) -> [UInt8] {
        encoded(text) { index, byte in
            if byte == UInt8(ascii: "%") {
                return index + 2 < text.count && isHex(text[index + 1]) && isHex(text[index + 2])
            }
            return kept[Int(byte)]
        }
    }

    /// Encodes all but letters, digits and `-._~`: nothing of it can end a query's value. With `keepingSlash` as
    /// Jinja's `urlencode`.
    static func query(_ text: [UInt8], keepingSlash: Bool = false, uppercase: Bool = false) -> [UInt8] {
        encoded(text, uppercase: uppercase) { _, byte in isUnreserved(byte) || keepingSlash && byte == UInt8(ascii: "/")
        }
    }

    private static let kept = (UInt8.min...UInt8.max).map { isUnreserved($0) || "!#$&*+,/:;=?@[]".utf8.contains($0) }
    private static let plain = (UInt8.min...UInt8.max).map { isUnreserved($0) || "/?=#".utf8.contains($0) }

    private static func encoded(_ text: [UInt8], uppercase: Bool = false, keeping isKept: (Int, UInt8) -> Bool)
        -> [UInt8]
    {
        let digits = Array((uppercase ? "0123456789ABCDEF" : "0123456789abcdef").utf8)
        var output: [UInt8] = []
        output.reserveCapacity(text.count + text.count / 4)
        for (index, byte) in text.enumerated() {
            if isKept(index, byte) {
                output.append(byte)
            } else {
                output += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return output
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
            true
        default: false
        }
    }

    private static func isHex(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte | 0x20)
    }
}
