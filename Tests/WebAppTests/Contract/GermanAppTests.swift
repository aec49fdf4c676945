import Doubles
import Generation
import HTTP
import Testing

@testable import WebApp

private let page: HeaderFields = ["Accept": "text/html,application/xhtml+xml,*/*;q=0.8"]

/// Rows F1 to F25 of the contract: the German app's clients keep working.
@Suite struct `German app` {
    @Test func `F1 the start page has the forms in their German wording`() async throws {
        try await TestApp.with { test in
            let answer = await test.get("/", page)
            #expect(answer.status == 200)
            #expect(answer.headers["Content-Type"] == "text/html; charset=utf-8")
            for text in [
                "<html lang=\"de\"", "Geben Sie Ihre Frage ein:", "name=\"prompt\"", "required", "Senden", "Antwort:",
                "Antwort kopieren", "Bild generieren:", "Geben Sie einen Bild-Prompt ein:", "Bild herunterladen",
                "Generiertes Bild",
            ] {
                #expect(answer.text.contains(text), "missing: \(text)")
            }
            #expect(answer.text.contains("id=\"prompt\" name=\"prompt\" rows=\"4\" required"))
            #expect(answer.text.contains("alt=\"Generiertes Bild\""))
        }
    }

    @Test func `F2 the start page lists the history by date with links that open beside it`() async throws {
        try await TestApp.with { test in
            test.text.load(.text(["Eine Antwort"]))
            _ = await test.post("/generate_code", form: "prompt=Eine+Frage")
            let html = await test.get("/", page).text
            #expect(html.contains("Chatverlauf</h2>"))
            #expect(html.contains("<strong><time datetime=\"2026-11-20\">Freitag, 20. November 2026</time></strong>"))
            let link = try #require(html.text(from: "<a href=\"/chatlog/2026-11-20/0\"", to: "</a>"))
            #expect(link.contains("target=\"_blank\""))
            #expect(link.withoutTags.hasSuffix("Eine Frage -&gt; Eine Antwort"))
        }
    }

    @Test func `F3 a prompt is answered as JSON, trimmed, and kept on its day`() async throws {
        try await TestApp.with { test in
            test.text.load(.text(["\n  ```swift\n", "print(1)\n```  \n"]))
            let answer = await test.post("/generate_code", form: "prompt=x")
            #expect(answer.status == 200)
            #expect(answer.json == ["code": .text("```swift\nprint(1)\n```")])
            #expect(await test.get("/chatlog/2026-11-20", page).text.contains("/chatlog/2026-11-20/0"))
        }
    }

    @Test(arguments: ["", "prompt=", "prompt=+%0A+", "other=x"])
    func `F4 no prompt is refused and nothing is stored`(form: String) async throws {
        try await TestApp.with { test in
            let answer = await test.post("/generate_code", form: form)
            #expect(answer.status == 400)
            #expect(answer.json == ["error": .text("Kein Prompt erhalten")])
            #expect(await test.get("/chatlog/2026-11-20/0", page).status == 404)
            #expect(test.text.orders.isEmpty)
        }
    }

    @Test func `F5 a failed answer is told, logged and kept`() async throws {
        try await TestApp.with { test in
            test.text.load(.failure(Failure(.keyRejected, cause: "401"), after: ["Ein Teil"]))
            let answer = await test.post("/generate_code", form: "prompt=x")
            #expect(answer.status == 500)
            let error = try #require(answer.json["error"]?.text)
            #expect(error.hasPrefix("Codegenerierung fehlgeschlagen: "))
            #expect(error.count > "Codegenerierung fehlgeschlagen: ".count)
            #expect(test.log.contains("error Fehler bei der Codegenerierung: "))
            let html = await test.get("/chatlog/2026-11-20/0", page).text
            #expect(html.contains("Ein Teil"))
        }
    }

    @Test func `F6 the model is asked with the older app's instructions, and both are settings`() async throws {
        try await TestApp.with { test in
            test.text.load(.text(["a"]))
            _ = await test.post("/generate_code", form: "prompt=Guten+Tag")
            let order = try #require(test.text.orders.first)
            #expect(order.parameters.system == "You are a helpful assistant.")
            #expect(order.prompt.text == "Guten Tag")
        }
        try await TestApp.with(["SYSTEM_PROMPT": "Sei knapp."]) { test in
            test.text.load(.text(["a"]))
            _ = await test.post("/generate_code", form: "prompt=x")
            #expect(test.text.orders.first?.parameters.system == "Sei knapp.")
        }
    }

    @Test func `F7 a picture is answered by its relative address, which serves it`() async throws {
        try await TestApp.with { test in
            test.image.load(.image(Samples.png()))
            let answer = await test.post("/generate_image", form: "prompt=Katze")
            #expect(answer.status == 200)
            let address = try #require(answer.json["image_url"]?.text)
            let file = await test.get(address)
            #expect(file.status == 200)
            #expect(file.headers["Content-Type"] == "image/png")
            #expect(file.body == Samples.png())
            let order = try #require(test.image.orders.first)
            #expect(order.parameters.width == 1792 && order.parameters.height == 1024)
            #expect(await test.get("/chatlog/2026-11-20/0", page).text.contains(address))
        }
    }

    @Test func `F8 X5 pictures have time-stamped names and the fixed name shows the newest`() async throws {
        try await TestApp.with { test in
            test.image.load(.image(Samples.png(1)), .image(Samples.png(2)))
            let first = await test.post("/generate_image", form: "prompt=a").json["image_url"]?.text
            #expect(first == "/static/generated_image_20261120_140509.png")
            let alias = await test.get("/static/generated_image.png")
            #expect(alias.body == Samples.png(1))
            #expect(alias.headers["Cache-Control"] == "no-store")
            test.time.advance(seconds: 60)
            _ = await test.post("/generate_image", form: "prompt=b")
            #expect(await test.get("/static/generated_image.png").body == Samples.png(2))
            #expect(await test.get(first ?? "").body == Samples.png(1))
        }
    }

    @Test func `F9 the history links our own file, never the provider's address`() async throws {
        try await TestApp.with { test in
            test.image.load(.image(Samples.png()))
            _ = await test.post("/generate_image", form: "prompt=a")
            let html = await test.get("/chatlog/2026-11-20/0", page).text
            #expect(html.contains("src=\"/static/generated_image_20261120_140509.png\""))
            #expect(!html.contains("src=\"http"))
        }
    }

    @Test func `F10 an answer without a picture is told in the older app's words`() async throws {
        try await TestApp.with { test in
            test.image.load(.failure(Failure(.noImage), after: []))
            let answer = await test.post("/generate_image", form: "prompt=a")
            #expect(answer.status == 500)
            #expect(
                answer.json["error"] == .text("Bildgenerierung fehlgeschlagen: Kein Bild gefunden"))
            #expect(test.log.contains("error Kein Bild in der Antwort gefunden."))
        }
    }

    @Test func `F11 a failed picture is told and logged`() async throws {
        try await TestApp.with { test in
            test.image.load(.failure(Failure(.providerFailed, cause: "500"), after: []))
            let answer = await test.post("/generate_image", form: "prompt=a")
            #expect(answer.status == 500)
            #expect(answer.json["error"]?.text?.hasPrefix("Bildgenerierung fehlgeschlagen: ") == true)
            #expect(test.log.contains("error Fehler bei der Bildgenerierung: "))
        }
    }

    @Test func `F12 a picture without a prompt is refused as JSON`() async throws {
        try await TestApp.with { test in
            let answer = await test.post("/generate_image", form: "x=y")
            #expect(answer.status == 400)
            #expect(answer.json == ["error": .text("Kein Prompt erhalten")])
            #expect(await test.get("/chatlog/2026-11-20/0", page).status == 404)
        }
    }

    @Test(arguments: ["imagePrompt=Katze", "prompt=Katze", "prompt=Katze&imagePrompt=Hund"])
    func `F13 the page's field name is taken too`(form: String) async throws {
        try await TestApp.with { test in
            test.image.load(.image(Samples.png()))
            #expect(await test.post("/generate_image", form: form).status == 200)
            #expect(test.image.orders.first?.prompt.text == "Katze")
        }
    }

    @Test func `F14 the log has the older app's lines with lengths instead of texts, and no prompt`() async throws {
        try await TestApp.with(["LOG_LEVEL": "info"]) { test in
            test.text.load(.text(["Geheime Antwort"]))
            test.image.load(.image(Samples.png()))
            _ = await test.post("/generate_code", form: "prompt=Geheime+Frage")
            _ = await test.post("/generate_image", form: "prompt=Geheimes+Bild")
            for line in [
                "Sende Anfrage an OpenAI API...", "Antwort von OpenAI erhalten: 15 Bytes",
                "Bild gespeichert unter: /static/generated_image_20261120_140509.png",
            ] {
                #expect(test.log.contains(line), "missing: \(line)")
            }
            #expect(!test.log.contains("Geheime"))
        }
    }

    @Test func `F15 the chatlog groups the entries by day, each a link with its prompt`() async throws {
        try await TestApp.with { test in
            test.text.load(.text(["a"]), .text(["b"]))
            _ = await test.post("/generate_code", form: "prompt=Erste+Frage")
            test.time.advance(seconds: 86_400)
            _ = await test.post("/generate_code", form: "prompt=Zweite+Frage")
            let html = await test.get("/chatlog", page).text
            #expect(html.contains("<title>Chatverlauf"))
            #expect(html.contains("Chatverlauf</h1>"))
            let newer = try #require(html.firstRange(of: "/chatlog/2026-11-21/0"))
            let older = try #require(html.firstRange(of: "/chatlog/2026-11-20/0"))
            #expect(newer.lowerBound < older.lowerBound)
            #expect(html.contains("Erste Frage") && html.contains("Zweite Frage"))
        }
    }

    @Test func `F16 an entry shows prompt and answer, the raw text in code`() async throws {
        try await TestApp.with { test in
            test.text.load(.text(["# Titel\n<b>x</b>"]))
            _ = await test.post("/generate_code", form: "prompt=Frage+%3Cscript%3E")
            let html = await test.get("/chatlog/2026-11-20/0", page).text
            #expect(html.contains("Chatverlauf ansehen"))
            #expect(html.contains("Prompt:") && html.contains("Antwort:"))
            #expect(html.contains("<pre><code") || html.contains("<pre class"))
            #expect(html.contains("Frage &lt;script&gt;"))
            #expect(!html.contains("<script>") && !html.contains("<b>x</b>"))
        }
    }

    @Test(arguments: [
        "/chatlog/2024-08-31", "/chatlog/2024-08-31/0", "/chatlog/2026-11-20/99", "/chatlog/2026-11-20/-1",
        "/chatlog/2026-11-20/01", "/chatlog/31.8.2024", "/chatlog/2025-02-29/0", "/chatlog/x/y",
        "/chatlog/2026-11-20/9223372036854775808",
    ])
    func `F17 what never was is not found, in these words`(path: String) async throws {
        try await TestApp.with { test in
            let answer = await test.get(path, page)
            #expect(answer.status == 404)
            #expect(answer.text.contains("Chatverlauf nicht gefunden"))
        }
    }

    @Test func `F18 the script's texts stand in the page`() async throws {
        try await TestApp.with { test in
            let html = await test.get("/", page).text
            for text in [
                "Bitte geben Sie einen Prompt ein.", "Bitte geben Sie einen Bild-Prompt ein.",
                "Antwort wurde in die Zwischenablage kopiert!", "Fehler bei der Codegenerierung.",
                "Fehler bei der Bildgenerierung.",
            ] {
                #expect(html.contains(text), "missing: \(text)")
            }
        }
    }

    @Test func `F24 without a key the start page says that the embedded engine answers`() async throws {
        try await TestApp.with { test in
            #expect(await test.get("/", page).text.contains("eingebaute"))
        }
        try await TestApp.with(["OPENAI_API_KEY": "sk-secret-of-this-test"]) { test in
            let html = await test.get("/", page).text
            #expect(!html.contains("sk-secret"))
            #expect(!test.log.contains("sk-secret"))
        }
    }

    @Test func `F25 no page asks another host for anything`() async throws {
        try await TestApp.with { test in
            test.text.load(.text(["![x](https://evil.example/x.png) <img src=https://evil.example/y.png>"]))
            _ = await test.post("/generate_code", form: "prompt=x")
            for path in ["/", "/chatlog", "/chatlog/2026-11-20", "/chatlog/2026-11-20/0", "/nowhere"] {
                let html = await test.get(path, page).text
                #expect(!html.contains("src=\"http") && !html.contains("<link rel=\"stylesheet\" href=\"http"))
                #expect(!html.contains("<img src=\"https:"))
            }
            let start = await test.get("/", page).text
            let download = try #require(start.text(from: "<a class=\"button button-small unseen\"", to: "</a>"))
            #expect(download.contains(" download") && download.hasSuffix("Bild herunterladen"))
            let style = String(decoding: test.app.pages.assets.style.bytes, as: UTF8.self)
            #expect(style.contains("(max-width: 768px)") && style.contains("(max-width: 480px)"))
            #expect(!style.contains("url(\"http") && !style.contains("@import"))
        }
    }
}

extension String {
    /// What stands from the first `mark` to the next `end`.
    fileprivate func text(from mark: String, to end: String) -> String? {
        guard let start = firstRange(of: mark) else { return nil }
        let rest = String(self[start.lowerBound...])
        return rest.firstRange(of: end).map { String(rest[..<$0.lowerBound]) }
    }

    fileprivate var withoutTags: String {
        split(separator: "<").compactMap { $0.split(separator: ">", maxSplits: 1).dropFirst().first }.joined()
    }
}
