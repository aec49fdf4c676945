import Doubles
import Generation
import HTTP
import Testing

@testable import WebApp

private let page: HeaderFields = ["Accept": "text/html"]

/// Rows X1 to X23: what the older systems disagree on.
@Suite struct `Conflicts between the systems` {
    /// content type, body, Accept → status and what the body must have
    @Test(arguments: [
        ("application/json", #"{"prompt":"x"}"#, "*/*", 200, "metadata"),
        ("application/json; charset=utf-8", #"{"prompt":"x"}"#, "application/json", 200, "metadata"),
        ("application/x-www-form-urlencoded", "prompt=x", "*/*", 200, "/static/"),
        ("application/x-www-form-urlencoded; charset=UTF-8", "imagePrompt=x", "*/*", 200, "/static/"),
        ("application/x-www-form-urlencoded", "imagePrompt=x", "text/html", 303, ""),
        (
            "multipart/form-data; boundary=b",
            "--b\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\nx\r\n--b--\r\n",
            "*/*", 200, "/static/"
        ),
        ("", #"{"prompt":"x"}"#, "*/*", 200, "metadata"),
        ("text/plain", "x", "*/*", 415, "error"),
        ("", "", "*/*", 400, "error"),
        ("application/json", "", "*/*", 400, "error"),
    ])
    func `X1 the content type decides whose answer it is`(
        type: String, body: String, accept: String, status: Int, contains: String
    ) async throws {
        try await TestApp.with { test in
            test.image.load(.image(Samples.png()))
            let answer = await test.post(
                "/generate_image", body: body, type: type.isEmpty ? nil : type, ["Accept": accept])
            #expect(answer.status == status)
            #expect(contains.isEmpty || answer.text.contains(contains))
            if status == 303 { #expect(answer.headers["Location"] == "/chatlog/2026-11-20/0") }
            if status == 200 { #expect(answer.headers.values(of: "Vary").joined().contains("Accept")) }
        }
    }

    @Test(arguments: ["", "text/html", "*/*"])
    func `X2 the start page is always 200 HTML and machines have healthz`(accept: String) async throws {
        try await TestApp.with { test in
            let headers: HeaderFields = accept.isEmpty ? [:] : ["Accept": accept]
            let answer = await test.get("/", headers)
            #expect(answer.status == 200)
            #expect(answer.headers["Content-Type"]?.hasPrefix("text/html") == true)
            #expect(answer.text.contains("Image Generation API"))
            let head = await test.send(Request(.head, "/", headers: ["Host": "localhost"]))
            #expect(head.status == 200)
            #expect(await test.get("/healthz").status == 200)
        }
    }

    @Test(arguments: [
        "/static/../app.log", "/static/..%2Fapp.log", "/static/%2e%2e/chatlog.sqlite", "/image/..%5Capp.log",
        "/static/app.css", "/images/%00.png", "/static/chatlog.sqlite", "/static/.", "/static//etc/passwd",
        "/image/generated_image_20261120_140509.png%00.txt",
    ])
    func `X4 names are looked up, never opened as paths`(path: String) async throws {
        try await TestApp.with { test in
            test.image.load(.image(Samples.png()))
            _ = await test.post("/generate_image", form: "prompt=a")
            #expect(await test.get(path).status == 404)
        }
    }

    @Test func `X4 a generated name cannot hide one of our own files`() async throws {
        try await TestApp.with { test in
            let css = try #require(await test.get("/", page).text.firstMatch(of: /\/assets\/[^"]+app\.css/))
            let answer = await test.get(String(css.output))
            #expect(answer.headers["Content-Type"] == "text/css; charset=utf-8")
            #expect(answer.headers["Cache-Control"]?.contains("immutable") == true)
        }
    }

    @Test func `X7 the day is fixed at creation in the configured zone and survives a change of zone`() async throws {
        try await TestApp.with { test in
            // 22:59:59Z and 23:00:00Z of 20 November are 23:59:59 and 00:00:00 in a zone one hour east.
            test.time.advance(seconds: 35_690)
            test.text.load(.text(["a"]), .text(["b"]))
            _ = await test.post("/generate_code", form: "prompt=vor")
            test.time.advance(seconds: 1)
            _ = await test.post("/generate_code", form: "prompt=nach")
            test.time.set(offset: -36_000)
            #expect(await test.get("/chatlog/2026-11-20/0", page).text.contains("vor"))
            #expect(await test.get("/chatlog/2026-11-21/0", page).text.contains("nach"))
        }
    }

    @Test func `X8 a blocking client gets 504 and the entry's link, and the job goes on`() async throws {
        try await TestApp.with(["ANSWER_WAIT": "1"]) { test in
            let gate = Gate()
            test.text.load(.held(["Teil"], gate, then: [" zwei"]))
            let answer = await test.post("/generate_code", form: "prompt=x")
            #expect(answer.status == 504)
            #expect(answer.json["entry"] == .text("/chatlog/2026-11-20/0"))
            gate.open()
            let entry = try #require(try await test.app.generator.entry(EntryID(1), atItsEndWithin: .seconds(20)))
            #expect(entry.status == .succeeded)
            #expect(entry.response == "Teil zwei")
        }
    }

    @Test(arguments: [
        (["Sec-Fetch-Site": "cross-site"], 403), (["Sec-Fetch-Site": "same-site"], 403),
        (["Sec-Fetch-Site": "same-origin"], 200), (["Sec-Fetch-Site": "none"], 200),
        (["Origin": "http://127.0.0.1:8080"], 200), (["Origin": "http://evil.example"], 403), (["Origin": "null"], 403),
        (["Origin": "http://127.0.0.1:9999"], 403), ([:], 200), (["Host": "evil.example"], 421),
        (["Host": "localhost:8080", "Origin": "http://localhost:8080"], 200), (["Host": "127.0.0.1.evil.example"], 421),
    ])
    func `X11 another site cannot spend our money`(fields: [String: String], status: Int) async throws {
        try await TestApp.with { test in
            test.text.load(.text(["a"]))
            var headers: HeaderFields = [:]
            for (name, value) in fields { headers[name] = value }
            let answer = await test.post("/generate_code", form: "prompt=x", headers)
            #expect(answer.status == status)
            #expect(test.text.orders.count == (status == 200 ? 1 : 0))
        }
    }

    @Test(arguments: [
        ("/generate_code", "application/x-www-form-urlencoded", "", 400),
        ("/generate_image", "application/json", "{}", 400),
        ("/generate_image", "text/csv", "a", 415),
        ("/generate_code", "application/x-www-form-urlencoded", "prompt=%FF%FE", 400),
        ("/generate_code", "application/x-www-form-urlencoded", "prompt=a%00b", 400),
    ])
    func `X13 errors of the German and Flutter families are an object with one text`(
        path: String, type: String, body: String, status: Int
    ) async throws {
        try await TestApp.with { test in
            let answer = await test.post(path, body: body, type: type)
            #expect(answer.status == status)
            #expect(answer.headers["Content-Type"] == "application/json")
            #expect(answer.json["error"]?.text?.isEmpty == false)
        }
    }

    @Test func `X15 absolute links begin with the public address, or with the allowed host that was asked`()
        async throws
    {
        let settings = ["PUBLIC_URL": "https://ki.example.org/", "ALLOWED_HOSTS": "tagwerk.lan"]
        try await TestApp.with(settings) { test in
            test.image.load(.image(Samples.png(1)), .image(Samples.png(2)))
            let body = #"{"prompt":"x"}"#
            let answer = await test.post(
                "/generate_image", body: body, type: "application/json", ["Host": "tagwerk.lan"])
            #expect(answer.json["image_url"]?.text?.hasPrefix("https://ki.example.org/image/") == true)
            let forged = await test.post(
                "/generate_image", body: body, type: "application/json", ["Host": "evil.example"])
            #expect(forged.status == 421)
        }
        try await TestApp.with(["ALLOWED_HOSTS": "tagwerk.lan"]) { test in
            test.image.load(.image(Samples.png()))
            let answer = await test.post(
                "/generate_image", body: #"{"prompt":"x"}"#, type: "application/json", ["Host": "tagwerk.lan:8080"])
            #expect(answer.json["image_url"]?.text?.hasPrefix("http://tagwerk.lan:8080/image/") == true)
        }
    }

    @Test func `X20 pages are German where nothing is asked for, and API texts whatever is asked for`() async throws {
        try await TestApp.with { test in
            #expect(await test.get("/").text.contains("<html lang=\"de\""))
            let answer = await test.post("/generate_code", form: "", ["Accept-Language": "ja, en;q=0.5"])
            #expect(answer.json["error"] == .text("Kein Prompt erhalten"))
        }
    }

    @Test(arguments: [
        ("ja, en;q=0.5", "", "ja", "送信"), ("fr, ko;q=0.4, *;q=0.1", "", "ko", "보내기"), ("en-GB", "", "en", "Send"),
        ("ja", "lang=en", "en", "Send"), ("ja", "lang=xx", "ja", "送信"), ("fr", "", "de", "Senden"),
    ]) func `X20 pages follow the choice, then the browser, then German`(
        accepted: String, cookie: String, language: String, button: String
    ) async throws {
        try await TestApp.with { test in
            let page = await test.get("/", ["Accept-Language": accepted, "Cookie": cookie])
            #expect(page.text.contains("<html lang=\"\(language)\""))
            #expect(page.text.contains(button))
            let missing = await test.get("/nirgends", ["Accept-Language": accepted, "Cookie": cookie])
            #expect(missing.status == 404 && missing.text.contains("<html lang=\"\(language)\""))
            // A page's form that is refused is a page of the reader's as well.
            let refused = await test.post(
                "/generate_code", form: "prompt=",
                ["Accept": "text/html", "Accept-Language": accepted, "Cookie": cookie])
            #expect(refused.status == 400 && refused.text.contains("<html lang=\"\(language)\""))
        }
    }

    @Test(arguments: [
        ("/chatlog?before=2026-11-20", "/chatlog?before=2026-11-20"), ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("https://evil.example/", "/"), ("", "/"), ("/a%0Ab", "/a%0Ab"),
    ]) func `X20 a language that is chosen is kept, and leads back to a page of ours only`(
        back: String, location: String
    ) async throws {
        try await TestApp.with { test in
            let form = FormFields([.init(name: "lang", value: "ko"), .init(name: "back", value: back)])
            let chosen = await test.post("/language", form: form.encoded)
            #expect(chosen.status == 303 && chosen.headers["Location"] == location)
            #expect(chosen.headers["Set-Cookie"]?.hasPrefix("lang=ko; Path=/; Max-Age=31536000") == true)
            #expect(await test.post("/language", form: "lang=xx&back=/").status == 400)
        }
    }

    @Test func `X23 a deleted entry leaves a tombstone and no index moves`() async throws {
        try await TestApp.with { test in
            test.text.load(.text(["a"]), .text(["b"]), .text(["c"]))
            for prompt in ["eins", "zwei", "drei"] { _ = await test.post("/generate_code", form: "prompt=\(prompt)") }
            let gone = await test.post("/chatlog/2026-11-20/1/delete", form: "", page)
            #expect(gone.status == 303)
            #expect(await test.get("/chatlog/2026-11-20/1", page).status == 410)
            #expect(await test.get("/chatlog/2026-11-20/2", page).text.contains("drei"))
            #expect(await test.get("/chatlog/2026-11-20/3", page).status == 404)
            let list = await test.get("/chatlog/2026-11-20", page).text
            #expect(!list.contains("zwei"))
            test.text.load(.text(["d"]))
            _ = await test.post("/generate_code", form: "prompt=vier")
            #expect(await test.get("/chatlog/2026-11-20/3", page).text.contains("vier"))
            #expect(await test.post("/chatlog/2026-11-20/1/delete", form: "", page).status == 410)
        }
    }
}
