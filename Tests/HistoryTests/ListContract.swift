import Generation
import Testing

/// What every store promises about lists and media names.
@Suite struct `Lists of a history store` {
    @Test(arguments: StoreUnderTest.all)
    func `a day is read in pages from either side, tombstones left out`(_ kind: StoreUnderTest) async throws {
        let open = try OpenStore(kind)
        for number in 0..<10 { try await open.store.made(try draft("Question \(number)")) }
        for index in [3, 4] {
            _ = try await open.store.delete(EntryAddress(day: november, index: index), of: .first, at: noon)
        }
        func page(_ bound: PageBound, _ limit: Int) async throws -> [Int] {
            try await open.store.lines(on: november, of: .first, from: bound, limit: limit).map(\.address.index)
        }
        #expect(try await page(.first, 4) == [0, 1, 2, 5])
        #expect(try await page(.after(5), 4) == [6, 7, 8, 9])
        #expect(try await page(.after(9), 4) == [])
        #expect(try await page(.before(6), 3) == [1, 2, 5])
        #expect(try await page(.before(0), 3) == [])
        #expect(try await page(.first, 0) == [])
        #expect(try await page(.first, -1) == [])
    }

    @Test(arguments: StoreUnderTest.all)
    func `a line shows the beginnings and the first file`(_ kind: StoreUnderTest) async throws {
        let open = try OpenStore(kind)
        let long = String(repeating: "🎨é", count: 300)
        let entry = try await open.store.made(
            try draft(long, .image), text: long,
            media: [NewMedia(stem: "a", key: key(1)), NewMedia(stem: "b", key: key(2))])
        let line = try #require(
            try await open.store.lines(on: november, of: .first, from: .first, limit: 9).first)
        let excerpt = String(String.UnicodeScalarView(long.unicodeScalars.prefix(200)))
        #expect(line.promptExcerpt == excerpt && line.responseExcerpt == excerpt)
        #expect(line.firstMedia == entry.media.first && line.address == entry.address)
        #expect(line.modality == .image && line.status == .succeeded && line.createdAt == noon)
    }

    @Test(arguments: StoreUnderTest.all)
    func `the beginning of a running text is whole in the list`(_ kind: StoreUnderTest) async throws {
        let open = try OpenStore(kind)
        let entry = try await open.store.begin(try draft(), on: november, at: noon)
        try await open.store.start(entry.id, at: noon)
        for number in 0..<300 { try await open.store.append("🎨", at: number * 4, to: entry.id) }
        let line = try await open.store.latest(of: .first, limit: 1).first
        #expect(line?.responseExcerpt == String(repeating: "🎨", count: 200))
    }

    @Test(arguments: StoreUnderTest.all)
    func `the newest come first over all days`(_ kind: StoreUnderTest) async throws {
        let open = try OpenStore(kind)
        let days = [0, 2, 1].map { Day(daysSinceEpoch: november.daysSinceEpoch + $0) }
        for day in days {
            for number in 0..<2 { try await open.store.made(try draft("Question \(number)"), on: day) }
        }
        _ = try await open.store.delete(EntryAddress(day: days[2], index: 1), of: .first, at: noon)
        let newest = try await open.store.latest(of: .first, limit: 4).map(\.address)
        #expect(
            newest == [
                EntryAddress(day: days[1], index: 1), EntryAddress(day: days[1], index: 0),
                EntryAddress(day: days[2], index: 0), EntryAddress(day: days[0], index: 1),
            ])
    }

    @Test(arguments: StoreUnderTest.all)
    func `days come newest first and know their neighbours, empty ones left out`(_ kind: StoreUnderTest) async throws {
        let open = try OpenStore(kind)
        let days = [0, 3, 10, 11].map { Day(daysSinceEpoch: november.daysSinceEpoch + $0) }
        for day in days { try await open.store.made(try draft(), on: day) }
        _ = try await open.store.delete(EntryAddress(day: days[2], index: 0), of: .first, at: noon)
        let newest = try await open.store.days(of: .first, from: .newest, limit: 9).map(\.day)
        #expect(newest == [days[3], days[1], days[0]])
        #expect(try await open.store.days(of: .first, from: .newest, limit: 2).map(\.day) == [days[3], days[1]])
        #expect(try await open.store.days(of: .first, from: .before(days[3]), limit: 1).map(\.day) == [days[1]])
        let between = try await open.store.part(of: days[2], of: .first, from: .first, limit: 9)
        #expect(between.tally == DayTally(total: 0) && between.matching == 0 && between.lines == [])
        #expect(between.previous == days[1] && between.next == days[3])
        #expect(between.around == [(0, 1), (1, 1), (2, 0), (3, 1)].map { DaySummary(day: days[$0.0], count: $0.1) })
        let edge = try await open.store.part(of: days[0], of: .first, from: .first, limit: 9)
        #expect(edge.previous == nil && edge.next == days[1] && edge.tally?.total == 1 && edge.lines.count == 1)
    }

    @Test(arguments: StoreUnderTest.all)
    func `X6 a hundred images of one second get a hundred names`(_ kind: StoreUnderTest) async throws {
        let open = try OpenStore(kind)
        let store = open.store
        let stem = "generated_image_20261120_140509"
        let names = try await withThrowingTaskGroup(of: [String].self) { group in
            for number in 0..<100 {
                group.addTask {
                    let media = NewMedia(stem: stem, key: key(number))
                    return try await store.made(try draft("Picture", .image), media: [media]).media.map(\.name)
                }
            }
            return try await group.reduce(into: [String]()) { $0 += $1 }
        }
        #expect(Set(names) == Set(["\(stem).png"] + (2...100).map { "\(stem)_\($0).png" }))
        for number in 0..<100 {
            let name = names[number]
            #expect(try await store.media(named: name, of: .first)?.name == name)
        }
    }

    @Test(arguments: StoreUnderTest.all)
    func `X6 the name of a deleted picture is not given to another`(_ kind: StoreUnderTest) async throws {
        let open = try OpenStore(kind)
        let one = try await open.store.made(try draft("One", .image), media: [NewMedia(stem: "a", key: key(1))])
        _ = try await open.store.delete(one.address, of: .first, at: noon)
        #expect(try await open.store.media(named: "a.png", of: .first) == nil)
        let two = try await open.store.made(try draft("Two", .image), media: [NewMedia(stem: "a", key: key(2))])
        #expect(two.media.map(\.name) == ["a_2.png"])
        let three = try await open.store.made(
            try draft("Three", .image), media: [NewMedia(stem: "a", key: key(3, .jpeg))])
        #expect(three.media.map(\.name) == ["a.jpg"])
    }

    @Test(arguments: StoreUnderTest.all)
    func `X5 the newest picture is the last one made that still is there`(_ kind: StoreUnderTest) async throws {
        let open = try OpenStore(kind)
        let store = open.store
        #expect(try await store.newestMedia(of: .image, account: .first) == nil)
        let one = try await store.made(try draft("One", .image), media: [NewMedia(stem: "a", key: key(1))])
        let two = try await store.made(try draft("Two", .image), media: [NewMedia(stem: "b", key: key(2))])
        try await store.made(try draft("Code"), media: [NewMedia(stem: "c", key: key(3))])
        try await store.made(
            try draft("Theirs", .image, of: AccountID(2)), media: [NewMedia(stem: "d", key: key(4))])
        #expect(try await store.newestMedia(of: .image, account: .first) == two.media.first)
        _ = try await store.delete(two.address, of: .first, at: noon)
        #expect(try await store.newestMedia(of: .image, account: .first) == one.media.first)
    }

    @Test(arguments: StoreUnderTest.all)
    func `nobody sees what is another's`(_ kind: StoreUnderTest) async throws {
        let open = try OpenStore(kind)
        let store = open.store
        let entry = try await store.made(try draft("Mine", .image), media: [NewMedia(stem: "a", key: key(1))])
        let other = AccountID(2)
        #expect(try await store.place(at: entry.address, of: other) == .never)
        #expect(try await store.latest(of: other, limit: 9) == [])
        #expect(try await store.lines(on: november, of: other, from: .first, limit: 9) == [])
        #expect(try await store.days(of: other, from: .newest, limit: 9) == [])
        #expect(try await store.media(named: "a.png", of: other) == nil)
        let part = try await store.part(of: Day(daysSinceEpoch: 0), of: other, from: .first, limit: 9)
        #expect(part == DayPart(of: Day(daysSinceEpoch: 0), tally: nil, matching: 0, lines: [], around: []))
        #expect(try await store.media(named: "a.png", of: .first) == entry.media.first)
    }

    @Test(arguments: StoreUnderTest.all)
    func `costs add up over attempts and days, and stay when an entry is deleted`(_ kind: StoreUnderTest) async throws {
        let open = try OpenStore(kind)
        func cost(_ number: Int64?) -> Ending {
            Ending(status: number == nil ? .failed : .succeeded, text: "x", cost: number.map(Money.init(millionths:)))
        }
        func run(_ entry: Entry, _ ending: Ending) async throws -> Money? {
            try await open.store.start(entry.id, at: noon)
            return try await open.store.finish(entry.id, with: ending, at: noon)?.cost
        }
        let first = try await open.store.begin(try draft(), on: november, at: noon)
        #expect(try await run(first, cost(nil)) == nil)
        let again = try await open.store.reopen(
            first.id, provider: first.provider, model: first.model, at: noon)
        #expect(try await run(again, cost(300)) == Money(millionths: 300))
        let tomorrow = Day(daysSinceEpoch: november.daysSinceEpoch + 1)
        let second = try await open.store.begin(try draft(), on: tomorrow, at: noon)
        #expect(try await run(second, cost(50)) == Money(millionths: 50))
        _ = try await open.store.delete(second.address, of: .first, at: noon)
        #expect(try await open.store.spent(on: november...tomorrow, by: .first) == Money(millionths: 350))
        #expect(try await open.store.spent(on: tomorrow...tomorrow, by: .first) == Money(millionths: 50))
        #expect(try await open.store.spent(on: november...tomorrow, by: AccountID(2)) == Money(millionths: 0))
    }
}
