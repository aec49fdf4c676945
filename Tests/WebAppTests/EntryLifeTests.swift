import Doubles
import FoundationEssentials
import Generation
import HTTP
import Testing

@testable import WebApp

private let page: HeaderFields = ["Accept": "text/html"]

@Suite struct `The life of an entry` {
    @Test func `a page's form leads to the entry, which renews itself while it runs and then no more`() async throws {
        try await TestApp.with { test in
            let gate = Gate()
            test.text.load(.held(["Ein Anfang"], gate, then: [" und das Ende"]))
            let posted = await test.post("/generate_code", form: "prompt=Frage", page)
            #expect(posted.status == 303)
            let path = try #require(posted.headers["Location"])
            let running = await test.get(path, page)
            #expect(running.headers["Refresh"] != nil)
            let scripted = await test.get(path, ["Accept": "text/html", "Cookie": "js=1"])
            #expect(scripted.headers["Refresh"] == nil)
            gate.open()
            _ = try await test.app.generator.entry(EntryID(1), atItsEndWithin: .seconds(20))
            let done = await test.get(path, page)
            #expect(done.headers["Refresh"] == nil)
            #expect(done.text.contains("Ein Anfang und das Ende"))
        }
    }

    @Test func `a script is told at once where the entry and its events are`() async throws {
        try await TestApp.with { test in
            test.text.load(.text(["Hallo ", "Welt"]))
            let answer = await test.post(
                "/generate_code", form: "prompt=x", ["Accept": "application/vnd.tagwerk.entry+json"])
            #expect(answer.status == 202)
            let events = try #require(answer.json["events"]?.text)
            let stream = await test.get(events, ["Accept": "text/event-stream"])
            #expect(stream.headers["Content-Type"] == "text/event-stream")
            #expect(stream.text.contains("event: done"))
            #expect(stream.text.contains("Welt"))
        }
    }

    @Test func `events go on where the client was and say reset when that is gone`() async throws {
        try await TestApp.with { test in
            test.text.load(.text(["0123456789"]))
            _ = await test.post("/generate_code", form: "prompt=x")
            let rest = await test.get("/chatlog/2026-11-20/0/events", ["Last-Event-ID": "4"])
            #expect(rest.text.contains("\"456789\""))
            #expect(!rest.text.contains("reset"))
            let reset = await test.get("/chatlog/2026-11-20/0/events", ["Last-Event-ID": "400"])
            #expect(reset.text.contains("event: reset"))
            #expect(reset.text.contains("\"0123456789\""))
        }
    }

    @Test func `a long text comes in parts, each with the place where the next one begins`() async throws {
        try await TestApp.with { test in
            let long = String(repeating: "aä🙂", count: 30_000)
            test.text.load(.text([long]))
            _ = await test.post("/generate_code", form: "prompt=x")
            let whole = parts(await test.get("/chatlog/2026-11-20/0/events").text)
            #expect(whole.count == 4 && whole.allSatisfy { $0.text.utf8.count <= 65_536 })
            #expect(whole.map(\.text).joined() == long)
            let rest = parts(await test.get("/chatlog/2026-11-20/0/events", ["Last-Event-ID": whole[1].id]).text)
            #expect(rest.map(\.text) == whole.dropFirst(2).map(\.text))
        }
    }

    /// Ids and texts of the text events.
    private func parts(_ stream: String) -> [(id: String, text: String)] {
        stream.matches(of: /event: text\nid: (.*)\ndata: (.*)\n/).map { match in
            let object = try? JSONDecoder().decode([String: String].self, from: Data(match.2.utf8))
            return (String(match.1), object?["text"] ?? "")
        }
    }

    @Test func `a running entry can be stopped, keeps its text and can be resumed to a whole answer`() async throws {
        try await TestApp.with { test in
            test.text.load(.held(["Ein Teil"], Gate(), then: []))
            _ = await test.post("/generate_code", form: "prompt=x", page)
            try await test.untilRunning(EntryID(1))
            #expect(await test.post("/chatlog/2026-11-20/0/stop", form: "", page).status == 303)
            let stopped = await test.get("/chatlog/2026-11-20/0", page).text
            #expect(stopped.contains("Ein Teil"))
            #expect(stopped.contains("/chatlog/2026-11-20/0/resume"))
            test.text.load(.text(["Die ganze Antwort"]))
            #expect(await test.post("/chatlog/2026-11-20/0/resume", form: "", page).status == 303)
            let entry = try #require(try await test.app.generator.entry(EntryID(1), atItsEndWithin: .seconds(20)))
            #expect(entry.status == .succeeded)
            #expect(entry.attempt == 2)
            #expect(entry.response == "Die ganze Antwort")
            #expect(await test.post("/chatlog/2026-11-20/0/resume", form: "", page).status == 409)
            #expect(await test.post("/chatlog/2026-11-20/0/stop", form: "", page).status == 409)
        }
    }

    @Test func `run again makes a linked variant with the same prompt`() async throws {
        try await TestApp.with { test in
            test.text.load(.text(["a"]), .text(["b"]))
            _ = await test.post("/generate_code", form: "prompt=Frage")
            let answer = await test.post("/chatlog/2026-11-20/0/rerun", form: "", page)
            #expect(answer.headers["Location"] == "/chatlog/2026-11-20/1")
            _ = try await test.app.generator.entry(EntryID(2), atItsEndWithin: .seconds(20))
            let html = await test.get("/chatlog/2026-11-20/1", page).text
            #expect(html.contains("/chatlog/2026-11-20/0"))
            #expect(test.text.orders.map(\.prompt.text) == ["Frage", "Frage"])
        }
    }

    @Test func `a client whose entry is deleted under it is told so, without a link to nothing`() async throws {
        try await TestApp.with { test in
            test.text.load(.held(["Ein Teil"], Gate(), then: []))
            async let waiting = test.post("/generate_code", form: "prompt=x")
            while await test.app.generator.liveText(of: EntryID(1)) == nil { await Task.yield() }
            try await test.untilRunning(EntryID(1))
            #expect(await test.post("/chatlog/2026-11-20/0/delete", form: "", page).status == 303)
            let answer = await waiting
            #expect(answer.status == 410)
            #expect(answer.json["error"]?.text == "Codegenerierung fehlgeschlagen: Dieser Eintrag wurde gelöscht.")
            #expect(answer.json["entry"] == nil)
        }
    }

    @Test func `an answer that stops at the limit of tokens says so everywhere`() async throws {
        try await TestApp.with { test in
            test.text.load(.truncated("Ein Anf"), .text(["Ganz"]))
            let answer = await test.post("/generate_code", form: "prompt=x")
            #expect(answer.status == 200)
            #expect(answer.json == ["code": .text("Ein Anf"), "truncated": .flag(true)])
            let html = await test.get("/chatlog/2026-11-20/0", page).text
            #expect(html.contains("weil ihre größte Länge erreicht war"))
            #expect(await test.post("/generate_code", form: "prompt=x").json == ["code": .text("Ganz")])
            let whole = await test.get("/chatlog/2026-11-20/1", page).text
            #expect(!whole.contains("größte Länge"))
        }
    }

    @Test func `deleting the last entry of a file deletes the file`() async throws {
        try await TestApp.with { test in
            test.image.load(.image(Samples.png()), .image(Samples.png()))
            _ = await test.post("/generate_image", form: "prompt=a")
            let second = await test.post("/generate_image", form: "prompt=b").json["image_url"]?.text ?? ""
            _ = await test.post("/chatlog/2026-11-20/0/delete", form: "", page)
            #expect(await test.get(second).status == 200)
            _ = await test.post("/chatlog/2026-11-20/1/delete", form: "", page)
            #expect(await test.get(second).status == 404)
        }
    }

    @Test func `a prompt beyond the limit is given back, not lost`() async throws {
        try await TestApp.with { test in
            let long = String(repeating: "a", count: Prompt.maximumBytes + 1)
            let answer = await test.post("/generate_code", form: "prompt=\(long)", page)
            #expect(answer.status == 413)
            #expect(answer.text.contains(long))
            let program = await test.post("/generate_code", form: "prompt=\(long)")
            #expect(program.status == 413)
            #expect(program.json["error"]?.text?.isEmpty == false)
        }
    }

    @Test func `what a crash left is shown as interrupted and queued prompts run`() async throws {
        let folder = TemporaryFolder()
        let first = try await TestApp.start(folder: folder)
        first.text.load(.held(["Ein Teil"], Gate(), then: []))
        _ = await first.post("/generate_code", form: "prompt=lief", page)
        try await first.untilRunning(EntryID(1))
        await first.app.shutDown(within: .zero)
        let second = try await TestApp.start(folder: folder)
        let html = await second.get("/chatlog/2026-11-20/0", page).text
        #expect(html.contains("unterbrochen"))
        #expect(html.contains("Ein Teil"))
        #expect(second.text.orders.isEmpty)
        await second.app.shutDown(within: .zero)
    }
}

extension TestApp {
    /// Until the provider has been asked and its first text has come.
    func untilRunning(_ id: EntryID) async throws {
        let text = try #require(await app.generator.liveText(of: id))
        await text.more(than: 0)
    }
}

@Suite struct `Found by attack` {
    @Test func `a body that is too slow is told so, whatever its form`() async throws {
        try await TestApp.with { test in
            let slow = RequestBody(declaredLength: nil) { () throws(BodyError) in throw .timedOut }
            for type in ["application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b"] {
                let fields: HeaderFields = ["Host": "127.0.0.1:8080", "Content-Type": type]
                let answer = await test.send(Request(.post, "/generate_code", headers: fields, body: slow))
                #expect(answer.status == 408 && answer.json["error"]?.text?.contains("langsam") == true)
            }
        }
    }

    @Test func `a client that leaves within its body is no failure of ours`() async throws {
        try await TestApp.with { test in
            let cut = RequestBody(declaredLength: nil) { () throws(BodyError) in throw .disconnected }
            for type in ["application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b"] {
                let fields: HeaderFields = ["Host": "127.0.0.1:8080", "Content-Type": type]
                let answer = await test.send(Request(.post, "/generate_code", headers: fields, body: cut))
                #expect(answer.status == 400)
            }
        }
    }

    @Test func `a query that nobody can read is refused on every page that reads one`() async throws {
        try await TestApp.with { test in
            test.text.load(.text(["a"]))
            _ = await test.post("/generate_code", form: "prompt=x")
            for path in ["/chatlog", "/chatlog/2026-11-20", "/chatlog/2026-11-20/0"] {
                #expect(await test.get(path).status == 200)
                #expect(await test.get("\(path)?%zz").status == 400)
            }
        }
    }

    @Test(arguments: ["TRACE", "PUT", "BREW"]) func `a method that nothing answers to is 405`(name: String) async throws
    {
        try await TestApp.with { test in
            let answer = await test.send(
                Request(Method(name), "/", headers: ["Host": "127.0.0.1:8080", "X": "secret"]))
            #expect(answer.status == 405 && answer.headers["Allow"] == "GET" && !answer.text.contains("secret"))
        }
    }

    @Test func `a resume right after the end is never forgotten`() async throws {
        try await TestApp.with { test in
            for index in 0..<40 {
                test.text.load(.failure(Failure(.providerFailed), after: []), .text(["neu"]))
                _ = await test.post("/generate_code", form: "prompt=x")
                _ = await test.post("/chatlog/2026-11-20/\(index)/resume", form: "", page)
                let id = EntryID(Int64(index + 1))
                let end = try await test.app.generator.entry(id, atItsEndWithin: .seconds(20))
                #expect(end?.status == .succeeded)
            }
        }
    }

    @Test func `events of a new attempt never go on in the text of an older one`() async throws {
        try await TestApp.with { test in
            test.text.load(.failure(Failure(.answerCut), after: ["0123456789"]), .text(["abcdefghij"]))
            _ = await test.post("/generate_code", form: "prompt=x")
            _ = await test.post("/chatlog/2026-11-20/0/resume", form: "", page)
            _ = try await test.app.generator.entry(EntryID(1), atItsEndWithin: .seconds(20))
            let foreign = await test.get("/chatlog/2026-11-20/0/events", ["Last-Event-ID": "4"]).text
            #expect(foreign.contains("event: reset") && foreign.contains("\"abcdefghij\""))
            let own = await test.get("/chatlog/2026-11-20/0/events", ["Last-Event-ID": "2-4"]).text
            #expect(!own.contains("event: reset") && own.contains("\"efghij\""))
            #expect(own.contains("id: 2-10"))
        }
    }

    @Test(arguments: [40, 57]) func `a picture that is cut off is no picture`(length: Int) async throws {
        try await TestApp.with { test in
            test.image.load(.image(Array(Samples.png().prefix(length))))
            #expect(await test.post("/generate_image", form: "prompt=x").status == 500)
        }
    }

    @Test(arguments: ["127.x.evil.com", "127.0.0.1.evil.com", "[::1]evil.com", "127.0.0.999", "", "localhost:x"])
    func `X11 a name that only looks like loopback is refused`(host: String) async throws {
        try await TestApp.with { test in
            #expect(await test.get("/", ["Host": host]).status == 421)
        }
        #expect(throws: ConfigProblems.self) { try Config(environment: ["HOST": "127.x.evil.com"]) }
    }

    @Test func `every entry of a long day is reached by links, from either end`() async throws {
        try await TestApp.with { test in
            for number in 0..<450 {
                test.text.load(.text(["a"]))
                _ = await test.post("/generate_code", form: "prompt=Nr\(number)")
            }
            var seen: Set<String> = []
            var path: String? = "/chatlog/2026-11-20"
            while let here = path {
                let html = await test.get(here, page).text
                for match in html.matches(of: /href="(\/chatlog\/2026-11-20\/\d+)"/) { seen.insert(String(match.1)) }
                path = html.firstMatch(of: /href="(\/chatlog\/2026-11-20\?after=\d+)"/).map { String($0.1) }
            }
            #expect(seen.count == 450)
            let last = await test.get("/chatlog/2026-11-20?after=399", page).text
            #expect(last.contains("?before=400"))
        }
    }
}
