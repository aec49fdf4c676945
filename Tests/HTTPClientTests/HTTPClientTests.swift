import HTTPClient
import LoopbackServer
import Testing

@Suite struct `The HTTP client` {
    private func fetch(
        _ url: String, trust: OutboundRequest.Trust = .configured, rules: AddressRules = AddressRules(),
        headers: [(name: String, value: String)] = [], body: String? = nil, limits: TransferLimits = TransferLimits()
    ) async throws -> (response: InboundResponse, body: String) {
        let client = try HTTPClient(rules: rules)
        let request = OutboundRequest(
            try #require(HTTPURL(url)), trust: trust, headers: headers, body: body.map { Array($0.utf8) },
            limits: limits)
        let response = try await client.send(request)
        return (response, String(decoding: try await response.body.collect(upTo: 1 << 20), as: UTF8.self))
    }

    private func failure(_ work: () async throws -> Void) async throws -> TransferError.Kind {
        do {
            try await work()
        } catch let error as TransferError {
            return error.kind
        }
        Issue.record("nothing was thrown")
        return .internal
    }

    @Test func `gets what a server answers, with its status and fields`() async throws {
        let server = try await LoopbackServer { _ in
            "HTTP/1.1 207 Multi\r\nContent-Length: 5\r\nX-One:  a b \r\nx-one: c\r\n\r\nhello"
        }
        let (response, body) = try await fetch("\(server.base)/path?q=1", headers: [("X-Key", "k")])
        #expect(response.status == 207)
        #expect(response.head["X-ONE"] == "a b")
        #expect(body == "hello")
        let request = try #require(server.requests.first)
        #expect(request.method == "GET")
        #expect(request.target == "/path?q=1")
        #expect(request.header("X-Key") == "k")
        #expect(request.header("User-Agent") == "Tagwerk/1")
        #expect(request.header("Host") == "127.0.0.1:\(server.port)")
    }

    @Test func `posts a body, on a kept connection the second time`() async throws {
        let server = try await LoopbackServer { connection in
            for number in 1... {
                guard let request = try await connection.request() else { return }
                try await connection.answer(200, body: "\(number): \(request.bodyText.utf8.count)")
            }
        }
        let client = try HTTPClient()
        let big = [UInt8](repeating: 65, count: 3_000_000)
        var answers: [String] = []
        for _ in 0..<2 {
            let url = try #require(HTTPURL(server.base))
            let response = try await client.send(OutboundRequest(url, trust: .configured, body: big))
            answers.append(String(decoding: try await response.body.collect(upTo: 100), as: UTF8.self))
        }
        #expect(answers == ["1: 3000000", "2: 3000000"])
        #expect(server.requests.allSatisfy { $0.method == "POST" && $0.header("Expect") == nil })
    }

    @Test func `never sends a request again by itself`() async throws {
        let server = try await LoopbackServer { connection in
            _ = try await connection.request()
            try await connection.answer(200, body: "first")
            _ = try await connection.request()
        }
        let client = try HTTPClient()
        let url = try #require(HTTPURL(server.base))
        let request = OutboundRequest(url, trust: .configured, body: Array("paid".utf8))
        _ = try await client.send(request).body.collect(upTo: 100)
        let kind = try await failure { _ = try await client.send(request) }
        #expect(kind == .cut)
        #expect(server.requests.count == 2)
    }

    @Test func `shows neither interim answers nor trailers`() async throws {
        let server = try await LoopbackServer { _ in
            """
            HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\
            3\r\nabc\r\n0\r\nX-Late: 1\r\n\r\n
            """
        }
        let (response, body) = try await fetch(server.base)
        #expect(response.status == 200)
        #expect(response.head["x-early"] == nil)
        #expect(body == "abc")
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n",
    ])
    func `tells a body that was cut from a whole one`(answer: String) async throws {
        let server = try await LoopbackServer { connection in
            _ = try await connection.request()
            try await connection.send(answer)
        }
        #expect(try await failure { _ = try await fetch(server.base) } == .cut)
    }

    @Test(arguments: ["", "HTTP/1.1 200", "hello\r\n\r\n", "HTTP/1.1 abc\r\n\r\n"])
    func `takes no answer, or one that is not HTTP, for a cut one`(answer: String) async throws {
        let server = try await LoopbackServer { connection in
            _ = try await connection.request()
            try await connection.send(answer)
        }
        #expect(try await failure { _ = try await fetch(server.base) } == .cut)
    }

    @Test func `says that nothing was sent when nobody listens`() async throws {
        let closed = try ClosedPort()
        let kind = try await failure { _ = try await fetch("http://127.0.0.1:\(closed.number)") }
        #expect(kind == .connectFailed)
        #expect(TransferError(kind).nothingWasSent)
        #expect(!TransferError(.firstByteTimedOut).nothingWasSent)
    }

    @Test(arguments: [
        ("", TransferError.Kind.firstByteTimedOut),
        ("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab", .idleTimedOut),
    ])
    func `gives up on a silent peer`(answer: String, expected: TransferError.Kind) async throws {
        let server = try await LoopbackServer { connection in
            _ = try await connection.request()
            try await connection.send(answer)
            _ = await connection.peerCloses()
        }
        // The limit of the other phase must not be the one that a busy machine meets.
        let limits =
            answer.isEmpty ? TransferLimits(firstByte: .milliseconds(150)) : TransferLimits(idle: .milliseconds(150))
        #expect(try await failure { _ = try await fetch(server.base, limits: limits) } == expected)
    }

    @Test func `gives up on a peer that drips for ever`() async throws {
        let server = try await LoopbackServer { connection in
            _ = try await connection.request()
            try await connection.send("HTTP/1.1 200 OK\r\n\r\n")
            while true {
                try await connection.send("x")
                try await Task.sleep(for: .milliseconds(10))
            }
        }
        let limits = TransferLimits(idle: .seconds(10), total: .milliseconds(200))
        #expect(try await failure { _ = try await fetch(server.base, limits: limits) } == .totalTimedOut)
    }

    @Test(arguments: [true, false])
    func `takes no more bytes than allowed, announced or not`(isAnnounced: Bool) async throws {
        let server = try await LoopbackServer { connection in
            _ = try await connection.request()
            let length = isAnnounced ? "Content-Length: 100001\r\n" : ""
            try await connection.send("HTTP/1.1 200 OK\r\n\(length)\r\n" + String(repeating: "x", count: 100_001))
        }
        let limits = TransferLimits(maximumBytes: 100_000)
        #expect(try await failure { _ = try await fetch(server.base, limits: limits) } == .tooLarge)
        let enough = TransferLimits(maximumBytes: 100_001)
        #expect(try await fetch(server.base, limits: enough).body.utf8.count == 100_001)
    }

    @Test func `follows three redirects of a GET, not four, and none of a POST`() async throws {
        let server = try await LoopbackServer { request in
            let left = Int(request.target.dropFirst()) ?? 0
            let location = left > 0 ? "Location: /\(left - 1)\r\n" : ""
            return "HTTP/1.1 \(left > 0 ? 302 : 200) Told\r\n\(location)Content-Length: 0\r\n\r\n"
        }
        let (response, _) = try await fetch("\(server.base)/3")
        #expect(response.status == 200)
        #expect(response.url.target == "/0")
        #expect(try await failure { _ = try await fetch("\(server.base)/4") } == .tooManyRedirects)
        #expect(try await fetch("\(server.base)/1", body: "x").response.status == 302)
    }

    @Test func `carries a key to its own origin only`() async throws {
        let other = try await LoopbackServer { _ in "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok" }
        let server = try await LoopbackServer { request in
            let location = request.target == "/" ? "/again" : "\(other.base)/file"
            return "HTTP/1.1 302 Told\r\nLocation: \(location)\r\nContent-Length: 0\r\n\r\n"
        }
        let rules = AddressRules(configured: [try #require(HTTPURL(other.base)).origin])
        let headers = [(name: "authorization", value: "Bearer k"), (name: "X-Api-Key", value: "k")]
        #expect(try await fetch(server.base, rules: rules, headers: headers).body == "ok")
        #expect(server.requests.count == 2)
        #expect(server.requests.allSatisfy { $0.header("Authorization") == "Bearer k" })
        let seen = try #require(other.requests.first)
        #expect(seen.header("Authorization") == nil)
        #expect(seen.header("X-Api-Key") == nil)
    }

    @Test func `follows no redirect to a private address`() async throws {
        let secret = try await LoopbackServer { _ in "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nsecret" }
        let server = try await LoopbackServer { _ in
            "HTTP/1.1 302 Told\r\nLocation: \(secret.base)/\r\nContent-Length: 0\r\n\r\n"
        }
        let origin = try #require(HTTPURL(server.base)).origin
        let rules = AddressRules(ports: [80, secret.port], configured: [origin])
        #expect(try await failure { _ = try await fetch(server.base, trust: .configured) } == .addressRefused)
        #expect(try await failure { _ = try await fetch(server.base, trust: .named, rules: rules) } == .addressRefused)
        #expect(server.requests.count == 2)
        #expect(secret.requests.isEmpty)
    }

    @Test func `connects to the addresses that were checked, whatever the name means later`() async throws {
        let server = try await LoopbackServer { _ in "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok" }
        let addressGuard = AddressGuard(AddressRules(ports: [server.port]), allowing: { _ in true }) {
            _ async throws(TransferError) in
            ["127.0.0.2", "127.0.0.1"].compactMap { IPAddress($0) }
        }
        let client = try HTTPClient(guardedBy: addressGuard)
        let url = try #require(HTTPURL("http://name.invalid:\(server.port)/"))
        let response = try await client.send(OutboundRequest(url, trust: .named))
        #expect(response.status == 200)
        #expect(server.requests.first?.header("Host") == "name.invalid:\(server.port)")
    }

    @Test func `refuses header values that would break the request`() async throws {
        let server = try await LoopbackServer { _ in "" }
        let kind = try await failure { _ = try await fetch(server.base, headers: [("X", "a\r\nY: b")]) }
        #expect(kind == .internal)
        #expect(server.requests.isEmpty)
    }

    @Test func `lets the peer wait for a slow reader`() async throws {
        let size = 64 << 20
        let sent = Counter()
        let server = try await LoopbackServer { connection in
            _ = try await connection.request()
            try await connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(size)\r\n\r\n")
            let piece = [UInt8](repeating: 120, count: 1 << 20)
            for _ in 0..<64 {
                try await connection.send(piece)
                await sent.add(piece.count)
            }
        }
        let url = try #require(HTTPURL(server.base))
        let client = try HTTPClient()
        let limits = TransferLimits(idle: .seconds(5), maximumBytes: size)
        let response = try await client.send(OutboundRequest(url, trust: .configured, limits: limits))
        var pieces = response.body.makeAsyncIterator()
        var received = try #require(await pieces.next()).count
        // Until the sockets' buffers are full and nothing moves any more.
        var before = -1
        while await sent.total != before {
            before = await sent.total
            try await Task.sleep(for: .milliseconds(200))
        }
        #expect(await sent.total < 32 << 20)
        var largest = 0
        while let piece = try await pieces.next() {
            received += piece.count
            largest = max(largest, piece.count)
        }
        #expect(received == size)
        #expect(largest <= 300 << 10)
    }

    @Test func `ends the exchange at once when its task is cancelled, before the head or after`() async throws {
        for head in ["", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345"] {
            let (closed, close) = AsyncStream.makeStream(of: Bool.self)
            let (asked, ask) = AsyncStream.makeStream(of: Void.self)
            let server = try await LoopbackServer { connection in
                _ = try await connection.request()
                try await connection.send(head)
                ask.yield()
                close.yield(await connection.peerCloses())
            }
            let client = try HTTPClient()
            let url = try #require(HTTPURL(server.base))
            let task = Task {
                let response = try await client.send(OutboundRequest(url, trust: .configured))
                return try await response.body.collect(upTo: 100)
            }
            for await _ in asked { break }
            task.cancel()
            guard case .failure(let error) = await task.result else {
                Issue.record("not cancelled")
                return
            }
            #expect((error as? TransferError)?.kind == .cancelled)
            for await isClosed in closed {
                #expect(isClosed)
                break
            }
        }
    }

    @Test func `ends the exchange when nobody reads the body any more`() async throws {
        let (closed, close) = AsyncStream.makeStream(of: Bool.self)
        let server = try await LoopbackServer { connection in
            _ = try await connection.request()
            try await connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n12345")
            close.yield(await connection.peerCloses())
        }
        let client = try HTTPClient()
        let url = try #require(HTTPURL(server.base))
        var response: InboundResponse? = try await client.send(OutboundRequest(url, trust: .configured))
        #expect(response?.status == 200)
        response = nil
        for await isClosed in closed {
            #expect(isClosed)
            break
        }
    }

    @Test(arguments: 0..<4) func `gives the bytes in their order, however many pieces they come in`(number: Int)
        async throws
    {
        let count = 5000
        let server = try await LoopbackServer { connection in
            _ = try await connection.request()
            try await connection.send("HTTP/1.1 200 OK\r\n\r\n")
            for index in 0..<count { try await connection.send([UInt8(index % 251)]) }
        }
        let client = try HTTPClient()
        let url = try #require(HTTPURL(server.base))
        let body = try await client.send(OutboundRequest(url, trust: .configured)).body
        let expected = (0..<count).map { UInt8($0 % 251) }
        #expect(try await body.collect(upTo: count) == expected)
    }

    @Test func `has many exchanges at once`() async throws {
        let server = try await LoopbackServer { connection in
            while let request = try await connection.request() {
                try await connection.answer(200, body: request.target)
            }
        }
        let client = try HTTPClient()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<100 {
                group.addTask {
                    let url = try #require(HTTPURL("\(server.base)/\(number)"))
                    let body = try await client.send(OutboundRequest(url, trust: .configured)).body
                    #expect(String(decoding: try await body.collect(upTo: 99), as: UTF8.self) == "/\(number)")
                }
            }
            try await group.waitForAll()
        }
    }
}

private actor Counter {
    var total = 0
    func add(_ number: Int) { total += number }
}
