/// Where in an HTML document a piece of a template stands: decides how a value must be written there, or that none may
/// stand there. The states follow the tokenizer of the HTML standard (§13.2.5), reduced to what escaping needs.
struct HTMLContext: Hashable, Sendable {
    enum State: UInt8, Sendable { case text, comment, tagName, tag, attributeName, afterName, beforeValue, value }
    enum Element: UInt8, Sendable { case other, textarea, title, script, inertScript, style }
    enum Quote: UInt8, Sendable { case none, double, single }
    enum Attribute: UInt8, Sendable { case plain, scriptType, url, script, style, sourceSet, document }
    /// How much of a URL has been written. `unknown`: branches disagree.
    enum URLPart: UInt8, Sendable { case start, dynamicStart, path, query, unknown }
    enum Script: UInt8, Sendable { case code, double, single, template, regexp, lineComment, blockComment }
    /// What a `/` in code would begin.
    enum Slash: UInt8, Sendable { case regexp, division, unknown }

    var state = State.text
    /// In text: what contains it. In a tag: what the tag opens.
    var element = Element.other
    var quote = Quote.none
    var attribute = Attribute.plain
    var url = URLPart.start
    var script = Script.code
    var slash = Slash.regexp

    static let text = HTMLContext()

    /// Code, be it in an element or in an attribute.
    var isScript: Bool { state == .text && element == .script || state == .value && attribute == .script }

    // MARK: joining

    /// Where two ways meet, or `nil` if they cannot.
    func joined(_ other: HTMLContext) -> HTMLContext? {
        if self == other { return self }
        var (left, right) = (self, other)
        if left.url != right.url, left.state == .value, right.state == .value {
            (left.url, right.url) = (.unknown, .unknown)
            if left == right { return left }
        }
        if left.slash != right.slash {
            (left.slash, right.slash) = (.unknown, .unknown)
            if left == right { return left }
        }
        let (settledLeft, settledRight) = (settled, other.settled)
        return settledLeft == settledRight ? settledLeft : nil
    }

    /// In a tag the places between names, and before an unquoted value, are one place.
    private var settled: HTMLContext {
        var context = self
        switch state {
        case .tagName, .afterName: context.state = .tag
        case .attributeName where attribute == .plain: context.state = .tag
        case .beforeValue: (context.state, context.quote) = (.value, .none)
        case .text, .comment, .tag, .attributeName, .value: break
        }
        if context.state == .tag { context.attribute = .plain }
        return context
    }

    // MARK: values

    /// How a value is written here, and where one is afterwards.
    func afterValue() throws(Refusal) -> (escaper: Escaper, context: HTMLContext) {
        switch state {
        case .comment: return (.dropped, self)
        case .tagName: throw Refusal("a value cannot be part of an element's name")
        case .tag, .attributeName, .afterName:
            throw Refusal("a value cannot be an attribute's name; write the name and its value out")
        case .text: return try inElement()
        case .beforeValue:
            var context = self
            context.state = .value
            context.quote = .none
            let (escaper, after) = try context.inAttribute()
            return (escaper.stage == .plain ? Escaper(.plain, .wholeUnquoted) : escaper, after)
        case .value: return try inAttribute()
        }
    }

    private func inElement() throws(Refusal) -> (Escaper, HTMLContext) {
        switch element {
        case .other, .inertScript: (.text, self)
        case .textarea, .title: (Escaper(.plain, .enclosed), self)
        case .style: throw Refusal("a value cannot stand in a style sheet; use a class")
        case .script: try inScript(.script)
        }
    }

    private func inAttribute() throws(Refusal) -> (Escaper, HTMLContext) {
        let outer: Escaper.Outer = quote == .none ? .unquoted : .attribute
        switch attribute {
        case .plain: return (Escaper(.plain, outer), self)
        case .scriptType: throw Refusal("a value cannot choose the type of a script")
        case .style: throw Refusal("a value cannot stand in a style attribute; use a class")
        case .sourceSet: throw Refusal("a value cannot stand in a list of image candidates (srcset)")
        case .document: throw Refusal("a value cannot stand in srcdoc, which is a document of its own")
        case .script: return try inScript(outer)
        case .url: return try inURL(outer)
        }
    }

    private func inURL(_ outer: Escaper.Outer) throws(Refusal) -> (Escaper, HTMLContext) {
        var context = self
        switch url {
        case .start, .dynamicStart:
            context.url = .dynamicStart
            return (Escaper(.wholeURL, outer), context)
        case .path: return (Escaper(.urlPath, outer), context)
        case .query: return (Escaper(.urlQuery, outer), context)
        case .unknown: throw Refusal("the branches before this value end in different parts of the URL")
        }
    }

    private func inScript(_ outer: Escaper.Outer) throws(Refusal) -> (Escaper, HTMLContext) {
        var context = self
        switch script {
        case .code:
            context.slash = .division
            return (Escaper(.scriptValue, outer), context)
        case .double, .single: return (Escaper(.scriptString, outer), context)
        case .template: throw Refusal("a value cannot stand in a JavaScript template literal; use a quoted string")
        case .regexp: throw Refusal("a value cannot stand in a JavaScript regular expression")
        case .lineComment, .blockComment: throw Refusal("a value cannot stand in a JavaScript comment")
        }
    }

    // MARK: words

    /// For messages: "in …".
    var words: String {
        switch state {
        case .comment: "a comment"
        case .tagName, .tag, .attributeName, .afterName: "a tag"
        case .beforeValue: "a tag, before an attribute's value"
        case .value: isScript ? "the script of an attribute" : attribute == .url ? "a URL" : "an attribute's value"
        case .text:
            switch element {
            case .other: "text"
            case .textarea: "a <textarea>"
            case .title: "a <title>"
            case .script, .inertScript: "a <script>"
            case .style: "a <style>"
            }
        }
    }
}

/// Why no value, or no such markup, may stand somewhere. The place is added by whoever knows it.
struct Refusal: Error {
    let message: String
    /// Bytes from the beginning of the markup.
    var offset = 0

    init(_ message: String, at offset: Int = 0) {
        self.message = message
        self.offset = offset
    }
}

/// How a value is written: first made fit for a URL or a script, then for the markup around it.
struct Escaper: Hashable, Sendable {
    enum Stage: UInt8, Sendable { case plain, wholeURL, urlPath, urlQuery, scriptValue, scriptString }
    /// `raw`: no escaping at all. `enclosed`: an element that holds only text. `wholeUnquoted`: all of an unquoted
    /// value.
    enum Outer: UInt8, Sendable { case raw, dropped, text, enclosed, attribute, unquoted, wholeUnquoted, script }

    let stage: Stage
    let outer: Outer

    static let raw = Escaper(.plain, .raw)
    static let dropped = Escaper(.plain, .dropped)
    static let text = Escaper(.plain, .text)

    init(_ stage: Stage, _ outer: Outer) {
        self.stage = stage
        self.outer = outer
    }

    /// As it stands in an instruction.
    var code: UInt8 { stage.rawValue << 4 | outer.rawValue }

    init(code: UInt8) {
        stage = Stage(rawValue: code >> 4) ?? .plain
        outer = Outer(rawValue: code & 15) ?? .text
    }

    /// Text, quoted attributes and elements that hold only text share one table; only typed markup is treated
    /// differently.
    static func isCommon(_ code: UInt8) -> Bool { code >= Outer.text.rawValue && code <= Outer.attribute.rawValue }
}
