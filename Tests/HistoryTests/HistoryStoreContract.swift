import Generation
import Testing

/// What every store promises about the life of an entry.
@Suite struct `A history store` {
    @Test(arguments: StoreUnderTest.all)
    func `an entry is queued first, and reads back as it was begun`(_ kind: StoreUnderTest) async throws {
        let open = try OpenStore(kind)
        var draft = try draft("Größe 日本語 \"quoted\" \u{1}")
        draft.parent = EntryAddress(day: november, index: 7)
        let entry = try await open.store.begin(draft, on: november, at: noon)
        #expect(entry.address == EntryAddress(day: november, index: 0))
        #expect(entry.status == .queued)
        #expect(entry.prompt == draft.prompt.text)
        #expect(entry.parent == draft.parent)
        #expect(entry.parameters == draft.parameters)
        #expect(entry.provider == draft.provider && entry.model == draft.model)
        #expect(entry.createdAt == noon && entry.startedAt == nil && entry.finishedAt == nil)
        #expect(entry.attempt == 1 && entry.response.isEmpty && entry.failure == nil)
        #expect(entry.uuid.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
        #expect(try await open.store.entry(entry.id) == entry)
        #expect(try await open.store.read(entry) == .entry(entry))
    }

    @Test(arguments: StoreUnderTest.all)
    func `a finished entry keeps everything that is known of it`(_ kind: StoreUnderTest) async throws {
        let open = try OpenStore(kind)
        let entry = try await open.store.begin(try draft(), on: november, at: noon)
        try await open.store.start(entry.id, at: later(1))
        #expect(try await open.store.entry(entry.id)?.status == .running)
        let ending = Ending(
            status: .succeeded, text: "print(1)", model: ModelName("tiny-2"),
            usage: Usage(promptTokens: 5, completionTokens: 6), media: [NewMedia(stem: "a", key: key(1))],
            firstByteAt: later(2))
        let done = try #require(try await open.store.finish(entry.id, with: ending, at: later(3)))
        #expect(done.status == .succeeded && done.response == "print(1)")
        #expect(done.model == ModelName("tiny-2") && done.usage == ending.usage)
        #expect(done.media == [MediaFile(name: "a.png", key: key(1))])
        #expect(done.startedAt == later(1) && done.firstByteAt == later(2) && done.finishedAt == later(3))
        #expect(try await open.store.read(entry) == .entry(done))
    }

    @Test(arguments: StoreUnderTest.all)
    func `a failed entry keeps its reason, its cause and the text so far`(_ kind: StoreUnderTest) async throws {
        let open = try OpenStore(kind)
        let entry = try await open.store.begin(try draft(), on: november, at: noon)
        try await open.store.start(entry.id, at: noon)
        let failure = Failure(.rateLimited, cause: "429 from the provider")
        let done = try await open.store.finish(
            entry.id, with: Ending(status: .failed, text: "half", failure: failure), at: noon)
        #expect(done?.failure == failure && done?.response == "half" && done?.status == .failed)
    }

    @Test(arguments: StoreUnderTest.all)
    func `an answer that stops at the limit of tokens is marked, until it is asked for anew`(
        _ kind: StoreUnderTest
    ) async throws {
        let open = try OpenStore(kind)
        let entry = try await open.store.begin(try draft(), on: november, at: noon)
        try await open.store.start(entry.id, at: noon)
        var ending = Ending(status: .failed, text: "half", isTruncated: true)
        #expect(try await open.store.finish(entry.id, with: ending, at: noon)?.isTruncated == true)
        let again = try await open.store.reopen(entry.id, provider: entry.provider, model: entry.model, at: noon)
        #expect(!again.isTruncated)
        try await open.store.start(entry.id, at: noon)
        ending = Ending(status: .succeeded, text: "whole")
        #expect(try await open.store.finish(entry.id, with: ending, at: noon)?.isTruncated == false)
    }

    @Test(arguments: StoreUnderTest.all)
    func `an ended entry is not ended again`(_ kind: StoreUnderTest) async throws {
        let open = try OpenStore(kind)
        let done = try await open.store.made(try draft())
        let again = try await open.store.finish(done.id, with: Ending(status: .failed, text: ""), at: later(9))
        #expect(again == done)
        await #expect(throws: Failure.self) { try await open.store.start(done.id, at: noon) }
    }

    @Test(arguments: StoreUnderTest.all)
    func `indexes count from 0 in each day of each account`(_ kind: StoreUnderTest) async throws {
        let open = try OpenStore(kind)
        let next = Day(daysSinceEpoch: november.daysSinceEpoch + 1)
        let second = AccountID(2)
        var indexes: [Int] = []
        for (day, account) in [(november, .first), (november, .first), (next, .first), (november, second)] {
            let entry = try await open.store.begin(try draft(of: account), on: day, at: noon)
            indexes.append(entry.address.index)
        }
        #expect(indexes == [0, 1, 0, 0])
    }

    @Test(arguments: StoreUnderTest.all)
    func `64 writers at once get 64 indexes without a gap`(_ kind: StoreUnderTest) async throws {
        let open = try OpenStore(kind)
        let store = open.store
        let entries = try await withThrowingTaskGroup(of: Entry.self) { group in
            for number in 0..<64 {
                group.addTask { try await store.begin(try draft("Question \(number)"), on: november, at: noon) }
            }
            return try await group.reduce(into: [Entry]()) { $0.append($1) }
        }
        #expect(entries.map(\.address.index).sorted() == Array(0..<64))
        #expect(Set(entries.map(\.uuid)).count == 64)
        for entry in entries { #expect(try await store.read(entry) == .entry(entry)) }
        #expect(try await store.days(of: .first, from: .newest, limit: 9) == [DaySummary(day: november, count: 64)])
    }

    @Test(arguments: StoreUnderTest.all)
    func `text is there as it is flushed, and only whole`(_ kind: StoreUnderTest) async throws {
        let open = try OpenStore(kind)
        let entry = try await open.store.begin(try draft(), on: november, at: noon)
        try await open.store.start(entry.id, at: noon)
        try await open.store.append("Grö", at: 0, to: entry.id)
        try await open.store.append("ße 🎨", at: 4, to: entry.id)
        #expect(try await open.store.entry(entry.id)?.response == "Größe 🎨")
        #expect(try await line(open.store)?.responseExcerpt == "Größe 🎨")
        // Sent again after an unclear failure: once.
        try await open.store.append("ße 🎨", at: 4, to: entry.id)
        #expect(try await open.store.entry(entry.id)?.response == "Größe 🎨")
        // With a hole: not at all.
        await #expect(throws: Failure.self) { try await open.store.append("!", at: 99, to: entry.id) }
        await #expect(throws: Failure.self) { try await open.store.append("!", at: 2, to: entry.id) }
        #expect(try await open.store.entry(entry.id)?.response == "Größe 🎨")
        let done = try await open.store.finish(entry.id, with: Ending(status: .succeeded, text: "Größe 🎨!"), at: noon)
        #expect(done?.response == "Größe 🎨!")
        try await open.store.append("late", at: 14, to: entry.id)
        #expect(try await open.store.entry(entry.id)?.response == "Größe 🎨!")
    }

    @Test(arguments: StoreUnderTest.all)
    func `a new attempt keeps the older text until it is complete`(_ kind: StoreUnderTest) async throws {
        let open = try OpenStore(kind)
        let store = open.store
        let entry = try await store.begin(try draft(), on: november, at: noon)
        try await store.start(entry.id, at: noon)
        let failure = Failure(.providerUnreachable)
        _ = try await store.finish(entry.id, with: Ending(status: .failed, text: "old", failure: failure), at: noon)

        let again = try await store.reopen(
            entry.id, provider: ProviderName("other"), model: ModelName("big"), at: later(5))
        #expect(again.status == .queued && again.attempt == 2 && again.response == "old")
        #expect(again.failure == nil && again.startedAt == nil && again.finishedAt == nil)
        #expect(again.provider == ProviderName("other") && again.address == entry.address)
        try await store.start(entry.id, at: later(6))
        try await store.append("ne", at: 0, to: entry.id)
        #expect(try await store.entry(entry.id)?.response == "old")
        let broken = try await store.finish(
            entry.id, with: Ending(status: .failed, text: "ne", failure: failure), at: later(7))
        #expect(broken?.response == "old" && broken?.status == .failed)

        _ = try await store.reopen(entry.id, provider: ProviderName("other"), model: ModelName("big"), at: later(8))
        try await store.start(entry.id, at: later(8))
        let done = try await store.finish(entry.id, with: Ending(status: .succeeded, text: "new"), at: later(9))
        #expect(done?.response == "new" && done?.attempt == 3)
    }

    @Test(arguments: StoreUnderTest.all)
    func `where there was no text, that of the next attempt is shown`(_ kind: StoreUnderTest) async throws {
        let open = try OpenStore(kind)
        let entry = try await open.store.begin(try draft(), on: november, at: noon)
        _ = try await open.store.finish(entry.id, with: Ending(status: .cancelled, text: ""), at: noon)
        _ = try await open.store.reopen(entry.id, provider: entry.provider, model: entry.model, at: noon)
        try await open.store.start(entry.id, at: noon)
        try await open.store.append("so far", at: 0, to: entry.id)
        #expect(try await open.store.entry(entry.id)?.response == "so far")
        let done = try await open.store.finish(entry.id, with: Ending(status: .failed, text: "so far"), at: noon)
        #expect(done?.response == "so far")
    }

    @Test(arguments: StoreUnderTest.all)
    func `a text is read in pieces of whole characters`(_ kind: StoreUnderTest) async throws {
        let open = try OpenStore(kind)
        let entry = try await open.store.begin(try draft(), on: november, at: noon)
        #expect(try await open.store.response(of: entry.id, attempt: 1, from: 0, atMost: 4) == "")
        _ = try await open.store.finish(entry.id, with: Ending(status: .succeeded, text: "aä日本🙂z"), at: noon)
        var (pieces, offset): ([String], Int) = ([], 0)
        while let piece = Optional(try await open.store.response(of: entry.id, attempt: 1, from: offset, atMost: 4)),
            !piece.isEmpty
        {
            pieces.append(piece)
            offset += piece.utf8.count
        }
        #expect(pieces == ["aä", "日", "本", "🙂", "z"])
        #expect(try await open.store.response(of: entry.id, attempt: 2, from: 0, atMost: 4) == "")
        _ = try await open.store.delete(entry.address, of: .first, at: noon)
        #expect(try await open.store.response(of: entry.id, attempt: 1, from: 0, atMost: 4) == "")
    }

    @Test(arguments: StoreUnderTest.all)
    func `only what failed, was cancelled or interrupted can be resumed`(_ kind: StoreUnderTest) async throws {
        let open = try OpenStore(kind)
        for status in EntryStatus.allCases {
            let entry = try await open.store.begin(try draft(), on: november, at: noon)
            if status != .queued { try await open.store.start(entry.id, at: noon) }
            if status.isFinal {
                _ = try await open.store.finish(entry.id, with: Ending(status: status, text: ""), at: noon)
            }
            do throws(Failure) {
                let again = try await open.store.reopen(
                    entry.id, provider: entry.provider, model: entry.model, at: noon)
                #expect(status.isResumable && again.attempt == 2)
            } catch {
                #expect(!status.isResumable && error.reason == .notResumable)
            }
        }
    }

    @Test(arguments: StoreUnderTest.all)
    func `after a crash what ran is interrupted and what waited is given back`(_ kind: StoreUnderTest) async throws {
        let open = try OpenStore(kind)
        let store = open.store
        let done = try await store.made(try draft())
        let running = try await store.begin(try draft(), on: november, at: noon)
        try await store.start(running.id, at: noon)
        try await store.append("half an ans", at: 0, to: running.id)
        let queued = try await store.begin(try draft(), on: november, at: noon)
        let deleted = try await store.begin(try draft(), on: november, at: noon)
        _ = try await store.delete(deleted.address, of: .first, at: noon)

        #expect(try await store.recover(at: later(60)) == [Unfinished(entry: queued)])
        let interrupted = try #require(try await store.entry(running.id))
        #expect(interrupted.status == .interrupted && interrupted.response == "half an ans")
        #expect(interrupted.failure == Failure(.interrupted) && interrupted.finishedAt == later(60))
        #expect(try await store.entry(done.id) == done)
        #expect(try await store.recover(at: later(61)) == [Unfinished(entry: queued)])
    }

    @Test(arguments: StoreUnderTest.all)
    func `what goes on at its provider is given back with the provider's number`(_ kind: StoreUnderTest) async throws {
        let open = try OpenStore(kind)
        let entry = try await open.store.begin(try draft("Film", .video), on: november, at: noon)
        try await open.store.start(entry.id, at: noon)
        try await open.store.note(RemoteJob("task-1"), of: entry.id)
        try await open.store.note(RemoteJob("task-2"), of: entry.id)
        let running = try #require(try await open.store.entry(entry.id))
        #expect(running.status == .running)
        let expected = [Unfinished(entry: running, job: RemoteJob("task-2"))]
        #expect(try await open.store.recover(at: later(60)) == expected)
        #expect(try await open.store.recover(at: later(61)) == expected)
        _ = try await open.store.finish(entry.id, with: Ending(status: .failed, text: ""), at: noon)
        // The next attempt begins a job of its own.
        _ = try await open.store.reopen(entry.id, provider: entry.provider, model: entry.model, at: noon)
        try await open.store.start(entry.id, at: noon)
        #expect(try await open.store.recover(at: later(62)) == [])
        #expect(try await open.store.entry(entry.id)?.status == .interrupted)
    }

    @Test(arguments: StoreUnderTest.all)
    func `what an entry is made from and what its result has beside it are kept and go with it`(
        _ kind: StoreUnderTest
    ) async throws {
        let open = try OpenStore(kind)
        var draft = try draft("Make it blue", .imageEdit)
        draft.inputs = [NewMedia(stem: "input_a", key: key(1)), NewMedia(stem: "input_a", key: key(2, .wav))]
        draft.externalUser = "flutter-7"
        let entry = try await open.store.begin(draft, on: november, at: noon)
        #expect(entry.inputs.map(\.name) == ["input_a.png", "input_a.wav"] && entry.media == [])
        #expect(entry.externalUser == "flutter-7")
        try await open.store.start(entry.id, at: noon)
        let details = Details(lipSync: [0, 0.12, 1], transcript: "Guten \"Tag\"")
        let ending = Ending(
            status: .succeeded, text: "", media: [NewMedia(stem: "out", key: key(3))], details: details)
        let done = try #require(try await open.store.finish(entry.id, with: ending, at: noon))
        #expect(done.details == details && done.inputs == entry.inputs && done.media.map(\.name) == ["out.png"])
        #expect(try await line(open.store)?.firstMedia?.name == "out.png")
        let released = try await open.store.delete(entry.address, of: .first, at: noon)
        #expect(Set(released ?? []) == [key(1), key(2, .wav), key(3)])
        #expect(try await open.store.media(named: "input_a.png", of: .first) == nil)
    }

    @Test(arguments: StoreUnderTest.all)
    func `an external user's newest entry of a kind is found, deleted ones not`(_ kind: StoreUnderTest) async throws {
        let open = try OpenStore(kind)
        var draft = try draft("Hello", .chat)
        draft.externalUser = "a"
        let first = try await open.store.made(draft)
        let second = try await open.store.made(draft)
        draft.externalUser = "b"
        try await open.store.made(draft)
        func latest(_ user: String, _ kind: Modality = .chat) async throws -> EntryAddress? {
            try await open.store.latest(of: kind, for: user, of: .first)
        }
        #expect(try await latest("a") == second.address)
        _ = try await open.store.delete(second.address, of: .first, at: noon)
        #expect(try await latest("a") == first.address)
        #expect(try await latest("a", .avatar) == nil)
        #expect(try await latest("c") == nil)
        #expect(try await open.store.latest(of: .chat, for: "a", of: AccountID(2)) == nil)
    }

    private func line(_ store: any HistoryStore) async throws -> EntryLine? {
        try await store.lines(on: november, of: .first, from: .first, limit: 1).first
    }
}

func later(_ seconds: Int64) -> Moment { Moment(milliseconds: noon.milliseconds + seconds * 1000) }
