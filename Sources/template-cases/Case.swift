import Templates

/// One recorded case: a template, what it is given, and what a real engine made of it.
struct Case {
    let name: String
    /// `nil` if the case cannot be written in this syntax.
    let template: String?
    let features: [String]
    private let fields: [String: LooseValue]
    private let environment: [String: LooseValue]

    init(_ value: LooseValue) {
        fields = value.fields
        environment = fields["env"]?.fields ?? [:]
        name = fields["name"]?.text ?? "?"
        template = fields["template"]?.text
        if case .list(let names)? = fields["features"] { features = names.compactMap(\.text) } else { features = [] }
    }

    /// Whether the engines that were asked agree with the record.
    var isAgreed: Bool {
        ["jinja2_ok", "minijinja_ok", "go_ok"].allSatisfy { fields[$0] == nil || fields[$0] == .bool(true) }
    }

    /// Recorded from Jinja: escaping knows no places, and is off unless asked for.
    private var isJinja: Bool { fields["jinja2_ok"] != nil }

    private var settings: Settings {
        var settings = Settings()
        settings.undefined = .lenient
        if environment["undefined"] == .text("StrictUndefined") { settings.undefined = .strict }
        if environment["undefined"] == .text("ChainableUndefined") { settings.undefined = .chainable }
        settings.trimBlocks = environment["trim_blocks"] == .bool(true)
        settings.stripBlocks = environment["lstrip_blocks"] == .bool(true)
        for (name, value) in fields["context"]?.fields ?? [:] { settings.templateNames[name] = value.texts }
        if isJinja { settings.escaping = environment["autoescape"] == .bool(true) ? .flat : .off }
        return settings
    }

    /// What is wrong, `nil` if all is as recorded.
    func difference() -> String? {
        let result: String
        do {
            // Some cases are about compiling only
            _ = try Templates(sources: sources, settings: settings)
            if fields["expected_ok"] == .bool(true) { return nil }
            if fields["error"]?.fields["go_error"] != nil { return "was not refused" }
            result = try page()
        } catch {
            return judge(error)
        }
        guard let expected = fields["expected"]?.text else { return "no error, but \(result.debugDescription)" }
        let isSame =
            fields["compare"] == .text("trim_newlines") ? result.trimmed == expected.trimmed : result == expected
        return isSame ? nil : "\(result.debugDescription) instead of \(expected.debugDescription)"
    }

    func page() throws(TemplateError) -> String {
        var page: [UInt8] = []
        let context = (fields["context"] ?? .map([])).withMarkup
        try Templates(sources: sources, settings: settings).render(name, context, into: &page)
        return String(decoding: page, as: UTF8.self)
    }

    /// An error is right if one was recorded, in the same line if that is known.
    private func judge(_ error: TemplateError) -> String? {
        guard let recorded = fields["error"]?.fields else { return "\(error)" }
        guard case .int(let line)? = recorded["line"], recorded["template"]?.text ?? name == error.place?.template,
            line != error.place?.line
        else { return nil }
        return "in line \(error.place?.line ?? 0) instead of \(line): \(error.message)"
    }

    /// The template and those that it names, or that are named by these: others may be broken on purpose.
    private var sources: [String: String] {
        let others = (fields["templates"]?.fields ?? [:]).compactMapValues(\.text)
        var sources = [name: template ?? ""]
        var texts = [template ?? ""] + settings.templateNames.values.joined().map { "'\($0)'" }
        while let text = texts.popLast() {
            for (other, source) in others where sources[other] == nil {
                guard ["'\(other)'", "\"\(other)\""].contains(where: { text.firstRange(of: $0) != nil }) else {
                    continue
                }
                sources[other] = source
                texts.append(source)
            }
        }
        return sources
    }
}

extension LooseValue {
    fileprivate var texts: [String]? {
        if case .list(let elements) = self { elements.compactMap(\.text) } else { text.map { [$0] } }
    }

    var text: String? { if case .text(let text) = self { text } else { nil } }

    var fields: [String: LooseValue] {
        guard case .map(let pairs) = self else { return [:] }
        return Dictionary(pairs.map { ($0.key, $0.value) }) { $1 }
    }

    /// `{"$kind": "html", "$value": "…"}` is markup; of the other kinds only the text is known here.
    fileprivate var withMarkup: LooseValue {
        guard case .map(let pairs) = self else { return self }
        if let kind = fields["$kind"], let value = fields["$value"]?.text {
            return kind == .text("html") ? .html(value) : .text(value)
        }
        return .map(pairs.map { Pair(key: $0.key, value: $0.value.withMarkup) })
    }
}

extension String {
    fileprivate var trimmed: Substring {
        var rest = self[...].drop { $0 == "\n" }
        while rest.last == "\n" { rest.removeLast() }
        return rest
    }
}
