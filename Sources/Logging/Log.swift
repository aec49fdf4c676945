private import Glibc
private import Synchronization

/// The app's log: one line an event, to a file that is rotated by size and, if asked, to standard error.
///
///     2026-11-20T14:05:09.123Z info request id=7f3a route=/chatlog/:date status=200 ms=3
///
/// Writing never throws: a log that can't be written (disk full) must not take the app down. Each line is one write(2)
/// of at most `maximumLineBytes`; line breaks and control characters in values become visible escapes.
package final class Log: Sendable {
    /// 8 KiB; a longer line is cut and says so.
    package static let maximumLineBytes = 8192

    private let minimumLevel: LogLevel
    private let alsoToStandardError: Bool
    private let file: Mutex<RotatingFile>
    private let now: @Sendable () -> Int64

    /// - Parameters:
    ///   - path: The file, made if missing; `nil` for none.
    ///   - maximumBytes: The size at which the file is renamed to `path.1` (and `.1` to `.2`, up to `keep` of them).
    ///   - now: Milliseconds since 1970, UTC.
    package init(
        path: String?, minimumLevel: LogLevel, alsoToStandardError: Bool, maximumBytes: Int = 10 << 20, keep: Int = 3,
        now: @escaping @Sendable () -> Int64
    ) {
        self.minimumLevel = minimumLevel
        self.alsoToStandardError = alsoToStandardError
        self.now = now
        file = Mutex(RotatingFile(path: path, maximumBytes: maximumBytes, keep: keep))
    }

    package func debug(_ message: @autoclosure () -> String, _ fields: KeyValuePairs<String, String> = [:]) {
        write(.debug, message, fields)
    }

    package func info(_ message: @autoclosure () -> String, _ fields: KeyValuePairs<String, String> = [:]) {
        write(.info, message, fields)
    }

    package func warning(_ message: @autoclosure () -> String, _ fields: KeyValuePairs<String, String> = [:]) {
        write(.warning, message, fields)
    }

    package func error(_ message: @autoclosure () -> String, _ fields: KeyValuePairs<String, String> = [:]) {
        write(.error, message, fields)
    }

    private func write(_ level: LogLevel, _ message: () -> String, _ fields: KeyValuePairs<String, String>) {
        guard level >= minimumLevel else { return }
        var line = LogLine(milliseconds: now(), level: level)
        line.add(message())
        for (key, value) in fields { line.add(key: key, value: value) }
        let bytes = line.finished(maximum: Log.maximumLineBytes)
        file.withLock { $0.append(bytes) }
        if alsoToStandardError { writeAll(bytes, to: STDERR_FILENO) }
    }
}

/// Writes what the descriptor takes; what it refuses is lost, on purpose (see `Log`).
func writeAll(_ bytes: [UInt8], to descriptor: Int32) {
    bytes.withUnsafeBytes { buffer in
        var written = 0
        while written < buffer.count {
            // Inside the buffer because `written` is below its count.
            let count = Glibc.write(descriptor, buffer.baseAddress! + written, buffer.count - written)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return }
            written += count
        }
    }
}
