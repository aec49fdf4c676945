import EventLoop
import HTTP
import HTTPServer
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct `The server` {
    private static func echo(_ request: Request) async -> Response {
        do throws(BodyError) {
            let body = try await request.body.collect(upTo: 1_000_000)
            return .text("\(request.method.name) \(request.target) \(String(decoding: body, as: UTF8.self))")
        } catch {
            return .text("\(error)", status: error == .tooLarge ? .contentTooLarge : .requestTimeout)
        }
    }

    @Test func `answers pipelined requests in their order, however long each takes`() async throws {
        let slow = Moment()
        try await withServer(handler: { request in
            if request.target == "/1" { await slow.wait() }
            if request.target == "/3" { await Task.yield() }
            return .text(request.target)
        }) { port in
            let client = try RawClient(port)
            let requests = (1...5).map { "GET /\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }
            await client.send(requests.joined())
            slow.come()
            for number in 1...5 { #expect(try await client.answer().text == "/\(number)") }
        }
    }

    @Test func `answers what has come in pieces`() async throws {
        // On a machine that is busy otherwise, so many small steps may take longer than a head may.
        try await withServer({ $0.limits.headTime = .seconds(600) }, handler: Self.echo) { port in
            let client = try RawClient(port)
            for byte in "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc".utf8 { await client.send([byte]) }
            #expect(try await client.answer().text == "POST /a abc")
        }
    }

    @Test func `tells the handler who asks and gives a date and a length`() async throws {
        try await withServer(handler: { .text("\($0.remoteAddress) \($0.headers["x"] ?? "")") }) { port in
            let answer = try await RawClient(port).get("/", "X: y\r\n")
            #expect(answer.text == "127.0.0.1 y")
            #expect(answer.fields["content-length"] == "11")
            #expect(answer.fields["date"].flatMap { HTTPDate($0) } != nil)
            #expect(answer.fields["connection"] == nil)
        }
    }

    @Test func `sends HEAD no body but its length`() async throws {
        try await withServer(handler: { _ in .text("hello") }) { port in
            let client = try RawClient(port)
            await client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.answer(isHead: true).fields["content-length"] == "5")
            #expect(try await client.answer().text == "hello")
        }
    }

    @Test func `sends neither body nor length with 204`() async throws {
        try await withServer(handler: { _ in Response(.noContent, body: .bytes([1])) }) { port in
            let client = try RawClient(port)
            await client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            let text = String(decoding: try await client.rest(), as: UTF8.self)
            #expect(text.hasPrefix("HTTP/1.1 204 No Content\r\n") && text.hasSuffix("\r\n\r\n"))
            #expect(!text.lowercased().contains("content-length"))
        }
    }

    @Test func `does not let a handler forge the framing`() async throws {
        let forged: HeaderFields = [
            "Content-Length": "9", "Transfer-Encoding": "chunked", "connection": "close", "Date": "x", "X": "y",
        ]
        try await withServer(handler: { _ in Response(.ok, headers: forged, body: .bytes([65])) }) { port in
            let client = try RawClient(port)
            let answer = try await client.get("/")
            #expect(answer.text == "A" && answer.fields["x"] == "y" && answer.fields["connection"] == nil)
            #expect(try await client.get("/").text == "A")
        }
    }

    @Test func `keeps an HTTP/1.0 connection only when asked to`() async throws {
        try await withServer(handler: Self.echo) { port in
            let client = try RawClient(port)
            await client.send("GET /1 HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
            #expect(try await client.answer().fields["connection"] == "keep-alive")
            await client.send("GET /2 HTTP/1.0\r\n\r\n")
            #expect(try await client.answer().fields["connection"] == "close")
            #expect(try await client.isEnded())
        }
    }

    @Test func `closes when the client asks to`() async throws {
        try await withServer(handler: Self.echo) { port in
            let client = try RawClient(port)
            #expect(try await client.get("/", "Connection: close\r\n").fields["connection"] == "close")
            #expect(try await client.isEnded())
        }
    }

    @Test func `serves on when a client half-closes behind its request`() async throws {
        try await withServer(handler: Self.echo) { port in
            let client = try RawClient(port)
            await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            await client.shutDownSending()
            #expect(try await client.answer().text == "GET / ")
            #expect(try await client.isEnded())
        }
    }

    @Test func `listens on several ports with several loops and on both loopbacks`() async throws {
        var options = ServerOptions()
        options.ports = [0, 0, 0]
        options.loops = 2
        options.host = "localhost"
        let server = Server(options: options, handler: Self.echo)
        let addresses = try await server.start()
        #expect(addresses.count >= 3)
        for address in addresses where address.host == "127.0.0.1" {
            for _ in 0..<4 { #expect(try await RawClient(address.port).get("/").status == 200) }
        }
        await server.stop(within: .zero)
    }

    @Test func `says which address it cannot have`() async throws {
        try await withServer(handler: Self.echo) { port in
            var options = ServerOptions()
            options.ports = [0, port]
            let taken = Server(options: options, handler: Self.echo)
            await #expect { try await taken.start() } throws: { "\($0)".contains("port \(port)") }
        }
        for host in ["tagwerk.example", "", "127.0.0.1.5"] {
            var options = ServerOptions()
            options.host = host
            await #expect(throws: SystemError.self) { try await Server(options: options, handler: Self.echo).start() }
        }
    }

    @Test func `takes an IPv6 address`() async throws {
        var options = ServerOptions()
        options.host = "::1"
        options.ports = [0]
        let server = Server(options: options, handler: Self.echo)
        do {
            #expect(try await server.start()[0].description.hasPrefix("[::1]:"))
        } catch {
            // A machine without IPv6 says so.
            #expect(error.call.hasPrefix("bind") || error.call == "socket")
        }
        await server.stop(within: .zero)
    }

    @Test func `closes connections over the cap and serves the others`() async throws {
        let events = Mutex<[String]>([])
        try await withServer(
            {
                $0.limits.connections = 2
                $0.onEvent = { event in
                    if case .connectionRefused(let address) = event { events.withLock { $0.append(address) } }
                }
            }, handler: Self.echo
        ) { port in
            let first = try RawClient(port)
            let second = try RawClient(port)
            #expect(try await first.get("/").status == 200)
            #expect(try await second.get("/").status == 200)
            let third = try RawClient(port)
            #expect(try await third.isEnded())
            #expect(events.withLock { $0 } == ["127.0.0.1"])
            #expect(try await first.get("/").status == 200)
        }
    }
}
