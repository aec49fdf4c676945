import Doubles
import FoundationEssentials
import Generation
import HTTP
import Testing

@testable import WebApp

private let page: HeaderFields = ["Accept": "text/html"]

@Suite struct `Costs on the pages` {
    private let folder = TemporaryFolder()

    /// The scripted provider's models, 7 tokens to it and 3 back: 37 millionths.
    private func settings(limit: String? = nil) throws -> [String: String] {
        let table =
            #"{"currency":"USD","models":{"scripted-code":{"input":1,"output":10},"scripted-image":{"image":0.04}}}"#
        try Data(table.utf8).write(to: URL(filePath: folder.file("prices.json")))
        var settings = ["PRICES": folder.file("prices.json"), "OPENAI_API_KEY": "sk-test-0123456789"]
        settings["CHAT_MODEL"] = "scripted-code"
        settings["IMAGE_MODEL"] = "scripted-image"
        settings["MONTHLY_LIMIT"] = limit
        return settings
    }

    @Test func `are told before a call and with the entry afterwards`() async throws {
        try await TestApp.with(try settings()) { test in
            test.text.load(.text(["Hallo"]))
            #expect(await test.get("/", page).text.contains("etwa 0,0055 USD je Frage"))
            #expect(await test.get("/settings", page).text.contains("In diesem Monat ausgegeben: 0,00 USD."))
            _ = await test.post("/generate_code", form: "prompt=x")
            let entry = await test.get("/chatlog/2026-11-20/0", page).text
            #expect(entry.contains("Das kostet etwa 0,000037 USD.") && entry.contains("<dd>0,000037 USD</dd>"))
            let english = await test.get("/settings", ["Accept": "text/html", "Accept-Language": "en"]).text
            #expect(english.contains("Spent this month: 0.000037 USD."))
        }
    }

    @Test func `a month that has reached its limit takes no new paid work, and says so`() async throws {
        try await TestApp.with(try settings(limit: "0.00005")) { test in
            test.text.load(.text(["a"]), .text(["b"]))
            #expect(await test.post("/generate_code", form: "prompt=x").status == 200)
            #expect(await test.post("/generate_code", form: "prompt=y").status == 200)
            let refused = await test.post("/generate_code", form: "prompt=z")
            #expect(refused.status == 402 && refused.json["error"]?.text?.contains("Höchstbetrag") == true)
            let shown = await test.post("/generate_code", form: "prompt=Behalten", page)
            #expect(shown.status == 402 && shown.text.contains("Behalten</textarea>"))
            #expect(await test.post("/chatlog/2026-11-20/0/rerun", page).status == 402)
            #expect(await test.get("/settings", page).text.contains("0,000074 USD von höchstens 0,000050 USD"))
            // The next month begins with nothing.
            test.time.advance(seconds: 12 * 86_400)
            test.text.load(.text(["c"]))
            #expect(await test.post("/generate_code", form: "prompt=z").status == 200)
        }
    }

    @Test func `what is free says nothing of money`() async throws {
        try await TestApp.with(["TEXT_PROVIDER": "embedded"]) { test in
            #expect(await !test.get("/", page).text.contains("USD"))
            let settings = await test.get("/settings", page)
            #expect(settings.status == 200 && !settings.text.contains("ausgegeben"))
        }
    }

    @Test(arguments: [
        (0, "0,00"), (37, "0,000037"), (5500, "0,0055"), (1_234_567, "1,23"), (10_000, "0,010"), (99_999, "0,100"),
        (12_345_678_901, "12.345,68"),
    ])
    func `amounts show as many places as they need`(_ millionths: Int64, _ text: String) throws {
        let wordings = try Wordings(folder: TestApp.checkout + "/Sources/WebApp/Catalogues")
        let costs = Costs(prices: Prices(), isPaid: { _ in true })
        let shown = costs.amount(Money(millionths: millionths), wordings["de"])
        #expect(shown.replacing("\u{202F}", with: ".") == text + " USD")
    }
}
