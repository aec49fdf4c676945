/// The words of the interface: language → key → text, with `{name}` where a value goes and `{{`, `}}` for braces. Every
/// language has the same keys, and a key the same placeholders in all of them. Where a text depends on a number it has a
/// form for each way in which the language counts, `key.one` and `key.other` in German, `key.other` alone in Japanese;
/// the value of `{count}` chooses.
package struct Catalogue: Sendable {
    /// In the order given; the first one answers for an unknown language.
    package let languages: [String]
    private let rules: [Plural]
    /// For each language by key.
    private let messages: [[String: Message]]

    /// One text, cut at its placeholders.
    struct Message: Sendable {
        enum Piece: Sendable { case text(String), value(String) }
        private(set) var pieces: [Piece] = []

        var names: [String] {
            Set(pieces.compactMap { if case .value(let name) = $0 { name } else { nil } }).sorted()
        }

        init() {}

        /// `nil` if a brace is unpaired.
        init?(_ text: String) {
            guard text.utf8.contains(where: { $0.isOne(of: "{}") }) else {
                pieces = [.text(text)]
                return
            }
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

    /// A text in all languages: for each the forms that its numbers need.
    struct Forms {
        let rules: [Plural]
        let texts: [[Message]]
        /// The placeholder that decides.
        var counted: String?
        var names: [String] { Set(texts.joined().flatMap(\.names) + [counted].compactMap(\.self)).sorted() }
    }

    package static let empty = Catalogue()

    private init() { (languages, rules, messages) = ([], [], []) }

    /// - Throws: `TemplateError` naming the language and the key, if a text or a placeholder is missing somewhere, or a
    ///   brace is unpaired.
    package init(_ texts: KeyValuePairs<String, [String: String]>) throws(TemplateError) {
        languages = texts.map(\.key)
        rules = languages.map { Plural($0) }
        var messages: [[String: Message]] = []
        for (language, table) in texts {
            var own: [String: Message] = [:]
            for (key, text) in table {
                own[key] = Message(text)
                if own[key] == nil { throw TemplateError("catalogue '\(language)', '\(key)': a brace has no partner") }
            }
            messages.append(own)
        }
        self.messages = messages
        let keys = Set(texts.flatMap(\.value.keys))
        var forms: Set<String> = []
        for base in keys.filter({ $0.hasSuffix(".one") }).map({ String($0.dropLast(4)) })
        where keys.contains(base + ".other") {
            forms.formUnion(rules.flatMap(\.forms).map { "\(base).\($0)" })
        }
        for key in keys.union(forms).sorted() { try check(key, isForm: forms.contains(key)) }
    }

    /// Every language has every text, but for forms that its numbers do not need.
    private func check(_ key: String, isForm: Bool) throws(TemplateError) {
        var names: [String]?
        for (index, language) in languages.enumerated() {
            if isForm, !rules[index].forms.contains(where: { key.hasSuffix(".\($0)") }) { continue }
            guard let message = messages[index][key] else {
                throw TemplateError("catalogue '\(language)' has no '\(key)'")
            }
            guard names == nil || names == message.names else {
                throw TemplateError("catalogue '\(language)', '\(key)': placeholders differ from '\(languages[0])'")
            }
            names = message.names
        }
    }

    /// The text for Swift code, `nil` for an unknown key; placeholders without a value stay empty. With a count it is the
    /// form for that number.
    package func text(
        _ key: String, language: String, count: Int? = nil, _ values: [String: String] = [:]
    ) -> String? {
        let own = index(of: language)
        guard own < messages.count else { return nil }
        let forms = count.map { [rules[own].forms[rules[own].form($0)], "other"].map { "\(key).\($0)" } } ?? []
        return (forms + [key]).compactMap { messages[own][$0] }.first?.pieces.reduce(into: "") { text, piece in
            switch piece {
            case .text(let part): text += part
            case .value(let name): text += values[name] ?? ""
            }
        }
    }

    var isEmpty: Bool { languages.isEmpty }
    /// In no order.
    var keys: [String] { messages.first.map { Array($0.keys) } ?? [] }

    func index(of language: String) -> Int { languages.firstIndex(of: language) ?? 0 }

    /// `nil` for an unknown key.
    func forms(of key: String) -> Forms? {
        guard !isEmpty else { return nil }
        let plain = messages.compactMap { $0[key] }
        if plain.count == languages.count { return Forms(rules: rules, texts: plain.map { [$0] }) }
        guard messages.allSatisfy({ $0["\(key).other"] != nil }) else { return nil }
        let texts = zip(rules, messages).map { rule, own in
            rule.forms.map { own["\(key).\($0)"] ?? own["\(key).other", default: Message()] }
        }
        return Forms(rules: rules, texts: texts, counted: "count")
    }
}
