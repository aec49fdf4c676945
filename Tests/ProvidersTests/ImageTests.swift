import FoundationEssentials
import Generation
import HTTPClient
import LoopbackServer
import Providers
import Testing

@Suite struct `A picture` {
    private let png = Array("\u{89}PNG fake".utf8)

    private func json(_ item: String) -> String {
        http(200, #"{"created":1,"data":[\#(item)],"usage":{"input_tokens":5,"output_tokens":70}}"#)
    }

    private var base64: String { Data(png).base64EncodedString() }

    @Test func `comes as base64`() async throws {
        let base64 = base64
        for item in [
            #"{"b64_json":"\#(base64)"}"#, #"{"b64_json":"data:image/png;base64,\#(base64)"}"#,
            #"{"b64_json":null,"url":"data:image/png;base64,\#(base64)"}"#,
            #"{"b64_json":"\#(base64.prefix(4))\n\#(base64.dropFirst(4))"}"#,
        ] {
            let answer = json(item)
            #expect(try await Bench { _ in answer }.picture() == png)
        }
    }

    @Test func `is asked for with model, prompt, and what is set`() async throws {
        let answer = json(#"{"b64_json":"\#(base64)"}"#)
        var bench = try await Bench { _ in answer }
        bench.settings.imageResponseFormat = "b64_json"
        let output = try await bench.provider().answer(
            order(.image, Parameters(width: 1792, height: 1024, quality: "hd")), into: .unwatched)
        #expect(output.usage == Usage(promptTokens: 5, completionTokens: 70))
        _ = try await bench.picture()
        let bodies = bench.server.requests.map {
            (try? JSONDecoder().decode([String: Member].self, from: Data($0.body)))
        }
        #expect(bench.server.requests.first?.target == "/v1/images/generations")
        #expect(
            bodies.first == [
                "model": .text("i"), "prompt": .text("Say hello"), "n": .number(1), "size": .text("1792x1024"),
                "quality": .text("hd"), "response_format": .text("b64_json"),
            ])
        #expect(bodies.last??["size"] == nil)
    }

    private enum Member: Decodable, Equatable {
        case text(String)
        case number(Int)
        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            do { self = .text(try value.decode(String.self)) } catch { self = .number(try value.decode(Int.self)) }
        }
    }

    @Test func `is fetched from another host without the key`() async throws {
        let png = png
        let media = try await LoopbackServer { connection in
            _ = try await connection.request()
            try await connection.send(
                "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: \(png.count)\r\n\r\n")
            try await connection.send(png)
        }
        let answer = json(#"{"url":"\#(media.base)/files/x.png?sig=s3cret"}"#)
        var bench = try await Bench { _ in answer }
        bench.rules.configured = [try #require(HTTPURL(media.base)).origin]
        #expect(try await bench.picture() == png)
        let request = try #require(media.requests.first)
        #expect(request.target == "/files/x.png?sig=s3cret")
        #expect(request.header("Authorization") == nil)
        #expect(!request.headerLines.joined().contains("sk-test"))
        #expect(bench.events.all.contains(.mediaURL(ProviderName("openai"), "\(media.base)/files/x.png?…")))
        #expect(!"\(bench.events.all)".contains("s3cret"))
    }

    @Test func `is fetched from the configured host itself, by a relative address too, without the key`() async throws {
        let answer = json(#"{"url":"/files/x.png"}"#)
        var bench = try await Bench { request in
            request.method == "POST" ? answer : http(200, "bytes", "Content-Type: image/png")
        }
        bench.rules.configured = [bench.settings.baseURL.origin]
        #expect(try await bench.picture() == Array("bytes".utf8))
        #expect(bench.server.requests.last?.target == "/files/x.png")
        #expect(bench.server.requests.last?.header("Authorization") == nil)
    }

    @Test(arguments: [
        "http://127.0.0.1:9/x.png", "http://169.254.169.254/latest", "http://[::1]/x", "file:///etc/passwd",
        "http://0x7f.1/x",
        "https://user:pw@example.com/x", "gopher://example.com/",
    ])
    func `is fetched from no private and no strange address`(url: String) async throws {
        let answer = json(#"{"url":"\#(url)"}"#)
        let bench = try await Bench { _ in answer }
        #expect(try await failure { try await bench.picture() }.reason == .addressRefused)
        #expect(bench.server.requests.count == 1)
    }

    @Test func `is not fetched through a redirect to a private address`() async throws {
        let secret = try await LoopbackServer { _ in http(200, "secret", "Content-Type: image/png") }
        let answer = json(#"{"url":"/x.png"}"#)
        let location = "Location: \(secret.base)/"
        var bench = try await Bench { request in request.method == "POST" ? answer : http(302, "", location) }
        bench.rules.configured = [bench.settings.baseURL.origin]
        #expect(try await failure { try await bench.picture() }.reason == .addressRefused)
        #expect(secret.requests.isEmpty)
    }

    @Test(arguments: [
        (http(200, "{}"), Failure.Reason.noImage), (http(200, #"{"data":[]}"#), .noImage),
        (http(200, #"{"data":[{}]}"#), .noImage),
        (http(200, "<html>"), .answerUnreadable), (http(200, #"{"data":[{"b64_json":"%%%%"}]}"#), .answerUnreadable),
        (http(200, #"{"data":[{"url":"data:image/svg+xml,<svg/>"}]}"#), .answerUnreadable),
        (http(200, #"{"error":"no GPU"}"#), .providerFailed),
        (http(200, #"{"error":{"code":"moderation_blocked"}}"#), .contentRefused),
        (http(400, #"{"error":{"code":"moderation_blocked","type":"image_generation_user_error"}}"#), .contentRefused),
    ])
    func `that is none says why`(answer: String, reason: Failure.Reason) async throws {
        let bench = try await Bench { _ in answer }
        #expect(try await failure { try await bench.picture() }.reason == reason)
    }

    @Test(arguments: [
        (http(404, #"{"detail":"expired"}"#), Failure.Reason.noImage), (http(403, ""), .noImage),
        (http(401, ""), .noImage),
        (http(200, "<html>", "Content-Type: text/html"), .answerUnreadable),
    ])
    func `that its host does not give says so, and blames no key or model`(
        media: String, reason: Failure.Reason
    ) async throws {
        let answer = json(#"{"url":"/x.png?sig=s3cret"}"#)
        var bench = try await Bench { request in request.method == "POST" ? answer : media }
        bench.rules.configured = [bench.settings.baseURL.origin]
        let failure = try await failure { try await bench.picture() }
        #expect(failure.reason == reason)
        #expect(!failure.cause.contains("s3cret"))
    }

    @Test func `may not be larger than allowed`() async throws {
        let answer = json(#"{"b64_json":"\#(String(repeating: "A", count: 10_000))"}"#)
        var bench = try await Bench { _ in answer }
        bench.settings.imageLimits.maximumBytes = 9_000
        #expect(try await failure { try await bench.picture() }.reason == .answerTooLarge)
        bench.settings.imageLimits.maximumBytes = 11_000
        #expect(try await bench.picture().count == 7_500)
    }
}
