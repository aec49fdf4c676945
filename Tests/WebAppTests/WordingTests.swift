import Generation
import Testing

@testable import WebApp

@Suite struct `The German words` {
    private let wording: Wording

    init() throws { wording = try Wordings(folder: TestApp.checkout + "/Sources/WebApp/Catalogues")["de"] }

    @Test(arguments: Failure.Reason.allCases) func `every reason has its sentence`(reason: Failure.Reason) {
        #expect(wording.has("failure.\(reason.rawValue)"))
    }

    @Test func `every key that code looks up is there`() {
        let states = EntryStatus.allCases.map { "status.\($0.rawValue)" }
        let kinds = Modality.allCases.flatMap { ["kind.\($0.rawValue)", "api.failed.\($0.rawValue)"] }
        let dates = (1...12).map { "month.\($0)" } + (1...7).map { "weekday.\($0)" } + ["date.full", "date.long"]
        let facts = [
            "provider", "model", "tokens", "tokens.value", "duration", "firstByte", "attempt", "created", "finished",
            "size", "seed", "system",
        ].map { "fact.\($0)" }
        let others = [
            "entry.number", "count.entries.one", "count.entries.other", "count.rest.one", "count.rest.other",
            "caveat.text", "caveat.image", "progress.queue", "progress.download", "progress.download.start",
            "progress.answering", "progress.drawing", "cost.free", "cost.paid", "unit.seconds", "unit.minutes",
            "notice.deleted", "failure.title.other", "failure.hint.other", "engine.embedded", "engine.studio",
        ]
        for key in states + kinds + dates + facts + others { #expect(wording.has(key), "no text for \(key)") }
    }

    @Test func `numbers and days read as Germans write them`() throws {
        #expect(wording.full(try #require(Day("2026-11-20"))) == "Freitag, 20. November 2026")
        #expect(wording.grouped(9999) == "9999")
        #expect(wording.grouped(1_234_567) == "1\u{202F}234\u{202F}567")
        #expect(wording.duration(milliseconds: 3249) == "3,2 s")
        #expect(wording.duration(milliseconds: 59_949) == "59,9 s")
        #expect(wording.duration(milliseconds: 245_000) == "4 min 5 s")
        #expect(wording.count("count.entries", 1) == "1 Eintrag")
    }
}
