/// Text inside of JavaScript and JSON strings. Nothing that could end a string, a script element or an attribute
/// survives as itself.
enum ScriptEscaping {
    /// For a value between quotes that the template wrote.
    static func string(_ text: String) -> String {
        var output = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\t": output += "\\t"
            case "\n": output += "\\n"
            case "\u{0C}": output += "\\f"
            case "\r": output += "\\r"
            case "\\": output += "\\\\"
            case "/": output += "\\/"
            case "\"", "'", "`", "&", "+", "<", ">", "\u{0}"..."\u{1F}", "\u{2028}", "\u{2029}": output += code(scalar)
            default: output.unicodeScalars.append(scalar)
            }
        }
        return output
    }

    /// A JSON string with its quotes. `hidesApostrophe`: as Jinja's `tojson`, which may stand in an attribute in single
    /// quotes.
    static func json(_ text: String, hidesApostrophe: Bool) -> String {
        var output = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\t": output += "\\t"
            case "\n": output += "\\n"
            case "\r": output += "\\r"
            case "\\": output += "\\\\"
            case "\"": output += "\\\""
            case "'" where hidesApostrophe: output += code(scalar)
            case "&", "<", ">", "\u{0}"..."\u{1F}", "\u{2028}", "\u{2029}": output += code(scalar)
            default: output.unicodeScalars.append(scalar)
            }
        }
        return output + "\""
    }

    private static func code(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
