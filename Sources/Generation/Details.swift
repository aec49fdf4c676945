/// What a result has beside its text and its files. Kept as JSON with the entry.
package struct Details: Sendable, Hashable, Codable {
    /// How far a mouth is open, 0 to 1, `LipSync.rate` values a second from the start of the sound.
    package var lipSync: [Double]?
    /// What was understood of a recording.
    package var transcript: String?
    package init(lipSync: [Double]? = nil, transcript: String? = nil) {
        self.lipSync = lipSync
        self.transcript = transcript
    }

    package var isEmpty: Bool { lipSync == nil && transcript == nil }
}

/// The curve's measure, the same whoever speaks.
package enum LipSync {
    /// Values a second.
    package static let rate = 25
}
