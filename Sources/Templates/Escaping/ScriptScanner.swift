/// Follows JavaScript far enough to know whether a value would stand in code, in a string, or where none may stand.
struct ScriptScanner {
    var context: HTMLContext

    mutating func scan(_ bytes: [UInt8]) throws(Refusal) {
        var index = 0
        var codeStart = 0
        while index < bytes.count {
            let byte = bytes[index]
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            let before = context.script
            switch context.script {
            case .code: try code(byte, next, bytes[codeStart..<index], at: index)
            case .double: if byte == UInt8(ascii: "\"") { context.script = .code }
            case .single: if byte == UInt8(ascii: "'") { context.script = .code }
            case .template: if byte == UInt8(ascii: "`") { context.script = .code }
            case .lineComment: if byte == 10 || byte == 13 { context.script = .code }
            case .blockComment:
                if byte == UInt8(ascii: "*"), next == UInt8(ascii: "/") {
                    context.script = .code
                    index += 1
                }
            case .regexp:
                index = regexp(bytes, index)
            }
            let isQuoted = before == .double || before == .single || before == .template
            if isQuoted, byte == UInt8(ascii: "\\") {
                index += 1
                if index == bytes.count { throw Refusal("a JavaScript escape is cut off", at: index - 1) }
            }
            index += 1
            if before != .code, context.script == .code {
                codeStart = index
                if before != .lineComment, before != .blockComment { context.slash = .division }
            } else if before == .code, context.script != .code, context.script == .blockComment {
                index += 1
            }
        }
        if context.script == .code { context.slash = slash(after: bytes[min(codeStart, bytes.count)...]) }
    }

    private mutating func code(_ byte: UInt8, _ next: UInt8, _ text: ArraySlice<UInt8>, at index: Int) throws(Refusal) {
        switch byte {
        case UInt8(ascii: "\""): context.script = .double
        case UInt8(ascii: "'"): context.script = .single
        case UInt8(ascii: "`"): context.script = .template
        case UInt8(ascii: "/"):
            let meaning = slash(after: text)
            if next == UInt8(ascii: "/") || next == UInt8(ascii: "*") {
                context.slash = meaning
                context.script = next == UInt8(ascii: "/") ? .lineComment : .blockComment
                return
            }
            switch meaning {
            case .regexp: context.script = .regexp
            case .division: break
            case .unknown: throw Refusal("'/' could begin a regular expression or be a division", at: index)
            }
        default: break
        }
    }

    /// The index of the last byte of the expression, or of its part.
    private mutating func regexp(_ bytes: [UInt8], _ start: Int) -> Int {
        var isClass = false
        for index in start..<bytes.count where index == start || bytes[index - 1] != UInt8(ascii: "\\") {
            if bytes[index] == UInt8(ascii: "[") { isClass = true }
            if bytes[index] == UInt8(ascii: "]") { isClass = false }
            if bytes[index] == UInt8(ascii: "/"), !isClass {
                context.script = .code
                return index
            }
        }
        return bytes.count
    }

    /// A slash after an operand divides, after an operator or a keyword it begins a regular expression.
    private func slash(after text: ArraySlice<UInt8>) -> HTMLContext.Slash {
        let code = text.reversed().drop { $0 == 32 || (9...13).contains($0) }
        guard let last = code.first else { return context.slash }
        let word = code.prefix { isWordPart($0) }
        if !word.isEmpty {
            return ScriptScanner.keywords.contains(String(decoding: word.reversed(), as: UTF8.self))
                ? .regexp : .division
        }
        switch last {
        case UInt8(ascii: ")"), UInt8(ascii: "]"): return .division
        case UInt8(ascii: "+"), UInt8(ascii: "-"):
            return code.prefix { $0 == last }.count.isMultiple(of: 2) ? .division : .regexp
        default: return .regexp
        }
    }

    private static let keywords: Set<String> = [
        "await", "break", "case", "continue", "delete", "do", "else", "finally", "in", "instanceof", "return", "throw",
        "try",
        "typeof", "void", "yield",
    ]

    private func isWordPart(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$") || byte >= 0x80
    }
}

/// Character references in attribute values: code and URLs are read as the browser will read them.
enum Entities {
    static func decoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        var index = bytes.startIndex
        while index < bytes.endIndex {
            if bytes[index] == UInt8(ascii: "&"), let (scalar, end) = reference(bytes, index) {
                output += Array(String(scalar).utf8)
                index = end
            } else {
                output.append(bytes[index])
                index += 1
            }
        }
        return output
    }

    /// Numbers, with or without a semicolon, and the named characters that mean something in code and URLs.
    private static func reference(_ bytes: ArraySlice<UInt8>, _ start: Int) -> (Unicode.Scalar, Int)? {
        let name = bytes[(start + 1)...].prefix(12).prefix { $0 == UInt8(ascii: "#") || isAlphanumeric($0) }
        let text = String(decoding: name, as: UTF8.self)
        let hasSemicolon = name.endIndex < bytes.endIndex && bytes[name.endIndex] == UInt8(ascii: ";")
        let end = name.endIndex + (hasSemicolon ? 1 : 0)
        if text.hasPrefix("#") {
            let isHexadecimal = text.dropFirst().first?.lowercased() == "x"
            let digits = text.dropFirst(isHexadecimal ? 2 : 1)
            guard let code = UInt32(digits, radix: isHexadecimal ? 16 : 10), let scalar = Unicode.Scalar(code) else {
                return nil
            }
            return (scalar, end)
        }
        return named[text].map { ($0, end) }
    }

    private static let named: [String: Unicode.Scalar] = [
        "quot": "\"", "apos": "'", "amp": "&", "lt": "<", "gt": ">", "Tab": "\t", "NewLine": "\n", "colon": ":",
        "sol": "/",
        "bsol": "\\", "quest": "?", "num": "#", "lpar": "(", "rpar": ")", "grave": "`", "equals": "=", "lsqb": "[",
        "rsqb": "]",
    ]

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}
