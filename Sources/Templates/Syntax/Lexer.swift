/// One word of a template.
struct Token {
    enum Kind: Equatable {
        /// Markup between the tags, with whitespace control applied.
        case text([UInt8])
        /// A name, an operator, a bracket, or `{{`, `}}`, `{%`, `%}`.
        case word(String)
        case constant(LooseValue)
        case end
    }
    let kind: Kind
    let span: Span

    var name: String? {
        guard case .word(let word) = kind, word.utf8.first?.isNamePart == true else { return nil }
        return word
    }
}

/// Cuts a source into tokens: markup, `{{ }}`, `{% %}`, `{# #}`, raw blocks, whitespace control.
struct Lexer {
    private let source: Source
    private let bytes: [UInt8]
    private let settings: Settings
    private var position = 0
    private var tokens: [Token] = []
    private var trim = Trim.nothing

    /// What the last tag takes from the beginning of the markup after it.
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
        bytes = source.bytes.last == .newline ? source.bytes.dropLast() : source.bytes
    }

    // MARK: markup

    private mutating func markupThenTag() throws(TemplateError) {
        var open = position
        while open < bytes.count, !(byte(open) == UInt8(ascii: "{") && byte(open + 1).isOne(of: "{%#")) { open += 1 }
        addMarkup(position..<open)
        guard open < bytes.count else { return }
        switch byte(open + 1) {
        case UInt8(ascii: "#"):
            guard let close = find("#}", from: open + 2) else {
                throw span(open, open + 2).error("this comment is never closed")
            }
            leave(before: close, isTag: true)
        case .percent:
            if let content = tag("raw", at: open) { try raw(open, content) } else { try code(open, "{%", "%}") }
        default: try code(open, "{{", "}}")
        }
    }

    /// Adds the markup after the whitespace control of the tag before it and of the one that begins where it ends.
    private mutating func addMarkup(_ whole: Range<Int>) {
        var range = whole
        if trim == .newline, byte(range.lowerBound) == .newline { range = range.dropFirst() }
        if trim == .blanks { range = (range.first { !bytes[$0].isBlank } ?? range.upperBound)..<range.upperBound }
        trim = .nothing
        if range.upperBound < bytes.count { range = range.lowerBound..<end(of: range, in: whole) }
        if !range.isEmpty { add(.text(Array(bytes[range])), from: range.lowerBound, to: range.upperBound) }
        position = whole.upperBound
    }

    /// Where markup ends that a tag follows: before its blanks if the tag begins with `-`, at the beginning of the line
    /// if blocks are stripped.
    private func end(of range: Range<Int>, in whole: Range<Int>) -> Int {
        let mark = byte(range.upperBound + 2)
        let text = range.last { !bytes[$0].isBlank }.map { $0 + 1 } ?? range.lowerBound
        if mark == .minus { return text }
        guard settings.stripBlocks, mark != .plus, byte(range.upperBound + 1) != UInt8(ascii: "{") else {
            return range.upperBound
        }
        let newline = range.last { bytes[$0] == .newline }
        let beginsLine = newline != nil || range.lowerBound == 0 || bytes[range.lowerBound - 1] == .newline
        let lineStart = newline.map { $0 + 1 } ?? range.lowerBound
        return beginsLine && text <= lineStart ? lineStart : range.upperBound
    }

    /// Where the content begins, if `{% name %}` stands at `open`.
    private func tag(_ name: StaticString, at open: Int) -> Int? {
        var index = open + 2
        if byte(index).isOne(of: "+-") { index += 1 }
        while byte(index).isBlank { index += 1 }
        guard bytes[min(index, bytes.count)...].begins(with: name), let close = find("%}", from: index) else {
            return nil
        }
        let rest = bytes[(index + name.utf8CodeUnitCount)..<max(close, index + name.utf8CodeUnitCount)]
        return rest.allSatisfy { $0.isBlank || $0.isOne(of: "+-") } ? close + 2 : nil
    }

    private mutating func raw(_ open: Int, _ content: Int) throws(TemplateError) {
        trim = byte(content - 3) == .minus ? .blanks : .nothing
        var search = content
        while let end = find("{%", from: search) {
            if let after = tag("endraw", at: end) {
                addMarkup(content..<end)
                return leave(before: after - 2, isTag: true)
            }
            search = end + 2
        }
        throw span(open, content).error("this raw block is never closed; {% endraw %} is missing")
    }

    /// Goes on behind the end of a tag, which begins at `close`.
    private mutating func leave(before close: Int, isTag: Bool) {
        switch byte(close - 1) {
        case .minus: trim = .blanks
        case .plus: trim = .nothing
        default: trim = isTag && settings.trimBlocks ? .newline : .nothing
        }
        position = close + 2
    }

    // MARK: code

    private mutating func code(_ open: Int, _ opening: String, _ closing: StaticString) throws(TemplateError) {
        position = open + 2
        if byte(position).isOne(of: "+-") { position += 1 }
        add(.word(opening), from: open)
        var brackets = 0
        while true {
            while byte(position).isBlank { position += 1 }
            guard position < bytes.count else {
                throw span(open, open + 2).error("this tag is never closed; \(closing) is missing")
            }
            if brackets == 0, let close = end(of: closing) {
                let start = position
                leave(before: close, isTag: opening == "{%")
                return add(.word("\(closing)"), from: start)
            }
            brackets += byte(position).isOne(of: "([{") ? 1 : byte(position).isOne(of: ")]}") ? -1 : 0
            try word()
        }
    }

    /// Where the two closing characters begin, if they are next.
    private func end(of closing: StaticString) -> Int? {
        let isMarked = byte(position) == .minus || byte(position) == .plus && byte(position + 1) == .percent
        let close = isMarked ? position + 1 : position
        return bytes[close...].begins(with: closing) ? close : nil
    }

    private mutating func word() throws(TemplateError) {
        let start = position
        switch byte(start) {
        case .quote, .apostrophe: try string()
        case let digit where digit.isDigit: try number()
        case let letter where letter.isNamePart: try name()
        default:
            let isDouble =
                byte(start + 1) == .equals && byte(start).isOne(of: "=!<>")
                || byte(start + 1) == byte(start) && byte(start).isOne(of: "/*")
            guard isDouble || byte(start).isOne(of: "+-*/%~[](){}=<>.:|,") else {
                throw span(start, start + 1).error("unexpected character '\(bytes[start...].prefix(1).string)'")
            }
            position += isDouble ? 2 : 1
            add(.word(bytes[start..<position].string), from: start)
        }
    }

    private mutating func name() throws(TemplateError) {
        let start = position
        while byte(position).isNamePart { position += 1 }
        let name = bytes[start..<position].string
        for (index, scalar) in name.unicodeScalars.enumerated() where !scalar.isASCII {
            guard index == 0 ? scalar.properties.isXIDStart : scalar.properties.isXIDContinue else {
                throw span(start, position).error("unexpected character '\(scalar)'")
            }
        }
        add(.word(name), from: start)
    }

    /// `1_000`, `0x1f`, `0o17`, `0b1`, `1.5`, `1e9`. After a dot only digits: `a.0.1` is two lookups.
    private mutating func number() throws(TemplateError) {
        let start = position
        let radix = ["0x": 16, "0o": 8, "0b": 2][bytes[start...].prefix(2).string.lowercased()] ?? 10
        if radix != 10 { position += 2 }
        skip { $0.isDigit || $0 == .underscore || radix != 10 && $0.isHexDigit }
        let whole = position
        if radix == 10, tokens.last?.kind != .word(".") {
            skipDigits(behind: 1, if: byte(position) == .dot)
            skipDigits(behind: byte(position + 1).isOne(of: "+-") ? 2 : 1, if: byte(position).isOne(of: "eE"))
        }
        guard bytes[position - 1] != .underscore else {
            throw span(position - 1, position).error("'_' may not end a number")
        }
        let digits = bytes[start..<position].filter { $0 != .underscore }.string
        if position > whole, let value = Double(digits) { return add(.constant(.double(value)), from: start) }
        guard let value = Int(radix == 10 ? digits : String(digits.dropFirst(2)), radix: radix) else {
            throw span(start, position).error("this number is too large")
        }
        add(.constant(.int(value)), from: start)
    }

    private mutating func skipDigits(behind mark: Int, if isMarked: Bool) {
        guard isMarked, byte(position + mark).isDigit else { return }
        position += mark
        skip { $0.isDigit || $0 == .underscore }
    }

    private mutating func string() throws(TemplateError) {
        let start = position
        var text: [UInt8] = []
        position += 1
        while byte(position) != byte(start) {
            guard position < bytes.count else { throw span(start, start + 1).error("this string is never closed") }
            text += byte(position) == .backslash ? escaped() : [bytes[position]]
            position += 1
        }
        position += 1
        add(.constant(.text(text.string)), from: start)
    }

    /// Python's escapes; an unknown one keeps its backslash. Ends on the last byte of the escape.
    private mutating func escaped() -> [UInt8] {
        position += 1
        let letter = byte(position)
        switch letter {
        case UInt8(ascii: "n"): return [.newline]
        case UInt8(ascii: "t"): return [9]
        case UInt8(ascii: "r"): return [13]
        case .backslash, .quote, .apostrophe: return [letter]
        default: break
        }
        let count = [UInt8(ascii: "x"): 2, UInt8(ascii: "u"): 4, UInt8(ascii: "U"): 8][letter] ?? 0
        let digits = bytes[min(position + 1, bytes.count)...].prefix(count)
        guard count > 0, digits.count == count,
            let scalar = UInt32(digits.string, radix: 16).flatMap(Unicode.Scalar.init)
        else { return position < bytes.count ? [.backslash, letter] : [.backslash] }
        position += count
        return Array(String(scalar).utf8)
    }

    // MARK: bytes

    private mutating func skip(_ isWanted: (UInt8) -> Bool) {
        while position < bytes.count, isWanted(bytes[position]) { position += 1 }
    }

    /// NUL behind the end.
    private func byte(_ index: Int) -> UInt8 { index < bytes.count ? bytes[index] : 0 }

    private func find(_ text: StaticString, from start: Int) -> Int? {
        (min(start, bytes.count)..<bytes.count).first { bytes[$0...].begins(with: text) }
    }

    private mutating func add(_ kind: Token.Kind, from start: Int, to end: Int? = nil) {
        tokens.append(Token(kind: kind, span: span(start, end ?? position)))
    }

    private func span(_ start: Int, _ end: Int) -> Span { Span(source: source, start: start, end: end) }
}
