/// Reads markup between the tags of a template and moves the context along. Comments are dropped and a `<` that begins
/// nothing is written as `&lt;`, so what the browser sees is what was understood here.
struct MarkupScanner {
    private let bytes: [UInt8]
    private var position = 0
    private(set) var context: HTMLContext
    private(set) var output: [UInt8] = []

    /// The markup to write, and the context after it.
    static func scan(_ bytes: [UInt8], in context: HTMLContext) throws(Refusal) -> (
        output: [UInt8], context: HTMLContext
    ) {
        var scanner = MarkupScanner(bytes: bytes, context: context)
        if context.state == .tagName || context.state == .attributeName { try scanner.checkNameIsWhole() }
        while scanner.position < bytes.count { try scanner.step() }
        return (scanner.output, scanner.context)
    }

    private init(bytes: [UInt8], context: HTMLContext) {
        self.bytes = bytes
        self.context = context
    }

    private mutating func step() throws(Refusal) {
        switch context.state {
        case .text where context.element == .other: text()
        case .text: try content()
        case .comment: comment()
        case .tagName: context.state = .tag
        case .tag: try tag()
        case .attributeName: context.state = .afterName
        case .afterName: afterName()
        case .beforeValue: beforeValue()
        case .value: try value()
        }
    }

    /// A name in two parts could become one that means more than its parts.
    private func checkNameIsWhole() throws(Refusal) {
        guard let first = bytes.first, !isBlank(first), !"=>/".utf8.contains(first) else { return }
        throw Refusal("the name of an element or attribute is put together from parts; write it in one")
    }

    // MARK: text

    private mutating func text() {
        copy { $0 != UInt8(ascii: "<") }
        guard position < bytes.count else { return }
        if starts(with: "<!--") {
            context.state = .comment
            position += 4
            return
        }
        let isEnd = peek(1) == UInt8(ascii: "/")
        if isLetter(peek(isEnd ? 2 : 1)) {
            openTag(nameOffset: isEnd ? 2 : 1)
        } else if peek(1) == UInt8(ascii: "!") || peek(1) == UInt8(ascii: "?"), isLetter(peek(2)) {
            write(1)
        } else {
            output += Array("&lt;".utf8)
            position += 1
        }
    }

    private mutating func openTag(nameOffset: Int) {
        var end = position + nameOffset
        while end < bytes.count, isNamePart(bytes[end]) { end += 1 }
        let name = String(decoding: bytes[(position + nameOffset)..<end], as: UTF8.self).lowercased()
        write(end - position)
        context = HTMLContext(state: .tagName)
        guard nameOffset == 1 else { return }
        switch name {
        case "script": context.element = .script
        case "style": context.element = .style
        case "textarea": context.element = .textarea
        case "title": context.element = .title
        default: break
        }
    }

    private mutating func comment() {
        while position < bytes.count {
            if starts(with: "-->") {
                context.state = .text
                position += 3
                return
            }
            position += 1
        }
    }

    /// Inside of script, style, textarea and title: everything up to the end tag.
    private mutating func content() throws(Refusal) {
        let name =
            switch context.element {
            case .script, .inertScript: "script"
            case .style: "style"
            case .textarea: "textarea"
            case .title, .other: "title"
            }
        let start = position
        while position < bytes.count, !starts(withEndOf: name) { position += 1 }
        if context.element == .script { try scanScript(start..<position, decoding: false) }
        output += bytes[start..<position]
        guard position < bytes.count else { return }
        openTag(nameOffset: 2)
    }

    // MARK: tags

    private mutating func tag() throws(Refusal) {
        copy { isBlank($0) || $0 == UInt8(ascii: "/") }
        guard position < bytes.count else { return }
        if bytes[position] == UInt8(ascii: ">") {
            write(1)
            context = HTMLContext(element: context.element)
            return
        }
        try attributeName()
    }

    private mutating func attributeName() throws(Refusal) {
        let start = position
        while position < bytes.count, !isBlank(bytes[position]), !"=>/".utf8.contains(bytes[position]) {
            if "\"'<".utf8.contains(bytes[position]) {
                throw Refusal("'\(Unicode.Scalar(bytes[position]))' cannot stand in an attribute's name", at: position)
            }
            position += 1
        }
        guard position > start else {
            throw Refusal("expected a space, an attribute or the end of the tag, found '='", at: position)
        }
        output += bytes[start..<position]
        let name = String(decoding: bytes[start..<position], as: UTF8.self)
        context.state = .attributeName
        context.attribute = HTMLContext.Attribute(
            name: name, isScript: [.script, .inertScript].contains(context.element))
    }

    private mutating func afterName() {
        copy(isBlank)
        guard position < bytes.count else { return }
        if bytes[position] == UInt8(ascii: "=") {
            context.state = .beforeValue
            write(1)
        } else {
            context.state = .tag
            context.attribute = .plain
        }
    }

    private mutating func beforeValue() {
        copy(isBlank)
        guard position < bytes.count else { return }
        switch bytes[position] {
        case UInt8(ascii: ">"):
            context.state = .tag
            context.attribute = .plain
            return
        case UInt8(ascii: "\""): context.quote = .double
        case UInt8(ascii: "'"): context.quote = .single
        default: context.quote = .none
        }
        context.state = .value
        if context.quote != .none { write(1) }
    }

    private mutating func value() throws(Refusal) {
        let start = position
        while position < bytes.count, !endsValue(bytes[position]) {
            if context.quote == .none, "\"'<=`".utf8.contains(bytes[position]) {
                throw Refusal(
                    "'\(Unicode.Scalar(bytes[position]))' cannot stand in a value without quotes", at: position)
            }
            position += 1
        }
        try readValue(start..<position)
        output += bytes[start..<position]
        guard position < bytes.count else { return }
        if context.quote != .none { write(1) }
        context = HTMLContext(state: .tag, element: context.element)
    }

    private func endsValue(_ byte: UInt8) -> Bool {
        switch context.quote {
        case .double: byte == UInt8(ascii: "\"")
        case .single: byte == UInt8(ascii: "'")
        case .none: isBlank(byte) || byte == UInt8(ascii: ">")
        }
    }

    private mutating func readValue(_ range: Range<Int>) throws(Refusal) {
        switch context.attribute {
        case .plain, .style, .sourceSet, .document: break
        case .script: try scanScript(range, decoding: true)
        case .scriptType:
            let type = String(decoding: bytes[range].prefix { $0 != UInt8(ascii: ";") }, as: UTF8.self).lowercased()
            context.element = HTMLContext.isScriptType(type) ? .script : .inertScript
        case .url: try readURL(Entities.decoded(bytes[range]), at: range.lowerBound)
        }
    }

    private mutating func readURL(_ part: [UInt8], at offset: Int) throws(Refusal) {
        let rest = part.drop(while: isBlank)
        guard let first = rest.first else { return }
        if context.url == .dynamicStart, let colon = rest.firstIndex(of: UInt8(ascii: ":")),
            !rest[..<colon].contains(where: { "/?#".utf8.contains($0) })
        {
            throw Refusal("a value cannot choose the scheme of a URL", at: offset)
        }
        if context.url == .start || context.url == .dynamicStart { context.url = .path }
        if context.url == .path, first == UInt8(ascii: "?") || rest.contains(where: { "?#".utf8.contains($0) }) {
            context.url = .query
        }
    }

    private mutating func scanScript(_ range: Range<Int>, decoding: Bool) throws(Refusal) {
        var scanner = ScriptScanner(context: context)
        do {
            try scanner.scan(decoding ? Entities.decoded(bytes[range]) : Array(bytes[range]))
        } catch {
            throw Refusal(error.message, at: range.lowerBound + (decoding ? 0 : error.offset))
        }
        context = scanner.context
    }

    // MARK: bytes

    private mutating func copy(_ condition: (UInt8) -> Bool) {
        while position < bytes.count, condition(bytes[position]) { write(1) }
    }

    private mutating func write(_ count: Int) {
        output += bytes[position..<(position + count)]
        position += count
    }

    private func peek(_ offset: Int) -> UInt8 { position + offset < bytes.count ? bytes[position + offset] : 0 }

    private func starts(with text: String) -> Bool { bytes[position...].starts(with: text.utf8) }

    private func starts(withEndOf name: String) -> Bool {
        guard peek(0) == UInt8(ascii: "<"), peek(1) == UInt8(ascii: "/") else { return false }
        return bytes[(position + 2)...].prefix(name.utf8.count).elementsEqual(name.utf8) { $0 | 0x20 == $1 }
            && !isNamePart(peek(2 + name.utf8.count))
    }
}

private func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (9...10).contains(byte) || (12...13).contains(byte) }
private func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) }
private func isNamePart(_ byte: UInt8) -> Bool {
    isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: ":")
}

extension HTMLContext.Attribute {
    /// What an attribute of this name holds. Unknown names that speak of addresses are taken for URLs, to be on the
    /// safe side.
    init(name: String, isScript: Bool) {
        var name = Substring(name.lowercased())
        if name == "type", isScript {
            self = .scriptType
            return
        }
        if name.hasPrefix("data-") { name = name.dropFirst(5) }
        if let colon = name.firstIndex(of: ":") {
            name = name[..<colon] == "xmlns" ? "href" : name[name.index(after: colon)...]
        }
        switch name {
        case "style": self = .style
        case "srcset", "imagesrcset": self = .sourceSet
        case "srcdoc": self = .document
        case "action", "archive", "background", "cite", "classid", "codebase", "data", "formaction", "href", "icon",
            "longdesc",
            "manifest", "ping", "poster", "profile", "src", "usemap", "xmlns":
            self = .url
        default:
            let speaksOfAddresses = ["src", "uri", "url"].contains { name.contains($0) }
            self = name.hasPrefix("on") ? .script : speaksOfAddresses ? .url : .plain
        }
    }
}

extension String {
    fileprivate func contains(_ part: String) -> Bool { firstRange(of: part) != nil }
}

extension HTMLContext {
    /// Scripts whose content is code or JSON; others, such as templates for a client, hold text.
    static func isScriptType(_ type: String) -> Bool {
        switch type.split(separator: " ").joined() {
        case "", "module", "text/javascript", "application/javascript", "application/ecmascript", "text/ecmascript",
            "application/json", "application/ld+json", "importmap", "speculationrules", "text/jscript",
            "application/x-javascript", "text/x-javascript":
            true
        default: false
        }
    }
}
