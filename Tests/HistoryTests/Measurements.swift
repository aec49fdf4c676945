import Doubles
import FoundationEssentials
import Generation
import Testing

@testable import History

/// Figures, not promises: `MEASURE=100000 swift test -c release -Xswiftc -enable-testing --filter Measurements`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["MEASURE"] != nil, "runs only when MEASURE names a number"))
struct Measurements {
    private let clock = ContinuousClock()

    @Test func `a history of many entries`() async throws {
        let count = Int(ProcessInfo.processInfo.environment["MEASURE"] ?? "") ?? 1000
        let folder = TemporaryFolder()
        let history = try SQLiteHistory(folder: folder.path)
        let text = String(repeating: "let answer = 42 // and a little more of it\n", count: 30)
        let writing = try await clock.measure { try await fill(history, count, text) }
        let size = try FileManager.default.attributesOfItem(atPath: folder.file("chatlog.sqlite"))[.size] as? UInt64
        print("\(count) entries begun, started, finished in \(writing), database \(size ?? 0) bytes")

        let day = Day(daysSinceEpoch: november.daysSinceEpoch + 1)
        try await report("a page of 50 lines") {
            try await history.lines(on: day, of: .first, from: .after(500), limit: 50)
        }
        try await report("the 20 newest") { try await history.latest(of: .first, limit: 20) }
        try await report("400 days") { try await history.days(of: .first, from: .newest, limit: 400) }
        try await report("200 lines and what is around them") {
            _ = try await history.part(of: day, of: .first, from: .first, limit: 200)
        }
        try await report("an entry") {
            try await history.place(at: EntryAddress(day: day, index: 700), of: .first)
        }
        try await report("the newest picture") { try await history.newestMedia(of: .image, account: .first) }
        try await report("begin, alone") { try await history.begin(try draft(), on: day, at: noon) }
        let files = try DayFiles(of: history, in: folder.path) { Issue.record("\($0)") }
        let flushing = await clock.measure { await files.flush() }
        print("all day files in \(flushing), \(await files.writtenBytes) bytes")
        await history.close()
    }

    /// 64 writers at once, a thousand entries a day.
    private func fill(_ history: SQLiteHistory, _ count: Int, _ text: String) async throws {
        try await withThrowingTaskGroup { group in
            for worker in 0..<64 {
                group.addTask {
                    for number in stride(from: worker, to: count, by: 64) {
                        let isPicture = number % 10 == 0
                        let media = isPicture ? [NewMedia(stem: "picture_\(number)", key: key(number))] : []
                        try await history.made(
                            try draft("Question \(number)", isPicture ? .image : .code), text: text, media: media,
                            on: Day(daysSinceEpoch: november.daysSinceEpoch + number / 1000))
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private func report<T>(_ what: String, _ ask: () async throws -> T) async throws {
        var times: [Duration] = []
        for _ in 0..<200 { times.append(try await clock.measure { _ = try await ask() }) }
        times.sort()
        print("\(what): median \(times[100]), slowest of 200 \(times[199])")
    }
}
