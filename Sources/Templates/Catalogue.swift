/// The words of the interface: language → key → text, with `{name}` where a value goes and `{{`, `}}` for braces. Every
/// language has the same keys, and a key the same placeholders in all of them.
package struct Catalogue: Sendable {
    /// In the order given; the first one answers for an unknown language.
    package let languages: [String]
    let messages: [String: [Message]]

    /// One text, cut at its placeholders.
    struct Message: Sendable {
        enum Piece: Sendable { case text(String), value(String) }
        let pieces: [Piece]

        var names: Set<String> {
            Set(pieces.compactMap { if case .value(let name) = $0 { name } else { nil } })
        }
    }

    package static let empty = Catalogue()

    private init() {
        languages = []
        messages = [:]
    }

    /// - Throws: `TemplateError` naming the language and the key, if a key or a placeholder is missing somewhere, or a brace is unpaired.
    package init(_ texts: KeyValuePairs<String, [String: String]>) throws(TemplateError) {
        var messages: [String: [Message]] = [:]
        let keys = Set(texts.flatMap(\.value.keys))
        for key in keys.sorted() {
            var row: [Message] = []
            for (language, table) in texts {
                guard let text = table[key] else { throw TemplateError("catalogue '\(language)' has no '\(key)'") }
                guard let message = Message(text) else {
                    throw TemplateError("catalogue '\(language)', '\(key)': a brace has no partner")
                }
                if let first = row.first, first.names != message.names {
                    throw TemplateError("catalogue '\(language)', '\(key)': placeholders differ from '\(texts[0].key)'")
                }
                row.append(message)
            }
            messages[key] = row
        }
        languages = texts.map(\.key)
        self.messages = messages
    }

    /// The text for Swift code, `nil` for an unknown key; placeholders without a value stay empty.
    package func text(_ key: String, language: String, _ values: [String: String] = [:]) -> String? {
        guard let message = messages[key]?[index(of: language)] else { return nil }
        return message.pieces.reduce(into: "") { text, piece in
            switch piece {
            case .text(let part): text += part
            case .value(let name): text += values[name] ?? ""
            }
        }
    }

    func index(of language: String) -> Int { languages.firstIndex(of: language) ?? 0 }
}

extension Catalogue.Message {
    /// `nil` if a brace is unpaired.
    init?(_ text: String) {
        var pieces: [Piece] = []
        var part = ""
        var rest = Substring(text)
        while let character = rest.popFirst() {
            if character == "{" || character == "}", rest.first == character {
                rest.removeFirst()
                part.append(character)
            } else if character == "{" {
                guard let end = rest.firstIndex(of: "}") else { return nil }
                if !part.isEmpty { pieces.append(.text(part)) }
                part = ""
                pieces.append(.value(String(rest[..<end])))
                rest = rest[rest.index(after: end)...]
            } else if character == "}" {
                return nil
            } else {
                part.append(character)
            }
        }
        if !part.isEmpty { pieces.append(.text(part)) }
        self.pieces = pieces
    }
}
