import Generation
import Testing

/// What every store promises about deleting (contract X23).
@Suite struct `Deleting from a history store` {
    @Test(arguments: StoreUnderTest.all)
    func `X23 a deleted entry leaves a tombstone and its index is never given again`(
        _ kind: StoreUnderTest
    ) async throws {
        let open = try OpenStore(kind)
        for _ in 0..<3 { try await open.store.made(try draft()) }
        let middle = EntryAddress(day: november, index: 1)
        let last = EntryAddress(day: november, index: 2)
        #expect(try await open.store.delete(middle, of: .first, at: noon) == [])
        #expect(try await open.store.delete(last, of: .first, at: noon) == [])
        #expect(try await open.store.place(at: middle, of: .first) == .tombstone)
        #expect(try await open.store.place(at: EntryAddress(day: november, index: 3), of: .first) == .never)
        #expect(try await open.store.begin(try draft(), on: november, at: noon).address.index == 3)
        let indexes = try await open.store.lines(on: november, of: .first, from: .first, limit: 9).map(\.address.index)
        #expect(indexes == [0, 3])
        #expect(try await open.store.days(of: .first, from: .newest, limit: 9).map(\.count) == [2])
    }

    @Test(arguments: StoreUnderTest.all)
    func `where nothing stood nothing is deleted, and twice is once`(_ kind: StoreUnderTest) async throws {
        let open = try OpenStore(kind)
        let entry = try await open.store.made(try draft())
        let nowhere = EntryAddress(day: november, index: 5)
        #expect(try await open.store.delete(nowhere, of: .first, at: noon) == nil)
        #expect(try await open.store.delete(entry.address, of: AccountID(2), at: noon) == nil)
        #expect(try await open.store.delete(entry.address, of: .first, at: noon) == [])
        #expect(try await open.store.delete(entry.address, of: .first, at: noon) == [])
        #expect(try await open.store.days(of: .first, from: .newest, limit: 9) == [])
        #expect(try await open.store.entry(entry.id) == nil)
    }

    @Test(arguments: StoreUnderTest.all)
    func `an entry deleted while it waits or runs never comes back`(_ kind: StoreUnderTest) async throws {
        let open = try OpenStore(kind)
        let store = open.store
        let queued = try await store.begin(try draft(), on: november, at: noon)
        let running = try await store.begin(try draft(), on: november, at: noon)
        try await store.start(running.id, at: noon)
        for entry in [queued, running] { _ = try await store.delete(entry.address, of: .first, at: noon) }

        let error = await #expect(throws: Failure.self) { try await store.start(queued.id, at: noon) }
        #expect(error?.reason == .gone)
        try await store.append("text", at: 0, to: running.id)
        let ending = Ending(status: .succeeded, text: "text", media: [NewMedia(stem: "a", key: key(1))])
        #expect(try await store.finish(running.id, with: ending, at: noon) == nil)
        #expect(try await store.unused(among: [key(1)]) == [key(1)])
        #expect(try await store.media(named: "a.png", of: .first) == nil)
        await #expect(throws: Failure.self) {
            try await store.reopen(running.id, provider: running.provider, model: running.model, at: noon)
        }
        for entry in [queued, running] { #expect(try await store.read(entry) == .tombstone) }
        #expect(try await store.recover(at: noon) == [])
    }

    @Test(arguments: StoreUnderTest.all)
    func `bytes are given back with the last entry that used them`(_ kind: StoreUnderTest) async throws {
        let open = try OpenStore(kind)
        let shared = NewMedia(stem: "a", key: key(1))
        let own = NewMedia(stem: "b", key: key(2))
        let one = try await open.store.made(try draft("One", .image), media: [shared, own])
        let two = try await open.store.made(try draft("Two", .image), media: [shared])
        #expect(try await open.store.unused(among: [key(1), key(3)]) == [key(3)])
        #expect(try await open.store.delete(one.address, of: .first, at: noon) == [key(2)])
        #expect(try await open.store.delete(two.address, of: .first, at: noon) == [key(1)])
        #expect(try await open.store.unused(among: [key(1), key(2)]) == [key(1), key(2)])
        // Kept anew after all were gone.
        try await open.store.made(try draft("Three", .image), media: [NewMedia(stem: "c", key: key(1))])
        #expect(try await open.store.unused(among: [key(1)]) == [])
    }

    @Test(arguments: StoreUnderTest.all, [UInt64(1), 2, 3])
    func `X23 whatever is begun and deleted in whatever order, no index shifts`(
        _ kind: StoreUnderTest, _ seed: UInt64
    ) async throws {
        let open = try OpenStore(kind)
        var random = SeededGenerator(state: seed)
        let days = (0..<3).map { Day(daysSinceEpoch: november.daysSinceEpoch + $0) }
        // What must stand there: the prompt, or nothing after a deletion.
        var model: [EntryAddress: String?] = [:]
        var next: [Day: Int] = [:]
        for step in 0..<150 {
            let day = days[Int.random(in: 0..<3, using: &random)]
            if Int.random(in: 0..<3, using: &random) == 0, let end = next[day] {
                let address = EntryAddress(day: day, index: Int.random(in: 0..<end, using: &random))
                #expect(try await open.store.delete(address, of: .first, at: noon) != nil)
                model[address] = .some(nil)
            } else {
                let entry = try await open.store.begin(try draft("Step \(step)"), on: day, at: noon)
                #expect(entry.address == EntryAddress(day: day, index: next[day] ?? 0))
                next[day] = entry.address.index + 1
                model[entry.address] = "Step \(step)"
            }
        }
        for (address, prompt) in model {
            switch try await open.store.place(at: address, of: .first) {
            case .entry(let entry): #expect(entry.prompt == prompt)
            case .tombstone: #expect(prompt == nil)
            case .never: Issue.record("\(address) was lost")
            }
        }
        for day in days {
            let alive = model.filter { $0.key.day == day && $0.value != nil }.keys.map(\.index).sorted()
            let lines = try await open.store.lines(on: day, of: .first, from: .first, limit: 1000)
            #expect(lines.map(\.address.index) == alive)
            let summary = try await open.store.days(of: .first, from: .newest, limit: 9).first { $0.day == day }
            #expect(summary?.count ?? 0 == alive.count)
        }
    }
}
