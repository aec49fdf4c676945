import Doubles
import Generation
import History
import Media
import Synchronization
import Testing

/// Generator over a real history and media folder, with a scripted provider.
private struct World {
    let folder = TemporaryFolder()
    let provider: ScriptedProvider
    let history: SQLiteHistory
    let media: FolderMediaStore
    let generator: Generator
    let clock: WallClock

    init(_ answers: [ScriptedProvider.Answer] = [], concurrency: Int = 4) throws {
        provider = ScriptedProvider(concurrency: concurrency, answers)
        history = try SQLiteHistory(folder: folder.path)
        media = try FolderMediaStore(folder: folder.path) { _, _, _ throws(Failure) in }
        clock = WallClock(
            now: { Moment(milliseconds: 1_795_179_909_000) },
            local: { _ in LocalTime(day: Day(daysSinceEpoch: 20_777), hour: 14, minute: 5, second: 9) })
        var limits = GenerationLimits()
        limits.flush = .milliseconds(1)
        limits.readinessPoll = .milliseconds(1)
        limits.pulse = .milliseconds(5)
        generator = Generator(
            catalog: .init([.code: provider, .image: provider, .imageEdit: provider]), history: history, media: media,
            clock: clock,
            limits: limits)
    }

    func begin(_ text: String, _ modality: Modality = .code) async throws -> Entry {
        try await generator.begin(try Prompt(text, modality: modality), for: .first, with: Parameters())
    }

    func untilProgress(of entry: Entry, is percent: Int) async throws {
        for _ in 0..<2000 where await generator.activity(of: entry.id) != .progressing(percent: percent) {
            try await Task.sleep(for: .milliseconds(5))
        }
        #expect(await generator.activity(of: entry.id) == .progressing(percent: percent))
    }

    func end(_ entry: Entry) async throws -> Entry {
        try #require(try await generator.entry(entry.id, atItsEndWithin: .seconds(30)))
    }
}

@Suite struct `The generator` {
    @Test func `an accepted prompt is in the history before the provider is asked`() async throws {
        let gate = Gate()
        let world = try World([.held([], gate, then: ["b"])])
        let entry = try await world.begin("a")
        #expect(entry.status == .queued)
        #expect(try await world.history.entry(entry.id)?.prompt == "a")
        gate.open()
        let end = try await world.end(entry)
        #expect(end.status == .succeeded)
        #expect(end.response == "b")
    }

    @Test func `received text is stored while it comes`() async throws {
        let gate = Gate()
        let world = try World([.held(["Ein ", "Teil"], gate, then: [])])
        let entry = try await world.begin("a")
        var stored = ""
        for _ in 0..<2000 where stored != "Ein Teil" {
            stored = try await world.history.entry(entry.id)?.response ?? ""
            try await Task.sleep(for: .milliseconds(1))
        }
        #expect(stored == "Ein Teil")
        gate.open()
        _ = try await world.end(entry)
    }

    @Test func `a provider takes no more at once than it says, and the rest wait in order`() async throws {
        let gate = Gate()
        let world = try World([.held([], gate, then: ["1"]), .text(["2"]), .text(["3"])], concurrency: 1)
        let first = try await world.begin("eins")
        let second = try await world.begin("zwei")
        let third = try await world.begin("drei")
        #expect(await world.generator.activity(of: second.id) == .inLine(position: 1))
        #expect(await world.generator.activity(of: third.id) == .inLine(position: 2))
        gate.open()
        #expect(try await world.end(third).response == "3")
        #expect(try await world.end(first).response == "1")
        #expect(world.provider.orders.map(\.prompt.text) == ["eins", "zwei", "drei"])
    }

    @Test func `text does not wait behind the pictures of the same provider`() async throws {
        let gate = Gate()
        let world = try World([.held([], gate, then: []), .text(["Text"])], concurrency: 1)
        let picture = try await world.begin("Bild", .image)
        let waiting = try await world.begin("noch eins", .image)
        let text = try await world.begin("Frage")
        #expect(try await world.end(text).response == "Text")
        #expect(await world.generator.activity(of: waiting.id) == .inLine(position: 1))
        #expect(await world.generator.activity(of: picture.id) == .running)
        gate.open()
    }

    @Test func `a waiting entry can be stopped and its provider is never asked`() async throws {
        let gate = Gate()
        let world = try World([.held([], gate, then: [])], concurrency: 1)
        let first = try await world.begin("eins")
        let second = try await world.begin("zwei")
        try await world.generator.stop(second)
        #expect(try await world.history.entry(second.id)?.status == .cancelled)
        gate.open()
        _ = try await world.end(first)
        #expect(world.provider.orders.count == 1)
    }

    @Test func `an entry waits queued until its provider is ready`() async throws {
        let world = try World([.text(["da"])])
        world.provider.become(.preparing(percent: 37))
        let entry = try await world.begin("a")
        for _ in 0..<2000 where await world.generator.activity(of: entry.id) != .preparing(percent: 37) {
            try await Task.sleep(for: .milliseconds(1))
        }
        #expect(await world.generator.activity(of: entry.id) == .preparing(percent: 37))
        #expect(try await world.history.entry(entry.id)?.status == .queued)
        world.provider.become(.ready)
        #expect(try await world.end(entry).response == "da")
    }

    @Test func `a provider that will not be ready fails the entry with its reason`() async throws {
        let world = try World()
        world.provider.become(.unavailable(.modelMissing))
        let end = try await world.end(try await world.begin("a"))
        #expect(end.status == .failed)
        #expect(end.failure?.reason == .modelMissing)
    }

    @Test func `a waiting client that leaves ends its waiting, not the job`() async throws {
        let gate = Gate()
        let world = try World([.held([], gate, then: ["fertig"])])
        let entry = try await world.begin("a")
        let client = Task { try await world.generator.entry(entry.id, atItsEndWithin: .seconds(60)) }
        client.cancel()
        #expect(try await client.value?.status.isFinal == false)
        gate.open()
        #expect(try await world.end(entry).response == "fertig")
    }

    @Test func `a failed attempt keeps what came and says why`() async throws {
        let world = try World([.failure(Failure(.answerCut, cause: "no end"), after: ["halb"])])
        let end = try await world.end(try await world.begin("a"))
        #expect(end.status == .failed)
        #expect(end.response == "halb")
        #expect(end.failure == Failure(.answerCut, cause: "no end"))
    }

    @Test func `a resumed entry shows the old text until the new one is complete`() async throws {
        let gate = Gate()
        let world = try World([.failure(Failure(.answerCut), after: ["alt"]), .held(["neu"], gate, then: ["er"])])
        let failed = try await world.end(try await world.begin("a"))
        let resumed = try await world.generator.resume(failed)
        #expect(resumed.attempt == 2)
        #expect(try await world.history.entry(failed.id)?.response == "alt")
        gate.open()
        #expect(try await world.end(failed).response == "neuer")
    }

    @Test func `an entry that is deleted while it runs stays deleted, and so do its files`() async throws {
        let world = try World([.image(Samples.png())])
        let entry = try await world.begin("a", .image)
        #expect(try await world.generator.delete(entry.address, of: .first))
        #expect(try await world.generator.entry(entry.id, atItsEndWithin: .seconds(10)) == nil)
        #expect(try await world.history.place(at: entry.address, of: .first) == .tombstone)
        #expect(try await world.history.newestMedia(of: .image, account: .first) == nil)
    }

    @Test func `a clock that is set while an entry runs does not make it longer or shorter`() async throws {
        let gate = Gate()
        let provider = ScriptedProvider("scripted", [.held(["a"], gate, then: [])])
        let folder = TemporaryFolder()
        let history = try SQLiteHistory(folder: folder.path)
        let time = Mutex((wall: Int64(1_795_179_909_000), uptime: Duration.seconds(5)))
        let clock = WallClock(
            now: { Moment(milliseconds: time.withLock { $0.wall }) },
            local: { _ in LocalTime(day: Day(daysSinceEpoch: 20_777), hour: 14, minute: 5, second: 9) },
            uptime: { time.withLock { $0.uptime } })
        let generator = Generator(
            catalog: .init([.code: provider]), history: history,
            media: try FolderMediaStore(folder: folder.path) { _, _, _ throws(Failure) in }, clock: clock)
        let entry = try await generator.begin(try Prompt("a", modality: .code), for: .first, with: Parameters())
        await generator.liveText(of: entry.id)?.more(than: 0)
        time.withLock { $0 = ($0.wall - 7_200_000, $0.uptime + .seconds(3)) }
        #expect(await generator.time(of: entry.id) == Moment(milliseconds: 1_795_179_912_000))
        gate.open()
        let end = try #require(try await generator.entry(entry.id, atItsEndWithin: .seconds(30)))
        #expect(end.duration == 3000)
        #expect(end.firstByteAt == end.startedAt)
    }

    @Test func `a picture that a crash left without a name is gone at the next start, a named one stays`() async throws
    {
        let world = try World([.image(Samples.png(1))])
        let named = try await world.end(try await world.begin("a", .image))
        let kept = try #require(named.media.first?.key)
        await world.media.doubt(kept)
        let lost = try await world.media.keep(.bytes(Samples.png(2)))
        // The server dies here.
        let media = try FolderMediaStore(folder: world.folder.path) { _, _, _ throws(Failure) in }
        let clock = WallClock(
            now: { Moment(milliseconds: 0) },
            local: { _ in LocalTime(day: Day(daysSinceEpoch: 0), hour: 0, minute: 0, second: 0) })
        let next = Generator(
            catalog: .init([.image: world.provider]), history: world.history, media: media, clock: clock)
        try await next.recover()
        #expect(await media.path(of: lost) == nil)
        #expect(await media.path(of: kept) != nil)
        #expect(await media.doubtful().isEmpty)
    }

    @Test func `X6 a hundred pictures in one second have a hundred names`() async throws {
        let world = try World((0..<100).map { .image(Samples.png(UInt8($0))) }, concurrency: 100)
        let entries = try await withThrowingTaskGroup(of: Entry.self) { group in
            for number in 0..<100 { group.addTask { try await world.begin("\(number)", .image) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        var names: Set<String> = []
        for entry in entries { names.formUnion(try await world.end(entry).media.map(\.name)) }
        #expect(names.count == 100)
        #expect(names.contains("generated_image_20261120_140509.png"))
        #expect(names.contains("generated_image_20261120_140509_100.png"))
    }

    @Test func `readers of a silent attempt are woken now and then, and those in line when it moves`() async throws {
        let gate = Gate()
        let world = try World([.held([], gate, then: ["a"]), .text(["b"])], concurrency: 1)
        let silent = try await world.begin("schweigt")
        let waiting = try await world.begin("wartet")
        #expect(await world.generator.activity(of: waiting.id) == .inLine(position: 1))
        let text = try #require(await world.generator.liveText(of: silent.id))
        await text.more(than: 0, calls: text.calls)
        #expect(text.count == 0)
        gate.open()
        #expect(try await world.end(waiting).response == "b")
    }

    @Test func `at the end of the server those who wait for a queued prompt are let go`() async throws {
        let world = try World([.held(["Teil"], Gate(), then: [])], concurrency: 1)
        _ = try await world.begin("lief")
        let queued = try await world.begin("wartete")
        let text = try #require(await world.generator.liveText(of: queued.id))
        async let told = world.end(queued)
        await world.generator.shutDown(within: .zero)
        #expect(try await told.failure?.reason == .shuttingDown)
        #expect(text.part(from: 0)?.isLast == true)
        #expect(try await world.history.entry(queued.id)?.status == .queued)
    }

    @Test func `at the end of the server a queued prompt can still be stopped, and is not run later`() async throws {
        let world = try World([.held(["Teil"], Gate(), then: [])], concurrency: 1)
        _ = try await world.begin("lief")
        let queued = try await world.begin("wartete")
        await world.generator.shutDown(within: .zero)
        try await world.generator.stop(queued)
        #expect(try await world.history.entry(queued.id)?.status == .cancelled)
    }

    @Test func `at the end of the server running entries are marked and queued ones run at the next start`()
        async throws
    {
        let world = try World([.held(["Teil"], Gate(), then: [])], concurrency: 1)
        let running = try await world.begin("lief")
        let queued = try await world.begin("wartete")
        await world.generator.liveText(of: running.id)?.more(than: 0)
        await world.generator.shutDown(within: .zero)
        #expect(try await world.history.entry(running.id)?.status == .interrupted)
        #expect(try await world.history.entry(running.id)?.response == "Teil")
        #expect(try await world.history.entry(queued.id)?.status == .queued)
        let provider = ScriptedProvider("scripted", [.text(["nun"])])
        let next = Generator(
            catalog: .init([.code: provider]), history: world.history, media: world.media,
            clock: WallClock(
                now: { Moment(milliseconds: 0) },
                local: { _ in LocalTime(day: Day(daysSinceEpoch: 0), hour: 0, minute: 0, second: 0) }))
        try await next.recover()
        let end = try await next.entry(queued.id, atItsEndWithin: .seconds(30))
        #expect(end?.response == "nun")
        #expect(provider.orders.map(\.prompt.text) == ["wartete"])
    }

    @Test func `a job at a provider outlives this program, is asked about again and never begun twice`() async throws {
        let gate = Gate()
        let world = try World([.job("p-1", gate, then: Samples.png()), .job("p-2", gate, then: Samples.png())])
        let entry = try await world.begin("film", .image)
        try await world.untilProgress(of: entry, is: 40)
        await world.generator.shutDown(within: .zero)
        #expect(world.provider.cancelled == [])
        #expect(try await world.history.entry(entry.id)?.status == .running)
        gate.open()
        let next = Generator(
            catalog: .init([.image: world.provider]), history: world.history, media: world.media, clock: world.clock)
        try await next.recover()
        let end = try #require(try await next.entry(entry.id, atItsEndWithin: .seconds(30)))
        #expect(end.status == .succeeded && end.attempt == 1 && end.media.count == 1)
        #expect(world.provider.orders.map(\.journal.begun) == [nil, RemoteJob("p-1")])
    }

    @Test func `a job whose provider is not set up any more becomes interrupted, and a stopped one is ended there`()
        async throws
    {
        let world = try World([.job("p-1", Gate(), then: []), .job("p-2", Gate(), then: [])])
        let left = try await world.begin("film", .image)
        try await world.untilProgress(of: left, is: 40)
        await world.generator.shutDown(within: .zero)
        let other = Generator(
            catalog: .init([.image: ScriptedProvider("other")]), history: world.history, media: world.media,
            clock: world.clock)
        try await other.recover()
        #expect(try await world.history.entry(left.id)?.status == .interrupted)

        let second = try World([.job("p-2", Gate(), then: [])])
        let stopped = try await second.begin("film", .image)
        try await second.untilProgress(of: stopped, is: 40)
        try await second.generator.stop(stopped)
        #expect(second.provider.cancelled == ["p-2"])
        #expect(try await second.end(stopped).status == .cancelled)
    }

    @Test func `what is made from files gets their paths, and running it again needs them still`() async throws {
        let world = try World([.image(Samples.png(1)), .image(Samples.png(2))])
        let key = try await world.media.keep(.bytes(Samples.png(9)))
        let entry = try await world.generator.begin(
            try Prompt("bluer", modality: .imageEdit), for: .first, with: Parameters(), forUser: "u", from: [key])
        await world.media.release(key, isNamed: true)
        let end = try await world.end(entry)
        #expect(world.provider.orders.first?.inputs.map(\.type) == [.png])
        let again = try await world.generator.runAgain(end)
        #expect(again.inputs.map(\.key) == [key] && again.externalUser == "u")
        _ = try await world.end(again)
        #expect(try await world.generator.delete(end.address, of: .first))
        #expect(await world.media.path(of: key) != nil)
        #expect(try await world.generator.delete(again.address, of: .first))
        #expect(await world.media.path(of: key) == nil)
    }
}
