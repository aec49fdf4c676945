import FoundationEssentials
import Generation

/// What a model wants as its input, as JSON with places: `{"prompt": "{prompt}", "duration": "{seconds}"}`. A text that is
/// one place becomes the value itself, a number or a text, and its member is left out where there is no value.
package struct InputTemplate: Sendable, Hashable {
    private let members: [String: JSONValue]

    /// Wants nothing.
    package init() { members = [:] }

    /// `nil` for what is no JSON object.
    package init?(_ json: String) {
        guard case .object(let members)? = JSONValue(json.utf8) else { return nil }
        self.members = members
    }

    func filled(_ values: [String: JSONValue]) -> JSONValue {
        .object(members.compactMapValues { fill($0, values) })
    }

    private func fill(_ value: JSONValue, _ values: [String: JSONValue]) -> JSONValue? {
        switch value {
        case .string(let text):
            guard text.hasPrefix("{"), text.hasSuffix("}") else { return value }
            return values[String(text.dropFirst().dropLast())]
        case .array(let elements): return .array(elements.compactMap { fill($0, values) })
        case .object(let members): return .object(members.compactMapValues { fill($0, values) })
        case .null, .bool, .number: return value
        }
    }
}

extension JSONValue: Encodable {
    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .number(let number):
            if let whole = Int64(exactly: number) { try container.encode(whole) } else { try container.encode(number) }
        case .string(let text): try container.encode(text)
        case .array(let elements): try container.encode(elements)
        case .object(let members): try container.encode(members)
        }
    }

    /// Members in the order of their names.
    var bytes: [UInt8] {
        get throws(Failure) {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            do {
                return Array(try encoder.encode(self))
            } catch {
                throw Failure(.internal, cause: "a request that is no JSON")
            }
        }
    }
}
