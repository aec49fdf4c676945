import Generation
import Testing

@Suite struct `Days` {
    @Test(arguments: ["2026-11-20", "2024-02-29", "0001-01-01", "9999-12-31"])
    func `a day prints as it was read`(text: String) throws {
        let day = try #require(Day(text))
        #expect(day.description == text)
        #expect(Day(daysSinceEpoch: day.daysSinceEpoch) == day)
    }

    @Test(arguments: [
        "2025-02-29", "2026-13-01", "2026-00-01", "2026-01-00", "0000-01-01", "2026-1-1", "20261120", "2026-11-20 ",
        "２０２６-11-20", "+026-11-20", "",
    ])
    func `what no calendar has is no day`(text: String) {
        #expect(Day(text) == nil)
    }

    @Test func `weekdays follow the calendar`() {
        #expect(Day("2026-11-20")?.weekday == 4)
        #expect(Day("1970-01-01")?.weekday == 3)
        #expect(Day("1969-12-28")?.weekday == 6)
    }

    @Test func `every day of four centuries has its successor`() {
        var day = Day(daysSinceEpoch: -60_000)
        for number in -59_999...90_000 {
            let next = Day(daysSinceEpoch: number)
            #expect(next > day && next.weekday == (day.weekday + 1) % 7)
            day = next
        }
    }
}

@Suite struct `Prompts` {
    @Test func `outer white space goes, inner stays`() throws {
        #expect(try Prompt("  a\n b\u{3000}\n", modality: .code).text == "a\n b")
    }

    @Test(arguments: ["", " \n\t", "\u{3000}\u{2003}"])
    func `nothing but white space is no prompt`(text: String) {
        #expect(throws: Failure(.emptyPrompt)) { try Prompt(text, modality: .code) }
    }

    @Test func `the limit counts bytes of UTF-8 and itself is allowed`() throws {
        let longest = String(repeating: "ä", count: Prompt.maximumBytes / 2)
        #expect(try Prompt(longest, modality: .code).text == longest)
        let failure = #expect(throws: Failure.self) { try Prompt(longest + "a", modality: .code) }
        #expect(failure?.reason == .promptTooLong)
    }

    @Test func `NUL is refused`() {
        let failure = #expect(throws: Failure.self) { try Prompt("a\0b", modality: .code) }
        #expect(failure?.reason == .invalidText)
    }
}
