/// Where a link may go.
enum LinkAddress {
    /// The address as it stands in `href`, percent-encoded but not yet escaped for HTML; `nil` if no link may go there.
    static func allowed(_ address: [UInt8]) -> [UInt8]? {
        guard isAllowed(address) else { return nil }
        var output: [UInt8] = []
        for byte in address {
            if isURLByte(byte) {
                output.append(byte)
            } else {
                let digits = Array("0123456789ABCDEF".utf8)
                output += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return output
    }

    /// Browsers ignore blanks and control characters in front of and inside of a scheme, so they are ignored here too.
    private static func isAllowed(_ address: [UInt8]) -> Bool {
        let visible = address.filter { $0 > 0x20 && $0 != 0x7F }
        guard let end = visible.firstIndex(where: { ":/?#\\".utf8.contains($0) }), visible[end] == UInt8(ascii: ":")
        else { return true }
        let scheme = String(decoding: visible[..<end], as: UTF8.self).lowercased()
        return ["http", "https", "mailto"].contains(scheme)
    }

    /// RFC 3986 §2.2, §2.3, and `%`, which is left to the author.
    private static func isURLByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "-._~:/?#[]@!$&'()*+,;=%".utf8.contains(byte)
        }
    }
}
