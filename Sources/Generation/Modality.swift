/// The kind of result a person wants. Stored by its raw value, so a name never changes once released.
package enum Modality: String, Sendable, Hashable, CaseIterable, Codable {
    case code
    case image
}
