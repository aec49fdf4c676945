import Doubles
import FoundationEssentials
import Generation
import Synchronization
import Testing

@testable import History

@Suite struct `Day files` {
    let folder: TemporaryFolder
    let history: SQLiteHistory
    let clock = ManualUptime()
    let files: DayFiles

    init() throws {
        folder = TemporaryFolder()
        history = try SQLiteHistory(folder: folder.path)
        files = try DayFiles(of: history, in: folder.path, uptime: { [clock] in clock.now }, sleep: clock.sleep) {
            Issue.record("\($0)")
        }
    }

    @Test func `have the original's form, its two keys first, one line an entry`() async throws {
        try await history.made(try draft("Say \"hello\"\n\u{1} 日本語"), text: "print(\"a\\b\")\r\n\t")
        try await history.made(try draft("A cat", .image), text: "", media: [NewMedia(stem: "cat", key: key(1))])
        let long = try await history.begin(try draft("Long"), on: november, at: noon)
        _ = try await history.finish(
            long.id, with: Ending(status: .succeeded, text: "on and on", isTruncated: true), at: noon)
        let failed = try await history.begin(try draft("Broken"), on: november, at: noon)
        let failure = Failure(.rateLimited, cause: "not for the file")
        _ = try await history.finish(failed.id, with: Ending(status: .failed, text: "", failure: failure), at: noon)
        await files.writeDue()
        let text = try #require(folder.text("days/2026-11-20.json"))
        let common = "\"time\": \"2026-11-20T11:00:00.000Z\", \"provider\": \"embedded\", \"model\": \"tiny-1\""
        #expect(
            text == """
                {"2026-11-20": [
                {"prompt": "Say \\"hello\\"\\n\\u0001 日本語", "response": "print(\\"a\\\\b\\")\\r\\n\\t", "index": 0, \
                "kind": "code", "status": "succeeded", \(common)},
                {"prompt": "A cat", "response": "/static/cat.png", "index": 1, \
                "kind": "image", "status": "succeeded", \(common)},
                {"prompt": "Long", "response": "on and on", "index": 2, \
                "kind": "code", "status": "succeeded", \(common), "truncated": true},
                {"prompt": "Broken", "response": "", "index": 3, \
                "kind": "code", "status": "failed", \(common), "failure": "rateLimited"}
                ]}

                """)
        #expect(try folder.day("2026-11-20").map(\.prompt) == ["Say \"hello\"\n\u{1} 日本語", "A cat", "Long", "Broken"])
        #expect(folder.names(in: "days") == ["2026-11-20.json"])
    }

    @Test func `say what a reviewer said, in further keys that older readers pass over`() async throws {
        let entry = try await history.made(try draft("One"), text: "1")
        try await history.made(try draft("Two"), text: "2")
        await files.writeDue()
        for change in [ReviewChange.star(true), .reviewed(true), .note(try Note("Fine,\nbut \"long\""))] {
            _ = try await history.review(entry.address, of: .first, change)
        }
        clock.advance(.seconds(1))
        await files.writeDue()
        let lines = try #require(folder.text("days/2026-11-20.json")).split(separator: "\n")
        #expect(lines[1].hasPrefix("{\"prompt\": \"One\", \"response\": \"1\", \"index\": 0,"))
        #expect(
            lines[1].hasSuffix(
                ", \"starred\": true, \"reviewed\": true, \"note\": \"Fine,\\nbut \\\"long\\\"\"},"))
        #expect(!lines[2].contains("review") && !lines[2].contains("starred") && !lines[2].contains("note"))
        #expect(try folder.day("2026-11-20").map(\.prompt) == ["One", "Two"])
        _ = try await history.review(entry.address, of: .first, .star(false))
        clock.advance(.seconds(1))
        await files.writeDue()
        #expect(folder.text("days/2026-11-20.json")?.contains("starred") == false)
    }

    @Test func `show an entry that waits or runs as soon as another has ended`() async throws {
        let waiting = try await history.begin(try draft("Waiting"), on: november, at: noon)
        await files.writeDue()
        #expect(folder.text("days/2026-11-20.json") == nil)
        try await history.made(try draft("Done"))
        await files.writeDue()
        #expect(try folder.day("2026-11-20").map(\.prompt) == ["Waiting", "Done"])
        _ = try await history.finish(waiting.id, with: Ending(status: .cancelled, text: ""), at: noon)
        clock.advance(.seconds(1))
        await files.writeDue()
        #expect(folder.text("days/2026-11-20.json")?.contains("\"status\": \"cancelled\"") == true)
    }

    @Test func `leave deleted entries out and keep the others' places`() async throws {
        for number in 0..<4 { try await history.made(try draft("Question \(number)")) }
        _ = try await history.delete(EntryAddress(day: november, index: 1), of: .first, at: noon)
        await files.flush()
        #expect(try folder.day("2026-11-20").map(\.index) == [0, 2, 3])
        for index in [0, 2, 3] {
            _ = try await history.delete(EntryAddress(day: november, index: index), of: .first, at: noon)
        }
        await files.flush()
        #expect(folder.text("days/2026-11-20.json") == "{\"2026-11-20\": [\n]}\n")
    }

    @Test func `are written at most once a second, and then hold the newest`() async throws {
        try await history.made(try draft("One"))
        await files.writeDue()
        #expect(try folder.day("2026-11-20").count == 1)
        try await history.made(try draft("Two"))
        clock.advance(.milliseconds(900))
        await files.writeDue()
        #expect(try folder.day("2026-11-20").count == 1)
        clock.advance(.milliseconds(100))
        await files.writeDue()
        #expect(try folder.day("2026-11-20").count == 2)
        let bytes = await files.writtenBytes
        clock.advance(.seconds(60))
        await files.writeDue()
        #expect(await files.writtenBytes == bytes, "nothing changed, nothing is written")
    }

    @Test func `are written at the end, whatever the clock says`() async throws {
        try await history.made(try draft("One"))
        await files.writeDue()
        try await history.made(try draft("Two"))
        await files.flush()
        #expect(try folder.day("2026-11-20").count == 2)
    }

    @Test func `are brought up to date after a crash`() async throws {
        try await history.made(try draft("One"))
        await files.flush()
        try await history.made(try draft("Two"))
        // The server dies here; the next one knows by the database what the file lacks.
        await history.close()
        let next = try SQLiteHistory(folder: folder.path)
        let files = try DayFiles(of: next, in: folder.path) { Issue.record("\($0)") }
        await files.writeDue()
        #expect(try folder.day("2026-11-20").count == 2)
        await next.close()
    }

    @Test func `of other accounts stand apart`() async throws {
        try await history.made(try draft("Mine"))
        try await history.made(try draft("Theirs", of: AccountID(7)))
        await files.flush()
        #expect(try folder.day("2026-11-20").map(\.prompt) == ["Mine"])
        #expect(try folder.day("2026-11-20", in: "days/7").map(\.prompt) == ["Theirs"])
    }

    @Test func `are written by the running task as changes come`() async throws {
        let running = Task { await files.run() }
        for number in 1...3 {
            try await history.made(try draft("Question \(number)"))
            while try folder.text("days/2026-11-20.json") == nil || folder.day("2026-11-20").count < number {
                clock.advance(.seconds(1))
                await Task.yield()
            }
        }
        running.cancel()
        await running.value
    }

    @Test func `that can not be written are reported and tried again`() async throws {
        let reports = Mutex(0)
        try FileManager.default.createDirectory(
            atPath: folder.file("days/2026-11-20.json"), withIntermediateDirectories: true)
        let files = try DayFiles(of: history, in: folder.path, uptime: { clock.now }, sleep: clock.sleep) { failure in
            #expect(failure.reason == .storageFailed)
            reports.withLock { $0 += 1 }
        }
        try await history.made(try draft())
        await files.flush()
        #expect(reports.withLock { $0 } == 1)
        #expect(folder.names(in: "days") == ["2026-11-20.json"], "nothing half written stays")
        try FileManager.default.removeItem(atPath: folder.file("days/2026-11-20.json"))
        await files.flush()
        #expect(try folder.day("2026-11-20").count == 1)
        #expect(reports.withLock { $0 } == 1)
    }

    @Test func `agree with the database after any work`() async throws {
        var random = SeededGenerator(state: 11)
        let days = (0..<3).map { Day(daysSinceEpoch: november.daysSinceEpoch + $0) }
        var alive: [Day: [Int: Entry]] = [:]
        for step in 0..<120 {
            let day = days[Int.random(in: 0..<3, using: &random)]
            if Int.random(in: 0..<4, using: &random) == 0, let entry = alive[day]?.values.min(by: { $0.uuid < $1.uuid })
            {
                _ = try await history.delete(entry.address, of: .first, at: noon)
                alive[day]?[entry.address.index] = nil
            } else {
                let text = String(repeating: "Answer \(step) ", count: Int.random(in: 0..<3000, using: &random))
                let entry = try await history.made(try draft("Question \(step)"), text: text, on: day)
                alive[day, default: [:]][entry.address.index] = entry
            }
            clock.advance(.milliseconds(Int.random(in: 0..<700, using: &random)))
            await files.writeDue()
        }
        await files.flush()
        for day in days {
            let expected = alive[day, default: [:]].sorted { $0.key < $1.key }
            let lines = try folder.day(day.description)
            #expect(lines.map(\.index) == expected.map(\.key))
            #expect(lines.map(\.prompt) == expected.map(\.value.prompt))
            #expect(lines.map(\.response) == expected.map(\.value.response))
        }
    }

    @Test func `of a day of 5,000 entries cost at most 50 MB of writes`() async throws {
        let text = String(repeating: "A line of an answer.\n", count: 50)
        for _ in 0..<200 {
            try await withThrowingTaskGroup { group in
                for _ in 0..<25 { group.addTask { try await history.made(try draft(), text: text) } }
                try await group.waitForAll()
            }
            clock.advance(.seconds(430))
            await files.writeDue()
        }
        await files.flush()
        let size = try #require(folder.text("days/2026-11-20.json")).utf8.count
        let written = await files.writtenBytes
        #expect(size > 5_000_000)
        #expect(written > 2 * size && written <= 50_000_000, "\(written) bytes for a file of \(size)")
        #expect(try folder.day("2026-11-20").count == 5000)
    }
}

/// An uptime that moves when it is told; whoever sleeps goes on at once, so that the test's own steps set the pace.
final class ManualUptime: Sendable {
    private let state = Mutex(Duration.zero)
    var now: Duration { state.withLock { $0 } }
    func advance(_ duration: Duration) { state.withLock { $0 += duration } }

    @Sendable func sleep(_ duration: Duration) async throws {
        await Task.yield()
        try Task.checkCancellation()
    }
}

/// One line of a day's file, as the original's readers see it.
struct DayLine: Decodable {
    let prompt: String
    let response: String
    let index: Int
}

extension TemporaryFolder {
    func text(_ name: String) -> String? {
        (try? Data(contentsOf: URL(filePath: file(name)))).map { String(decoding: $0, as: UTF8.self) }
    }

    func day(_ day: String, in folder: String = "days") throws -> [DayLine] {
        let bytes = try Data(contentsOf: URL(filePath: file("\(folder)/\(day).json")))
        return try #require(try JSONDecoder().decode([String: [DayLine]].self, from: bytes)[day])
    }
}
