import Doubles
import Generation
import History
import Media
import Testing

@Suite struct `A disk` {
    private let folder = TemporaryFolder()
    private let provider = ScriptedProvider(concurrency: 1)
    private let history: FillableHistory
    private let generator: Generator

    init() throws {
        history = FillableHistory(try SQLiteHistory(folder: folder.path))
        let clock = WallClock(
            now: { Moment(milliseconds: 1_795_179_909_000) },
            local: { _ in LocalTime(day: Day(daysSinceEpoch: 20_777), hour: 14, minute: 5, second: 9) })
        var limits = GenerationLimits()
        limits.flush = .milliseconds(1)
        limits.fullDiskPause = .milliseconds(1)
        limits.finishRetries = [.milliseconds(1)]
        generator = Generator(
            catalog: .init([.code: provider]), history: history,
            media: try FolderMediaStore(folder: folder.path) { _, _, _ throws(Failure) in }, clock: clock,
            limits: limits)
    }

    @Test func `that is full takes no prompt, and says why`() async throws {
        history.isFull = true
        let error = await #expect(throws: Failure.self) { try await begin("a") }
        #expect(error?.reason == .storageFull)
        #expect(provider.orders.isEmpty)
    }

    @Test func `that is full leaves an answer in memory until there is room, and who waits is told`() async throws {
        let gate = Gate()
        provider.load(.held(["Ein Teil "], gate, then: ["und der Rest"]))
        let entry = try await begin("a")
        try await untilAsked(1)
        history.isFull = true
        gate.open()
        let told = try await generator.entry(entry.id, atItsEndWithin: .seconds(60))
        #expect(told?.failure?.reason == .storageFull)
        #expect(try await history.entry(entry.id)?.status == .running)
        history.isFull = false
        let end = try await ended(entry)
        #expect(end.status == .succeeded)
        #expect(end.response == "Ein Teil und der Rest")
    }

    @Test func `that is full lets accepted prompts wait unasked until there is room`() async throws {
        let gate = Gate()
        provider.load(.held([], gate, then: ["eins"]), .text(["zwei"]))
        let first = try await begin("1")
        let second = try await begin("2")
        try await untilAsked(1)
        history.isFull = true
        gate.open()
        while history.refusals == 0 { await Task.yield() }
        #expect(provider.orders.count == 1)
        history.isFull = false
        #expect(try await ended(first).response == "eins")
        #expect(try await ended(second).response == "zwei")
        #expect(provider.orders.map(\.prompt.text) == ["1", "2"])
    }

    @Test func `that is full does not keep the server from ending`() async throws {
        provider.load(.held(["Ein Teil"], Gate(), then: []))
        let entry = try await begin("a")
        while try await history.entry(entry.id)?.response != "Ein Teil" { await Task.yield() }
        history.isFull = true
        await generator.shutDown(within: .zero)
        #expect(history.refusals > 0)
        #expect(try await history.entry(entry.id)?.status == .running)
        history.isFull = false
        #expect(try await history.recover(at: Moment(milliseconds: 0)).isEmpty)
        #expect(try await history.entry(entry.id)?.status == .interrupted)
        #expect(try await history.entry(entry.id)?.response == "Ein Teil")
    }

    @Test(.timeLimit(.minutes(1)))
    func `that is full does not keep the server from ending after somebody has stopped the entry`() async throws {
        provider.load(.held(["Ein Teil"], Gate(), then: []))
        let entry = try await begin("a")
        while try await history.entry(entry.id)?.response != "Ein Teil" { await Task.yield() }
        history.isFull = true
        try await generator.stop(entry)
        await generator.shutDown(within: .zero)
        #expect(try await history.entry(entry.id)?.status == .running)
    }

    @Test func `that is broken for too long leaves an entry that can be stopped and resumed`() async throws {
        let gate = Gate()
        provider.load(.held(["Ein Teil"], gate, then: []), .text(["Das Ganze"]))
        let entry = try await begin("a")
        while try await history.entry(entry.id)?.response != "Ein Teil" { await Task.yield() }
        history.trouble = .storageFailed
        gate.open()
        _ = try await generator.entry(entry.id, atItsEndWithin: .seconds(60))
        while await generator.activity(of: entry.id) != nil { await Task.yield() }
        history.trouble = nil
        let stranded = try #require(try await history.entry(entry.id))
        #expect(stranded.status == .running)
        try await generator.stop(stranded)
        let stopped = try await ended(entry)
        #expect(stopped.status == .interrupted)
        #expect(stopped.response == "Ein Teil")
        _ = try await generator.resume(stopped)
        #expect(try await ended(entry).response == "Das Ganze")
    }

    private func begin(_ text: String) async throws -> Entry {
        try await generator.begin(try Prompt(text, modality: .code), for: .first, with: Parameters())
    }

    private func untilAsked(_ count: Int) async throws {
        while provider.orders.count < count { try await Task.sleep(for: .milliseconds(1)) }
    }

    private func ended(_ entry: Entry) async throws -> Entry {
        while try await history.entry(entry.id)?.status.isFinal == false { try await Task.sleep(for: .milliseconds(1)) }
        return try #require(try await history.entry(entry.id))
    }
}
