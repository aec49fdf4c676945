/// A provider's key. Never printed: its only description is dots; `Redaction` keeps it out of causes.
package struct APIKey: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    let secret: String

    /// Outer white space is dropped. `nil` for an empty key or one that no header can carry.
    package init?(_ text: String) {
        let visible = text.utf8.drop { $0 <= 0x20 }.reversed().drop { $0 <= 0x20 }.reversed()
        guard !visible.isEmpty, visible.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        secret = String(decoding: Array(visible), as: UTF8.self)
    }

    package var description: String { "•••" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
