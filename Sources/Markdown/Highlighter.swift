/// Colours code for reading: one pass from left to right by a language's table, each byte looked at a bounded number of
/// times. It knows words, not grammar, and never changes the text: without its tags the output is the input.
struct Highlighter {
    private let code: [UInt8]
    private let language: Language
    private var position = 0
    private var output: [UInt8] = []

    enum Class: String { case keyword, string, number, comment, function, type }

    /// Appends `code` with spans of class `tok-…`; of an unknown language just the text.
    static func append(_ code: [UInt8], language name: String, to output: inout [UInt8]) {
        guard let language = Language.named(name) else { return output.appendEscaped(code) }
        var highlighter = Highlighter(code: code, language: language)
        highlighter.output.reserveCapacity(2 * code.count)
        if language.isMarkup { highlighter.markup() } else { highlighter.words() }
        output += highlighter.output
    }

    private init(code: [UInt8], language: Language) {
        self.code = code
        self.language = language
    }

    // MARK: words

    private mutating func words() {
        while position < code.count {
            let byte = code[position]
            if let comment = language.comments.first(where: { starts(with: $0.open) }) {
                mark(.comment, to: end(of: comment))
            } else if let string = language.strings.first(where: { starts(with: $0.open) }) {
                self.string(string)
            } else if isDigit(byte) {
                mark(.number, to: endOfNumber())
            } else if isNameStart(byte) || language.prefixes.contains(byte) && isNameStart(peek(1)) {
                name()
            } else {
                plain(to: position + 1)
            }
        }
    }

    private func end(of rule: Language.Delimited) -> Int {
        var index = position + rule.open.count
        while index < code.count {
            if rule.escapes, code[index] == UInt8(ascii: "\\") {
                index += 2
            } else if !rule.close.isEmpty, starts(with: rule.close, at: index) {
                return index + rule.close.count
            } else if code[index] == UInt8(ascii: "\n"), !rule.spansLines {
                return index
            } else {
                index += 1
            }
        }
        return code.count
    }

    private mutating func string(_ rule: Language.Delimited) {
        let end = end(of: rule)
        guard isString(rule, end) else { return plain(to: position + rule.open.count) }
        mark(language.hasKeys && isBeforeColon(end) ? .type : .string, to: end)
    }

    /// A lone quote may be an apostrophe or a lifetime of Rust.
    private func isString(_ rule: Language.Delimited, _ end: Int) -> Bool {
        let content = position + rule.open.count
        let isClosed = end >= content + rule.close.count && starts(with: rule.close, at: end - rule.close.count)
        switch rule.closing {
        case .optional: return true
        case .required: return isClosed
        case .afterOneCharacter:
            guard isClosed, end > content + rule.close.count else { return false }
            return code[content] == UInt8(ascii: "\\")
                || code[content..<(end - rule.close.count)].count { $0 & 0xC0 != 0x80 } == 1
        }
    }

    private func endOfNumber() -> Int {
        var index = position
        while index < code.count {
            let byte = code[index]
            let isPoint = byte == UInt8(ascii: ".") && index + 1 < code.count && isDigit(code[index + 1])
            guard isNamePart(byte) && byte != UInt8(ascii: "-") || isPoint else { break }
            index += 1
        }
        return index
    }

    private mutating func name() {
        var end = position + 1
        while end < code.count, isNamePart(code[end]) { end += 1 }
        let hasPrefix = !isNameStart(code[position])
        let word = String(decoding: code[position..<end], as: UTF8.self)
        let known = language.ignoresCase ? word.lowercased() : word
        if language.keywords.contains(known) || hasPrefix {
            mark(.keyword, to: end)
        } else if language.hasKeys, isBeforeColon(end) {
            mark(.type, to: end)
        } else if end < code.count, code[end] == UInt8(ascii: "("), language.hasCalls {
            mark(.function, to: end)
        } else if language.types.contains(known) || language.capitalsAreTypes && isCapitalised(word) {
            mark(.type, to: end)
        } else {
            plain(to: end)
        }
    }

    /// `Name`, but not `NAME`, which is more often a constant.
    private func isCapitalised(_ word: String) -> Bool {
        guard let first = word.utf8.first, (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first) else { return false }
        return word.utf8.count == 1 || word.utf8.contains { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
    }

    private func isBeforeColon(_ index: Int) -> Bool {
        let next = code[min(index, code.count)...].prefix(3).first { $0 != UInt8(ascii: " ") }
        return next == UInt8(ascii: ":")
    }

    // MARK: markup

    private mutating func markup() {
        while position < code.count {
            if starts(with: Array("<!--".utf8)) {
                mark(.comment, to: end(of: Language.Delimited("<!--", "-->", spansLines: true)))
            } else if code[position] == UInt8(ascii: "<"), isNameStart(peek(1)) || "/!?".utf8.contains(peek(1)) {
                tag()
            } else {
                plain(to: position + 1)
            }
        }
    }

    private mutating func tag() {
        plain(to: position + (isNameStart(peek(1)) ? 1 : 2))
        markName(.keyword)
        while position < code.count, code[position] != UInt8(ascii: ">"), code[position] != UInt8(ascii: "<") {
            let byte = code[position]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                let quote = String(Unicode.Scalar(byte))
                mark(.string, to: end(of: Language.Delimited(quote, quote, spansLines: true)))
            } else if isNameStart(byte) {
                markName(.type)
            } else {
                plain(to: position + 1)
            }
        }
    }

    private mutating func markName(_ kind: Class) {
        var end = position
        while end < code.count, isNamePart(code[end]) || "-:.".utf8.contains(code[end]) { end += 1 }
        if end > position { mark(kind, to: end) }
    }

    // MARK: writing

    private mutating func mark(_ kind: Class, to end: Int) {
        output += "<span class=\"tok-\(kind.rawValue)\">".utf8
        plain(to: end)
        output += "</span>".utf8
    }

    private mutating func plain(to end: Int) {
        let end = min(end, code.count)
        output.appendEscaped(code[position..<end])
        position = end
    }

    // MARK: bytes

    private func peek(_ offset: Int) -> UInt8 { position + offset < code.count ? code[position + offset] : 0 }

    private func starts(with text: [UInt8], at index: Int? = nil) -> Bool {
        let index = index ?? position
        return index + text.count <= code.count && code[index..<(index + text.count)].elementsEqual(text)
    }

    private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private func isNameStart(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) || byte == UInt8(ascii: "_") || byte >= 0x80
    }

    private func isNamePart(_ byte: UInt8) -> Bool {
        isNameStart(byte) || isDigit(byte) || byte == UInt8(ascii: "-") && language.hasHyphens
    }
}
