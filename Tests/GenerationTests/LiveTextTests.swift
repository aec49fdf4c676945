import Generation
import Testing

@Suite struct `Live text` {
    private func text() -> LiveText { LiveText(now: { Moment(milliseconds: 5) }) }

    @Test func `readers see what came, from where they were`() throws {
        let live = text()
        try live.append("Hal")
        try live.append("lo")
        #expect(live.part(from: 3)?.text == "lo")
        #expect(live.part(from: 5)?.text.isEmpty == true)
        #expect(live.part(from: 6) == nil)
        #expect(live.firstByteAt == Moment(milliseconds: 5))
    }

    @Test func `an offset inside a character is none`() throws {
        let live = text()
        try live.append("aäb")
        #expect(live.part(from: 2) == nil)
        #expect(live.part(from: 3)?.text == "b")
    }

    @Test func `a long text is read in pieces of whole characters`() throws {
        let live = text()
        try live.append("aä日")
        live.end()
        let first = try #require(live.part(from: 0, atMost: 4))
        #expect(first.text == "aä" && first.end == 3 && !first.isLast)
        let second = try #require(live.part(from: 3, atMost: 4))
        #expect(second.text == "日" && second.end == 6 && second.isLast)
    }

    @Test func `waiting ends with more text, with the end, and with the waiter's task`() async throws {
        let live = text()
        async let waiting: Void = live.more(than: 0)
        try live.append("x")
        await waiting
        let patient = Task { await live.more(than: 1) }
        patient.cancel()
        await patient.value
        async let last: Void = live.more(than: 1)
        live.end()
        await last
        #expect(live.part(from: 1)?.isLast == true)
    }

    @Test func `a call wakes those who listen for it, also when it came before they waited`() async throws {
        let live = text()
        let listening = Task { await live.more(than: 0, calls: 0) }
        live.call()
        await listening.value
        await live.more(than: 0, calls: 0)
        #expect(live.calls == 1)
        let deaf = Task { await live.more(than: 0) }
        live.call()
        try live.append("x")
        await deaf.value
        #expect(live.part(from: 0)?.text == "x")
    }

    @Test func `more than the limit is refused and what was there stays`() throws {
        let live = text()
        try live.append(String(repeating: "x", count: LiveText.maximumBytes))
        let failure = #expect(throws: Failure.self) { try live.append("y") }
        #expect(failure?.reason == .answerTooLarge)
        #expect(live.count == LiveText.maximumBytes)
    }

    @Test func `a thousand readers and one writer lose nothing`() async throws {
        let live = text()
        let whole = (0..<2000).map { "\($0) ä " }.joined()
        try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<1000 {
                group.addTask {
                    var read = ""
                    while let part = live.part(from: read.utf8.count) {
                        read += part.text
                        if part.isLast { break }
                        await live.more(than: read.utf8.count)
                    }
                    return read
                }
            }
            for number in 0..<2000 {
                try live.append("\(number) ä ")
                if number % 50 == 0 { await Task.yield() }
            }
            live.end()
            for try await read in group { #expect(read == whole) }
        }
    }
}
