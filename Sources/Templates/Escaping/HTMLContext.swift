/// Where in an HTML document a piece of a template stands: decides how a value must be written there, or that none may
/// stand there. The states follow the tokenizer of the HTML standard (§13.2.5), reduced to what escaping needs.
struct HTMLContext: Hashable, Sendable {
    enum State: String, Sendable {
        case text, comment, tagName = "a tag's name", tag = "a tag", attributeName = "an attribute's name"
        case afterName = "a tag, after a name", beforeValue = "a tag, before a value", value = "an attribute's value"
    }
    enum Element: String, Sendable { case other, textarea, title, script, inertScript, style }
    enum Quote: UInt8, Sendable { case none, double, single }
    enum Attribute: UInt8, Sendable { case plain, scriptType, url, script, style, sourceSet, document }
    /// How much of a URL has been written. `unknown`: branches disagree.
    enum URLPart: UInt8, Sendable { case start, dynamicStart, path, query, unknown }
    enum Script: UInt8, Sendable { case code, double, single, template, pattern, lineComment, blockComment }
    /// What a `/` in code would begin.
    enum Slash: UInt8, Sendable { case pattern, division, unknown }

    var state = State.text
    /// In text: what contains it. In a tag: what the tag opens.
    var element = Element.other
    var quote = Quote.none
    var attribute = Attribute.plain
    var url = URLPart.start
    var script = Script.code
    var slash = Slash.pattern

    /// For messages: "in …".
    var words: String { state == .text && element != .other ? "a <\(element)>" : state.rawValue }

    /// Where two ways meet, or `nil` if they cannot.
    func joined(_ other: HTMLContext) -> HTMLContext? {
        var (left, right) = (settled, other.settled)
        if left.url != right.url, left.state == .value { (left.url, right.url) = (.unknown, .unknown) }
        if left.slash != right.slash { (left.slash, right.slash) = (.unknown, .unknown) }
        return self == other ? self : left == right ? left : nil
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

    /// How a value is written here, and where one is afterwards.
    func afterValue() throws(Refusal) -> (escaper: Escaper, context: HTMLContext) {
        var context = self
        switch state {
        case .comment: return (Escaper(.plain, .dropped), self)
        case .tagName: throw Refusal("a value cannot be part of an element's name")
        case .tag, .attributeName, .afterName:
            throw Refusal("a value cannot be an attribute's name; write the name and its value out")
        case .beforeValue:
            (context.state, context.quote) = (.value, .none)
            let (escaper, after) = try context.inAttribute()
            return (escaper.stage == .plain ? Escaper(.plain, .wholeUnquoted) : escaper, after)
        case .value: return try context.inAttribute()
        case .text where element == .style: throw Refusal("a value cannot stand in a style sheet; use a class")
        case .text where element == .script: return (try context.inScript(.raw), context)
        case .text: return (Escaper(.plain, [.textarea, .title].contains(element) ? .enclosed : .text), self)
        }
    }

    private mutating func inAttribute() throws(Refusal) -> (Escaper, HTMLContext) {
        let outer: Escaper.Outer = quote == .none ? .unquoted : .attribute
        switch attribute {
        case .plain: return (Escaper(.plain, outer), self)
        case .scriptType: throw Refusal("a value cannot choose the type of a script")
        case .style: throw Refusal("a value cannot stand in a style attribute; use a class")
        case .sourceSet: throw Refusal("a value cannot stand in a list of image candidates (srcset)")
        case .document: throw Refusal("a value cannot stand in srcdoc, which is a document of its own")
        case .script: return (try inScript(outer), self)
        case .url: return (try inURL(outer), self)
        }
    }

    private mutating func inURL(_ outer: Escaper.Outer) throws(Refusal) -> Escaper {
        switch url {
        case .start, .dynamicStart:
            url = .dynamicStart
            return Escaper(.wholeURL, outer)
        case .path: return Escaper(.urlPath, outer)
        case .query: return Escaper(.urlQuery, outer)
        case .unknown: throw Refusal("the branches before this value end in different parts of the URL")
        }
    }

    var isInComment: Bool { script == .lineComment || script == .blockComment }

    private mutating func inScript(_ outer: Escaper.Outer) throws(Refusal) -> Escaper {
        switch script {
        case .code:
            slash = .division
            return Escaper(.scriptValue, outer)
        case .double, .single: return Escaper(.scriptString, outer)
        case .pattern: return Escaper(.scriptPattern, outer)
        case .template: throw Refusal("a value cannot stand in a JavaScript template literal; use a quoted string")
        case .lineComment, .blockComment: return Escaper(.plain, .dropped)
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
    enum Stage: UInt8, Sendable { case plain, wholeURL, urlPath, urlQuery, scriptValue, scriptString, scriptPattern }
    /// `raw`: no escaping. `flat`: as Jinja, blind to where it stands. `enclosed`: an element that holds only text.
    /// `wholeUnquoted`: all of an unquoted value.
    enum Outer: UInt8, Sendable { case raw, dropped, flat, text, enclosed, attribute, unquoted, wholeUnquoted }

    let stage: Stage
    let outer: Outer

    init(_ stage: Stage, _ outer: Outer) {
        self.stage = stage
        self.outer = outer
    }

    /// As it stands in a node.
    var code: UInt8 { stage.rawValue << 4 | outer.rawValue }

    init(code: UInt8) { self.init(Stage(rawValue: code >> 4) ?? .plain, Outer(rawValue: code & 15) ?? .text) }

    /// Text, quoted attributes and elements that hold only text escape plain text alike.
    static func isCommon(_ code: UInt8) -> Bool { code >= Outer.text.rawValue && code <= Outer.attribute.rawValue }
}
