/// The words of the interface: language → key → text, with `{name}` where a value goes and `{{`, `}}` for braces. Every
/// language has the same keys, and a key the same placeholders in all of them. Where a text depends on a number there
/// are two, `key.one` and `key.other`, which is chosen by the value of `{count}`.
package struct Catalogue: Sendable {
    /// In the order given; the first one answers for an unknown language.
    package let languages: [String]
    let messages: [String: [Message]]

    /// One text, cut at its placeholders.
    struct Message: Sendable {
        enum Piece: Sendable { case text(String), value(String) }
        private(set) var pieces: [Piece] = []

        var names: [String] {
            Set(pieces.compactMap { if case .value(let name) = $0 { name } else { nil } }).sorted()
        }

        /// `nil` if a brace is unpaired.
        init?(_ text: String) {
            var part = ""
            var rest = Substring(text)
            while let character = rest.popFirst() {
                if "{}".contains(character), rest.first == character {
                    rest.removeFirst()
                    part.append(character)
                } else if character == "{" {
                    guard let end = rest.firstIndex(of: "}") else { return nil }
                    pieces += [.text(part), .value(String(rest[..<end]))]
                    part = ""
                    rest = rest[end...].dropFirst()
                } else if character == "}" {
                    return nil
                } else {
                    part.append(character)
                }
            }
            pieces = (pieces + [.text(part)]).filter { if case .text("") = $0 { false } else { true } }
        }
    }

    /// A text in all languages, and the one for a single thing if it is counted.
    struct Forms {
        var languages: [String]
        var one: [Message]
        var other: [Message]
        /// The placeholder that decides.
        var counted: String?
        var names: [String] { Set((one + other).flatMap(\.names) + [counted].compactMap(\.self)).sorted() }
    }

    package static let empty = Catalogue()

    private init() {
        languages = []
        messages = [:]
    }

    /// - Throws: `TemplateError` naming the language and the key, if a key or a placeholder is missing somewhere, or a brace is unpaired.
    package init(_ texts: KeyValuePairs<String, [String: String]>) throws(TemplateError) {
        var messages: [String: [Message]] = [:]
        for key in Set(texts.flatMap(\.value.keys)).sorted() {
            for (language, table) in texts {
                guard let text = table[key] else { throw TemplateError("catalogue '\(language)' has no '\(key)'") }
                guard let message = Message(text) else {
                    throw TemplateError("catalogue '\(language)', '\(key)': a brace has no partner")
                }
                if let first = messages[key]?.first, first.names != message.names {
                    throw TemplateError("catalogue '\(language)', '\(key)': placeholders differ from '\(texts[0].key)'")
                }
                messages[key, default: []].append(message)
            }
        }
        languages = texts.map(\.key)
        self.messages = messages
    }

    /// The text for Swift code, `nil` for an unknown key; placeholders without a value stay empty.
    package func text(_ key: String, language: String, _ values: [String: String] = [:]) -> String? {
        messages[key]?[index(of: language)].pieces.reduce(into: "") { text, piece in
            switch piece {
            case .text(let part): text += part
            case .value(let name): text += values[name] ?? ""
            }
        }
    }

    func index(of language: String) -> Int { languages.firstIndex(of: language) ?? 0 }

    /// `nil` for an unknown key.
    func forms(of key: String) -> Forms? {
        if let plain = messages[key] { return Forms(languages: languages, one: plain, other: plain) }
        guard let one = messages["\(key).one"], let other = messages["\(key).other"] else { return nil }
        return Forms(languages: languages, one: one, other: other, counted: "count")
    }

    /// How a number is compared with 1 to be single, `nil` in languages that make no difference (CLDR's rules for whole
    /// numbers). Languages with more than two forms are left out.
    static func singular(in language: String) -> String? {
        switch language.prefix(2) {
        case "ja", "ko", "zh", "vi", "th", "id", "ms": nil
        case "fr", "pt": "<="
        default: "=="
        }
    }
}
