import CMarkdown

/// A parsed text: the only place that touches cmark-gfm. Its nodes are copied out as events.
final class Document {
    /// What begins or ends while the tree is walked. Texts are copies.
    enum Event {
        case begin(Node)
        case end(Node)
    }

    enum Node {
        case document, quote, paragraph, tightParagraph, rule, emphasis, strong, strike
        case list(start: Int?)
        case item(checked: Bool?)
        case heading(Int)
        case code(language: [UInt8], text: [UInt8])
        case table(alignments: [UInt8])
        case row(isHeader: Bool)
        case cell
        case text([UInt8])
        case inlineCode([UInt8])
        case softBreak, hardBreak
        case link(address: [UInt8], title: [UInt8])
        case image(address: [UInt8])
    }

    private let root: OpaquePointer

    /// `nil` if cmark-gfm has no memory for it.
    init?(_ text: [UInt8]) {
        _ = Document.registered
        guard let parser = cmark_parser_new(CMARK_OPT_VALIDATE_UTF8) else { return nil }
        defer { cmark_parser_free(parser) }
        let extensions = ["table", "strikethrough", "tasklist"] + (Guard.allowsAutolinks(text) ? ["autolink"] : [])
        for name in extensions {
            if let found = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, found) }
        }
        text.withUnsafeBytes { bytes in
            // because the parser copies what it is fed before it returns
            cmark_parser_feed(parser, bytes.bindMemory(to: CChar.self).baseAddress, bytes.count)
        }
        guard let root = cmark_parser_finish(parser) else { return nil }
        self.root = root
    }

    deinit { cmark_node_free(root) }

    /// Once per process: cmark-gfm keeps its extensions in a global list.
    private static let registered: Void = cmark_gfm_core_extensions_ensure_registered()

    /// In the order of the text; without recursion, so depth costs no stack.
    func walk(_ visit: (Event) -> Void) {
        guard let iterator = cmark_iter_new(root) else { return }
        defer { cmark_iter_free(iterator) }
        while true {
            let event = cmark_iter_next(iterator)
            guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { return }
            let meaning = meaning(of: node)
            visit(event == CMARK_EVENT_ENTER ? .begin(meaning) : .end(meaning))
        }
    }

    private func meaning(of node: OpaquePointer) -> Node {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_DOCUMENT: .document
        case CMARK_NODE_BLOCK_QUOTE: .quote
        case CMARK_NODE_LIST:
            .list(
                start: cmark_node_get_list_type(node) == CMARK_ORDERED_LIST ? Int(cmark_node_get_list_start(node)) : nil
            )
        case CMARK_NODE_ITEM: .item(checked: isTask(node) ? cmark_gfm_extensions_get_tasklist_item_checked(node) : nil)
        case CMARK_NODE_CODE_BLOCK: .code(language: bytes(cmark_node_get_fence_info(node)), text: literal(node))
        case CMARK_NODE_HTML_BLOCK, CMARK_NODE_CUSTOM_BLOCK: .code(language: Array("html".utf8), text: literal(node))
        case CMARK_NODE_PARAGRAPH: isTight(node) ? .tightParagraph : .paragraph
        case CMARK_NODE_HEADING: .heading(Int(cmark_node_get_heading_level(node)))
        case CMARK_NODE_THEMATIC_BREAK: .rule
        case CMARK_NODE_TEXT, CMARK_NODE_HTML_INLINE, CMARK_NODE_CUSTOM_INLINE: .text(literal(node))
        case CMARK_NODE_SOFTBREAK: .softBreak
        case CMARK_NODE_LINEBREAK: .hardBreak
        case CMARK_NODE_CODE: .inlineCode(literal(node))
        case CMARK_NODE_EMPH: .emphasis
        case CMARK_NODE_STRONG: .strong
        case CMARK_NODE_LINK:
            .link(address: bytes(cmark_node_get_url(node)), title: bytes(cmark_node_get_title(node)))
        case CMARK_NODE_IMAGE: .image(address: bytes(cmark_node_get_url(node)))
        default: extended(node)
        }
    }

    /// The extensions number their nodes when they are registered, so these are known by name only.
    private func extended(_ node: OpaquePointer) -> Node {
        switch name(of: node) {
        case "strikethrough": return .strike
        case "table": return .table(alignments: alignments(of: node))
        case "table_header": return .row(isHeader: true)
        case "table_row": return .row(isHeader: cmark_gfm_extensions_get_table_row_is_header(node) != 0)
        case "table_cell": return .cell
        default: return .text(literal(node))
        }
    }

    private func name(of node: OpaquePointer) -> String {
        cmark_node_get_type_string(node).map { String(cString: $0) } ?? ""
    }

    private func isTask(_ node: OpaquePointer) -> Bool { name(of: node) == "tasklist" }

    /// One of `l`, `c`, `r` or 0 for each column.
    private func alignments(of table: OpaquePointer) -> [UInt8] {
        guard let alignments = cmark_gfm_extensions_get_table_alignments(table) else { return [] }
        // because the array has one entry a column
        return (0..<Int(cmark_gfm_extensions_get_table_columns(table))).map { alignments[$0] }
    }

    /// The paragraphs of a tight list stand without tags.
    private func isTight(_ node: OpaquePointer) -> Bool {
        guard let item = cmark_node_parent(node), let list = cmark_node_parent(item) else { return false }
        return cmark_node_get_type(list) == CMARK_NODE_LIST && cmark_node_get_list_tight(list) != 0
    }

    private func literal(_ node: OpaquePointer) -> [UInt8] { bytes(cmark_node_get_literal(node)) }

    private func bytes(_ text: UnsafePointer<CChar>?) -> [UInt8] { text.map { Array(String(cString: $0).utf8) } ?? [] }
}
