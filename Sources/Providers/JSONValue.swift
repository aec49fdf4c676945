import FoundationEssentials

/// Any JSON: what other servers send has more shapes than their documents say (providers.md §1.9).
enum JSONValue: Sendable, Hashable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// `nil` for what is no JSON.
    init?(_ bytes: some Sequence<UInt8>) {
        let data = Data(bytes)
        // Why it could not be read would only repeat the other side's text.
        if let value = try? JSONDecoder().decode(JSONValue.self, from: data) {
            self = value
        } else if let mended = mendingLoneSurrogates(data),
            let value = try? JSONDecoder().decode(JSONValue.self, from: mended)
        {
            self = value
        } else {
            return nil
        }
    }

    subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members[name]
    }

    var elements: [JSONValue] {
        guard case .array(let elements) = self else { return [] }
        return elements
    }

    var text: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// A whole number, also one written `3.0`.
    var integer: Int? {
        guard case .number(let number) = self else { return nil }
        return Int(exactly: number)
    }

    /// What other languages take for true: not null, false, 0, "" or empty.
    var isTruthy: Bool {
        switch self {
        case .null: false
        case .bool(let value): value
        case .number(let number): number != 0
        case .string(let text): !text.isEmpty
        case .array(let elements): !elements.isEmpty
        case .object(let members): !members.isEmpty
        }
    }
}

extension JSONValue: Decodable {
    init(from decoder: any Decoder) throws {
        if let members = try? decoder.container(keyedBy: Name.self) {
            self = .object(
                try members.allKeys.reduce(into: [:]) { object, name in
                    object[name.stringValue] = try members.decode(JSONValue.self, forKey: name)
                })
        } else if var list = try? decoder.unkeyedContainer() {
            var elements: [JSONValue] = []
            while !list.isAtEnd { elements.append(try list.decode(JSONValue.self)) }
            self = .array(elements)
        } else {
            self = try JSONValue(scalar: try decoder.singleValueContainer())
        }
    }

    private init(scalar: any SingleValueDecodingContainer) throws {
        if scalar.decodeNil() {
            self = .null
        } else if let text = try? scalar.decode(String.self) {
            self = .string(text)
        } else if let number = try? scalar.decode(Double.self) {
            self = .number(number)
        } else {
            self = .bool(try scalar.decode(Bool.self))
        }
    }

    private struct Name: CodingKey {
        let stringValue: String
        let intValue: Int? = nil
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { return nil }
    }
}
