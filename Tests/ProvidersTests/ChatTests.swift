import Generation
import HTTPClient
import LoopbackServer
import Providers
import Testing

@Suite struct `A chat answer` {
    @Test func `is appended as it comes and ends with model and usage`() async throws {
        let bench = try await Bench { _ in
            stream([chunk(""), chunk("Hal"), chunk("lo"), chunk("", finish: "stop"), usageChunk])
        }
        let (output, text) = try await bench.chat()
        #expect(text == "Hallo")
        #expect(output.model == ModelName("real-m"))
        #expect(output.usage == Usage(promptTokens: 9, completionTokens: 3))
        #expect(bench.events.all.count == 2)
        #expect(bench.events.all.first == .asking(ProviderName("openai"), ModelName("m"), attempt: 1))
    }

    @Test func `is asked for with what every server knows`() async throws {
        var bench = try await Bench { _ in stream([chunk("x", finish: "stop")]) }
        bench.settings.tokenLimit = 100
        bench.settings.organization = "org"
        bench.settings.system = "Be brief."
        _ = try await bench.chat()
        bench.settings.tokenLimitField = "max_tokens"
        bench.settings.asksForUsage = false
        bench.settings.key = nil
        bench.settings.system = nil
        _ = try await bench.chat()
        let requests = bench.server.requests
        try #require(requests.count == 2)
        #expect(requests.allSatisfy { $0.method == "POST" && $0.target == "/v1/chat/completions" })
        #expect(requests.allSatisfy { $0.header("Content-Type") == "application/json" })
        #expect(requests[0].header("Authorization") == "Bearer sk-test-0123456789abcdef")
        #expect(requests[0].header("OpenAI-Organization") == "org")
        #expect(requests[1].header("Authorization") == nil)
        #expect(
            requests[0].bodyText == """
                {"max_completion_tokens":100,"messages":[{"content":"Be brief.","role":"system"},\
                {"content":"Say hello","role":"user"}],"model":"m","stream":true,"stream_options":{"include_usage":true}}
                """)
        #expect(
            requests[1].bodyText == """
                {"max_tokens":100,"messages":[{"content":"Say hello","role":"user"}],"model":"m","stream":true}
                """)
    }

    @Test func `tells what was said before`() async throws {
        let bench = try await Bench { _ in stream([chunk("x", finish: "stop")]) }
        let order = Order(
            prompt: try Prompt("And then?", modality: .code), model: ModelName("m"), parameters: Parameters(),
            turns: [Turn(prompt: "Who?", answer: "Me."), Turn(prompt: "Why?", answer: "\"So\"")])
        _ = try await bench.provider().answer(order, into: LiveText.unwatched)
        #expect(
            bench.server.requests.first?.bodyText.contains(
                """
                "messages":[{"content":"Who?","role":"user"},{"content":"Me.","role":"assistant"},\
                {"content":"Why?","role":"user"},{"content":"\\"So\\"","role":"assistant"},\
                {"content":"And then?","role":"user"}]
                """) == true)
    }

    @Test func `the newest turns that fit a small context are kept whole`() throws {
        var settings = TextServerSettings(command: [], modelPath: "", progressPath: "", model: ModelName("m"))
        settings.context = 4096
        let prompt = try Prompt(String(repeating: "p", count: 584), modality: .code)
        #expect(settings.room(beside: prompt) == 3000)
        let turns = (0..<5).map { Turn(prompt: "\($0)", answer: String(repeating: "a", count: 999)) }
        #expect(turns.newest(upTo: 3000).map(\.prompt) == ["2", "3", "4"])
        #expect(turns.newest(upTo: 2999).map(\.prompt) == ["3", "4"])
        #expect(turns.newest(upTo: 0).isEmpty)
        #expect(settings.room(beside: try Prompt(String(repeating: "p", count: 9000), modality: .code)) == 0)
    }

    @Test func `is the same when it comes byte by byte`() async throws {
        let whole = stream([chunk("Grüße "), chunk("🌅"), chunk("", finish: "stop"), usageChunk])
        let bench = try await Bench { connection in
            _ = try await connection.request()
            for byte in whole.utf8 { try await connection.send([byte]) }
        }
        let (output, text) = try await bench.chat()
        #expect(text == "Grüße 🌅")
        #expect(output.usage.completionTokens == 3)
    }

    @Test func `may come whole from a server that does not stream`() async throws {
        let bench = try await Bench { _ in
            http(
                200, #"{"model":"x","created":1.5,"choices":[{"message":{"content":"all"},"finish_reason":"stop"}]}"#,
                "Content-Type: application/json; charset=utf-8")
        }
        #expect(try await bench.chat().1 == "all")
    }

    @Test func `takes the forms of other servers: no DONE, null content, reasoning aside, parts`() async throws {
        let bench = try await Bench { _ in
            stream(
                [
                    #"{"choices":[{"delta":{"role":"assistant","content":null,"reasoning":"hm"}}]}"#,
                    #"{"choices":[{"delta":{"reasoning_content":"hmm"},"finish_reason":""}],"timings":{}}"#,
                    #"{"choices":[{"delta":{"content":[{"type":"text","text":"a"}]}}],"created":1.5}"#,
                    #"{"moderation":{}}"#, #"{"choices":[{"index":1,"delta":{"content":"other"}}]}"#,
                    #"{"choices":[{"delta":{"content":"b"},"finish_reason":"length"}]}"#,
                ], isDone: false)
        }
        #expect(try await bench.chat().1 == "ab")
    }

    @Test(arguments: [("stop", false), ("length", true)])
    func `tells whether it stops at the limit of tokens`(reason: String, isTruncated: Bool) async throws {
        let bench = try await Bench { _ in stream([chunk("ab"), chunk("", finish: reason)]) }
        #expect(try await bench.chat().0.isTruncated == isTruncated)
    }

    @Test(arguments: [
        (#"a\ud83d"#, "a\u{FFFD}"), (#"\ude00b"#, "\u{FFFD}b"), (#"\uD83D\uD83D\uDE00"#, "\u{FFFD}😀"),
        (#"\\ud83d \ud83d"#, #"\ud83d �"#), (#"\ud83d\u0041"#, "\u{FFFD}A"), (#"\ud83d\n"#, "\u{FFFD}\n"),
    ])
    func `may hold half a character, which is shown as unknown`(escaped: String, shown: String) async throws {
        let bench = try await Bench { _ in
            stream([#"{"choices":[{"delta":{"content":"\#(escaped)"},"finish_reason":"stop"}]}"#])
        }
        #expect(try await bench.chat().1 == shown)
    }

    @Test(arguments: [
        ([chunk("ab")], Failure.Reason.answerCut),
        ([], .answerUnreadable),
        ([chunk("", finish: "stop")], .answerUnreadable),
        ([chunk("a"), chunk("", finish: "content_filter")], .contentRefused),
        (
            [
                #"{"choices":[{"delta":{"refusal":"I can"}}]}"#,
                #"{"choices":[{"delta":{"refusal":"not"},"finish_reason":"stop"}]}"#,
            ],
            .contentRefused
        ),
        ([chunk("a"), "{\"choices\":[{"], .answerUnreadable),
        ([chunk("a"), #"{"error":{"message":"down","type":"server_error"}}"#], .providerFailed),
        ([chunk("a"), #"{"error":"out of memory"}"#], .providerFailed),
        ([chunk("a"), #"{"error":{"code":"rate_limit_exceeded"}}"#], .rateLimited),
        ([chunk("a"), #"{"error":{"code":503,"type":"unavailable_error"}}"#], .providerFailed),
        ([chunk("a"), #"{"object":"error","message":"old vLLM","code":400}"#], .requestRejected),
        ([chunk("a"), #"{"error":null,"choices":[]}"#], .answerCut),
    ])
    func `that is none says why`(chunks: [String], reason: Failure.Reason) async throws {
        let bench = try await Bench { _ in stream(chunks) }
        #expect(try await failure { try await bench.chat() }.reason == reason)
        #expect(bench.server.requests.count == 1)
    }

    @Test func `keeps its text when the connection breaks, and is not asked for again`() async throws {
        let bench = try await Bench { connection in
            _ = try await connection.request()
            try await connection.send(
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: 9999\r\n\r\ndata: \(chunk("part"))\n\n"
            )
        }
        let text = LiveText.unwatched
        #expect(try await failure { try await bench.chat(text) }.reason == .answerCut)
        #expect(text.text == "part")
        #expect(bench.server.requests.count == 1)
    }

    @Test func `ends at DONE though the server keeps the connection`() async throws {
        let bench = try await Bench { connection in
            _ = try await connection.request()
            try await connection.send(
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: \(chunk("x", finish: "stop"))\n\ndata: [DONE]\n\n"
            )
            _ = await connection.peerCloses()
        }
        #expect(try await bench.chat().1 == "x")
    }

    @Test func `stops at the provider when its task is cancelled`() async throws {
        let (closed, close) = AsyncStream.makeStream(of: Bool.self)
        let bench = try await Bench { connection in
            _ = try await connection.request()
            try await connection.send(
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: \(chunk("x"))\n\n")
            close.yield(await connection.peerCloses())
        }
        let text = LiveText.unwatched
        let task = Task { try await bench.chat(text) }
        await text.more(than: 0)
        task.cancel()
        #expect(try await failure { try await task.value }.reason == .cancelled)
        for await isClosed in closed {
            #expect(isClosed)
            break
        }
    }

    @Test(arguments: ["", "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n: ping\n\n"])
    func `that stalls is given up, and not asked for again`(begin: String) async throws {
        var bench = try await Bench { connection in
            _ = try await connection.request()
            try await connection.send(begin)
            _ = await connection.peerCloses()
        }
        if begin.isEmpty { bench.settings.textLimits.firstByte = .milliseconds(150) }
        bench.settings.textLimits.idle = .milliseconds(150)
        #expect(try await failure { try await bench.chat() }.reason == .providerTimedOut)
        #expect(bench.server.requests.count == 1)
    }
}
