import Doubles
import Generation
import HTTP
import Testing

@testable import WebApp

private let page: HeaderFields = ["Accept": "text/html"]
private let day = "/chatlog/2026-11-20"

/// Reviewers go through a day by pages and forms alone.
@Suite struct `Reviewing a day` {
    @Test func `a star, a mark and a note are kept on the entry and shown wherever it is listed`() async throws {
        try await withDay { test in
            for deed in ["star", "review"] {
                let answer = await test.post("\(day)/1/review", form: "do=\(deed)&note=&kept=", page)
                #expect(answer.status == 303 && answer.headers["Location"] == "\(day)/1")
            }
            let noted = await test.post("\(day)/1/review", form: "do=note&note=Gut%0D%0A%3Cb%3E&kept=", page)
            #expect(noted.status == 303 && noted.headers["Location"] == "\(day)/1#note")
            let entry = await test.get("\(day)/1", page).text
            #expect(entry.contains("value=\"unstar\" aria-pressed=\"true\""))
            #expect(entry.contains("value=\"unreview\" aria-pressed=\"true\""))
            #expect(entry.contains("\nGut\n&lt;b&gt;</textarea>"))
            #expect(entry.contains("1 von 6 geprüft"))
            let list = await test.get(day, page).text
            #expect(list.contains("name=\"unstar\" value=\"1\"") && list.contains("name=\"unreview\" value=\"1\""))
            #expect(list.contains("name=\"star\" value=\"0\"") && list.contains("aria-label=\"mit Notiz\""))
            #expect(
                list.contains("1 von 6 geprüft") && list.contains("Ungeprüft <span class=\"filter-count\">5</span>"))
            let chatlog = await test.get("/chatlog", page).text
            #expect(chatlog.contains("aria-label=\"mit Stern\"") && chatlog.contains("1 von 6 geprüft"))
            _ = await test.post("\(day)/1/review", form: "do=unstar", page)
            #expect(await test.get("\(day)/1", page).text.contains("value=\"star\" aria-pressed=\"false\""))
        }
    }

    @Test func `what changes changes the page's ETag, and nothing else does`() async throws {
        try await withDay { test in
            for path in [day, "\(day)/2", "/chatlog"] {
                let before = try #require(await test.get(path, page).headers["ETag"])
                #expect(await test.get(path, page).headers["ETag"] == before)
                _ = await test.post("\(day)/2/review", form: "do=star", page)
                #expect(await test.get(path, page).headers["ETag"] != before)
                _ = await test.post("\(day)/2/review", form: "do=unstar", page)
                #expect(await test.get(path, page).headers["ETag"] == before)
            }
        }
    }

    @Test func `lines are marked where they stand, in whatever part of the day`() async throws {
        try await withDay { test in
            let answer = await test.post("\(day)/review?kind=code&after=0", form: "review=4", page)
            #expect(answer.status == 303 && answer.headers["Location"] == "\(day)?kind=code&after=0#e4")
            #expect(await test.get("\(day)/4", page).text.contains("value=\"unreview\""))
            // One that the filter leaves out now: the line in its place.
            let gone = await test.post("\(day)/review?reviewed=0", form: "review=2", page)
            #expect(gone.headers["Location"] == "\(day)?reviewed=0#e3")
            let last = await test.post("\(day)/review?reviewed=0", form: "review=5", page)
            #expect(last.headers["Location"] == "\(day)?reviewed=0#e3")
            for (form, status) in [("star=9", 404), ("star=x", 400), ("", 400), ("star=-1", 400), ("do=star", 400)] {
                #expect(await test.post("\(day)/review", form: form, page).status == status, "\(form)")
            }
            #expect(await test.post("/chatlog/gestern/review", form: "star=1", page).status == 404)
        }
    }

    @Test func `reviewed and next leads to the next that is not, within the filter, until all are`() async throws {
        try await withDay { test in
            func next(_ index: Int, _ query: String = "") async -> String? {
                await test.post("\(day)/\(index)/review\(query)", form: "do=next", page).headers["Location"]
            }
            #expect(await next(0, "?status=failed") == "\(day)/3?status=failed")
            #expect(await next(3, "?status=failed") == "\(day)?notice=reviewed")
            #expect(await next(4) == "\(day)/5")
            #expect(await next(5) == "\(day)/1")
            #expect(await next(1) == "\(day)/2")
            #expect(await next(2) == "\(day)?notice=reviewed")
            let done = await test.get("\(day)?notice=reviewed", page).text
            #expect(done.contains("Hier ist alles geprüft.") && done.contains("6 von 6 geprüft"))
            #expect(!done.contains("Weiter prüfen") && !done.contains(">Ungeprüft"))
        }
    }

    @Test func `links to the next and the one before stay within the filter`() async throws {
        try await withDay { test in
            let entry = await test.get("\(day)/1?status=succeeded&kind=code", page).text
            let query = "?kind=code&amp;status=succeeded"
            #expect(entry.contains("href=\"\(day)/2\(query)\" rel=\"next\""))
            #expect(!entry.contains("rel=\"prev\""))
            #expect(entry.contains("action=\"\(day)/1/review\(query)\""))
            #expect(entry.contains("Nur was zum Filter passt"))
            let plain = await test.get("\(day)/1", page).text
            #expect(plain.contains("href=\"\(day)/0\" rel=\"prev\"") && !plain.contains("Nur was zum Filter passt"))
        }
    }

    @Test func `filters show what passes them, say how many, and lead back`() async throws {
        try await withDay { test in
            _ = await test.post("\(day)/review", form: "star=4", page)
            let failed = await test.get("\(day)?status=failed", page).text
            #expect(
                failed.contains("2 Einträge passen zum Filter.") && failed.contains("href=\"\(day)\">Filter aufheben"))
            #expect(lines(failed) == [0, 3])
            #expect(failed.contains("href=\"\(day)/3?status=failed\""))
            let starred = await test.get("\(day)?starred=1", page).text
            #expect(lines(starred) == [4] && starred.contains("1 Eintrag passt zum Filter."))
            let empty = await test.get("\(day)?starred=1&status=failed", page)
            #expect(empty.status == 200 && lines(empty.text) == [])
            #expect(empty.text.contains("Kein Eintrag passt zu diesem Filter."))
            #expect(empty.text.contains("Alle Einträge des Tages zeigen"))
        }
    }

    @Test(arguments: [
        "kind=hologram", "status=fertig", "starred=2", "reviewed=1", "reviewed=", "kind=%3Cscript%3E",
        "status=failed%27--",
    ])
    func `a filter that nobody knows is left out, and said`(query: String) async throws {
        try await withDay { test in
            for path in [day, "\(day)/1"] {
                let answer = await test.get("\(path)?\(query)&starred=", page)
                #expect(answer.status == 200 && !answer.text.contains("<script>"))
                let isSaid = answer.text.contains("Ein Teil des Filters ist unbekannt und wurde weggelassen.")
                #expect(isSaid == !query.hasSuffix("="))
                if path == day { #expect(lines(answer.text).count == 6) }
            }
            #expect(await test.get("\(day)?after=x", page).status == 404)
        }
    }

    @Test func `a note that is too long is given back whole, with what is wrong`() async throws {
        try await withDay { test in
            let text = String(repeating: "ü", count: 2001)
            let form = "do=star&kept=&note=" + PercentEncoding.encode(text)
            let answer = await test.post("\(day)/1/review?kind=code", form: form, page)
            #expect(answer.status == 413)
            #expect(answer.text.contains("\n\(text)</textarea>"))
            #expect(answer.text.contains("Bitte kürzen Sie sie auf höchstens 2000 Zeichen."))
            #expect(answer.text.contains("aria-invalid=\"true\"") && answer.text.contains("kind=code"))
            #expect(await test.get("\(day)/1", page).text.contains("value=\"star\""), "the star was not set either")
            let kept = await test.post(
                "\(day)/1/review", form: "do=note&note=" + PercentEncoding.encode(String(text.dropLast())), page)
            #expect(kept.status == 303)
        }
    }

    @Test func `a star does not undo a note that another reviewer has written meanwhile`() async throws {
        try await withDay { test in
            _ = await test.post("\(day)/1/review", form: "do=note&note=Neu%0D%0Azwei&kept=", page)
            _ = await test.post("\(day)/1/review", form: "do=star&note=&kept=", page)
            #expect(await test.get("\(day)/1", page).text.contains("\nNeu\nzwei</textarea>"))
            // Unchanged but for the form's line ends.
            _ = await test.post("\(day)/1/review", form: "do=star&note=Alt%0D%0Ab&kept=Alt%0Ab", page)
            #expect(await test.get("\(day)/1", page).text.contains("\nNeu\nzwei</textarea>"))
            // Emptied on purpose.
            _ = await test.post("\(day)/1/review", form: "do=note&note=&kept=Neu%0D%0Azwei", page)
            #expect(await test.get("\(day)/1", page).text.contains("\n</textarea>"))
        }
    }

    @Test func `a newer note is not overwritten by one who has not seen it`() async throws {
        try await withDay { test in
            _ = await test.post("\(day)/1/review", form: "do=note&note=Erste&kept=", page)
            let second = await test.post("\(day)/1/review", form: "do=note&note=Zweite&kept=", page)
            #expect(second.status == 409 && second.text.contains("\nZweite</textarea>"))
            #expect(second.text.contains("„Erste“") && second.text.contains("name=\"kept\" value=\"Erste\""))
            #expect(await test.post("\(day)/1/review", form: "do=note&note=Zweite&kept=Erste", page).status == 303)
            #expect(await test.get("\(day)/1", page).text.contains("\nZweite</textarea>"))
        }
    }

    @Test(arguments: [
        ("do=note&note=%FF", 400), ("do=note&note=a%00b", 400), ("do=explode", 400), ("", 400), ("note=x", 400),
    ])
    func `what nobody can read changes nothing`(form: String, status: Int) async throws {
        try await withDay { test in
            let before = await test.get("\(day)/1", page).headers["ETag"]
            #expect(await test.post("\(day)/1/review", form: form, page).status == status)
            #expect(await test.get("\(day)/1", page).headers["ETag"] == before)
        }
    }

    @Test func `control characters and markup in a note do no harm`() async throws {
        try await withDay { test in
            let hostile = "</textarea><script>alert(1)</script>\u{1B}[2J\u{202E}\"'&amp;"
            let form = "do=note&kept=&note=" + PercentEncoding.encode(hostile)
            #expect(await test.post("\(day)/1/review", form: form, page).status == 303)
            let html = await test.get("\(day)/1", page).text
            #expect(
                html.contains("&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;[2J\u{202E}&#34;&#39;&amp;amp;"))
            #expect(!html.contains("<script>alert"))
        }
    }

    @Test func `X11 X23 other sites, tombstones and what never was are refused`() async throws {
        try await withDay { test in
            for path in ["\(day)/1/review", "\(day)/review"] {
                let foreign = await test.post(
                    path, form: "do=star&star=1", ["Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"])
                #expect(foreign.status == 403)
            }
            _ = await test.post("\(day)/1/delete", form: "", page)
            #expect(await test.post("\(day)/1/review", form: "do=star", page).status == 410)
            #expect(await test.post("\(day)/review", form: "star=1", page).status == 410)
            #expect(await test.post("\(day)/77/review", form: "do=star", page).status == 404)
            #expect(await test.get("\(day)/1?kind=code", page).status == 410)
            #expect(await test.get("\(day)/review", page).status == 404)
        }
    }

    @Test func `the entry's page shows a bounded part of the day beside it`() async throws {
        try await TestApp.with { test in
            for number in 0..<60 { try await ask("Frage \(number)", of: test) }
            let html = await test.get("\(day)/30", page).text
            let rail = html.matches(of: /class="rail-line[^"]*"><a href="[^"]*\/(\d+)"/).compactMap { Int($0.1) }
            #expect(rail == Array(22...59))
            #expect(html.contains("href=\"\(day)/30\" aria-current=\"page\""))
            let first = await test.get("\(day)/0", page).text
            #expect(first.matches(of: /<li class="rail-line/).count == 32)
        }
    }

    @Test func `a filtered day is read page by page`() async throws {
        try await TestApp.with { test in
            for number in 0..<430 { try await ask("Frage \(number)", of: test) }
            for index in 0..<15 { _ = await test.post("\(day)/review", form: "review=\(index * 2)", page) }
            var seen: [Int] = []
            var path: String? = "\(day)?reviewed=0"
            while let here = path {
                let html = await test.get(here, page).text
                seen += lines(html)
                path = html.firstMatch(of: /href="(\/chatlog\/2026-11-20\?reviewed=0&amp;after=\d+)" rel="next"/)
                    .map { String($0.1).replacing("&amp;", with: "&") }
            }
            #expect(seen == Array(0..<430).filter { $0 >= 30 || $0 % 2 == 1 })
            let last = await test.get("\(day)?reviewed=0&after=400", page).text
            #expect(last.contains("?reviewed=0&amp;before=401"))
        }
    }

    @Test func `the date field leads to the day, or to the nearest that has entries`() async throws {
        try await withDay { test in
            func jump(_ date: String) async -> String? {
                await test.get("/chatlog?day=\(date)", page).headers["Location"]
            }
            #expect(await jump("2026-11-20") == day)
            #expect(await jump("2027-03-01") == "\(day)?notice=nearest")
            #expect(await jump("1999-03-01") == "\(day)?notice=nearest")
            #expect(await test.get("/chatlog?day=morgen", page).status == 404)
            #expect(await test.get("\(day)?notice=nearest", page).text.contains("Dies ist der nächste Tag"))
        }
    }

    /// Six entries: 0 and 3 have failed, 5 is a picture.
    private func withDay(_ body: (TestApp) async throws -> Void) async throws {
        try await TestApp.with { test in
            for number in 0..<5 {
                if number % 3 == 0 { test.text.load(.failure(Failure(.providerFailed), after: [])) }
                if number % 3 == 0 {
                    _ = await test.post("/generate_code", form: "prompt=Frage+\(number)")
                } else {
                    try await ask("Frage \(number)", of: test)
                }
            }
            test.image.load(.image(Samples.png()))
            _ = await test.post("/generate_image", form: "prompt=Ball")
            try await body(test)
        }
    }

    private func ask(_ prompt: String, of test: TestApp) async throws {
        test.text.load(.text(["Antwort"]))
        #expect(await test.post("/generate_code", form: "prompt=" + PercentEncoding.encode(prompt)).status == 200)
    }

    private func lines(_ html: String) -> [Int] {
        html.matches(of: /<li class="line [^>]* id="e(\d+)"/).compactMap { Int($0.1) }
    }
}
