import CMecab

/// A word of a Japanese sentence, as mecab's dictionary has it.
struct Morpheme {
    var surface: String
    /// 名詞 is a noun, 動詞 a verb, …; the second says which kind of it.
    var kind: String
    var subkind: String
    /// The form in a dictionary; the surface where none is known.
    var basicForm: String
    /// As it is spoken, in katakana; nil for what the dictionary does not know.
    var spoken: String?
}

/// libmecab with Debian's `mecab-ipadic-utf8`.
struct JapaneseAnalysis: ~Copyable {
    private static let dictionary = "/var/lib/mecab/dic/ipadic-utf8"
    private let tagger: OpaquePointer

    init() throws(StudioError) {
        guard let tagger = mecab_new2("-d \(JapaneseAnalysis.dictionary)") else {
            throw StudioError("mecab does not start: is mecab-ipadic-utf8 installed?")
        }
        self.tagger = tagger
    }

    deinit { mecab_destroy(tagger) }

    /// Words in their order; what stands between them is left out.
    func morphemes(of text: String) -> [Morpheme] {
        // The nodes point into the text, which must not move while they are read.
        text.withCString { start in
            var morphemes: [Morpheme] = []
            var node = UnsafePointer(mecab_sparse_tonode(tagger, start))
            while let at = node {
                if let morpheme = morpheme(at.pointee) { morphemes.append(morpheme) }
                node = UnsafePointer(at.pointee.next)
            }
            return morphemes
        }
    }

    /// Nil for the marks of begin and end.
    private func morpheme(_ node: mecab_node_t) -> Morpheme? {
        guard node.length > 0, let start = node.surface, let feature = node.feature else { return nil }
        let bytes = UnsafeRawBufferPointer(start: start, count: Int(node.length))
        let surface = String(decoding: bytes, as: UTF8.self)
        let fields = String(cString: feature).split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        func field(_ index: Int) -> String? {
            index < fields.count && fields[index] != "*" && !fields[index].isEmpty ? fields[index] : nil
        }
        return Morpheme(
            surface: surface, kind: field(0) ?? "", subkind: field(1) ?? "", basicForm: field(6) ?? surface,
            spoken: field(8) ?? field(7))
    }
}
