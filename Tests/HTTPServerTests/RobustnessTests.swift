import HTTP
import HTTPServer
import Synchronization
import Testing

/// What other servers were seen to do badly, row by row, and where each is shown to be done well here. The bytes of the
/// table's probes are below; the decoder's own cases, many more of each kind, are in `RequestDecoderTests`.
///
/// | Probe | Answer | Test |
/// |---|---|---|
/// | five pipelined, a slow one before fast ones | in order | `answers pipelined requests in their order…` |
/// | garbage, binary, TLS, HTTP/0.9 | 400 | table |
/// | HTTP/9.9; no Host, two, a bad one | 505; 400 | table |
/// | space before a colon; NUL; bare CR; bare LF; a folded line | 400 | table |
/// | length and chunks; two lengths; odd lengths | 400 | table |
/// | unknown, doubled, stacked codings; chunks in HTTP/1.0 | 501 or 400 | table |
/// | bad and overflowing chunk sizes; trailers that frame | 400, told to the handler | table |
/// | chunked upload with extensions and trailers, then a next request | both served | table |
/// | absolute targets; tunnels; another scheme | served; 501; 400 | table |
/// | 5,000 fields; a 70 KB head while the client still sends | 431 that arrives | table, `the answer to a 70 KB head…` |
/// | Expect: 100-continue, also with 99 MB declared | when read; 413 | table, `100 Continue comes…`, `… never comes…` |
/// | HEAD | no body | `sends HEAD no body…`, `… are only a head for HEAD` |
/// | 20 clients reset within 20 MB; 50 leave a waiting handler | served on, cancelled | below |
/// | a client leaves while its handler waits | cancelled | `a handler is cancelled when its client leaves…` |
/// | nothing sent; half a head, silent; a head at a byte a second | closed; 408 | `who connects…`, `a head that drips…` |
/// | a body, silent or at a byte a second | 408 | `a body below its rate…`, `Time limits of a connection` |
/// | stop | refused, finished, cancelled | `Graceful stop` |
@Suite(.timeLimit(.minutes(1))) struct `Robustness` {
    struct Probe: Sendable, CustomTestStringConvertible {
        let what: String
        let bytes: String
        /// Of all the answers there are.
        let statuses: [Int]
        /// The targets that the handler saw.
        let served: [String]
        let isKept: Bool
        var testDescription: String { what }

        /// Bytes that must end the connection. What follows them here must never be served.
        static func refused(_ what: String, _ bytes: String, _ status: Int, served: [String] = []) -> Probe {
            let smuggled = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"
            return Probe(
                what: what, bytes: bytes + smuggled, statuses: served.map { _ in 200 } + [status], served: served,
                isKept: false)
        }

        /// A request with these fields.
        static func refused(_ what: String, fields: String, body: String = "", _ status: Int) -> Probe {
            refused(what, "POST /x HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\r\n\(body)", status)
        }

        /// What the handler is told of while it reads the body, and answers by 400.
        static func broken(_ what: String, _ chunks: String) -> Probe {
            let head = "POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
            let smuggled = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"
            return Probe(what: what, bytes: head + chunks + smuggled, statuses: [400], served: ["/x"], isKept: false)
        }

        static func taken(_ what: String, _ bytes: String, served: [String]) -> Probe {
            Probe(what: what, bytes: bytes, statuses: served.map { _ in 200 }, served: served, isKept: true)
        }
    }

    static let heads: [Probe] = [
        .refused("garbage", "hello\r\n\r\n", 400),
        .refused("binary", "\u{0}\u{1}\u{2}\u{3}\r\n\r\n", 400),
        .refused("a TLS hello", "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}", 400),
        .refused("HTTP/0.9", "GET /\r\n", 400),
        .refused("HTTP/9.9", "GET /x HTTP/9.9\r\nHost: a\r\n\r\n", 505),
        .refused("HTTP/2's greeting", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
        .refused("no Host", "GET /x HTTP/1.1\r\n\r\n", 400),
        .refused("two Hosts", fields: "Host: b", 400),
        .refused("a Host with a blank", "GET /x HTTP/1.1\r\nHost: a b\r\n\r\n", 400),
        .refused("a space before the colon", fields: "X : y", 400),
        .refused("a space before the colon of a length", fields: "Content-Length : 5", body: "abcde", 400),
        .refused("NUL", fields: "X: \u{0}", 400),
        .refused("a bare CR", fields: "X: a\rContent-Length: 5", 400),
        .refused("a bare LF", fields: "X: a\nContent-Length: 5", 400),
        .refused("bare LFs throughout", "GET /x HTTP/1.1\nHost: a\n\n", 400),
        .refused("a folded line", fields: "X: a\r\n b", 400),
        .refused("a folded length", fields: "Content-Length:\r\n 5", body: "abcde", 400),
        .refused("a coding folded behind a length", fields: "Content-Length: 5\r\n Transfer-Encoding: chunked", 400),
        .refused("5,000 fields", fields: String(repeating: "X:\r\n", count: 5000), 431),
        .refused("a tunnel", "CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 501),
        .refused("another scheme", "GET ftp://a/x HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        .refused("user information", "GET http://me@a/x HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        .refused(
            "the second of three", "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\n\r\n", 400, served: ["/1"]),
        .taken("an absolute target", "GET http://a/x?y HTTP/1.1\r\nHost: b\r\n\r\n", served: ["/x?y"]),
        .taken("a method of its own", "TRACE /x HTTP/1.1\r\nHost: a\r\n\r\n", served: ["/x"]),
        .taken("empty lines before", "\r\n\r\nGET /x HTTP/1.1\r\nHost: a\r\n\r\n", served: ["/x"]),
    ]

    static let framing: [Probe] = [
        .refused(
            "length and chunks", fields: "Content-Length: 5\r\nTransfer-Encoding: chunked", body: "0\r\n\r\n", 400),
        .refused(
            "chunks and length", fields: "Transfer-Encoding: chunked\r\nContent-Length: 5", body: "0\r\n\r\n", 400),
        .refused("two lengths", fields: "Content-Length: 5\r\nContent-Length: 6", body: "abcde", 400),
        .refused("one length twice", fields: "Content-Length: 5\r\nContent-Length: 5", body: "abcde", 400),
        .refused("lengths as a list", fields: "Content-Length: 5, 5", body: "abcde", 400),
        .refused("a signed length", fields: "Content-Length: +5", body: "abcde", 400),
        .refused("a hex length", fields: "Content-Length: 0x5", body: "abcde", 400),
        .refused("a length of blanks", fields: "Content-Length: 5 0", body: "abcde", 400),
        .refused("a length beyond 64 bits", fields: "Content-Length: 18446744073709551621", body: "abcde", 413),
        .refused("99 MB, to be continued", fields: "Expect: 100-continue\r\nContent-Length: 99000000", 413),
        .refused("an unknown coding", fields: "Transfer-Encoding: xchunked", body: "0\r\n\r\n", 501),
        .refused("identity", fields: "Transfer-Encoding: identity", body: "0\r\n\r\n", 501),
        .refused("chunked, chunked", fields: "Transfer-Encoding: chunked, chunked", body: "0\r\n\r\n", 501),
        .refused("gzip, chunked", fields: "Transfer-Encoding: gzip, chunked", body: "0\r\n\r\n", 501),
        .refused("chunked, identity", fields: "Transfer-Encoding: chunked, identity", body: "0\r\n\r\n", 501),
        .refused(
            "two codings", fields: "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", body: "0\r\n\r\n", 400),
        .refused("a coding behind a control", fields: "Transfer-Encoding: \u{B}chunked", body: "0\r\n\r\n", 400),
        .refused(
            "chunks in HTTP/1.0", "POST /x HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        .broken("a bad chunk size", "x\r\nabc\r\n0\r\n\r\n"),
        .broken("a signed chunk size", "+3\r\nabc\r\n0\r\n\r\n"),
        .broken("a chunk size with 0x", "0x3\r\nabc\r\n0\r\n\r\n"),
        .broken("a chunk size beyond 64 bits", "10000000000000003\r\nabc\r\n0\r\n\r\n"),
        .broken("a chunk that ends late", "3\r\nabcd\r\n0\r\n\r\n"),
        .broken("a bare LF in an extension", "3;\nabc\r\n0\r\n\r\n"),
        .broken("a trailer that frames", "0\r\nContent-Length: 5\r\n\r\n"),
        .broken("a folded trailer", "0\r\nX: y\r\n z\r\n\r\n"),
        .taken(
            "chunks with extensions and trailers, then two more requests",
            "POST /1 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3;x=\"y\"\r\nabc\r\n0\r\nX: y\r\n\r\n"
                + "POST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabcGET /3 HTTP/1.1\r\nHost: a\r\n\r\n",
            served: ["/1", "/2", "/3"]),
    ]

    @Test(arguments: heads + framing) func `each probe has its answer, and nothing hides behind it`(
        _ probe: Probe
    ) async throws {
        let served = Mutex<[String]>([])
        try await withServer(handler: { request in
            served.withLock { $0.append(request.target) }
            do throws(BodyError) {
                return .text("\(request.headers.contains("X")) \(try await request.body.collect(upTo: 100).count)")
            } catch {
                return .text("\(error)", status: .badRequest)
            }
        }) { port in
            let client = try RawClient(port)
            await client.send(probe.bytes)
            for status in probe.statuses {
                let answer = try await client.answer()
                #expect(answer.status == status)
                // No field of a trailer is seen in a request, this one or the next.
                if status == 200 { #expect(answer.text.hasPrefix("false ")) }
            }
            if probe.isKept {
                #expect(try await client.get("/after").status == 200)
            } else {
                #expect(try await client.isEnded())
            }
        }
        #expect(served.withLock { $0 } == probe.served + (probe.isKept ? ["/after"] : []))
    }

    @Test func `twenty clients that reset in the midst of 20 MB disturb nobody`() async throws {
        let long = [UInt8](repeating: 7, count: 20_000_000)
        try await withServer(handler: { request in
            request.target == "/long" ? Response(.ok, body: .bytes(long)) : .text("short")
        }) { port in
            let other = try RawClient(port)
            for _ in 0..<20 {
                let client = try RawClient(port, receiveBuffer: 16_384)
                await client.send("GET /long HTTP/1.1\r\nHost: a\r\n\r\n")
                _ = try await client.take(1000)
                await client.reset()
                #expect(try await other.get("/").text == "short")
            }
            #expect(try await other.get("/long").body == long)
        }
    }

    @Test func `fifty clients that leave waiting handlers end them all`() async throws {
        let (ended, end) = AsyncStream.makeStream(of: Void.self)
        let (began, begin) = AsyncStream.makeStream(of: Void.self)
        try await withServer(handler: { request in
            guard request.target == "/wait" else { return .text("short") }
            begin.yield()
            await untilCancelled()
            end.yield()
            return .text("nobody hears this")
        }) { port in
            var clients: [RawClient] = []
            for _ in 0..<50 {
                clients.append(try RawClient(port))
                await clients[clients.count - 1].send("GET /wait HTTP/1.1\r\nHost: a\r\n\r\n")
            }
            await count(50, of: began)
            for client in clients { await client.reset() }
            await count(50, of: ended)
            #expect(try await RawClient(port).get("/").text == "short")
        }
    }

    private func count(_ wanted: Int, of stream: AsyncStream<Void>) async {
        var count = 0
        for await _ in stream {
            count += 1
            if count == wanted { return }
        }
    }
}
