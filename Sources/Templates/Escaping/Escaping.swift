/// The rarer ways to write text into HTML; the common one is `Output.escape`.
enum MarkupEscaping {
    /// A value without quotes loses what could end it, too; Jinja, which is `flat`, leaves plus signs and NUL as they are.
    static func text(_ text: [UInt8], _ place: Escaper.Outer = .text, keepsReferences: Bool = false) -> [UInt8] {
        let isUnquoted = place == .unquoted || place == .wholeUnquoted
        return text.flatMap { byte -> [UInt8] in
            switch byte {
            case .ampersand: keepsReferences ? [byte] : Array("&amp;".utf8)
            case .less: Array("&lt;".utf8)
            case .greater: Array("&gt;".utf8)
            case 0 where place != .flat: Array("\u{FFFD}".utf8)
            case .quote, .apostrophe: Array("&#\(byte);".utf8)
            case .plus where place != .flat: Array("&#43;".utf8)
            default: isUnquoted && (byte.isBlank || byte.isOne(of: "=`")) ? Array("&#\(byte);".utf8) : [byte]
            }
        }
    }

    /// Markup without its tags and comments, for attributes.
    static func withoutTags(_ markup: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var rest = markup[...]
        while let start = rest.firstIndex(of: .less) {
            output += rest[..<start]
            rest = rest[start...]
            if rest.begins(with: "<!--") {
                rest = rest[(rest.indices.first { rest[$0...].begins(with: "-->") } ?? rest.endIndex)...].dropFirst(3)
                continue
            }
            var quote: UInt8?
            let end = rest.firstIndex { byte in
                if byte == quote { quote = nil } else if quote == nil, byte.isOne(of: "\"'") { quote = byte }
                return quote == nil && byte == .greater
            }
            rest = rest[(end ?? rest.endIndex)...].dropFirst()
        }
        return output + rest
    }
}

/// What makes a value fit to stand in a URL (RFC 3986), before it is escaped for the attribute around it. The forms are
/// those of Go's html/template, so that its cases can be compared byte by byte.
enum URLEscaping {
    /// Stands where a value was refused: harmless anywhere, and a search for it explains what happened.
    static let refused = Array("#ZgotmplZ".utf8)

    /// A value at the beginning of a URL may name no scheme but these.
    static func isAllowed(_ url: [UInt8]) -> Bool {
        let scheme = url.prefix { $0 != .colon }
        return scheme.count == url.count || scheme.contains(.slash)
            || ["http", "https", "mailto"].contains(scheme.string.lowercased())
    }

    /// Keeps what a URL may consist of, its own percent signs too, and encodes the rest.
    static func path(_ text: [UInt8]) -> [UInt8] {
        encoded(text) { index, byte in
            guard byte == .percent else { return byte.isUnreserved || byte.isOne(of: "!#$&*+,/:;=?@[]") }
            return index + 2 < text.count && text[index + 1].isHexDigit && text[index + 2].isHexDigit
        }
    }

    /// Encodes all but letters, digits and `-._~`: nothing of it can end a query's value. With `keepingSlash` and in
    /// capitals as Jinja's `urlencode`.
    static func query(_ text: [UInt8], keepingSlash: Bool = false, uppercase: Bool = false) -> [UInt8] {
        encoded(text, uppercase: uppercase) { $1.isUnreserved || keepingSlash && $1 == .slash }
    }

    private static func encoded(
        _ text: [UInt8], uppercase: Bool = false, keeping isKept: (Int, UInt8) -> Bool
    ) -> [UInt8] {
        text.enumerated().flatMap { index, byte -> [UInt8] in
            if isKept(index, byte) { return [byte] }
            return Array(((byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: uppercase)).utf8)
        }
    }
}

extension UInt8 {
    fileprivate var isUnreserved: Bool { isLetter || isDigit || isOne(of: "-._~") }
}

/// Text inside of JavaScript and JSON strings. Nothing that could end a string, a script element or an attribute
/// survives as itself.
enum ScriptEscaping {
    /// For a value between quotes that the template wrote.
    static func string(_ text: String) -> String {
        escaped(
            text, keeping: ["\t": "\\t", "\n": "\\n", "\u{C}": "\\f", "\r": "\\r", "\\": "\\\\", "/": "\\/"], "\"'`&+<>"
        )
    }

    /// For a part of a regular expression.
    static func pattern(_ text: String) -> String {
        var replacements: [Unicode.Scalar: String] = ["\t": "\\t", "\n": "\\n", "\u{C}": "\\f", "\r": "\\r"]
        for scalar in "$()*-./?[\\]^{|}".unicodeScalars { replacements[scalar] = "\\\(scalar)" }
        return text.isEmpty ? "(?:)" : escaped(text, keeping: replacements, "\"'`&+<>")
    }

    /// A JSON string with its quotes. `hidesApostrophe`: as Jinja's `tojson`, which may stand in an attribute in single
    /// quotes.
    static func json(_ text: String, hidesApostrophe: Bool) -> String {
        let replacements: [Unicode.Scalar: String] = [
            "\t": "\\t", "\n": "\\n", "\r": "\\r", "\\": "\\\\", "\"": "\\\"",
        ]
        return "\"" + escaped(text, keeping: replacements, hidesApostrophe ? "&<>'" : "&<>") + "\""
    }

    /// Control characters and `hidden` ones become `\u003c`.
    private static func escaped(
        _ text: String, keeping replacements: [Unicode.Scalar: String], _ hidden: String
    ) -> String {
        let hidden = Set(hidden.unicodeScalars).union(["\u{2028}", "\u{2029}"])
        return text.unicodeScalars.reduce(into: "") { output, scalar in
            if let replacement = replacements[scalar] {
                output += replacement
            } else if scalar.value < 0x20 || hidden.contains(scalar) {
                let digits = String(scalar.value, radix: 16)
                output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            } else {
                output.unicodeScalars.append(scalar)
            }
        }
    }
}
