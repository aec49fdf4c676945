/// Follows JavaScript far enough to know whether a value would stand in code, in a string, or where none may stand.
struct ScriptScanner {
    var context: HTMLContext
    /// The script without its comments: a value in one could end it, and a comment nobody reads is no loss.
    private(set) var output: [UInt8] = []

    mutating func scan(_ bytes: [UInt8]) throws(Refusal) {
        var index = 0
        var codeStart = 0
        var kept = 0
        func byte(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }
        while index < bytes.count {
            let before = context.script
            switch before {
            case .code:
                index += try code(byte(index), byte(index + 1), bytes[codeStart..<index], at: index)
                if context.isInComment { output += bytes[kept..<(index - 1)] }
            case .double, .single, .template:
                let end: UInt8 = before == .double ? .quote : before == .single ? .apostrophe : .backtick
                if byte(index) == end { context.script = .code }
                if byte(index) == .backslash {
                    index += 1
                    if index == bytes.count { throw Refusal("a JavaScript escape is cut off", at: index - 1) }
                }
            case .lineComment:
                if byte(index) == .newline || byte(index) == 13 { context.script = .code }
                kept = index
            case .blockComment:
                if bytes[index...].begins(with: "*/") {
                    context.script = .code
                    index += 1
                    output.append(bytes[kept..<index].contains(.newline) ? .newline : .space)
                    kept = index + 1
                }
            case .pattern: index = try pattern(bytes, index)
            }
            index += 1
            guard before != .code, context.script == .code else { continue }
            codeStart = index
            if before != .lineComment, before != .blockComment { context.slash = .division }
        }
        if !context.isInComment { output += bytes[min(kept, bytes.count)...] }
        if context.script == .code { context.slash = slash(after: bytes[min(codeStart, bytes.count)...]) }
    }

    /// How many bytes more than one were read.
    private mutating func code(
        _ byte: UInt8, _ next: UInt8, _ text: ArraySlice<UInt8>, at index: Int
    ) throws(Refusal) -> Int {
        switch byte {
        case .quote: context.script = .double
        case .apostrophe: context.script = .single
        case .backtick: context.script = .template
        case .slash:
            context.slash = slash(after: text)
            if next.isOne(of: "/*") {
                context.script = next == .slash ? .lineComment : .blockComment
                return 1
            }
            if context.slash == .pattern { context.script = .pattern }
            if context.slash == .unknown {
                throw Refusal("'/' could begin a regular expression or be a division", at: index)
            }
        default: break
        }
        return 0
    }

    /// The index of the last byte of the expression, or of its part.
    private mutating func pattern(_ bytes: [UInt8], _ start: Int) throws(Refusal) -> Int {
        var isClass = false
        var index = start
        while index < bytes.count {
            switch bytes[index] {
            case .backslash: index += 1
            case UInt8(ascii: "["): isClass = true
            case UInt8(ascii: "]"): isClass = false
            case .slash where !isClass:
                context.script = .code
                return index
            default: break
            }
            index += 1
        }
        if isClass { throw Refusal("a value cannot stand in a class of a regular expression", at: start) }
        if index > bytes.count { throw Refusal("a JavaScript escape is cut off", at: bytes.count - 1) }
        return index
    }

    /// A slash after an operand divides, after an operator or a keyword it begins a regular expression.
    private func slash(after text: ArraySlice<UInt8>) -> HTMLContext.Slash {
        let code = text.reversed().drop(while: \.isBlank)
        guard let last = code.first else { return context.slash }
        let word = code.prefix { $0.isNamePart || $0 == UInt8(ascii: "$") }
        if !word.isEmpty { return ScriptScanner.keywords.contains(word.reversed().string) ? .pattern : .division }
        if last == .plus || last == .minus {
            return code.prefix { $0 == last }.count.isMultiple(of: 2) ? .division : .pattern
        }
        return last.isOne(of: ")]") ? .division : .pattern
    }

    private static let keywords: Set<String> = [
        "await", "break", "case", "continue", "delete", "do", "else", "finally", "in", "instanceof", "return", "throw",
        "try", "typeof", "void", "yield",
    ]
}

/// Character references in attribute values: code and URLs are read as the browser will read them.
enum Entities {
    static func decoded(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        var rest = bytes
        while let byte = rest.first {
            if byte == .ampersand, let (scalar, length) = reference(rest) {
                output += String(scalar).utf8
                rest = rest.dropFirst(length)
            } else {
                output.append(byte)
                rest = rest.dropFirst()
            }
        }
        return output
    }

    /// Numbers, with or without a semicolon, and the named characters that mean something in code and URLs.
    private static func reference(_ bytes: ArraySlice<UInt8>) -> (Unicode.Scalar, length: Int)? {
        let text = bytes.dropFirst().prefix(12).prefix { $0 == UInt8(ascii: "#") || $0.isLetter || $0.isDigit }.string
        let length = 1 + text.utf8.count + (bytes.dropFirst(1 + text.utf8.count).first == UInt8(ascii: ";") ? 1 : 0)
        guard text.hasPrefix("#") else { return named[text].map { ($0, length) } }
        let isHexadecimal = text.dropFirst().first?.lowercased() == "x"
        let digits = text.dropFirst(isHexadecimal ? 2 : 1)
        return UInt32(digits, radix: isHexadecimal ? 16 : 10).flatMap(Unicode.Scalar.init).map { ($0, length) }
    }

    private static let named: [String: Unicode.Scalar] = [
        "quot": "\"", "apos": "'", "amp": "&", "lt": "<", "gt": ">", "Tab": "\t", "NewLine": "\n", "colon": ":",
        "sol": "/", "bsol": "\\", "quest": "?", "num": "#", "lpar": "(", "rpar": ")", "grave": "`", "equals": "=",
        "lsqb": "[", "rsqb": "]",
    ]
}
