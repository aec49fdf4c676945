private import Glibc

/// A file that is appended to and, when it has grown too large, moved aside: `app.log` → `app.log.1` → `app.log.2` …
struct RotatingFile: ~Copyable {
    private let path: String?
    private let maximumBytes: Int
    private let keep: Int
    private var descriptor: Int32 = -1
    private var size = 0

    init(path: String?, maximumBytes: Int, keep: Int) {
        self.path = path
        self.maximumBytes = maximumBytes
        self.keep = keep
        open()
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    mutating func append(_ bytes: [UInt8]) {
        if size > 0, size + bytes.count > maximumBytes { rotate() }
        guard descriptor >= 0 else { return }
        writeAll(bytes, to: descriptor)
        size += bytes.count
    }

    private mutating func open() {
        guard let path else { return }
        descriptor = Glibc.open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { return }
        size = max(0, Int(lseek(descriptor, 0, SEEK_END)))
    }

    private mutating func rotate() {
        guard let path else { return }
        if descriptor >= 0 { close(descriptor) }
        // The oldest is overwritten; a rename that fails leaves the lines in the present file, which is better than none.
        for number in stride(from: keep - 1, through: 1, by: -1) {
            rename("\(path).\(number)", "\(path).\(number + 1)")
        }
        rename(path, "\(path).1")
        open()
    }
}
