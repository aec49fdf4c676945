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

    @Test func `beat while they are silent`() async throws {
        let more = Moment()
        try await withServer(handler: { _ in
            .events { writer in
                try await writer.withHeartbeat(every: .milliseconds(20)) {
                    await more.wait()
                    try await writer.write(ServerSentEvent("end").encoded)
                }
            }
        }) { port in
            let client = try RawClient(port)
            await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            for _ in 0..<2 { while try await client.line() != ": " {} }
            more.come()
            while try await client.line() != "data: end" {}
            while try await client.line() != "0" {}
            #expect(try await client.line() == "")
        }
    }
}

@Suite(.timeLimit(.minutes(1))) struct `Files` {
    private static let content = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 / 3) }

    /// A file with known content, and a server that answers every request with it.
    private func withFile(_ body: (_ port: Int, _ path: String) async throws -> Void) async throws {
        var template = Array("/tmp/tagwerk-http-XXXXXX".utf8CString)
        let fd = mkstemp(&template)
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { unlink(path) }
        try #require(write(fd, Self.content, Self.content.count) == Self.content.count)
        close(fd)
        try await withServer(handler: { request in
            fileResponse(
                for: request, path: path, type: "text/plain", etag: "\"abc\"", cacheControl: "no-cache",
                disposition: ContentDisposition.inline("a.txt")) ?? .text("missing", status: .notFound)
        }) { try await body($0, path) }
    }

    @Test func `are sent whole, in part, or not at all`() async throws {
        try await withFile { port, _ in
            let client = try RawClient(port)
            let whole = try await client.get("/", "Accept-Encoding: gzip\r\n")
            #expect(whole.status == 200 && whole.body == Self.content)
            #expect(whole.fields["accept-ranges"] == "bytes" && whole.fields["etag"] == "\"abc\"")
            #expect(whole.fields["content-encoding"] == nil && whole.fields["cache-control"] == "no-cache")
            #expect(whole.fields["content-disposition"] == "inline; filename=\"a.txt\"")
            let part = try await client.get("/", "Range: bytes=100000-100099\r\n")
            #expect(part.status == 206 && part.body == Array(Self.content[100_000..<100_100]))
            #expect(part.fields["content-range"] == "bytes 100000-100099/300000")
            let end = try await client.get("/", "Range: bytes=-5\r\nIf-Range: \"abc\"\r\n")
            #expect(end.status == 206 && end.body == Array(Self.content.suffix(5)))
            let changed = try await client.get("/", "Range: bytes=-5\r\nIf-Range: \"x\"\r\n")
            #expect(changed.status == 200 && changed.body.count == 300_000)
            let beyond = try await client.get("/", "Range: bytes=300000-\r\n")
            #expect(beyond.status == 416 && beyond.fields["content-range"] == "bytes */300000" && beyond.body.isEmpty)
            let known = try await client.get("/", "If-None-Match: W/\"abc\"\r\n")
            #expect(known.status == 304 && known.fields["etag"] == "\"abc\"" && known.fields["content-type"] == nil)
            let date = try #require(whole.fields["last-modified"])
            #expect(try await client.get("/", "If-Modified-Since: \(date)\r\n").status == 304)
        }
    }

    @Test func `give HEAD their length`() async throws {
        try await withFile { port, _ in
            let client = try RawClient(port)
            await client.send("HEAD / HTTP/1.1\r\nHost: a\r\nRange: bytes=0-1\r\n\r\n")
            let answer = try await client.answer(isHead: true)
            #expect(answer.status == 200 && answer.fields["content-length"] == "300000")
            #expect(try await client.get("/", "Range: bytes=0-1\r\n").body == [0, 0])
        }
    }

    @Test func `that are missing or no files are no answer`() {
        for path in ["/nowhere/at-all", "/tmp", "/dev/null", ""] {
            #expect(fileResponse(for: Request(.get, "/"), path: path, type: "text/plain") == nil)
        }
    }

    @Test func `that have been unlinked are still sent to their end`() async throws {
        try await withFile { port, path in
            let client = try RawClient(port, receiveBuffer: 16_384)
            await client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try await client.line() == "HTTP/1.1 200 OK")
            unlink(path)
            while try await !client.line().isEmpty {}
            #expect(try await client.take(300_000) == Self.content)
            #expect(try await client.get("/").status == 404)
        }
    }
}

@Suite(.timeLimit(.minutes(1))) struct `Negotiated answers` {
    private static let text = String(repeating: "Tagwerk. ", count: 200)

    @Test func `text is gzipped for those who can undo it`() async throws {
        try await withServer(handler: { request in
            var response =
                request.target == "/large"
                ? Response.text(String(repeating: Self.text, count: 100)) : .text(Self.text)
            response.headers["ETag"] = "\"a\""
            response.headers["Vary"] = "Cookie"
            return response
        }) { port in
            let client = try RawClient(port)
            let plain = try await client.get("/")
            #expect(plain.text == Self.text && plain.fields["vary"] == "Cookie, Accept-Encoding")
            #expect(plain.fields["content-encoding"] == nil && plain.fields["etag"] == "\"a\"")
            let packed = try await client.get("/", "Accept-Encoding: br, gzip\r\n")
            #expect(packed.fields["content-encoding"] == "gzip" && packed.fields["vary"] == "Cookie, Accept-Encoding")
            #expect(packed.fields["etag"] == "W/\"a\"")
            #expect(try Gzip.decompress(packed.body, limit: 10_000) == Array(Self.text.utf8))
            await client.send("HEAD / HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n")
            #expect(try await client.answer(isHead: true).fields["content-length"] == "\(packed.body.count)")
            let large = try await client.get("/large", "Accept-Encoding: gzip\r\n")
            #expect(try Gzip.decompress(large.body, limit: 1_000_000).count == Self.text.utf8.count * 100)
        }
    }

    @Test func `other bodies are left as they are`() async throws {
        let long = [UInt8](repeating: 65, count: 2000)
        let answers: [(String, Response)] = [
            ("/small", .text("small")),
            ("/png", Response(.ok, headers: ["Content-Type": "image/png"], body: .bytes(long))),
            ("/none", Response(.ok, body: .bytes(long))),
            (
                "/packed",
                Response(.ok, headers: ["Content-Type": "text/a", "Content-Encoding": "x"], body: .bytes(long))
            ),
        ]
        try await withServer(handler: { request in
            answers.first { $0.0 == request.target }?.1 ?? .text("", status: .notFound)
        }) { port in
            let client = try RawClient(port)
            for (target, _) in answers {
                let answer = try await client.get(target, "Accept-Encoding: gzip\r\n")
                #expect(answer.fields["content-encoding"] != "gzip" && answer.fields["vary"] == nil)
                #expect(answer.status == 200)
            }
        }
    }

    @Test func `what the client has is not sent again`() async throws {
        try await withServer(handler: { request in
            var response = Response.html(Array(Self.text.utf8), status: request.target == "/gone" ? .gone : .ok)
            response.headers["ETag"] = "\"a\""
            response.headers["Cache-Control"] = "no-cache"
            return response
        }) { port in
            let client = try RawClient(port)
            let known = try await client.get("/", "If-None-Match: W/\"a\"\r\nAccept-Encoding: gzip\r\n")
            #expect(known.status == 304 && known.fields["cache-control"] == "no-cache")
            #expect(known.fields["vary"] == "Accept-Encoding" && known.fields["etag"] == "\"a\"")
            #expect(known.fields["content-type"] == nil && known.fields["content-length"] == nil)
            #expect(try await client.get("/", "If-None-Match: \"b\"\r\n").status == 200)
            #expect(try await client.get("/gone", "If-None-Match: \"a\"\r\n").status == 410)
            await client.send("POST / HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"a\"\r\n\r\n")
            #expect(try await client.answer().status == 200)
        }
    }
}
