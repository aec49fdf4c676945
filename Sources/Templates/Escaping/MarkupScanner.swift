/// Reads markup between the tags of a template and moves the context along. Comments are dropped and a `<` that begins
/// nothing is written as `&lt;`, so what the browser sees is what was understood here.
struct MarkupScanner {
    private let bytes: [UInt8]
    private var position = 0
    private(set) var context: HTMLContext
    private(set) var output: [UInt8] = []
    /// Where the last tag or comment began, if one did.
    private(set) var tagStart: Int?

    /// With the markup to write, and the context after it.
    static func scan(_ bytes: [UInt8], in context: HTMLContext) throws(Refusal) -> MarkupScanner {
        var scanner = MarkupScanner(bytes: bytes, context: context)
        if context.state == .tagName || context.state == .attributeName, let first = bytes.first,
            !first.isBlank, !first.isOne(of: "=>/")
        {
            // A name in two parts could become one that means more than its parts
            throw Refusal("the name of an element or attribute is put together from parts; write it in one")
        }
        while scanner.position < bytes.count { try scanner.step() }
        return scanner
    }

    private init(bytes: [UInt8], context: HTMLContext) {
        self.bytes = bytes
        self.context = context
    }

    private mutating func step() throws(Refusal) {
        switch context.state {
        case .text where context.element == .other: text()
        case .text: try content()
        case .comment:
            let end = bytes.indices.first { $0 >= position && bytes[$0...].begins(with: "-->") }
            position = end.map { $0 + 3 } ?? bytes.count
            if end != nil { context.state = .text }
        case .tagName: context.state = .tag
        case .tag: try tag()
        case .attributeName, .afterName:
            pass(\.isBlank)
            guard position < bytes.count else {
                context.state = .afterName
                return
            }
            context.state = peek() == .equals ? .beforeValue : .tag
            if peek() == .equals { write(1) } else { context.attribute = .plain }
        case .beforeValue:
            pass(\.isBlank)
            guard position < bytes.count else { return }
            guard peek() != .greater else {
                context = HTMLContext(state: .tag, element: context.element)
                return
            }
            context.state = .value
            context.quote = peek() == .quote ? .double : peek() == .apostrophe ? .single : .none
            if context.quote != .none { write(1) }
        case .value: try value()
        }
    }

    // MARK: text

    private mutating func text() {
        pass { $0 != .less }
        guard position < bytes.count else { return }
        let isEnd = peek(1) == .slash
        if bytes[position...].begins(with: "<!--") {
            context.state = .comment
            tagStart = position
            position += 4
        } else if peek(isEnd ? 2 : 1).isLetter {
            openTag(nameOffset: isEnd ? 2 : 1)
        } else if bytes[position...].prefix(9).string.lowercased() == "<!doctype" {
            write(1)
        } else {
            output += "&lt;".utf8
            position += 1
        }
    }

    private mutating func openTag(nameOffset: Int) {
        let name = bytes[(position + nameOffset)...].prefix { $0.isTagNamePart }
        tagStart = position
        write(nameOffset + name.count)
        context = HTMLContext(state: .tagName)
        guard nameOffset == 1, let element = HTMLContext.Element(rawValue: name.string.lowercased()) else { return }
        context.element = element == .inertScript ? .other : element
    }

    /// Inside of script, style, textarea and title: everything up to the end tag.
    private mutating func content() throws(Refusal) {
        let name = context.element == .inertScript ? "script" : context.element.rawValue
        let start = position
        let end = (start..<bytes.count).first { index in
            bytes[index...].begins(with: "</")
                && !bytes[(index + 2)...].dropFirst(name.utf8.count).begins { $0.isTagNamePart }
                && bytes[(index + 2)...].prefix(name.utf8.count).elementsEqual(name.utf8) { $0.lowercased == $1 }
        }
        let content = bytes[start..<(end ?? bytes.count)]
        switch context.element {
        case .script: output += try scanScript(Array(content), at: start, isDecoded: false)
        // A value behind a `<` could make an end tag of it
        case .textarea, .title: output += content.flatMap { $0 == .less ? Array("&lt;".utf8) : [$0] }
        case .other, .inertScript, .style: output += content
        }
        position = content.endIndex
        if end != nil { openTag(nameOffset: 2) }
    }

    // MARK: tags

    private mutating func tag() throws(Refusal) {
        pass { $0.isBlank || $0 == .slash }
        guard position < bytes.count else { return }
        if peek() == .greater {
            write(1)
            context = HTMLContext(element: context.element)
            return
        }
        let name = bytes[position...].prefix { !$0.isBlank && !$0.isOne(of: "=>/") }
        if let wrong = name.firstIndex(where: { $0.isOne(of: "\"'<") }) {
            throw Refusal("'\(Unicode.Scalar(bytes[wrong]))' cannot stand in an attribute's name", at: wrong)
        }
        guard !name.isEmpty else {
            throw Refusal("expected a space, an attribute or the end of the tag, found '='", at: position)
        }
        write(name.count)
        context.state = .attributeName
        context.attribute = HTMLContext.Attribute(
            name: name, isScript: [.script, .inertScript].contains(context.element))
    }

    private mutating func value() throws(Refusal) {
        let end: StaticString = context.quote == .double ? "\"" : context.quote == .single ? "'" : " \t\n\u{B}\u{C}\r>"
        let text = bytes[position...].prefix { !$0.isOne(of: end) }
        if context.quote == .none, let wrong = text.firstIndex(where: { $0.isOne(of: "\"'<=`") }) {
            throw Refusal("'\(Unicode.Scalar(bytes[wrong]))' cannot stand in a value without quotes", at: wrong)
        }
        if context.attribute != .plain, let start = text.lastIndex(of: .ampersand), text.endIndex == bytes.count,
            text[start...].dropFirst().allSatisfy({ $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "#") })
        {
            throw Refusal("a character reference is cut off; write `&amp;` where `&` is meant", at: start)
        }
        try read(text)
        write(text.count)
        guard position < bytes.count else { return }
        if context.quote != .none { write(1) }
        context = HTMLContext(state: .tag, element: context.element)
    }

    private mutating func read(_ text: ArraySlice<UInt8>) throws(Refusal) {
        switch context.attribute {
        case .plain, .style, .sourceSet, .document: break
        case .script: _ = try scanScript(Entities.decoded(text), at: text.startIndex, isDecoded: true)
        case .scriptType: context.element = HTMLContext.isScriptType(text.string) ? .script : .inertScript
        case .url: try readURL(Entities.decoded(text), at: text.startIndex)
        }
    }

    private mutating func readURL(_ part: [UInt8], at offset: Int) throws(Refusal) {
        let rest = part.drop(while: \.isBlank)
        guard !rest.isEmpty else { return }
        let end = rest.firstIndex { $0.isOne(of: ":/?#") }
        if context.url == .dynamicStart || context.url == .unknown, let end, rest[end] == .colon {
            throw Refusal("a value cannot choose the scheme of a URL", at: offset)
        }
        if context.url == .start || context.url == .dynamicStart { context.url = .path }
        if rest.contains(where: { $0.isOne(of: "?#") }) { context.url = .query }
    }

    private mutating func scanScript(_ code: [UInt8], at offset: Int, isDecoded: Bool) throws(Refusal) -> [UInt8] {
        var scanner = ScriptScanner(context: context)
        do {
            try scanner.scan(code)
        } catch {
            throw Refusal(error.message, at: offset + (isDecoded ? 0 : error.offset))
        }
        context = scanner.context
        return scanner.output
    }

    // MARK: bytes

    private mutating func pass(_ condition: (UInt8) -> Bool) {
        write(bytes[position...].prefix(while: condition).count)
    }

    private mutating func write(_ count: Int) {
        output += bytes[position..<(position + count)]
        position += count
    }

    private func peek(_ offset: Int = 0) -> UInt8 { position + offset < bytes.count ? bytes[position + offset] : 0 }
}

extension UInt8 {
    fileprivate var isTagNamePart: Bool { isLetter || isDigit || self == .minus || self == .colon }
}

extension ArraySlice<UInt8> {
    fileprivate func begins(with condition: (UInt8) -> Bool) -> Bool { first.map(condition) ?? false }
}

extension HTMLContext.Attribute {
    /// What an attribute of this name holds. Unknown names that speak of addresses are taken for URLs, to be on the
    /// safe side.
    init(name: ArraySlice<UInt8>, isScript: Bool) {
        var name = name.map(\.lowercased)[...]
        if name.begins(with: "data-") { name = name.dropFirst(5) }
        if let colon = name.firstIndex(of: .colon) {
            name = name[..<colon].elementsEqual("xmlns".utf8) ? Array("href".utf8)[...] : name[(colon + 1)...]
        }
        if isScript, name.elementsEqual("type".utf8) {
            self = .scriptType
        } else if let known = HTMLContext.Attribute.named[name.string] {
            self = known
        } else if name.begins(with: "on") {
            self = .script
        } else {
            let rests = name.indices.lazy.map { name[$0...] }.filter { $0.first?.isOne(of: "su") == true }
            let isAddress = rests.contains {
                $0.begins(with: "src") || $0.begins(with: "uri") || $0.begins(with: "url")
            }
            self = isAddress ? .url : .plain
        }
    }

    private static let named: [String: HTMLContext.Attribute] = {
        let urls = [
            "action", "archive", "background", "cite", "classid", "codebase", "data", "href", "icon", "longdesc",
            "formaction", "manifest", "ping", "poster", "profile", "usemap", "xmlns",
        ]
        let others: [String: HTMLContext.Attribute] = [
            "style": .style, "srcset": .sourceSet, "imagesrcset": .sourceSet, "srcdoc": .document,
        ]
        return others.merging(urls.map { ($0, .url) }) { $1 }
    }()
}

extension HTMLContext {
    /// Scripts whose content is code or JSON; others, such as templates for a client, hold text.
    fileprivate static func isScriptType(_ type: String) -> Bool {
        let type = type.prefix { $0 != ";" }.lowercased().filter { !$0.isWhitespace }
        return [
            "", "module", "text/javascript", "application/javascript", "application/ecmascript", "text/ecmascript",
            "application/json", "application/ld+json", "importmap", "speculationrules", "text/jscript",
            "application/x-javascript", "text/x-javascript", "application/x-ecmascript", "text/livescript",
        ].contains(type)
    }
}
