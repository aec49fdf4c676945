import Generation

/// Which thumbnails are made and which wait. Pure.
struct ThumbnailLine {
    /// Pixels.
    static let longerSide = 320
    static let concurrency = 2
    /// A full line takes no more; the page that showed a placeholder asks again the next time it is read.
    static let capacity = 256
    /// How many failures are remembered; then all are forgotten and may be tried once more.
    static let rememberedFailures = 1024

    private var waiting: [MediaKey] = []
    private var running: Set<MediaKey> = []
    private var failed: Set<MediaKey> = []
    private var isClosed = false

    mutating func ask(for key: MediaKey) {
        guard !isClosed, waiting.count < ThumbnailLine.capacity else { return }
        guard !running.contains(key), !failed.contains(key), !waiting.contains(key) else { return }
        waiting.append(key)
    }

    /// What may begin now, which counts as begun.
    mutating func next() -> MediaKey? {
        guard !isClosed, running.count < ThumbnailLine.concurrency, !waiting.isEmpty else { return nil }
        let key = waiting.removeFirst()
        running.insert(key)
        return key
    }

    mutating func ended(_ key: MediaKey, hasFailed: Bool) {
        running.remove(key)
        guard hasFailed else { return }
        if failed.count >= ThumbnailLine.rememberedFailures { failed.removeAll() }
        failed.insert(key)
    }

    mutating func close() {
        isClosed = true
        waiting.removeAll()
    }
}
