import Generation
import Testing

/// What every store promises about questions that ask on from an answer.
@Suite struct `Conversations in a history store` {
    @Test(arguments: StoreUnderTest.all)
    func `what was said before comes oldest first, the nearest as far as there is room`(
        _ kind: StoreUnderTest
    ) async throws {
        let open = try OpenStore(kind)
        let chain = try await open.store.chain(4)
        let last = chain[3]
        #expect(last.follows == chain[2].address && chain[0].follows == nil)
        let turns = (0..<3).map { Turn(prompt: "Question \($0)", answer: "Answer \($0)") }
        #expect(try await open.store.turns(before: last.id, atMost: 1000) == turns)
        #expect(try await open.store.turns(before: last.id, atMost: 2 * turns[0].byteCount) == Array(turns[1...]))
        #expect(try await open.store.turns(before: last.id, atMost: 5) == [])
        #expect(try await open.store.turns(before: chain[0].id, atMost: 1000) == [])
    }

    @Test(arguments: StoreUnderTest.all)
    func `a deleted or empty turn is left out, and what stands before it stays`(_ kind: StoreUnderTest) async throws {
        let open = try OpenStore(kind)
        let chain = try await open.store.chain(3)
        var next = try draft("Unanswered")
        next.follows = chain[2].address
        let silent = try await open.store.made(next, text: "")
        next = try draft("Last")
        next.follows = silent.address
        let last = try await open.store.made(next)
        _ = try await open.store.delete(chain[1].address, of: .first, at: noon)
        let prompts = try await open.store.turns(before: last.id, atMost: 1000).map(\.prompt)
        #expect(prompts == ["Question 0", "Question 2"])
        let around = try await open.store.conversation(around: last.id, limit: 9)
        #expect(around.earlier.map(\.promptExcerpt) == ["Question 0", "Question 2", "Unanswered"])
    }

    @Test(arguments: StoreUnderTest.all)
    func `questions branch, and each sees its own way`(_ kind: StoreUnderTest) async throws {
        let open = try OpenStore(kind)
        let chain = try await open.store.chain(2)
        var other = try draft("Another way")
        other.follows = chain[0].address
        let branch = try await open.store.made(other)
        let middle = try await open.store.conversation(around: chain[0].id, limit: 9)
        #expect(middle.earlier == [] && middle.followUps.map(\.address) == [chain[1].address, branch.address])
        let end = try await open.store.conversation(around: branch.id, limit: 9)
        #expect(end.earlier.map(\.address) == [chain[0].address] && end.followUps == [])
        #expect(try await open.store.conversation(around: chain[0].id, limit: 1).followUps.count == 1)
    }

    @Test(arguments: StoreUnderTest.all)
    func `nobody asks on from another account's answer or from nothing`(_ kind: StoreUnderTest) async throws {
        let open = try OpenStore(kind)
        let first = try await open.store.made(try draft("Mine"))
        var foreign = try draft("Yours", of: AccountID(2))
        foreign.follows = EntryAddress(day: november, index: 7)
        #expect(try await open.store.made(foreign).follows == nil)
        foreign.follows = EntryAddress(
            day: Day(daysSinceEpoch: november.daysSinceEpoch - 1), index: first.address.index)
        #expect(try await open.store.made(foreign).follows == nil)
    }
}

extension HistoryStore {
    /// Entries that each ask on from the one before.
    fileprivate func chain(_ count: Int) async throws -> [Entry] {
        var entries: [Entry] = []
        for number in 0..<count {
            var next = try draft("Question \(number)")
            next.follows = entries.last?.address
            entries.append(try await made(next, text: "Answer \(number)"))
        }
        return entries
    }
}
