/// Events of a document to HTML. Every text passes `appendEscaped`; every tag is written here.
struct HTMLWriter {
    private(set) var output: [UInt8] = []
    /// How each open link is closed; an address that is refused has no tags.
    private var links: [Bool] = []
    private var table = Table()

    private struct Table {
        var alignments: [UInt8] = []
        var isInHeader = false
        var hasBody = false
        var column = 0
    }

    init(capacity: Int) { output.reserveCapacity(capacity) }

    mutating func write(_ event: Document.Event) {
        switch event {
        case .begin(let node): begin(node)
        case .end(let node): end(node)
        }
    }

    private mutating func begin(_ node: Document.Node) {
        switch node {
        case .document, .tightParagraph: break
        case .quote: tag("<blockquote>\n")
        case .paragraph: tag("<p>")
        case .rule: tag("<hr>\n")
        case .emphasis: tag("<em>")
        case .strong: tag("<strong>")
        case .strike: tag("<del>")
        case .list(let start): tag(start.map { $0 == 1 ? "<ol>\n" : "<ol start=\"\($0)\">\n" } ?? "<ul>\n")
        case .item(let checked):
            tag("<li>")
            if let checked {
                tag(checked ? "<input type=\"checkbox\" checked disabled> " : "<input type=\"checkbox\" disabled> ")
            }
        case .heading(let level): tag("<h\(HTMLWriter.level(level))>")
        case .code(let language, let text): code(language, text)
        case .table(let alignments):
            table = Table(alignments: alignments)
            tag("<table>\n")
        case .row(let isHeader): beginRow(isHeader)
        case .cell: cell()
        case .text(let text): output.appendEscaped(text)
        case .inlineCode(let text):
            tag("<code>")
            output.appendEscaped(text)
            tag("</code>")
        case .softBreak: tag("\n")
        case .hardBreak: tag("<br>\n")
        case .link(let address, let title): link(address, title)
        case .image(let address): link(address, [])
        }
    }

    private mutating func end(_ node: Document.Node) {
        switch node {
        case .document, .rule, .code, .text, .inlineCode, .softBreak, .hardBreak: break
        case .tightParagraph: break
        case .quote: tag("</blockquote>\n")
        case .paragraph: tag("</p>\n")
        case .emphasis: tag("</em>")
        case .strong: tag("</strong>")
        case .strike: tag("</del>")
        case .list(let start): tag(start == nil ? "</ul>\n" : "</ol>\n")
        case .item: tag("</li>\n")
        case .heading(let level): tag("</h\(HTMLWriter.level(level))>\n")
        case .table: tag(table.hasBody ? "</tbody>\n</table>\n" : "</table>\n")
        case .row(let isHeader): tag(isHeader ? "</tr>\n</thead>\n" : "</tr>\n")
        case .cell: tag(table.isInHeader ? "</th>" : "</td>")
        case .link, .image: if links.popLast() == true { tag("</a>") }
        }
    }

    /// A page has its title and the parts under it already: the headings of a text begin at the third level.
    private static func level(_ level: Int) -> Int { min(level + 2, 6) }

    private mutating func code(_ info: [UInt8], _ text: [UInt8]) {
        let name = info.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "{") }
        let language = String(decoding: name, as: UTF8.self).lowercased()
        let isPlain = language.utf8.allSatisfy {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || "0123456789+#-_.".utf8.contains($0)
        }
        let mark = " class=\"language-\(language)\" data-language=\"\(language)\""
        tag(language.isEmpty || !isPlain ? "<pre><code>" : "<pre><code\(mark)>")
        Highlighter.append(text, language: language, to: &output)
        tag("</code></pre>\n")
    }

    private mutating func beginRow(_ isHeader: Bool) {
        table.isInHeader = isHeader
        table.column = 0
        tag(isHeader ? "<thead>\n<tr>" : table.hasBody ? "<tr>" : "<tbody>\n<tr>")
        if !isHeader { table.hasBody = true }
    }

    /// Alignment is a class: pages forbid style attributes.
    private mutating func cell() {
        let alignment = table.column < table.alignments.count ? table.alignments[table.column] : 0
        table.column += 1
        let name =
            switch alignment {
            case UInt8(ascii: "l"): " class=\"align-left\""
            case UInt8(ascii: "c"): " class=\"align-center\""
            case UInt8(ascii: "r"): " class=\"align-right\""
            default: ""
            }
        tag(table.isInHeader ? "<th\(name)>" : "<td\(name)>")
    }

    private mutating func link(_ address: [UInt8], _ title: [UInt8]) {
        // A picture within a link: the outer link counts, as links cannot stand in one another
        guard !links.contains(true), let address = LinkAddress.allowed(address) else { return links.append(false) }
        links.append(true)
        tag("<a href=\"")
        output.appendEscaped(address)
        if !title.isEmpty {
            tag("\" title=\"")
            output.appendEscaped(title)
        }
        tag("\" rel=\"noopener noreferrer nofollow\">")
    }

    private mutating func tag(_ text: String) { output += text.utf8 }
}
