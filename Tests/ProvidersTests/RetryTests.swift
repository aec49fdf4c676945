import Generation
import HTTPClient
import LoopbackServer
import Providers
import Synchronization
import Testing

@Suite struct `A refused call` {
    /// A server that tells these, one after the other, and the good answer at last.
    private func bench(_ refusals: [String]) async throws -> Bench {
        let left = Mutex(refusals[...])
        let script = Script(left)
        return try await Bench { _ in script.next() ?? stream([chunk("good", finish: "stop")]) }
    }

    private final class Script: Sendable {
        private let left: Mutex<ArraySlice<String>>
        init(_ left: consuming sending Mutex<ArraySlice<String>>) { self.left = left }
        func next() -> String? { left.withLock { $0.popFirst() } }
    }

    @Test(arguments: [408, 409, 429, 500, 502, 503, 529])
    func `is made again when that may help`(status: Int) async throws {
        let bench = try await bench([http(status, "no"), http(status, "{}")])
        #expect(try await bench.chat().1 == "good")
        #expect(bench.time.pauses == [.seconds(0.5), .seconds(1)])
        #expect(bench.server.requests.count == 3)
    }

    @Test func `is made three times, not more, and tells the last reason`() async throws {
        let bench = try await bench([http(500, "1"), http(500, "2"), http(500, "3"), http(500, "4")])
        let failure = try await failure { try await bench.chat() }
        #expect(failure == Failure(.providerFailed, cause: "HTTP 500 3"))
        #expect(bench.server.requests.count == 3)
        let name = ProviderName("openai")
        let asking: [ProviderEvent] = (1...3).map { .asking(name, ModelName("m"), attempt: $0) }
        #expect(bench.events.all.filter { asking.contains($0) } == asking)
        #expect(bench.events.all.contains(.answered(name, status: 500, requestID: nil, bytes: 1)))
        let first = Failure(.providerFailed, cause: "HTTP 500 1")
        #expect(bench.events.all.contains(.retrying(name, after: .seconds(0.5), because: first)))
    }

    @Test(arguments: [
        ("Retry-After: 7", Duration.seconds(7)), ("Retry-After: 1.5", .seconds(1.5)),
        ("retry-after-ms: 250", .seconds(0.25)),
        ("Retry-After: 9\r\nRetry-After-Ms: 20", .seconds(0.02)), ("Retry-After: 0", .seconds(0.5)),
        ("Retry-After: Sun, 06 Nov 1994 08:50:37 GMT", .seconds(60)),
        ("Retry-After: Sun, 06 Nov 1994 08:00:00 GMT", .seconds(0.5)),
        ("Retry-After: Sun, 06 Nov 1994 9223372036854775807:00:00 GMT", .seconds(0.5)),
        ("Retry-After: soon", .seconds(0.5)), ("Retry-After: 120", .seconds(120)), ("Retry-After: nan", .seconds(0.5)),
    ])
    func `waits as long as the server wishes`(field: String, pause: Duration) async throws {
        let bench = try await bench([http(429, "", field)])
        #expect(try await bench.chat().1 == "good")
        #expect(bench.time.pauses == [pause])
    }

    @Test func `waits a little less by chance`() async throws {
        let bench = try await bench([http(500, ""), http(500, "")])
        _ = try await bench.provider(random: 0.5).answer(order(.code), into: .unwatched)
        #expect(bench.time.pauses == [.seconds(0.4375), .seconds(0.875)])
    }

    @Test(arguments: [
        http(429, "", "Retry-After: 121"), http(429, "", "x-should-retry: false"),
        http(500, "", "X-Should-Retry: False"),
        http(429, #"{"error":{"code":"insufficient_quota"}}"#, "x-should-retry: true"),
        http(429, #"{"error":{"type":"insufficient_quota","code":null}}"#), http(400, ""), http(401, ""), http(404, ""),
    ])
    func `is not made again where that is no use`(refusal: String) async throws {
        let bench = try await bench([refusal])
        _ = try await failure { try await bench.chat() }
        #expect(bench.server.requests.count == 1)
        #expect(bench.time.pauses.isEmpty)
    }

    @Test func `is made again whatever its status when the server says so`() async throws {
        let bench = try await bench([http(400, "", "x-should-retry: true")])
        #expect(try await bench.chat().1 == "good")
    }

    @Test func `is not made again when its time would be over by then`() async throws {
        var bench = try await bench([http(500, ""), http(500, "", "Retry-After: 60")])
        bench.settings.textLimits.total = .seconds(30)
        #expect(try await failure { try await bench.chat() }.reason == .providerFailed)
        #expect(bench.server.requests.count == 2)
    }

    @Test func `is made again when nobody listened`() async throws {
        var bench = try await bench([])
        let closed = try ClosedPort()
        bench.settings.baseURL = try #require(HTTPURL("http://127.0.0.1:\(closed.number)"))
        #expect(try await failure { try await bench.chat() }.reason == .providerUnreachable)
        #expect(bench.time.pauses == [.seconds(0.5), .seconds(1)])
    }

    @Test func `is not made again when the answer broke off before its head`() async throws {
        let bench = try await Bench { connection in _ = try await connection.request() }
        #expect(try await failure { try await bench.chat() }.reason == .answerCut)
        #expect(bench.server.requests.count == 1)
    }

    @Test func `ends at once when it is cancelled between two attempts`() async throws {
        let (waiting, wait) = AsyncStream.makeStream(of: Void.self)
        let bench = try await bench([http(500, "")])
        let system = Timekeeper.system
        let time = Timekeeper(
            elapsed: system.elapsed, unixSeconds: system.unixSeconds,
            sleep: { _ async throws(CancellationError) in
                wait.yield()
                try await system.sleep(.seconds(3600))
            }, random: { 0 })
        let http = ProviderHTTP(client: try HTTPClient(), time: time, events: { _ in })
        let provider = OpenAIProvider(bench.settings, over: http)
        let task = Task { try await provider.answer(order(.code), into: .unwatched) }
        for await _ in waiting { break }
        task.cancel()
        #expect(try await failure { try await task.value }.reason == .cancelled)
    }

    @Test(arguments: [
        (
            400, #"{"error":{"message":"bad","type":"invalid_request_error","param":null,"code":null}}"#,
            Failure.Reason.requestRejected
        ),
        (400, #"{"error":{"code":"content_policy_violation"}}"#, .contentRefused),
        (400, #"{"error":{"code":"moderation_blocked"}}"#, .contentRefused),
        (400, #"{"error":{"code":400,"type":"exceed_context_size_error"}}"#, .promptTooLong),
        (400, #"{"error":{"code":"model_not_found"}}"#, .modelUnknown),
        (401, #"{"error":{"code":401,"type":"authentication_error"}}"#, .keyRejected), (401, "<html>", .keyRejected),
        (402, "", .quotaExhausted), (403, #"{"error":"forbidden"}"#, .requestRejected),
        (404, #"{"error":{"message":"no model 'm'","type":"not_found_error"}}"#, .modelUnknown),
        (404, #"{"detail":"Not Found"}"#, .modelUnknown), (404, "<h1>Not Found</h1>", .requestRejected),
        (413, "", .promptTooLong), (422, #"{"detail":[{"msg":"x"}]}"#, .requestRejected), (302, "", .providerFailed),
        (408, "", .providerTimedOut), (504, "", .providerTimedOut), (429, "", .rateLimited),
        (429, #"{"error":{"code":"insufficient_quota"}}"#, .quotaExhausted),
        (500, #"{"error":"oops"}"#, .providerFailed),
    ])
    func `has a reason for people`(status: Int, body: String, reason: Failure.Reason) async throws {
        let bench = try await bench(Array(repeating: http(status, body), count: 3))
        let failure = try await failure { try await bench.chat() }
        #expect(failure.reason == reason)
        #expect(failure.cause.hasPrefix("HTTP \(status)"))
    }

    @Test func `never has the key in its cause or in an event`() async throws {
        let told = #"{"error":{"message":"Incorrect API key provided: sk-test-0123456789abcdef (sk-te***cdef)"}}"#
        let bench = try await bench([http(401, told)])
        let failure = try await failure { try await bench.chat() }
        #expect(failure.cause == "HTTP 401 Incorrect API key provided: ••• (•••)")
        #expect(!"\(bench.events.all)".contains("sk-t"))
    }
}

@Suite struct `A redaction` {
    @Test(arguments: [
        ("key abc123secret here", "key ••• here"), ("Authorization: Bearer xyz.abc-1", "Authorization: Bearer •••"),
        ("url http://h/p?a=1&api_key=zzz&b=2", "url http://h/p?a=1&api_key=•••&b=2"),
        ("http://h/p?X-Amz-Signature=ff00&x=1", "http://h/p?X-Amz-Signature=•••&x=1"), ("sk-proj-AbC_123456", "•••"),
        (#"{"x-api-key": "topsecret"}"#, #"{"x-api-key": "•••"}"#), ("a\nb\u{1}c", "a b c"),
        ("plain words", "plain words"),
        ("the token is 5 tokens long", "the token is 5 tokens long"), ("hf_abcdefgh", "•••"),
    ])
    func `leaves no key in a text`(text: String, expected: String) throws {
        let redaction = Redaction([try #require(APIKey("abc123secret"))])
        #expect(redaction(text) == expected)
    }

    @Test func `shortens, and cuts no key in two`() throws {
        let redaction = Redaction([try #require(APIKey("0123456789"))])
        let long = redaction(String(repeating: "ä", count: 495) + "0123456789" + String(repeating: "b", count: 10_000))
        #expect(long == String(repeating: "ä", count: 495) + "•••bb…")
    }

    @Test func `and no key has a description`() throws {
        let key = try #require(APIKey("  secret-key\n"))
        #expect("\(key) \(String(reflecting: key)) \(String(describing: [key]))".contains("secret") == false)
        var dumped = ""
        dump(key, to: &dumped)
        #expect(!dumped.contains("secret"))
        #expect(APIKey("") == nil)
        #expect(APIKey("a b") == nil)
        #expect(APIKey("ä") == nil)
    }
}

@Suite struct `The choice of a provider` {
    @Test(arguments: [
        (nil, false, false, ProviderChoice.embedded), (nil, true, false, .openai), (nil, false, true, .openai),
        (nil, true, true, .openai), ("embedded", true, true, .embedded), ("studio", true, true, .embedded),
        ("openai", false, false, .openai), ("OpenAI", false, false, .openai),
    ])
    func `follows the setting, then key or address, then takes the embedded engine`(
        setting: String?, hasKey: Bool, hasBaseURL: Bool, expected: ProviderChoice
    ) throws {
        let explicit = try setting.map { try #require(ProviderChoice(setting: $0)) }
        #expect(ProviderChoice.choose(explicit: explicit, hasKey: hasKey, hasBaseURL: hasBaseURL) == expected)
    }

    @Test func `knows no other words`() {
        #expect(ProviderChoice(setting: "gemini") == nil)
        #expect(ProviderChoice(setting: "") == nil)
    }
}
