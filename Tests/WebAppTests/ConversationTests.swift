import Doubles
import Generation
import HTTP
import Testing

@testable import WebApp

private let page: HeaderFields = ["Accept": "text/html"]

@Suite struct `Asking on` {
    @Test func `a further question takes along what was said, and both entries name each other`() async throws {
        try await TestApp.with { test in
            test.text.load(.text(["Paris"]), .text(["Zwei Millionen"]), .text(["Noch einmal"]))
            _ = await test.post("/generate_code", form: "prompt=Hauptstadt+von+Frankreich")
            let posted = await test.post("/chatlog/2026-11-20/0/ask", form: "prompt=Und+wie+gross", page)
            #expect(posted.status == 303 && posted.headers["Location"] == "/chatlog/2026-11-20/1")
            _ = try await test.app.generator.entry(EntryID(2), atItsEndWithin: .seconds(20))
            #expect(test.text.orders.last?.turns == [Turn(prompt: "Hauptstadt von Frankreich", answer: "Paris")])
            let second = await test.get("/chatlog/2026-11-20/1", page).text
            #expect(second.contains("Vorher in diesem Gespräch") && second.contains("href=\"/chatlog/2026-11-20/0\""))
            let first = await test.get("/chatlog/2026-11-20/0", page).text
            #expect(first.contains("Dazu weitergefragt") && first.contains("href=\"/chatlog/2026-11-20/1\""))
            // The same question again stands in the same place of the conversation.
            _ = await test.post("/chatlog/2026-11-20/1/rerun", page)
            _ = try await test.app.generator.entry(EntryID(3), atItsEndWithin: .seconds(20))
            #expect(test.text.orders.last?.turns.map(\.answer) == ["Paris"])
        }
    }

    @Test func `a program gets the answer as from generate_code`() async throws {
        try await TestApp.with { test in
            test.text.load(.text(["eins"]), .text([" zwei "]))
            _ = await test.post("/generate_code", form: "prompt=x")
            let answer = await test.post(
                "/chatlog/2026-11-20/0/ask", body: #"{"prompt":"y"}"#, type: "application/json")
            #expect(answer.status == 200 && answer.json["code"]?.text == "zwei")
        }
    }

    @Test func `what cannot be asked on from is refused, and what was typed comes back`() async throws {
        try await TestApp.with { test in
            test.text.load(.text(["eins"]), .failure(Failure(.providerFailed), after: []))
            _ = await test.post("/generate_code", form: "prompt=x")
            _ = await test.post("/generate_code", form: "prompt=fails")
            let empty = await test.post("/chatlog/2026-11-20/0/ask", form: "prompt=+", page)
            #expect(empty.status == 400 && empty.text.contains("Bitte geben Sie einen Prompt ein."))
            let failed = await test.post("/chatlog/2026-11-20/1/ask", form: "prompt=Meine+Frage", page)
            #expect(failed.status == 409 && failed.text.contains("Meine Frage</textarea>"))
            #expect(await test.post("/chatlog/2026-11-20/9/ask", form: "prompt=x", page).status == 404)
            _ = await test.post("/chatlog/2026-11-20/0/delete", page)
            #expect(await test.post("/chatlog/2026-11-20/0/ask", form: "prompt=x", page).status == 410)
            #expect(test.text.orders.count == 2)
        }
    }
}
