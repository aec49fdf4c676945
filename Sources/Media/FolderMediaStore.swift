package import Generation

/// Media by content: `<folder>/media/ab/<sha256>.<ext>`.
package actor FolderMediaStore: MediaStore {
    /// Scales the picture at `source` so that its longer side is `longerSide` pixels, into a PNG at `output`.
    package typealias MakeThumbnail =
        @Sendable (_ source: String, _ output: String, _ longerSide: Int) async throws(Failure) -> Void

    private let folder: String

    package init(folder: String, thumbnail: @escaping MakeThumbnail) throws(Failure) {
        self.folder = folder
    }

    /// Cancels thumbnails that are being made and waits for their end.
    package func close() async {}

    package func keep(_ media: ProducedMedia) async throws(Failure) -> MediaKey {
        throw Failure(.storageFailed, cause: folder)
    }
    package func path(of key: MediaKey) async -> String? { nil }
    package func thumbnailPath(of key: MediaKey) async -> String? { nil }
    package func remove(_ key: MediaKey) async throws(Failure) {}
}
