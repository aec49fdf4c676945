/// One word of a template.
struct Token {
    enum Kind: Equatable {
        /// Markup between the tags, with whitespace control applied.
        case text([UInt8])
        case openOutput, closeOutput, openTag, closeTag
        case name(String)
        case string(String)
        case int(Int)
        case double(Double)
        case symbol(String)
        case end
    }
    let kind: Kind
    let span: Span
}

/// Cuts a source into tokens: markup, `{{ }}`, `{% %}`, `{# #}`, raw blocks, whitespace control.
struct Lexer {
    private let source: Source
    private let bytes: [UInt8]
    private let settings: Settings
    private var position = 0
    private var tokens: [Token] = []
    private var trim = Trim.nothing

    /// What the last tag takes from the beginning of the following markup.
    private enum Trim { case nothing, newline, blanks }

    static func tokens(of source: Source, settings: Settings) throws(TemplateError) -> [Token] {
        var lexer = Lexer(source: source, settings: settings)
        while lexer.position < lexer.bytes.count { try lexer.markupThenTag() }
        lexer.add(.end, from: lexer.bytes.count)
        return lexer.tokens
    }

    private init(source: Source, settings: Settings) {
        self.source = source
        self.settings = settings
        // Jinja drops one newline at the very end
        bytes = source.bytes.last == UInt8(ascii: "\n") ? source.bytes.dropLast() : source.bytes
    }

    // MARK: markup

    private mutating func markupThenTag() throws(TemplateError) {
        let start = position
        var open = start
        while open < bytes.count, !isOpening(open) { open += 1 }
        guard open < bytes.count else { return addMarkup(start..<open, before: nil) }
        addMarkup(start..<open, before: open)
        switch bytes[open + 1] {
        case UInt8(ascii: "#"): try comment(open)
        case UInt8(ascii: "{"): try code(open, closing: "}}", .openOutput, .closeOutput)
        default:
            if let content = rawStart(open) {
                try raw(open, content)
            } else {
                try code(open, closing: "%}", .openTag, .closeTag)
            }
        }
    }

    private func isOpening(_ index: Int) -> Bool {
        bytes[index] == UInt8(ascii: "{") && index + 1 < bytes.count
            && (bytes[index + 1] == UInt8(ascii: "{") || bytes[index + 1] == UInt8(ascii: "%")
                || bytes[index + 1] == UInt8(ascii: "#"))
    }

    /// Adds the markup after the whitespace control of the tag before it and of the one at `open`.
    private mutating func addMarkup(_ range: Range<Int>, before open: Int?) {
        var range = range
        let whole = range
        if trim == .newline, range.first.map({ bytes[$0] }) == UInt8(ascii: "\n") {
            range = (range.lowerBound + 1)..<range.upperBound
        }
        if trim == .blanks { range = leading(range) }
        trim = .nothing
        if let open { range = trailing(range, of: whole, before: open) }
        if !range.isEmpty {
            tokens.append(Token(kind: .text(Array(bytes[range])), span: span(range.lowerBound, range.upperBound)))
        }
        position = whole.upperBound
    }

    private func leading(_ range: Range<Int>) -> Range<Int> {
        (range.first { !isBlank(bytes[$0]) } ?? range.upperBound)..<range.upperBound
    }

    private func trailing(_ range: Range<Int>, of whole: Range<Int>, before open: Int) -> Range<Int> {
        let mark = open + 2 < bytes.count ? bytes[open + 2] : 0
        if mark == UInt8(ascii: "-") {
            return range.lowerBound..<(range.last { !isBlank(bytes[$0]) }.map { $0 + 1 } ?? range.lowerBound)
        }
        guard settings.stripBlocks, mark != UInt8(ascii: "+"), bytes[open + 1] != UInt8(ascii: "{") else {
            return range
        }
        let newline = range.last { bytes[$0] == UInt8(ascii: "\n") }
        let lineStart = newline.map { $0 + 1 } ?? range.lowerBound
        let beginsLine = newline != nil || range.lowerBound == 0 || bytes[range.lowerBound - 1] == UInt8(ascii: "\n")
        guard beginsLine, bytes[lineStart..<range.upperBound].allSatisfy(isBlank) else { return range }
        return range.lowerBound..<lineStart
    }

    private mutating func comment(_ open: Int) throws(TemplateError) {
        guard let close = find("#}", from: open + 2) else {
            throw span(open, open + 2).error("this comment is never closed")
        }
        setTrim(before: close, isTag: true)
        position = close + 2
    }

    /// Where the content of a raw block begins, if there is one at `open`.
    private func rawStart(_ open: Int) -> Int? {
        guard let name = word(after: open + 2), bytes[name].elementsEqual("raw".utf8),
            let close = find("%}", from: name.upperBound),
            bytes[name.upperBound..<close].allSatisfy({ isBlank($0) || isMark($0) })
        else { return nil }
        return close + 2
    }

    private mutating func raw(_ open: Int, _ content: Int) throws(TemplateError) {
        trim = bytes[content - 3] == UInt8(ascii: "-") ? .blanks : .nothing
        var search = content
        while let end = find("{%", from: search) {
            if let name = word(after: end + 2), bytes[name].elementsEqual("endraw".utf8),
                let close = find("%}", from: name.upperBound)
            {
                addMarkup(content..<end, before: end)
                setTrim(before: close, isTag: true)
                position = close + 2
                return
            }
            search = end + 2
        }
        throw span(open, content).error("this raw block is never closed; {% endraw %} is missing")
    }

    private func word(after index: Int) -> Range<Int>? {
        var start = index
        if start < bytes.count, isMark(bytes[start]) { start += 1 }
        while start < bytes.count, isBlank(bytes[start]) { start += 1 }
        var end = start
        while end < bytes.count, isNamePart(bytes[end]) { end += 1 }
        return start < end ? start..<end : nil
    }

    private mutating func setTrim(before close: Int, isTag: Bool) {
        trim =
            switch bytes[close - 1] {
            case UInt8(ascii: "-"): .blanks
            case UInt8(ascii: "+"): .nothing
            default: isTag && settings.trimBlocks ? .newline : .nothing
            }
    }

    // MARK: code

    private mutating func code(
        _ open: Int, closing: String, _ opener: Token.Kind, _ closer: Token.Kind
    ) throws(TemplateError) {
        position = open + 2
        if position < bytes.count, isMark(bytes[position]) { position += 1 }
        add(opener, from: open)
        var brackets = 0
        while true {
            while position < bytes.count, isBlank(bytes[position]) { position += 1 }
            guard position < bytes.count else {
                throw span(open, open + 2).error("this tag is never closed; \(closing) is missing")
            }
            if brackets == 0, let end = close(closing) {
                setTrim(before: end - 2, isTag: closer == .closeTag)
                let start = position
                position = end
                return add(closer, from: start)
            }
            try word()
            if case .symbol(let symbol)? = tokens.last?.kind {
                if "([{".contains(symbol) { brackets += 1 }
                if ")]}".contains(symbol) { brackets -= 1 }
            }
        }
    }

    /// The place behind the end of the tag, if it is here.
    private func close(_ closing: String) -> Int? {
        let start =
            isMark(bytes[position]) && (bytes[position] == UInt8(ascii: "-") || closing == "%}")
            ? position + 1 : position
        return bytes[start...].starts(with: closing.utf8) ? start + 2 : nil
    }

    private mutating func word() throws(TemplateError) {
        let start = position
        switch bytes[start] {
        case UInt8(ascii: "'"), UInt8(ascii: "\""): try string()
        case UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
        case let byte where isNamePart(byte): try name()
        default:
            let two = String(decoding: bytes[start..<min(start + 2, bytes.count)], as: UTF8.self)
            let symbol = ["==", "!=", "<=", ">=", "//", "**"].contains(two) ? two : String(two.prefix(1))
            guard symbol.utf8.count == 2 || "+-*/%~[](){}=<>.:|,".contains(symbol) else {
                throw span(start, start + symbol.utf8.count).error("unexpected character '\(symbol)'")
            }
            position += symbol.utf8.count
            add(.symbol(symbol), from: start)
        }
    }

    private mutating func name() throws(TemplateError) {
        let start = position
        while position < bytes.count, isNamePart(bytes[position]) { position += 1 }
        let name = String(decoding: bytes[start..<position], as: UTF8.self)
        for (index, scalar) in name.unicodeScalars.enumerated() where !scalar.isASCII {
            guard index == 0 ? scalar.properties.isXIDStart : scalar.properties.isXIDContinue else {
                throw span(start, position).error("unexpected character '\(scalar)'")
            }
        }
        add(.name(name), from: start)
    }

    private mutating func number() throws(TemplateError) {
        let start = position
        let afterDot = tokens.last?.kind == .symbol(".")
        let prefixes: [String: Int] = ["0x": 16, "0X": 16, "0o": 8, "0O": 8, "0b": 2, "0B": 2]
        let radix = prefixes[String(decoding: bytes[start...].prefix(2), as: UTF8.self)]
        if radix != nil { position += 2 }
        skipDigits(hexadecimal: radix != nil)
        var isDouble = false
        if radix == nil, !afterDot {
            if peek(0) == UInt8(ascii: "."), isDigit(peek(1)) {
                isDouble = true
                position += 1
                skipDigits(hexadecimal: false)
            }
            let signed = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-")
            if peek(0) | 0x20 == UInt8(ascii: "e"), isDigit(peek(signed ? 2 : 1)) {
                isDouble = true
                position += signed ? 2 : 1
                skipDigits(hexadecimal: false)
            }
        }
        guard bytes[position - 1] != UInt8(ascii: "_") else {
            throw span(position - 1, position).error("'_' may not end a number")
        }
        let digits = String(decoding: bytes[start..<position].filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
        if isDouble, let value = Double(digits) { return add(.double(value), from: start) }
        guard let value = Int(radix == nil ? digits : String(digits.dropFirst(2)), radix: radix ?? 10) else {
            throw span(start, position).error("this number is too large")
        }
        add(.int(value), from: start)
    }

    private mutating func skipDigits(hexadecimal: Bool) {
        while isDigit(peek(0)) || peek(0) == UInt8(ascii: "_")
            || hexadecimal && (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(peek(0) | 0x20)
        {
            position += 1
        }
    }

    private mutating func string() throws(TemplateError) {
        let start = position
        let quote = bytes[start]
        var text: [UInt8] = []
        position += 1
        while peek(0) != quote {
            guard position < bytes.count else { throw span(start, start + 1).error("this string is never closed") }
            if bytes[position] == UInt8(ascii: "\\"), position + 1 < bytes.count {
                text += escaped()
            } else {
                text.append(bytes[position])
                position += 1
            }
        }
        position += 1
        add(.string(String(decoding: text, as: UTF8.self)), from: start)
    }

    /// Python's escapes; an unknown one keeps its backslash.
    private mutating func escaped() -> [UInt8] {
        let letter = bytes[position + 1]
        position += 2
        switch letter {
        case UInt8(ascii: "n"): return [10]
        case UInt8(ascii: "t"): return [9]
        case UInt8(ascii: "r"): return [13]
        case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""): return [letter]
        case UInt8(ascii: "x"), UInt8(ascii: "u"), UInt8(ascii: "U"):
            let count = letter == UInt8(ascii: "x") ? 2 : letter == UInt8(ascii: "u") ? 4 : 8
            let digits = String(decoding: bytes[position...].prefix(count), as: UTF8.self)
            guard digits.utf8.count == count, let code = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(code)
            else {
                return [UInt8(ascii: "\\"), letter]
            }
            position += count
            return Array(String(scalar).utf8)
        default: return [UInt8(ascii: "\\"), letter]
        }
    }

    // MARK: bytes

    private mutating func add(_ kind: Token.Kind, from start: Int) {
        tokens.append(Token(kind: kind, span: span(start, position)))
    }

    private func span(_ start: Int, _ end: Int) -> Span { Span(source: source, start: start, end: end) }

    private func peek(_ offset: Int) -> UInt8 { position + offset < bytes.count ? bytes[position + offset] : 0 }

    private func find(_ text: String, from start: Int) -> Int? {
        let first = text.utf8.first
        let second = text.utf8.last
        return (start..<max(start, bytes.count - 1)).first { bytes[$0] == first && bytes[$0 + 1] == second }
    }

    private func isMark(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") }
    private func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }
    private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    private func isNamePart(_ byte: UInt8) -> Bool {
        isDigit(byte) || byte == UInt8(ascii: "_") || byte >= 0x80
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}
