import Compression
import Glibc
import HTTP
import HTTPServer
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct `Streamed answers` {
    private struct Broken: Error {}

    @Test func `come chunked, and the connection goes on`() async throws {
        try await withServer(handler: { _ in
            .events { writer in
                for number in 1...3 { try await writer.write(ServerSentEvent("\(number)").encoded) }
                try await writer.write([])
            }
        }) { port in
            let client = try RawClient(port)
            for _ in 0..<2 {
                let answer = try await client.get("/", "Accept-Encoding: gzip\r\n")
                #expect(answer.fields["content-type"] == "text/event-stream")
                #expect(answer.fields["transfer-encoding"] == "chunked")
                #expect(answer.fields["content-encoding"] == nil)
                #expect(answer.text == "data: 1\n\ndata: 2\n\ndata: 3\n\n")
            }
        }
    }

    @Test func `are sent piece by piece, as they come up`() async throws {
        let more = Moment()
        try await withServer(handler: { _ in
            .events { writer in
                try await writer.write("first")
                await more.wait()
                try await writer.write("second")
            }
        }) { port in
            let client = try RawClient(port)
            await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            while try await client.line() != "first" {}
            more.come()
            while try await client.line() != "second" {}
            #expect(try await client.line() == "0")
        }
    }

    @Test func `end with the connection for HTTP/1.0, and are only a head for HEAD`() async throws {
        try await withServer(handler: { _ in Response(.ok, body: .stream { try await $0.write("abc") }) }) { port in
            let client = try RawClient(port)
            await client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.answer(isHead: true).fields["content-length"] == nil)
            await client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
            let answer = try await client.answer()
            #expect(answer.text == "abc" && answer.fields["connection"] == "close")
        }
    }

    @Test func `that fail are cut, so that the client sees it`() async throws {
        let events = Mutex<[String]>([])
        try await withServer(
            {
                $0.onEvent = { event in
                    if case .bodyFailed(let what, _) = event { events.withLock { $0.append(what) } }
                }
            },
            handler: { _ in
                Response(
                    .ok,
                    body: .stream { writer in
                        try await writer.write("abc")
                        throw Broken()
                    })
            }
        ) { port in
            let client = try RawClient(port)
            await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            let text = String(decoding: try await client.rest(), as: UTF8.self)
            #expect(text.hasSuffix("3\r\nabc\r\n"))
        }
        #expect(events.withLock { $0 } == ["Broken()"])
    }

    @Test func `to a client that does not read stop growing and are given up`() async throws {
        let taken = Mutex(0)
        let ended = Moment()
        let error = Mutex<ResponseWriteError?>(nil)
        try await withServer(
            { $0.limits.writeStall = .milliseconds(300) },
            handler: { _ in
                Response(
                    .ok,
                    body: .stream { writer in
                        let piece = [UInt8](repeating: 7, count: 10_000)
                        do throws(ResponseWriteError) {
                            for _ in 0..<100_000 {
                                try await writer.write(piece)
                                taken.withLock { $0 += piece.count }
                            }
                        } catch let failure {
                            error.withLock { $0 = failure }
                        }
                        ended.come()
                    })
            }
        ) { port in
            let client = try RawClient(port, receiveBuffer: 16_384)
            await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            await ended.wait()
            #expect(error.withLock { $0 } == .timedOut)
            // A gigabyte was to be written; the kernel's own buffers hold a few megabytes.
            #expect(taken.withLock { $0 } < 20_000_000)
        }
    }

    @Test func `to a slow reader arrive whole`() async throws {
        try await withServer(handler: { _ in
            Response(
                .ok,
                body: .stream { writer in
                    for number in 0..<200 { try await writer.write([UInt8](repeating: UInt8(number), count: 50_000)) }
                })
        }) { port in
            let answer = try await RawClient(port, receiveBuffer: 16_384).get("/")
            #expect(answer.body == (0..<200).flatMap { [UInt8](repeating: UInt8($0), count: 50_000) })
        }
    }

    @Test func `are cancelled when the client leaves`() async throws {
        let ended = Moment()
        try await withServer(handler: { _ in
            .events { writer in
                try await writer.write("first")
                await untilCancelled()
                ended.come()
            }
        }) { port in
            let client = try RawClient(port)
            await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            while try await client.line() != "first" {}
            await client.shutDownSending()
            await ended.wait()
        }
    }
}
