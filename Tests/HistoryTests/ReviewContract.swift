import Generation
import Testing

/// What every store promises about reviewing.
@Suite struct `Reviewing in a history store` {
    @Test(arguments: StoreUnderTest.all)
    func `a star, a mark and a note are kept, each on its own, and taken back`(_ kind: StoreUnderTest) async throws {
        let open = try OpenStore(kind)
        let store = open.store
        let address = try await store.made(try draft()).address
        let note = try Note("Nicht so.\n<b>\"ü\" 日本")
        #expect(try await store.review(address, of: .first, .star(true)) == Review(isStarred: true))
        #expect(
            try await store.review(address, of: .first, .reviewed(true)) == Review(isStarred: true, isReviewed: true))
        let all = Review(isStarred: true, isReviewed: true, note: note)
        #expect(try await store.review(address, of: .first, .note(note)) == all)
        #expect(try await store.review(address, of: .first, .note(note)) == all)
        #expect(try await around(address, store).review == all)
        let line = try #require(try await store.lines(on: november, of: .first, from: .first, limit: 9).first)
        #expect(line.isStarred && line.isReviewed && line.hasNote)
        for change in [ReviewChange.star(false), .note(nil), .reviewed(false)] {
            _ = try await store.review(address, of: .first, change)
        }
        #expect(try await around(address, store).review == Review())
        #expect(try await around(address, store).tally.starred == 0)
    }

    @Test(arguments: StoreUnderTest.all)
    func `where nothing stands nothing is reviewed`(_ kind: StoreUnderTest) async throws {
        let open = try OpenStore(kind)
        let address = try await open.store.made(try draft()).address
        let nowhere = EntryAddress(day: november, index: 1)
        #expect(await reason { _ = try await open.store.review(nowhere, of: .first, .star(true)) } == .notFound)
        #expect(await reason { _ = try await open.store.review(address, of: AccountID(2), .star(true)) } == .notFound)
        _ = try await open.store.delete(address, of: .first, at: noon)
        #expect(await reason { _ = try await open.store.review(address, of: .first, .star(true)) } == .gone)
        #expect(try await tally(open.store) == DayTally(total: 0))
    }

    @Test(arguments: StoreUnderTest.all)
    func `deleting an entry deletes what was said of it`(_ kind: StoreUnderTest) async throws {
        let open = try OpenStore(kind)
        let address = try await open.store.made(try draft()).address
        for change in [ReviewChange.star(true), .reviewed(true), .note(try Note("secret"))] {
            _ = try await open.store.review(address, of: .first, change)
        }
        #expect(try await tally(open.store)?.starred == 1)
        #expect(try await open.store.days(around: november, of: .first).map(\.reviewed) == [1])
        _ = try await open.store.delete(address, of: .first, at: noon)
        #expect(try await tally(open.store) == DayTally(total: 0))
        #expect(try await open.store.days(around: november, of: .first) == [DaySummary(day: november, count: 0)])
        #expect(try await around(address, open.store).review == Review())
    }

    @Test(arguments: StoreUnderTest.all)
    func `an entry that is asked for anew is to be reviewed again, and keeps its star and its note`(
        _ kind: StoreUnderTest
    ) async throws {
        let open = try OpenStore(kind)
        let entry = try await open.store.begin(try draft(), on: november, at: noon)
        _ = try await open.store.finish(entry.id, with: Ending(status: .cancelled, text: ""), at: noon)
        for change in [ReviewChange.star(true), .reviewed(true), .note(try Note("Again, please"))] {
            _ = try await open.store.review(entry.address, of: .first, change)
        }
        _ = try await open.store.reopen(entry.id, provider: entry.provider, model: entry.model, at: noon)
        #expect(
            try await around(entry.address, open.store).review
                == Review(isStarred: true, note: try Note("Again, please")))
        #expect(try await tally(open.store)?.reviewed == 0)
    }

    @Test(arguments: StoreUnderTest.all)
    func `a filter gives what passes it, in pages from either side, with its number`(
        _ kind: StoreUnderTest
    ) async throws {
        let open = try OpenStore(kind)
        try await furnish(open.store)
        func page(_ filter: DayFilter, _ bound: PageBound = .first, _ limit: Int = 99) async throws -> [Int] {
            let part = try await open.store.part(of: november, of: .first, filter, from: bound, limit: limit)
            #expect(part.lines.count <= limit)
            if bound == .first, limit == 99 { #expect(part.matching == part.lines.count) }
            return part.lines.map(\.address.index)
        }
        #expect(try await page(.none) == [0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11])
        #expect(try await page(DayFilter(modality: .image)) == [0, 3, 6])
        #expect(try await page(DayFilter(status: .failed)) == [0, 4, 8])
        #expect(try await page(DayFilter(modality: .image, status: .failed)) == [0])
        #expect(try await page(DayFilter(isStarred: true)) == [1, 4, 7, 10])
        #expect(try await page(DayFilter(isUnreviewed: true)) == [5, 6, 7, 8, 10, 11])
        #expect(try await page(DayFilter(isStarred: true, isUnreviewed: true)) == [7, 10])
        #expect(try await page(DayFilter(modality: .code, status: .failed, isStarred: true)) == [4])
        #expect(try await page(DayFilter(status: .interrupted)) == [])
        #expect(try await page(DayFilter(isUnreviewed: true), .after(5), 3) == [6, 7, 8])
        #expect(try await page(DayFilter(isUnreviewed: true), .before(10), 2) == [7, 8])
        #expect(try await page(DayFilter(isStarred: true), .before(10), 2) == [4, 7])
        #expect(try await page(DayFilter(modality: .image), .after(0), 1) == [3])
    }

    @Test(arguments: StoreUnderTest.all)
    func `a day's tally follows every change`(_ kind: StoreUnderTest) async throws {
        let open = try OpenStore(kind)
        try await furnish(open.store)
        #expect(
            try await tally(open.store)
                == DayTally(
                    total: 11, starred: 4, reviewed: 5, modalities: [.code: 8, .image: 3],
                    statuses: [.succeeded: 8, .failed: 3]))
        let entry = try await open.store.begin(try draft(), on: november, at: noon)
        #expect(try await tally(open.store)?.statuses == [.succeeded: 8, .failed: 3, .queued: 1])
        try await open.store.start(entry.id, at: noon)
        #expect(try await tally(open.store)?.statuses == [.succeeded: 8, .failed: 3, .running: 1])
        try await open.store.interrupt(entry.id, at: noon)
        #expect(try await tally(open.store)?.statuses == [.succeeded: 8, .failed: 3, .interrupted: 1])
        _ = try await open.store.reopen(entry.id, provider: entry.provider, model: entry.model, at: noon)
        _ = try await open.store.delete(entry.address, of: .first, at: noon)
        #expect(try await tally(open.store)?.statuses == [.succeeded: 8, .failed: 3])
        #expect(try await tally(open.store)?.total == 11)
    }

    @Test(arguments: StoreUnderTest.all)
    func `an entry stands among the others that pass the filter`(_ kind: StoreUnderTest) async throws {
        let open = try OpenStore(kind)
        try await furnish(open.store)
        func around(_ index: Int, _ filter: DayFilter, _ before: Int, _ after: Int) async throws -> Surroundings {
            try await open.store.surroundings(
                of: EntryAddress(day: november, index: index), of: .first, filter, before: before, after: after)
        }
        let plain = try await around(5, .none, 2, 3)
        #expect(plain.lines.map(\.address.index) == [3, 4, 5, 6, 7, 8])
        #expect(plain.previous?.address.index == 4 && plain.next?.address.index == 6)
        #expect(plain.tally.total == 11 && plain.lines[1].isStarred && plain.lines[1].isReviewed)
        // It need not pass the filter itself.
        let pictures = try await around(4, DayFilter(modality: .image), 9, 9)
        #expect(pictures.lines.map(\.address.index) == [0, 3, 4, 6])
        #expect(pictures.previous?.address.index == 3 && pictures.next?.address.index == 6)
        let edge = try await around(0, DayFilter(isStarred: true), 0, 0)
        #expect(edge.lines.map(\.address.index) == [0, 1] && edge.previous == nil)
        #expect(try await around(9, .none, 1, 1).lines.map(\.address.index) == [8, 10], "a deleted one")
        #expect(try await around(11, .none, 1, 1).next == nil)
    }

    @Test(arguments: StoreUnderTest.all)
    func `the next one to review comes behind, then before, then not at all`(_ kind: StoreUnderTest) async throws {
        let open = try OpenStore(kind)
        try await furnish(open.store)
        func next(_ index: Int, _ filter: DayFilter = .none) async throws -> Int? {
            try await open.store.nextUnreviewed(
                after: EntryAddress(day: november, index: index), of: .first, filter)?.index
        }
        #expect(try await next(0) == 5)
        #expect(try await next(5) == 6)
        #expect(try await next(8) == 10)
        #expect(try await next(11) == 5)
        #expect(try await next(0, DayFilter(modality: .image)) == 6)
        #expect(try await next(6, DayFilter(modality: .image)) == nil, "only itself")
        #expect(try await next(10, DayFilter(isStarred: true)) == 7)
        #expect(try await next(0, DayFilter(status: .cancelled)) == nil)
    }

    @Test(arguments: StoreUnderTest.all)
    func `the days around a day are the nearest that have entries, with what is reviewed`(
        _ kind: StoreUnderTest
    ) async throws {
        let open = try OpenStore(kind)
        let days = (0..<40).map { Day(daysSinceEpoch: november.daysSinceEpoch + $0 * 9) }
        for day in days { try await open.store.made(try draft(), on: day) }
        _ = try await open.store.review(EntryAddress(day: days[21], index: 0), of: .first, .reviewed(true))
        let around = try await open.store.days(around: days[20], of: .first)
        #expect(around.map(\.day) == Array(days[12...28]))
        #expect(around.filter { $0.reviewed == 1 }.map(\.day) == [days[21]])
        let between = try await open.store.days(around: Day(daysSinceEpoch: days[0].daysSinceEpoch + 1), of: .first)
        #expect(between.map(\.day) == Array(days[0...15]))
        #expect(try await open.store.days(around: days[39], of: .first).map(\.day) == Array(days[24...39]))
        #expect(try await open.store.days(around: days[36], of: .first).map(\.day) == Array(days[21...39]))
    }

    @Test(arguments: StoreUnderTest.all)
    func `a day of 5,000 entries is read through by a filter`(_ kind: StoreUnderTest) async throws {
        let open = try OpenStore(kind)
        let store = open.store
        for _ in 0..<50 {
            try await withThrowingTaskGroup { group in
                for number in 0..<100 {
                    group.addTask {
                        let entry = try await store.begin(
                            try draft("Q", number == 7 ? .image : .code), on: november, at: noon)
                        if entry.address.index % 2 == 0 {
                            _ = try await store.review(entry.address, of: .first, .reviewed(true))
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
        var (seen, bound): ([Int], PageBound) = ([], .first)
        let filter = DayFilter(isUnreviewed: true)
        while true {
            let part = try await store.part(of: november, of: .first, filter, from: bound, limit: 200)
            #expect(part.matching == 2500 && part.tally?.reviewed == 2500)
            guard let last = part.lines.last else { break }
            seen += part.lines.map(\.address.index)
            bound = .after(last.address.index)
        }
        #expect(seen == Array(stride(from: 1, to: 5000, by: 2)))
        let images = DayFilter(modality: .image)
        let pictures = try await store.part(of: november, of: .first, images, from: .first, limit: 99)
        #expect(pictures.lines.count == 50 && pictures.matching == 50)
    }

    /// 12 entries, number 9 deleted; every third is a picture, every fourth failed; 1, 4, 7, 10 starred, 0 to 4 reviewed.
    private func furnish(_ store: any HistoryStore) async throws {
        for number in 0..<12 {
            let draft = try draft("Question \(number)", number % 3 == 0 ? .image : .code)
            let entry = try await store.begin(draft, on: november, at: noon)
            let status: EntryStatus = number % 4 == 0 ? .failed : .succeeded
            _ = try await store.finish(entry.id, with: Ending(status: status, text: ""), at: noon)
            if number % 3 == 1 { _ = try await store.review(entry.address, of: .first, .star(true)) }
            if number < 5 { _ = try await store.review(entry.address, of: .first, .reviewed(true)) }
        }
        _ = try await store.delete(EntryAddress(day: november, index: 9), of: .first, at: noon)
    }

    private func around(_ address: EntryAddress, _ store: any HistoryStore) async throws -> Surroundings {
        try await store.surroundings(of: address, of: .first, .none, before: 1, after: 1)
    }

    private func tally(_ store: any HistoryStore) async throws -> DayTally? {
        try await store.part(of: november, of: .first, from: .first, limit: 1).tally
    }

    private func reason(_ work: () async throws -> Void) async -> Failure.Reason? {
        do {
            try await work()
            return nil
        } catch {
            return (error as? Failure)?.reason
        }
    }
}

@Suite struct `What is noted` {
    @Test(arguments: [
        ("  gut  ", "gut"), ("a\r\nb\rc\nd", "a\nb\nc\nd"), ("a\u{0}b\u{1B}[31mc\u{7F}d\u{85}e\tf", "ab[31mcde\tf"),
        ("<script>", "<script>"), ("\r\n a", "a"), ("👩‍👩‍👧", "👩‍👩‍👧"), ("a\n\r\nb", "a\n\nb"),
    ])
    func `is plain text in lines`(text: String, kept: String) throws {
        #expect(try Note(text)?.text == kept)
    }

    @Test(arguments: ["", "  \r\n\t ", "\u{1}"]) func `is nothing where nothing is to be read`(text: String) throws {
        #expect(try Note(text) == nil)
    }

    @Test func `has 2,000 characters at most`() throws {
        #expect(try Note(String(repeating: "ü", count: 2000))?.text.count == 2000)
        #expect(try Note(" " + String(repeating: "🎨", count: 2000) + "\r\n") != nil)
        let error = #expect(throws: Failure.self) { try Note(String(repeating: "ü", count: 2001)) }
        #expect(error?.reason == .noteTooLong)
    }
}
