/// What a file is, as far as this app makes or serves it. The raw value is the media type that is stored and sent.
package enum MediaType: String, Sendable, Hashable, CaseIterable {
    case png = "image/png"
    case jpeg = "image/jpeg"
    case webp = "image/webp"
    case gif = "image/gif"
    case wav = "audio/wav"
    case mp3 = "audio/mpeg"
    case mp4 = "video/mp4"

    /// What libmagic and others call it, without parameters.
    package init?(named name: String) {
        switch name {
        case "audio/x-wav", "audio/wave", "audio/vnd.wave": self = .wav
        case "audio/mp3": self = .mp3
        default: self.init(rawValue: name)
        }
    }

    package var isPicture: Bool { rawValue.utf8.starts(with: "image/".utf8) }
    package var isSound: Bool { rawValue.utf8.starts(with: "audio/".utf8) }

    /// Without a dot.
    package var fileExtension: String {
        switch self {
        case .png: "png"
        case .jpeg: "jpg"
        case .webp: "webp"
        case .gif: "gif"
        case .wav: "wav"
        case .mp3: "mp3"
        case .mp4: "mp4"
        }
    }
}

/// Which bytes: their SHA-256 in lower-case hex, their type, their number.
package struct MediaKey: Sendable, Hashable {
    package let sha256: String
    package let type: MediaType
    package let size: Int
    package init(sha256: String, type: MediaType, size: Int) {
        self.sha256 = sha256
        self.type = type
        self.size = size
    }
}

/// What a provider made before it has a name: bytes in memory, or a file that the store takes over (moves or deletes).
package enum ProducedMedia: Sendable {
    case bytes([UInt8])
    case file(path: String)
}

/// Where bytes rest, by content: the same bytes twice are one file.
package protocol MediaStore: Sendable {
    /// On disk and flushed when it returns, and safe from `remove` until `release`, so that a deletion elsewhere cannot
    /// take it before the history names it; after a crash in between it is among the `doubtful`. The type is read from the bytes, never believed.
    /// Throws `.answerUnreadable` for a type that is none of `MediaType`, `.storageFull` or `.storageFailed`.
    func keep(_ media: ProducedMedia) async throws(Failure) -> MediaKey

    /// Makes bytes that are there safe from `remove` until `release`, as `keep` does; `false` where they are missing.
    func hold(_ key: MediaKey) async -> Bool

    /// The history names it now, or never will, and then `remove` follows: every `keep` is followed by one `release`.
    func release(_ key: MediaKey, isNamed: Bool) async

    /// Notes on the disk, where there is room, that `remove` will be called for it: after a crash in between it is among
    /// the `doubtful`.
    func doubt(_ key: MediaKey) async

    /// Bytes of which an earlier run did not come to know whether they are needed. Their size is not known.
    func doubtful() async -> [MediaKey]

    /// The path of the bytes, to be opened at once; `nil` where they are missing.
    func path(of key: MediaKey) async -> String?

    /// A small picture (320 px on its longer side) of a kept image; `nil` until it is made.
    func thumbnailPath(of key: MediaKey) async -> String?

    /// Deletes the bytes and the thumbnail if nobody needs them: not while they are pinned, not if the answer is `false`,
    /// and not if they were kept anew while it was asked for. Nothing happens where they are missing. Ends the doubt.
    func remove(
        _ key: MediaKey, ifUnused isUnused: @Sendable () async throws(Failure) -> Bool
    ) async throws(Failure)
}

extension MediaStore {
    /// Deletes those of the files that no entry of the history names any more.
    func removeUnused(_ keys: some Sequence<MediaKey> & Sendable, of history: any HistoryStore) async throws(Failure) {
        for key in keys {
            try await remove(key) { () async throws(Failure) in try await !history.unused(among: [key]).isEmpty }
        }
    }
}
