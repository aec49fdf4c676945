import HTTP
import HTTPServer
import Testing

@Suite(.timeLimit(.minutes(1))) struct `Request bodies` {
    private static func count(_ request: Request) async -> Response {
        var count = 0
        do throws(BodyError) {
            for try await chunk in request.body { count += chunk.count }
            return .text("\(count)")
        } catch {
            return .text("\(error) after \(count)", status: .badRequest)
        }
    }

    @Test func `a chunked upload is followed by the next request`() async throws {
        try await withServer(handler: Self.count) { port in
            let client = try RawClient(port)
            await client.send(
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n2\r\nde\r\n0\r\nX: y\r\n\r\n"
                    + "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nf")
            #expect(try await client.answer().text == "5")
            #expect(try await client.answer().text == "1")
        }
    }

    @Test func `a long upload waits for a handler that takes its time, and arrives whole`() async throws {
        let start = Moment()
        try await withServer(handler: { request in
            await start.wait()
            return await Self.count(request)
        }) { port in
            let client = try RawClient(port)
            async let sent: Void = client.send(
                Array("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 20000000\r\n\r\n".utf8)
                    + [UInt8](repeating: 7, count: 20_000_000))
            let other = try RawClient(port)
            await other.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            start.come()
            #expect(try await other.answer().text == "0")
            await sent
            #expect(try await client.answer().text == "20000000")
        }
    }

    @Test func `an upload that nobody reads is held back in the kernel`() async throws {
        let start = Moment()
        try await withServer(
            { $0.limits.bodyBytes = 1_000_000_000 },
            handler: { request in
                await start.wait()
                return .text(request.target)
            }
        ) { port in
            let client = try RawClient(port)
            await client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 500000000\r\n\r\n")
            // The kernel's own buffers hold a few megabytes.
            #expect(await client.sendUntilStuck(limit: 200_000_000) < 30_000_000)
            start.come()
        }
    }

    @Test func `100 Continue comes when the handler reads`() async throws {
        try await withServer(handler: Self.count) { port in
            let client = try RawClient(port)
            for _ in 0..<2 {
                await client.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n")
                #expect(try await client.answer().status == 100)
                await client.send("abc")
                #expect(try await client.answer().text == "3")
            }
        }
    }

    @Test func `100 Continue never comes where the handler refuses the length`() async throws {
        try await withServer(handler: { request in
            do throws(BodyError) {
                return .text("\(try await request.body.collect(upTo: 2).count)")
            } catch {
                return .text("\(error)", status: .contentTooLarge)
            }
        }) { port in
            let client = try RawClient(port)
            await client.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n")
            let answer = try await client.answer()
            #expect(answer.status == 413 && answer.text == "tooLarge" && answer.fields["connection"] == "close")
            #expect(try await client.isEnded())
        }
    }

    @Test func `a length over the server's cap is 413 before anything is sent`() async throws {
        try await withServer(handler: Self.count) { port in
            let client = try RawClient(port)
            await client.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 99000000\r\n\r\n")
            #expect(try await client.answer().status == 413)
        }
    }

    @Test func `a small body that nobody reads is dropped and the connection kept`() async throws {
        try await withServer(handler: { .text($0.target) }) { port in
            let client = try RawClient(port)
            await client.send("POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 30000\r\n\r\n")
            let answer = try await client.answer()
            #expect(answer.text == "/1" && answer.fields["connection"] == nil)
            await client.send([UInt8](repeating: 88, count: 30_000))
            #expect(try await client.get("/2").text == "/2")
        }
    }

    @Test func `a large body that nobody reads ends the connection, and the answer arrives`() async throws {
        try await withServer(handler: { .text($0.target) }) { port in
            let client = try RawClient(port)
            async let sent: Void = client.send(
                Array("POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 5000000\r\n\r\n".utf8)
                    + [UInt8](repeating: 88, count: 5_000_000))
            await sent
            let answer = try await client.answer()
            #expect(answer.text == "/1" && answer.fields["connection"] == "close")
            #expect(try await client.isEnded())
        }
    }

    @Test func `a reader is told when chunks break, when they grow too large, and when the client leaves`() async throws
    {
        try await withServer({ $0.limits.bodyBytes = 10 }, handler: Self.count) { port in
            let start = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"
            for (rest, expected) in [("x\r\n", "malformed after 3"), ("ff\r\n", "tooLarge after 3")] {
                let client = try RawClient(port)
                await client.send("\(start)\(rest)")
                let answer = try await client.answer()
                #expect(answer.text == expected && answer.fields["connection"] == "close")
            }
            let client = try RawClient(port)
            await client.send(start)
            await client.shutDownSending()
            #expect(try await client.answer().text == "disconnected after 3")
        }
    }

    @Test func `a reader that is cancelled ends`() async throws {
        try await withServer(handler: { request in
            let result = await withTaskGroup(of: String.self) { group in
                group.addTask {
                    do throws(BodyError) {
                        return "\(try await request.body.collect(upTo: 10).count)"
                    } catch {
                        return "\(error)"
                    }
                }
                group.cancelAll()
                return await group.next() ?? ""
            }
            return .text(result)
        }) { port in
            let client = try RawClient(port)
            await client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n")
            #expect(try await client.answer().text == "disconnected")
        }
    }
}
