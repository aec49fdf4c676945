import EventLoop
import Generation
private import Glibc

/// The files of the store. Names come from keys only; a file gets its name when its bytes are on the disk.
struct MediaFolder: Sendable {
    /// How much of a file is held at once while it is read.
    static let chunkBytes = 256 << 10

    /// Absolute, because other programs are told paths in it.
    private let root: String
    /// Where files are written before they have a name; on the same file system, so that renaming is atomic, and one
    /// place, so that what a crash left is found at once.
    private var incoming: String { "\(root)/.incoming" }
    /// Empty files named by keys: bytes that may be needed by nobody, if the server is killed now.
    private var doubtful: String { "\(root)/.doubtful" }

    init(_ path: String) throws(Failure) {
        do throws(SystemError) {
            try makeFolder("\(path)/.incoming")
            try makeFolder("\(path)/.doubtful")
        } catch {
            throw Failure(error)
        }
        guard let absolute = realpath(path, nil) else { throw Failure(SystemError(call: "realpath \(path)")) }
        defer { free(absolute) }
        root = String(cString: absolute)
        removeLeftovers()
    }

    func path(of key: MediaKey) -> String {
        "\(folder(of: key))/\(key.sha256).\(key.type.fileExtension)"
    }

    func thumbnailPath(of key: MediaKey) -> String {
        "\(folder(of: key))/\(key.sha256).\(ThumbnailLine.longerSide).png"
    }

    func temporaryPath(extension: String) -> String {
        "\(incoming)/\(String(UInt64.random(in: 0 ... .max), radix: 16)).\(`extension`)"
    }

    /// The path itself, if a file is there.
    func existing(_ path: String) -> String? {
        size(of: path) == nil ? nil : path
    }

    /// Nothing is written where the same bytes are kept already.
    func write(_ bytes: [UInt8], as key: MediaKey) throws(Failure) {
        guard size(of: path(of: key)) != key.size else { return }
        let temporary = temporaryPath(extension: "part")
        do throws(Failure) {
            try writeFile(bytes, at: temporary)
            try settle(temporary, at: path(of: key))
        } catch {
            discard(temporary)
            throw error
        }
    }

    /// Moves the file in; copies it where it lies on another file system.
    func takeOver(_ path: String, as key: MediaKey) throws(Failure) {
        guard size(of: self.path(of: key)) != key.size else { return discard(path) }
        do throws(Failure) {
            try settle(path, at: self.path(of: key))
        } catch  where error == MediaFolder.otherDevice {
            try copyOver(path, as: key)
        }
    }

    /// Not flushed: a killed process needs no more, and after a power cut a file too many is harmless.
    func mark(_ key: MediaKey) throws(Failure) {
        let path = markPath(of: key)
        let fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard fd >= 0 else { throw Failure(SystemError(call: "open \(path)")) }
        close(fd)
    }

    func unmark(_ key: MediaKey) {
        discard(markPath(of: key))
    }

    /// What is marked; the sizes are not known.
    func marked() -> [MediaKey] {
        names(in: doubtful).compactMap { name in
            let parts = name.split(separator: ".")
            guard parts.count == 2, let type = MediaType.allCases.first(where: { $0.fileExtension == parts[1] }) else {
                return nil
            }
            return MediaKey(sha256: String(parts[0]), type: type, size: 0)
        }
    }

    /// All bytes in pieces; gives back their number. Only a plain file is read, never through a link.
    func readWhole(
        _ path: String, _ take: (_ chunk: [UInt8]) throws(Failure) -> Void
    ) throws(Failure) -> Int {
        let fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard fd >= 0 else { throw Failure(SystemError(call: "open \(path)")) }
        defer { close(fd) }
        var status = stat()
        guard fstat(fd, &status) == 0 else { throw Failure(SystemError(call: "fstat \(path)")) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw Failure(.storageFailed, cause: "no plain file: \(path)") }
        var total = 0
        while true {
            let chunk = try readChunk(fd, path)
            if chunk.isEmpty { return total }
            total += chunk.count
            try take(chunk)
        }
    }

    /// Flushes a complete file and gives it its name, durably.
    func settle(_ temporary: String, at path: String) throws(Failure) {
        try flush(temporary, O_RDONLY | O_NOFOLLOW)
        let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
        let isNew = mkdir(folder, 0o700) == 0
        if rename(temporary, path) != 0 {
            guard errno != EXDEV else { throw MediaFolder.otherDevice }
            throw Failure(SystemError(call: "rename to \(path)"))
        }
        try flush(folder, O_RDONLY | O_DIRECTORY)
        if isNew { try flush(root, O_RDONLY | O_DIRECTORY) }
    }

    func remove(_ path: String) throws(Failure) {
        guard unlink(path) == 0 || errno == ENOENT else { throw Failure(SystemError(call: "unlink \(path)")) }
    }

    /// For files that are in the way and nothing more; what stays is removed at the next start.
    func discard(_ path: String) {
        unlink(path)
    }

    private static let otherDevice = Failure(.storageFailed, cause: "the file lies on another file system")

    private func markPath(of key: MediaKey) -> String { "\(doubtful)/\(key.sha256).\(key.type.fileExtension)" }

    private func folder(of key: MediaKey) -> String { "\(root)/\(key.sha256.prefix(2))" }

    private func size(of path: String) -> Int? {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(status.st_size)
    }

    private func writeFile(_ bytes: [UInt8], at path: String) throws(Failure) {
        let fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard fd >= 0 else { throw Failure(SystemError(call: "open \(path)")) }
        defer { close(fd) }
        try writeAll(bytes, to: fd, path)
    }

    private func copyOver(_ path: String, as key: MediaKey) throws(Failure) {
        let temporary = temporaryPath(extension: "part")
        do throws(Failure) {
            try copy(path, to: temporary)
            try settle(temporary, at: self.path(of: key))
        } catch {
            discard(temporary)
            throw error
        }
        discard(path)
    }

    private func copy(_ source: String, to path: String) throws(Failure) {
        let fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard fd >= 0 else { throw Failure(SystemError(call: "open \(path)")) }
        defer { close(fd) }
        _ = try readWhole(source) { chunk throws(Failure) in try writeAll(chunk, to: fd, path) }
    }

    private func writeAll(_ bytes: [UInt8], to fd: Int32, _ path: String) throws(Failure) {
        var start = 0
        while start < bytes.count {
            let count = bytes[start...].withUnsafeBytes { Glibc.write(fd, $0.baseAddress, $0.count) }
            guard count >= 0 || errno == EINTR else { throw Failure(SystemError(call: "write \(path)")) }
            start += max(0, count)
        }
    }

    private func readChunk(_ fd: Int32, _ path: String) throws(Failure) -> [UInt8] {
        while true {
            var count = 0
            // Because `read` fills it, and only what was filled counts.
            let chunk = [UInt8](unsafeUninitializedCapacity: MediaFolder.chunkBytes) { buffer, filled in
                count = Glibc.read(fd, buffer.baseAddress, buffer.count)
                filled = max(0, count)
            }
            if count >= 0 { return chunk }
            guard errno == EINTR else { throw Failure(SystemError(call: "read \(path)")) }
        }
    }

    private func flush(_ path: String, _ flags: Int32) throws(Failure) {
        let fd = open(path, flags | O_CLOEXEC)
        guard fd >= 0 else { throw Failure(SystemError(call: "open \(path)")) }
        defer { close(fd) }
        guard fsync(fd) == 0 else { throw Failure(SystemError(call: "fsync \(path)")) }
    }

    private func removeLeftovers() {
        for name in names(in: incoming) { discard("\(incoming)/\(name)") }
    }

    private func names(in path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let item = readdir(folder) {
            // The name is an array inside the record, ended by a zero byte (readdir(3)).
            let name = withUnsafePointer(to: &item.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}

extension Failure {
    init(_ error: SystemError) {
        let isFull = error.code == ENOSPC || error.code == EDQUOT
        self.init(isFull ? .storageFull : .storageFailed, cause: error.description)
    }
}
