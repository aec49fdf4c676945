import Doubles
import FoundationEssentials
import Generation
import HTTP
import Testing

@testable import WebApp

private let page: HeaderFields = ["Accept": "text/html"]

@Suite struct `The start page` {
    @Test func `an address with a text fills the form and sends nothing`() async throws {
        try await TestApp.with { test in
            let html = await test.get("/?prompt=Wie+%3Cso%3E%3F&imagePrompt=ein+Haus", page).text
            #expect(html.contains("Wie &lt;so&gt;?</textarea>"))
            #expect(html.contains("ein Haus</textarea>"))
            #expect(test.text.orders.isEmpty && test.image.orders.isEmpty)
            #expect(await test.get("/chatlog/2026-11-20/0", page).status == 404)
        }
    }

    @Test(arguments: ["de", "en", "ja", "ko"])
    func `each example leads to the form with its text in it`(language: String) async throws {
        try await TestApp.with { test in
            for modality in Modality.allCases {
                for number in 1...FormRecord.exampleCount {
                    let text = test.app.wordings[language]("example.\(modality.rawValue).\(number)")
                    let headers: HeaderFields = ["Accept": "text/html", "Accept-Language": language]
                    let link = Links.start(filledWith: text, modality)
                    #expect(await test.get("/", headers).text.contains("href=\"\(link)\""))
                    #expect(await test.get(link, headers).text.contains("\(text)</textarea>"))
                }
            }
        }
    }

    @Test func `both fields are sent along, and the pressed button says which is meant`() async throws {
        try await TestApp.with { test in
            test.image.load(.image(Samples.png()))
            let sent = await test.post(
                "/generate_image", form: "prompt=Angefangen&imagePrompt=ein+Haus&form=image", page)
            #expect(sent.status == 303)
            _ = try await test.app.generator.entry(EntryID(1), atItsEndWithin: .seconds(20))
            #expect(test.image.orders.map(\.prompt.text) == ["ein Haus"])
            let refused = await test.post("/generate_image", form: "prompt=Angefangen&imagePrompt=+&form=image", page)
            #expect(refused.status == 400)
            #expect(refused.text.contains("Angefangen</textarea>"))
            #expect(refused.text.contains("Bitte geben Sie einen Bild-Prompt ein."))
        }
    }

    @Test func `what was typed outlives a choice of language`() async throws {
        try await TestApp.with { test in
            let chosen = await test.post("/language", form: "lang=ja&prompt=Angefangen&imagePrompt=ein+Haus", page)
            #expect(chosen.status == 200)
            #expect(chosen.headers["Set-Cookie"]?.hasPrefix("lang=ja;") == true)
            #expect(chosen.text.contains("<html lang=\"ja\""))
            #expect(chosen.text.contains("Angefangen</textarea>") && chosen.text.contains("ein Haus</textarea>"))
            #expect(await test.get("/language", page).headers["Location"] == "/")
            #expect(await test.post("/language", form: "lang=ja&prompt=+&imagePrompt=", page).status == 303)
        }
    }

    @Test func `a button that is pressed twice asks once, and later the same may be asked again`() async throws {
        try await TestApp.with { test in
            test.text.load(.text(["a"]), .text(["b"]), .text(["c"]), .text(["d"]))
            func send(_ headers: HeaderFields) async -> Answer {
                await test.post("/generate_code", form: "prompt=Frage", headers)
            }
            let script: HeaderFields = ["Accept": "application/vnd.tagwerk.entry+json"]
            let (first, second) = (await send(page), await send(page))
            #expect(first.headers["Location"] == second.headers["Location"])
            #expect(await send(script).json["entry"]?.text == first.headers["Location"])
            test.time.advance(seconds: 3)
            #expect(await send(page).headers["Location"] == "/chatlog/2026-11-20/1")
            // A program means what it says.
            _ = await send([:])
            _ = await send([:])
            #expect(await test.get("/chatlog/2026-11-20/3", page).status == 200)
            #expect(test.text.orders.count == 4)
        }
    }

    @Test func `two presses at the same moment ask once`() async throws {
        try await TestApp.with { test in
            test.text.load(.text(["a"]), .text(["b"]))
            async let first = test.post("/generate_code", form: "prompt=Frage", page)
            async let second = test.post("/generate_code", form: "prompt=Frage", page)
            let places = await [first.headers["Location"], second.headers["Location"]]
            #expect(places == ["/chatlog/2026-11-20/0", "/chatlog/2026-11-20/0"])
        }
    }

    @Test func `without a key it says what needs none, and promises no text where text is off`() async throws {
        try await TestApp.with { test in
            #expect(await test.get("/", page).text.contains("Kein API-Schlüssel nötig: Text und Bilder"))
        }
        try await TestApp.with(["TEXT_MODEL": "off"]) { test in
            let html = await test.get("/", page).text
            #expect(html.contains("Bilder zeichnet das eingebaute Studio") && html.contains("Text ist ausgeschaltet"))
            #expect(!html.contains("Text und Bilder"))
        }
        try await TestApp.with(["OPENAI_API_KEY": "sk-secret-of-this-test"]) { test in
            #expect(await !test.get("/", page).text.contains("Kein API-Schlüssel nötig"))
        }
    }

    @Test func `each form says what its engine does now`() async throws {
        let line = ScriptedProvider("embedded", concurrency: 1)
        let test = try await TestApp.start(text: line)
        let gate = Gate()
        #expect(await test.get("/", page).text.contains("class=\"engine engine-ready\" id=\"prompt-engine\""))
        line.load(.held(["a"], gate, then: ["b"]))
        _ = await test.post("/generate_code", form: "prompt=Frage", page)
        let busy = await test.get("/", page).text
        #expect(busy.contains("engine-busy\" id=\"prompt-engine\"") && busy.contains("käme auf Platz 1"))
        gate.open()
        line.become(.preparing(percent: 40))
        _ = try await test.app.generator.entry(EntryID(1), atItsEndWithin: .seconds(20))
        let preparing = await test.get("/", page).text
        #expect(preparing.contains("engine-preparing") && preparing.contains("value=\"40\""))
        line.become(.unavailable(.modelOff))
        #expect(await test.get("/", page).text.contains("Das Textmodell ist ausgeschaltet"))
        await test.app.shutDown(within: .zero)
    }
}

@Suite struct `Pages beside the main job` {
    @Test func `the about page names the licences, ours and the art's`() async throws {
        try await TestApp.with { test in
            let html = await test.get("/about", page).text
            for text in [Version.current, "MIT", "Twemoji", "CC-BY 4.0", "Qwen2.5-Coder", "SQLite", "LGPL-2.1"] {
                #expect(html.contains(text), "missing: \(text)")
            }
            #expect(await test.get("/", page).text.contains("href=\"/about\""))
        }
    }

    @Test func `the styleguide is for development only`() async throws {
        try await TestApp.with { test in #expect(await test.get("/styleguide", page).status == 404) }
        try await TestApp.with(["DEVELOPMENT": "1"]) { test in
            for language in ["de", "en", "ja", "ko"] {
                let answer = await test.get("/styleguide", ["Accept": "text/html", "Accept-Language": language])
                #expect(answer.status == 200)
                for status in EntryStatus.allCases {
                    #expect(
                        answer.text.contains("status-\(status.rawValue)\">\(test.app.wordings[language].label(status))")
                    )
                }
                #expect(answer.text.contains("scheme-light") && answer.text.contains("scheme-dark"))
            }
        }
    }

    @Test func `no page may be indexed, and only an entry's own page speaks of its prompt in its head`() async throws {
        try await TestApp.with { test in
            test.text.load(.text(["a"]))
            _ = await test.post("/generate_code", form: "prompt=Sehr+geheim")
            for path in ["/", "/chatlog", "/chatlog/2026-11-20", "/about", "/nirgends"] {
                let head = await test.get(path, page).text.components(beforeFirst: "</head>")
                #expect(head.contains("<meta name=\"robots\" content=\"noindex, nofollow\">"))
                #expect(head.contains("og:title") && !head.contains("geheim"))
            }
            let entry = await test.get("/chatlog/2026-11-20/0", page)
            let head = entry.text.components(beforeFirst: "</head>")
            #expect(head.contains("<title>Sehr geheim") && head.contains("og:title\" content=\"Sehr geheim"))
            #expect(entry.headers["Referrer-Policy"] == "same-origin")
        }
    }

    @Test func `a script is sent without its comments and indentation`() {
        let script = "// Why.\n(() => {\n  const text = \"// kept\"; // kept too\n\n  run(text);\n})();\n"
        let sent = "(() => {\nconst text = \"// kept\"; // kept too\nrun(text);\n})();"
        #expect(String(decoding: Assets.compacted(Array(script.utf8)), as: UTF8.self) == sent)
    }

    @Test(arguments: ["app.css", "app.js", "review.js", "favicon.svg", "placeholder.svg"])
    func `the program does not start where a file of its pages is missing`(missing: String) throws {
        let folder = TemporaryFolder()
        for name in ["app.css", "app.js", "review.js", "favicon.svg", "placeholder.svg"] where name != missing {
            try Data("x".utf8).write(to: URL(filePath: folder.file(name)))
        }
        let problem = #expect(throws: FileError.self) { try Assets(folder: folder.path) }
        #expect(problem?.description == "\(folder.path)/\(missing): No such file or directory")
    }
}

extension String {
    fileprivate func components(beforeFirst mark: String) -> String {
        firstRange(of: mark).map { String(self[..<$0.lowerBound]) } ?? self
    }
}
