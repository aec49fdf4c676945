import FoundationEssentials
import Generation
import Testing

@testable import WebApp

@Suite struct `The words of the pages` {
    private let wordings: Wordings
    private var wording: Wording { wordings["de"] }

    init() throws { wordings = try Wordings(folder: TestApp.checkout + "/Sources/WebApp/Catalogues") }

    /// That all languages have the same keys and places is checked when the catalogue is made.
    @Test func `no text is left in another language's words`() throws {
        let german = wordings["de"]
        // Numbers, names and words that are the same in both.
        let same = ["index.title", "footer.api", "footer.version", "unit.seconds", "unit.minutes", "nav.start"]
        let file = try Data(contentsOf: URL(filePath: TestApp.checkout + "/Sources/WebApp/Catalogues/de.json"))
        let keys = try JSONDecoder().decode([String: String].self, from: file).keys
        for key in keys where !same.contains(key) && !key.hasPrefix("month.") {
            for language in ["en", "ja", "ko"] {
                let text = wordings[language](key)
                #expect(text != german(key) || text.utf8.count < 9, "\(language): \(key)")
            }
        }
    }

    @Test func `days, numbers and durations read as the language writes them`() throws {
        let day = try #require(Day("2026-11-20"))
        let written = ["de", "en", "ja", "ko"].map { wordings[$0].full(day) }
        #expect(
            written == [
                "Freitag, 20. November 2026", "Friday, November 20, 2026", "2026年11月20日（金曜日）",
                "2026년 11월 20일 금요일",
            ])
        #expect(wordings["en"].grouped(5000) == "5,000")
        #expect(wordings["en"].duration(milliseconds: 3249) == "3.2 s")
        #expect(wordings["ja"].count("count.entries", 5) == "5件")
        #expect(wordings["ko"].count("count.entries", 1) == "항목 1개")
    }

    @Test(arguments: Failure.Reason.allCases) func `every reason has its sentence`(reason: Failure.Reason) {
        #expect(wording.has("failure.\(reason.rawValue)"))
    }

    @Test func `every key that code looks up is there`() {
        let states = EntryStatus.allCases.map { "status.\($0.rawValue)" }
        let kinds = Modality.allCases.flatMap { ["kind.\($0.rawValue)", "api.failed.\($0.rawValue)"] }
        let dates = (1...12).map { "month.\($0)" } + (1...7).map { "weekday.\($0)" } + ["date.full", "date.long"]
        let facts = [
            "provider", "model", "tokens", "tokens.value", "duration", "firstByte", "attempt", "created", "finished",
            "size", "scene", "seed", "system",
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
