import EventLoop
import Generation
private import Glibc

/// Replaces a file as a whole: bytes go to a temporary file beside it, which takes the name when they are on the disk.
/// Whoever opens the name meanwhile sees the old bytes or the new, never a part.
struct AtomicFile: ~Copyable {
    private let path: String
    private let temporaryPath: String
    private var fd: Int32
    private(set) var count = 0

    init(_ path: String) throws(Failure) {
        self.path = path
        temporaryPath = path + ".tmp"
        fd = open(temporaryPath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard fd >= 0 else { throw Failure(SystemError(call: "open \(temporaryPath)")) }
    }

    deinit {
        guard fd >= 0 else { return }
        close(fd)
        unlink(temporaryPath)
    }

    mutating func write(_ bytes: [UInt8]) throws(Failure) {
        var start = 0
        while start < bytes.count {
            let written = bytes[start...].withUnsafeBytes { Glibc.write(fd, $0.baseAddress, $0.count) }
            guard written >= 0 || errno == EINTR else { throw Failure(SystemError(call: "write \(temporaryPath)")) }
            start += max(0, written)
        }
        count += bytes.count
    }

    /// Durable when it returns. Nothing may be written afterwards.
    mutating func commit() throws(Failure) {
        guard fsync(fd) == 0 else { throw Failure(SystemError(call: "fsync \(temporaryPath)")) }
        guard rename(temporaryPath, path) == 0 else { throw Failure(SystemError(call: "rename to \(path)")) }
        close(fd)
        fd = -1
        try flushFolder(of: path)
    }

    private func flushFolder(of path: String) throws(Failure) {
        let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
        let fd = open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard fd >= 0 else { throw Failure(SystemError(call: "open \(folder)")) }
        defer { close(fd) }
        guard fsync(fd) == 0 else { throw Failure(SystemError(call: "fsync \(folder)")) }
    }
}
