private import CMagic
private import Synchronization

/// What libmagic refused: what we were doing, and its own words.
package struct FileMagicError: Error, Sendable, Hashable, CustomStringConvertible {
    package let operation: String
    package let message: String
    package var description: String { "\(operation): \(message)" }
}

/// Says what bytes are by looking at them (libmagic(3)). One at a time: the handle is used under a lock, so an answer
/// may have to wait for another's; call it from a thread that may block.
package final class MediaTypeDetector: Sendable {
    /// More of a file's beginning is not looked at; the types this app knows show themselves within a few bytes.
    package static let sampleBytes = 64 << 10

    private let handle: Mutex<Handle>

    /// Reads the system's database of types, a few megabytes.
    package init() throws(FileMagicError) {
        handle = Mutex(try Handle())
    }

    /// `image/png`, `text/plain`, `application/octet-stream`: always a media type, without parameters.
    package func mediaType(of bytes: [UInt8]) throws(FileMagicError) -> String {
        let answer: Result<String, FileMagicError> = handle.withLock { $0.mediaType(of: bytes) }
        return try answer.get()
    }
}

/// Owns libmagic's cookie.
private struct Handle: ~Copyable {
    private let cookie: magic_t

    init() throws(FileMagicError) {
        cookie = try Handle.open()
    }

    deinit {
        magic_close(cookie)
    }

    func mediaType(of bytes: [UInt8]) -> Result<String, FileMagicError> {
        let sample = min(bytes.count, MediaTypeDetector.sampleBytes)
        guard let answer = bytes.withUnsafeBytes({ magic_buffer(cookie, $0.baseAddress, sample) }) else {
            return .failure(FileMagicError(operation: "magic_buffer", message: Handle.message(of: cookie)))
        }
        // libmagic's own memory until its next call; copied here.
        return .success(String(cString: answer))
    }

    private static func open() throws(FileMagicError) -> magic_t {
        // No looking into compressed files, archives or devices: only what the bytes themselves say.
        let flags = MAGIC_MIME_TYPE | MAGIC_ERROR | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_TAR | MAGIC_NO_CHECK_ELF
        guard let cookie = magic_open(flags) else {
            throw FileMagicError(operation: "magic_open", message: "out of memory")
        }
        guard magic_load(cookie, nil) == 0 else {
            defer { magic_close(cookie) }
            throw FileMagicError(operation: "magic_load", message: message(of: cookie))
        }
        return cookie
    }

    private static func message(of cookie: magic_t) -> String {
        magic_error(cookie).map { String(cString: $0) } ?? "no reason given"
    }
}
