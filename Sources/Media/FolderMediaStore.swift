import Crypto
import EventLoop
import FileMagic
package import Generation

/// Media by content: `<folder>/media/ab/<sha256>.<ext>`, each file complete and flushed before it gets its name.
/// File work blocks, so the store has a thread of its own.
package actor FolderMediaStore: MediaStore {
    /// Scales the picture at `source` so that its longer side is `longerSide` pixels, into a PNG at `output`. Both paths
    /// are absolute.
    package typealias MakeThumbnail =
        @Sendable (_ source: String, _ output: String, _ longerSide: Int) async throws(Failure) -> Void

    private let files: MediaFolder
    private let types: MediaTypeDetector
    private let loop: EventLoop
    private let makeThumbnail: MakeThumbnail
    private var line = ThumbnailLine()
    /// The store owns these tasks: each leaves at its end, and `close` cancels and awaits them.
    private var making: [MediaKey: Task<Void, Never>] = [:]
    /// How many `keep`s of these bytes the history has not answered yet.
    private var pins: [MediaKey: Int] = [:]
    /// Removals that wait for their answer; keeping the same bytes meanwhile takes them back.
    private var removals: [MediaKey: Set<UInt64>] = [:]
    private var nextRemoval: UInt64 = 0

    package nonisolated var unownedExecutor: UnownedSerialExecutor { loop.executor.asUnownedSerialExecutor() }

    /// Makes the folder where it is missing and removes what a crash left half written.
    package init(folder: String, thumbnail: @escaping MakeThumbnail) throws(Failure) {
        files = try MediaFolder("\(folder)/media")
        makeThumbnail = thumbnail
        do throws(FileMagicError) {
            types = try MediaTypeDetector()
        } catch {
            throw Failure(.storageFailed, cause: error.description)
        }
        do throws(SystemError) { loop = try EventLoop(name: "media") } catch { throw Failure(error) }
    }

    /// Cancels thumbnails that are being made and waits for their end.
    package func close() async {
        line.close()
        let tasks = Array(making.values)
        for task in tasks { task.cancel() }
        for task in tasks { await task.value }
    }

    package func keep(_ media: ProducedMedia) async throws(Failure) -> MediaKey {
        let key = try write(media)
        pins[key, default: 0] += 1
        removals[key] = nil
        return key
    }

    package func hold(_ key: MediaKey) async -> Bool {
        guard await path(of: key) != nil else { return false }
        pins[key, default: 0] += 1
        removals[key] = nil
        return true
    }

    package func release(_ key: MediaKey, isNamed: Bool = true) async {
        pins[key] = pins[key].flatMap { $0 > 1 ? $0 - 1 : nil }
        if isNamed { endDoubt(key) }
    }

    package func doubt(_ key: MediaKey) async {
        // Without a mark a crash leaves at most a file too many, and a full disk must not hinder a deletion.
        try? files.mark(key)
    }

    package func doubtful() async -> [MediaKey] { files.marked() }

    private func write(_ media: ProducedMedia) throws(Failure) -> MediaKey {
        switch media {
        case .bytes(let bytes):
            let type = try type(of: bytes)
            guard type.hasEnd(in: bytes) else {
                throw Failure(.answerUnreadable, cause: "a \(type.rawValue) without its end")
            }
            let key = MediaKey(sha256: try digest(of: bytes), type: type, size: bytes.count)
            try files.mark(key)
            try files.write(bytes, as: key)
            return key
        case .file(let path):
            do throws(Failure) {
                return try keep(fileAt: path)
            } catch {
                // On a full disk it is tried again.
                if error.reason != .storageFull { files.discard(path) }
                throw error
            }
        }
    }

    package func path(of key: MediaKey) async -> String? {
        files.existing(files.path(of: key))
    }

    package func thumbnailPath(of key: MediaKey) async -> String? {
        if let made = files.existing(files.thumbnailPath(of: key)) { return made }
        guard isKept(key) else { return nil }
        line.ask(for: key)
        makeNext()
        return nil
    }

    package func remove(
        _ key: MediaKey, ifUnused isUnused: @Sendable () async throws(Failure) -> Bool
    ) async throws(Failure) {
        guard pins[key] == nil else { return }
        nextRemoval += 1
        let ticket = nextRemoval
        removals[key, default: []].insert(ticket)
        let mayGo = try await isUnused()
        let stands = removals[key]?.remove(ticket) != nil
        if removals[key]?.isEmpty == true { removals[key] = nil }
        guard mayGo, stands else { return endDoubt(key) }
        making[key]?.cancel()
        try files.remove(files.path(of: key))
        try files.remove(files.thumbnailPath(of: key))
        endDoubt(key)
    }

    private func endDoubt(_ key: MediaKey) {
        if pins[key] == nil, removals[key] == nil { files.unmark(key) }
    }

    private func keep(fileAt path: String) throws(Failure) -> MediaKey {
        var hash = try translated { () throws(CryptoError) in try SHA256() }
        var sample: [UInt8] = []
        let size = try files.readWhole(path) { chunk throws(Failure) in
            if sample.isEmpty { sample = Array(chunk.prefix(MediaTypeDetector.sampleBytes)) }
            try translated { () throws(CryptoError) in try hash.update(chunk) }
        }
        let digest = try translated(hash)
        let key = MediaKey(sha256: hexadecimal(digest), type: try type(of: sample), size: size)
        try files.mark(key)
        try files.takeOver(path, as: key)
        return key
    }

    private func digest(of bytes: [UInt8]) throws(Failure) -> String {
        hexadecimal(try translated { () throws(CryptoError) in try SHA256.digest(of: bytes) })
    }

    private func type(of bytes: [UInt8]) throws(Failure) -> MediaType {
        let name: String
        do throws(FileMagicError) {
            name = try types.mediaType(of: bytes)
        } catch {
            throw Failure(.storageFailed, cause: error.description)
        }
        guard let type = MediaType(named: name) else { throw Failure(.answerUnreadable, cause: "a file of \(name)") }
        return type
    }

    private func makeNext() {
        while let key = line.next() {
            // This actor owns it in `making`; `remove` cancels it.
            making[key] = Task { await self.make(key) }
        }
    }

    /// A thumbnail is only a convenience: one that fails is not tried again until the next start.
    private func make(_ key: MediaKey) async {
        let output = files.temporaryPath(extension: "png")
        var hasFailed = false
        do throws(Failure) {
            try await makeThumbnail(files.path(of: key), output, ThumbnailLine.longerSide)
            // The small picture of one that was removed meanwhile must not stay either.
            if isKept(key) { try files.settle(output, at: files.thumbnailPath(of: key)) }
        } catch {
            // Why it failed has been reported where they are made; ended for a removal, it has not failed.
            hasFailed = isKept(key)
        }
        files.discard(output)
        making[key] = nil
        line.ended(key, hasFailed: hasFailed)
        makeNext()
    }

    private func isKept(_ key: MediaKey) -> Bool { files.existing(files.path(of: key)) != nil }
}

private func translated<T>(_ work: () throws(CryptoError) -> T) throws(Failure) -> T where T: ~Copyable {
    do throws(CryptoError) { return try work() } catch { throw Failure(.internal, cause: error.description) }
}

private func translated(_ hash: consuming SHA256) throws(Failure) -> [UInt8] {
    do throws(CryptoError) { return try hash.finish() } catch { throw Failure(.internal, cause: error.description) }
}
