import HTTP
import HTTPServer
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct `Protection` {
    private static let hello: Server.Respond = { _ in .text("hello") }

    @Test func `the answer to a 70 KB head arrives although the client is still sending`() async throws {
        try await withServer(handler: Self.hello) { port in
            // With the longer one the server has answered long before the client has sent all of it.
            for count in [70_000, 5_000_000] {
                let client = try RawClient(port)
                await client.send("GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "x", count: count))\r\n\r\n")
                let answer = try await client.answer()
                #expect(answer.status == 431 && answer.fields["connection"] == "close")
                #expect(try await client.isEnded())
            }
        }
    }

    @Test func `a broken request gets the page of our choice and is reported`() async throws {
        let events = Mutex<[String]>([])
        try await withServer(
            {
                $0.errorPage = { .html(Array("<p>\($0.code)</p>".utf8)) }
                $0.onEvent = { event in
                    if case .requestRefused(let status, let address) = event {
                        events.withLock { $0.append("\(status.code) \(address)") }
                    }
                }
            }, handler: Self.hello
        ) { port in
            let client = try RawClient(port)
            let answer = try await client.get("/", "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n")
            #expect(answer.status == 400 && answer.text == "<p>400</p>")
            #expect(try await client.isEnded())
        }
        #expect(events.withLock { $0 } == ["400 127.0.0.1"])
    }

    @Test func `the refusal of a HEAD has no body either, nor has a refusal for its time`() async throws {
        try await withServer({ $0.limits.headTime = .seconds(1) }, handler: Self.hello) { port in
            for (bytes, status) in [
                ("HEAD / HTTP/1.1\r\n\r\n", 400), ("HEAD / HTTP/1.1\r\nHost: a\r\nExpect: x\r\n\r\n", 417),
                ("HEAD / HTTP/1.1\r\nHost: a\r\n", 408),
            ] {
                let client = try RawClient(port)
                await client.send(bytes)
                let answer = try await client.answer(isHead: true)
                #expect(answer.status == status && answer.fields["content-length"] != "0")
                #expect(try await client.isEnded())
            }
            #expect(try await RawClient(port).get("/", "Expect: x\r\n").body.isEmpty == false)
        }
    }

    @Test func `the request behind a refused one is never served`() async throws {
        let served = Mutex<[String]>([])
        try await withServer(handler: { request in
            served.withLock { $0.append(request.target) }
            return .text("")
        }) { port in
            let client = try RawClient(port)
            await client.send(
                "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/9.9\r\n\r\nGET /3 HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.answer().status == 200)
            #expect(try await client.answer().status == 505)
            #expect(try await client.isEnded())
        }
        #expect(served.withLock { $0 } == ["/1"])
    }

    @Test func `a head that drips is 408, however steadily`() async throws {
        try await withServer({ $0.limits.headTime = .seconds(1) }, handler: Self.hello) { port in
            let client = try RawClient(port)
            await client.send("GET / HTTP/1.1\r\nX: ")
            let dripping = Task {
                while !Task.isCancelled { await client.send("x") }
            }
            let other = try RawClient(port)
            await other.send("GET /")
            let answer = try await other.answer()
            #expect(answer.status == 408 && answer.fields["connection"] == "close")
            dripping.cancel()
            await dripping.value
            #expect([408, 431].contains(try await client.answer().status))
        }
    }

    @Test func `a body below its rate is given up`() async throws {
        try await withServer(
            {
                $0.limits.bodyWindow = .milliseconds(200)
                $0.limits.bodyRate = 1000
            },
            handler: { request in
                do throws(BodyError) {
                    return .text("\(try await request.body.collect(upTo: 1000).count)")
                } catch {
                    return .text("\(error)", status: error == .timedOut ? .requestTimeout : .badRequest)
                }
            }
        ) { port in
            let client = try RawClient(port)
            await client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc")
            let answer = try await client.answer()
            #expect(answer.status == 408 && answer.text == "timedOut" && answer.fields["connection"] == "close")
        }
    }

    @Test func `so is one that is only read to be dropped, also when reading it had stopped`() async throws {
        let answer = Moment()
        try await withServer(
            {
                $0.limits.bodyWindow = .seconds(1)
                $0.limits.drainedBytes = 1_000_000
            },
            handler: { request in
                if request.target == "/wait" { await answer.wait() }
                return .text("done")
            }
        ) { port in
            let client = try RawClient(port)
            let head = Array("POST /wait HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n\r\n".utf8)
            await client.send(head + [UInt8](repeating: 7, count: 700_000))
            // By the time that this is answered, the server has read all it wants of the other.
            #expect(try await RawClient(port).get("/").status == 200)
            answer.come()
            #expect(try await client.answer().fields["connection"] == nil)
            #expect(try await client.isEnded())
        }
    }

    @Test func `an idle connection is closed without a word`() async throws {
        try await withServer({ $0.limits.idleTime = .seconds(1) }, handler: Self.hello) { port in
            let fresh = try RawClient(port)
            let used = try RawClient(port)
            #expect(try await used.get("/").status == 200)
            #expect(try await fresh.isEnded())
            #expect(try await used.isEnded())
        }
    }

    @Test func `who connects and says nothing is closed before one who has asked`() async throws {
        try await withServer({ $0.limits.headTime = .seconds(1) }, handler: Self.hello) { port in
            let used = try RawClient(port)
            #expect(try await used.get("/").status == 200)
            #expect(try await RawClient(port).isEnded())
            #expect(try await used.get("/").status == 200)
        }
    }

    @Test func `a handler may take longer than any idle time`() async throws {
        let done = Moment()
        try await withServer(
            { $0.limits.idleTime = .milliseconds(500) },
            handler: { request in
                if request.target == "/wait" { await done.wait() }
                return .text("done")
            }
        ) { port in
            let client = try RawClient(port)
            await client.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n")
            // By the time that a later one is closed for idleness this one would have been, too.
            #expect(try await RawClient(port).isEnded())
            done.come()
            #expect(try await client.answer().text == "done")
        }
    }

    @Test func `a handler is cancelled when its client leaves, politely or not`() async throws {
        for isPolite in [true, false] {
            let began = Moment()
            let cancelled = Moment()
            try await withServer(handler: { _ in
                began.come()
                await untilCancelled()
                cancelled.come()
                return .text("nobody hears this")
            }) { port in
                let client = try RawClient(port)
                await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                await began.wait()
                if isPolite { await client.shutDownSending() } else { await client.reset() }
                await cancelled.wait()
            }
        }
    }
}

@Suite(.timeLimit(.minutes(1))) struct `Graceful stop` {
    @Test func `closes idle connections and the listener, and lets a running request end`() async throws {
        let began = Moment()
        let finish = Moment()
        var options = ServerOptions()
        options.ports = [0]
        options.limits.lingerTime = .milliseconds(100)
        let server = Server(options: options) { request in
            if request.target == "/wait" {
                began.come()
                await finish.wait()
            }
            return .text("done")
        }
        let port = try await server.start()[0].port
        let idle = try RawClient(port)
        #expect(try await idle.get("/").status == 200)
        let running = try RawClient(port)
        await running.send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\nGET /next HTTP/1.1\r\nHost: a\r\n\r\n")
        await began.wait()
        async let stopped: Void = server.stop(within: .seconds(10))
        #expect(try await idle.isEnded())
        while (try? RawClient(port)) != nil { await Task.yield() }
        finish.come()
        let answer = try await running.answer()
        #expect(answer.text == "done" && answer.fields["connection"] == "close")
        #expect(try await running.isEnded())
        await stopped
    }

    @Test func `cancels what is left after the grace`() async throws {
        let began = Moment()
        var options = ServerOptions()
        options.ports = [0]
        let server = Server(options: options) { _ in
            began.come()
            await untilCancelled()
            return .text("cut short", status: .serviceUnavailable)
        }
        let client = try RawClient(try await server.start()[0].port)
        await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        await began.wait()
        await server.stop(within: .milliseconds(50))
        #expect(try await client.answer().text == "cut short")
    }

    @Test func `closes on those that do not listen`() async throws {
        let began = Moment()
        let never = Moment()
        var options = ServerOptions()
        options.ports = [0]
        let server = Server(options: options) { _ in
            began.come()
            await never.wait()
            return .text("")
        }
        let client = try RawClient(try await server.start()[0].port)
        await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        await began.wait()
        await server.stop(within: .zero)
        #expect(try await client.isEnded())
        never.come()
    }
}
