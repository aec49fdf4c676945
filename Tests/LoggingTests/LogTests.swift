private import Glibc
import Logging
import Testing

@Suite struct `The log` {
    private let folder = TemporaryFolder()

    private func log(maximumBytes: Int = 1 << 20, level: LogLevel = .debug) -> Log {
        Log(
            path: folder.path + "/app.log", minimumLevel: level, alsoToStandardError: false,
            maximumBytes: maximumBytes, now: { 1_795_183_509_123 })
    }

    @Test func `a line has time, level, message and fields`() {
        log().info("request", ["id": "7f3a", "route": "/chatlog/:date", "note": "two words"])
        #expect(
            folder.read("app.log")
                == "2026-11-20T14:05:09.123Z info request id=7f3a route=/chatlog/:date note=\"two words\"\n")
    }

    @Test func `an event cannot forge a second line`() {
        log().info("x", ["value": "a\n2026-01-01T00:00:00.000Z error forged\u{1B}[31m"])
        let text = folder.read("app.log")
        #expect(text.split(separator: "\n").count == 1)
        #expect(!text.contains("\u{1B}"))
    }

    @Test func `levels below the minimum are not written`() {
        log(level: .warning).info("quiet")
        log(level: .warning).warning("loud")
        #expect(folder.read("app.log").hasSuffix("warning loud\n"))
        #expect(!folder.read("app.log").contains("quiet"))
    }

    @Test func `a long line is cut between characters`() {
        log().info(String(repeating: "ä", count: 9000))
        let text = folder.read("app.log")
        #expect(text.utf8.count <= Log.maximumLineBytes)
        #expect(text.hasSuffix("ä …cut\n"))
    }

    @Test func `the file is rotated by size and the oldest goes`() {
        let log = log(maximumBytes: 200)
        for number in 0..<40 { log.info("line \(number)") }
        #expect(folder.read("app.log").utf8.count <= 200)
        #expect(folder.read("app.log").contains("line 39"))
        #expect(!folder.read("app.log.3").isEmpty)
        #expect(folder.read("app.log.4").isEmpty)
    }
}

private final class TemporaryFolder: Sendable {
    let path: String

    init() {
        var template = Array("/tmp/tagwerk-log-XXXXXX".utf8CString)
        path = mkdtemp(&template).map { String(cString: $0) } ?? "/tmp"
    }

    deinit {
        for name in ["app.log", "app.log.1", "app.log.2", "app.log.3", "app.log.4"] { unlink(path + "/" + name) }
        rmdir(path)
    }

    func read(_ name: String) -> String {
        let descriptor = open(path + "/" + name, O_RDONLY)
        guard descriptor >= 0 else { return "" }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = Glibc.read(descriptor, &bytes, bytes.count)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }
}
