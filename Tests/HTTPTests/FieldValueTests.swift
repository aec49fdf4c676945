import HTTP
import Testing

@Suite struct `Content type` {
    @Test func `is a type in lower case with parameters`() throws {
        let type = try #require(ContentType("Multipart/Form-Data; Boundary=\"a \\\"b\"; charset=UTF-8"))
        #expect(type.type == "multipart/form-data")
        #expect(type.boundary == "a \"b")
        #expect(type.charset == "utf-8")
        #expect(ContentType("text/html ;")?.type == "text/html")
    }

    @Test(arguments: [
        "", "text", "text/", "/html", "a b/c", "a/b; c", "a/b; c=", "a/b; c=\"d", "a/b; c=d; C=e", "a/b c",
    ])
    func `is nothing where it cannot be read`(text: String) {
        #expect(ContentType(text) == nil)
    }
}

@Suite struct `Accept` {
    static let cases: [(String, Bool)] = [
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", true), ("text/html", true),
        ("text/html, application/json;q=0.9", true), ("Text/HTML, */*", true),
        ("application/json, text/html;q=0.9", false), ("text/html, application/json", false),
        ("*/*", false), ("", false), ("text/*", false), ("application/json", false), ("text/html;q=0", false),
        ("text/html;q=2, */*", false),
    ]

    @Test(arguments: cases) func `prefers HTML when it is named above JSON`(_ text: String, _ expected: Bool) {
        #expect(AcceptHeader(text.isEmpty ? [] : [text]).prefersHTML == expected)
    }

    @Test func `weighs a type by the range that fits it best`() {
        let accept = AcceptHeader(["text/*;q=0.5, text/html;q=0.7", "*/*;q=0.1"])
        #expect(accept.quality(of: "text", "html") == 700)
        #expect(accept.quality(of: "text", "plain") == 500)
        #expect(accept.quality(of: "image", "png") == 100)
        #expect(AcceptHeader([]).quality(of: "image", "png") == 1000)
        #expect(AcceptHeader(["text/html"]).quality(of: "image", "png") == 0)
    }
}

@Suite struct `Accept-Language` {
    @Test func `is in the order of wishes`() {
        #expect(AcceptLanguage(["en;q=0.5, de-AT, ja;q=0, ko;q=0.875", "*;q=0.1"]).tags == ["de-at", "ko", "en", "*"])
    }

    @Test func `finds the best offer by its primary language`() {
        let offers = ["de", "en", "ja", "ko"]
        #expect(AcceptLanguage(["de-AT, en"]).best(of: offers) == "de")
        #expect(AcceptLanguage(["fr, ko;q=0.3, ja;q=0.2"]).best(of: offers) == "ko")
        #expect(AcceptLanguage(["fr, *;q=0.1"]).best(of: offers) == "de")
        #expect(AcceptLanguage(["fr"]).best(of: offers) == nil)
        #expect(AcceptLanguage([]).best(of: offers) == nil)
    }
}

@Suite struct `Accept-Encoding` {
    static let cases: [(String, Bool)] = [
        ("gzip, deflate, br", true), ("GZIP", true), ("*", true), ("br;q=1, *;q=0.5", true),
        ("gzip;q=0", false), ("gzip;q=0, *", false), ("*;q=0", false), ("br", false), ("identity", false), ("", false),
    ]

    @Test(arguments: cases) func `says whether gzip can be undone`(_ text: String, _ expected: Bool) {
        #expect(AcceptEncoding([text]).allows("gzip") == expected)
    }
}

@Suite struct `Cookies` {
    @Test func `are read in their order`() {
        let cookies = CookieHeader(["a=1; b = 2 ;c", "a=3; d=e=f"])
        #expect(cookies["a"] == "1")
        #expect(cookies["b"] == "2")
        #expect(cookies["c"] == nil)
        #expect(cookies["d"] == "e=f")
        #expect(cookies.values(of: "a") == ["1", "3"])
    }

    @Test func `are printed with their rules`() {
        var cookie = SetCookie("session", "abc123", maximumAge: .seconds(3600), isSecure: true)
        #expect(cookie.fieldValue == "session=abc123; Path=/; Max-Age=3600; Secure; HttpOnly; SameSite=Lax")
        cookie = SetCookie("lang", "de")
        cookie.isHTTPOnly = false
        cookie.sameSite = .strict
        #expect(cookie.fieldValue == "lang=de; Path=/; SameSite=Strict")
    }

    @Test(arguments: ["a;b", "a b", "a,b", "a\"", "a\r\nX: y", "ä"]) func `never end early`(text: String) {
        #expect(SetCookie("name", text).fieldValue == nil)
        #expect(SetCookie(text, "value").fieldValue == nil)
    }
}

@Suite struct `Content-Disposition` {
    @Test func `carries a name in any script with a fallback in ASCII`() {
        #expect(ContentDisposition.attachment("a b.png") == "attachment; filename=\"a b.png\"")
        #expect(
            ContentDisposition.inline("猫 100%.png")
                == "inline; filename=\"_ 100_.png\"; filename*=UTF-8''%E7%8C%AB%20100%25.png")
        #expect(
            ContentDisposition.attachment("a\"b\\c/d\r\ne")
                == "attachment; filename=\"a_b_c_d__e\"; filename*=UTF-8''a%22b%5Cc%2Fd%0D%0Ae")
    }
}

@Suite struct `Server-sent events` {
    private func text(_ event: ServerSentEvent) -> String { String(decoding: event.encoded, as: UTF8.self) }

    @Test func `print one data line for each line`() {
        #expect(text(ServerSentEvent("a")) == "data: a\n\n")
        #expect(text(ServerSentEvent("")) == "data: \n\n")
        #expect(text(ServerSentEvent("a\nb\r\nc\rd\n")) == "data: a\ndata: b\ndata: c\ndata: d\ndata: \n\n")
        #expect(text(ServerSentEvent("\r\n\n")) == "data: \ndata: \ndata: \n\n")
    }

    @Test func `print type, id and pause, each on one line`() {
        let event = ServerSentEvent("a", event: "text\ndata: b", id: "1\r\n\0", retry: .milliseconds(2500))
        #expect(text(event) == "event: text data: b\nid: 1   \nretry: 2500\ndata: a\n\n")
    }
}
