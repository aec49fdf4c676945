import HTTP
import Testing

@Suite struct `Request decoder` {
    struct Case: Sendable, CustomTestStringConvertible {
        let what: String
        let bytes: String
        let expected: [String]
        var testDescription: String { what }

        init(_ what: String, _ bytes: String, _ expected: [String]) {
            self.what = what
            self.bytes = bytes
            self.expected = expected
        }

        /// A request whose fields are those given, and what becomes of it.
        init(_ what: String, fields: String, _ expected: [String]) {
            self.init(what, "POST / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\r\n", expected)
        }
    }

    static let taken: [Case] = [
        Case("a plain request", "GET /a?b=c HTTP/1.1\r\nHost: a\r\n\r\n", ["GET /a?b=c", "body "]),
        Case("HTTP/1.0 without Host", "GET / HTTP/1.0\r\n\r\n", ["GET /", "body "]),
        Case("empty lines before it", "\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", ["GET /", "body "]),
        Case("a method of our own", "BREW / HTTP/1.1\r\nHost: a\r\n\r\n", ["BREW /", "body "]),
        Case("absolute form", "GET http://b:80/c?d HTTP/1.1\r\nHost: a\r\n\r\n", ["GET /c?d", "body "]),
        Case("absolute form without a path", "GET HTTPS://b?d HTTP/1.1\r\nHost: a\r\n\r\n", ["GET /?d", "body "]),
        Case("asterisk form", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", ["OPTIONS *", "body "]),
        Case("an empty value and tabs", fields: "X:\r\nY:\t b \t", ["POST /", "body "]),
        Case("a body by length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc", ["POST /", "body abc"]),
        Case(
            "three requests ahead",
            "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nPOST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nokGET /3 HTTP/1.1\r\nHost: a\r\n\r\n",
            ["GET /1", "body ", "POST /2", "body ok", "GET /3", "body "]),
        Case(
            "chunks with extensions and trailers, then a next request",
            "POST / HTTP/1.1\r\nHost: a\r\ntransfer-encoding: Chunked\r\n\r\n3;a=b;c=\"d\"\r\nabc\r\n0A ;x\r\n0123456789\r\n0\r\n"
                + "Connection: close\r\nX: y\r\n\r\nGET /n HTTP/1.1\r\nHost: a\r\n\r\n",
            ["POST /", "body abc0123456789", "GET /n", "body "]),
    ]

    static let refused: [Case] = [
        Case("garbage", "hello\r\n\r\n", ["refused 400"]),
        Case("a TLS hello", "\u{16}\u{3}\u{1}", ["refused 400"]),
        Case("a 0.9 request", "GET /\r\n", ["refused 400"]),
        Case("two spaces", "GET  / HTTP/1.1\r\n", ["refused 400"]),
        Case("a space at its end", "GET / HTTP/1.1 \r\n", ["refused 400"]),
        Case("a tab between", "GET\t/ HTTP/1.1\r\n", ["refused 400"]),
        Case("a control in the target", "GET /\u{1} HTTP/1.1\r\n", ["refused 400"]),
        Case("a fragment in the target", "GET /a#b HTTP/1.1\r\n", ["refused 400"]),
        Case("a bare path", "GET a HTTP/1.1\r\n", ["refused 400"]),
        Case("an asterisk for GET", "GET * HTTP/1.1\r\n", ["refused 400"]),
        Case("another scheme", "GET ftp://a/ HTTP/1.1\r\n", ["refused 400"]),
        Case("user information", "GET http://me@a/ HTTP/1.1\r\n", ["refused 400"]),
        Case("an empty authority", "GET http:///a HTTP/1.1\r\n", ["refused 400"]),
        Case("a tunnel", "CONNECT a:443 HTTP/1.1\r\n", ["refused 501"]),
        Case("a method that never ends", String(repeating: "A", count: 25), ["refused 501"]),
        Case("HTTP/9.9", "GET / HTTP/9.9\r\n", ["refused 505"]),
        Case("HTTP/1.2", "GET / HTTP/1.2\r\n", ["refused 505"]),
        Case("HTTP/2's greeting", "PRI * HTTP/2.0\r\n", ["refused 505"]),
        Case("HTTP/1.10", "GET / HTTP/1.10\r\n", ["refused 400"]),
        Case("http/1.1", "GET / http/1.1\r\n", ["refused 400"]),
        Case("no Host", "GET / HTTP/1.1\r\n\r\n", ["refused 400"]),
        Case("two Hosts", fields: "Host: a", ["refused 400"]),
        Case("a Host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", ["refused 400"]),
        Case("two Hosts in one", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", ["refused 400"]),
        Case("a space before the colon", fields: "X : y", ["refused 400"]),
        Case("no colon", fields: "X", ["refused 400"]),
        Case("no name", fields: ": y", ["refused 400"]),
        Case("a name that is no token", fields: "X(): y", ["refused 400"]),
        Case("a folded line", fields: "X: y\r\n z", ["refused 400"]),
        Case("a blank before the first field", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", ["refused 400"]),
        Case("NUL in a value", fields: "X: \0", ["refused 400"]),
        Case("a bare CR in a value", fields: "X: a\rb", ["refused 400"]),
        Case("a bare LF", fields: "X: a\nY: b", ["refused 400"]),
        Case("line ends by LF alone", "GET / HTTP/1.1\nHost: a\n\n", ["refused 400"]),
        Case("length and chunks", fields: "Content-Length: 3\r\nTransfer-Encoding: chunked", ["refused 400"]),
        Case("chunks and length", fields: "Transfer-Encoding: chunked\r\nContent-Length: 3", ["refused 400"]),
        Case("two lengths", fields: "Content-Length: 3\r\nContent-Length: 4", ["refused 400"]),
        Case("one length twice", fields: "Content-Length: 3\r\nContent-Length: 3", ["refused 400"]),
        Case("two lengths in one", fields: "Content-Length: 3, 3", ["refused 400"]),
        Case("a signed length", fields: "Content-Length: +3", ["refused 400"]),
        Case("a negative length", fields: "Content-Length: -3", ["refused 400"]),
        Case("a hex length", fields: "Content-Length: 0x3", ["refused 400"]),
        Case("an empty length", fields: "Content-Length: ", ["refused 400"]),
        Case("a length with a blank within", fields: "Content-Length: 1 0", ["refused 400"]),
        Case("an overflowing length", fields: "Content-Length: 18446744073709551617", ["refused 413"]),
        Case("a length over the cap", fields: "Content-Length: 67108865", ["refused 413"]),
        Case("an unknown coding", fields: "Transfer-Encoding: xchunked", ["refused 501"]),
        Case("a coding under chunked", fields: "Transfer-Encoding: gzip, chunked", ["refused 501"]),
        Case("identity", fields: "Transfer-Encoding: identity", ["refused 501"]),
        Case("chunked twice", fields: "Transfer-Encoding: chunked, chunked", ["refused 501"]),
        Case(
            "chunked in two fields", fields: "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", ["refused 400"]
        ),
        Case("chunked and something", fields: "Transfer-Encoding: chunked\r\nTransfer-Encoding: x", ["refused 400"]),
        Case("chunked behind a control", fields: "Transfer-Encoding: \u{B}chunked", ["refused 400"]),
        Case("a quoted coding", fields: "Transfer-Encoding: \"chunked\"", ["refused 501"]),
        Case("an empty coding", fields: "Transfer-Encoding: ", ["refused 400"]),
        Case("chunks in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", ["refused 400"]),
        Case("another expectation", fields: "Expect: the best", ["refused 417"]),
    ]

    /// What comes behind the head of a chunked request.
    static let brokenChunks: [(String, Int)] = [
        ("\r\n", 400), ("x\r\n", 400), ("-1\r\n", 400), ("0x1\r\n", 400), (" 1\r\n", 400), ("1 \r\n", 400),
        ("1\na", 400), ("1;\n", 400), ("1;a\rb\r\n", 400), ("1;\0\r\n", 400), ("1;\"\r\"\r\n", 400),
        ("FFFFFFFFFFFFFFFFF\r\n", 400), ("0000000000000001\r\n", 400), ("4000001\r\n", 413),
        ("1\r\nab\r\n", 400), ("1\r\na\n", 400), ("1\r\na\rx", 400),
        ("0\r\nX : y\r\n\r\n", 400), ("0\r\n y\r\n\r\n", 400), ("0\r\nX: \0\r\n\r\n", 400), ("0\r\nX: y\n\n", 400),
        ("0\r\nContent-Length: 5\r\n\r\n", 400), ("0\r\ntransfer-encoding: chunked\r\n\r\n", 400),
        ("0\r\nX: y\r\nHOST: b\r\n\r\n", 400),
        ("1;\(String(repeating: "a", count: 17_000))", 400),
        ("0\r\nX: \(String(repeating: "a", count: 17_000))", 431),
    ]

    @Test(arguments: taken) func `takes`(_ one: Case) {
        #expect(transcript(Array(one.bytes.utf8)) == one.expected)
    }

    @Test(arguments: refused) func `refuses`(_ one: Case) {
        #expect(transcript(Array(one.bytes.utf8)) == one.expected)
    }

    @Test(arguments: taken + refused) func `byte by byte is the same as at once`(_ one: Case) {
        for step in [1, 2, 3, 7] { #expect(transcript(Array(one.bytes.utf8), step: step) == one.expected) }
    }

    @Test(arguments: brokenChunks) func `broken chunks are refused`(_ body: String, _ code: Int) {
        let bytes = Array("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n\(body)".utf8)
        #expect(transcript(bytes) == ["POST /", "refused \(code)"])
        #expect(transcript(bytes, step: 1) == ["POST /", "refused \(code)"])
    }

    @Test func `a refused connection says nothing more`() {
        let good = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
        #expect(transcript(Array("GET / HTTP/9.9\r\n\(good)\(good)".utf8)) == ["refused 505"])
    }

    @Test func `a head of 16 KB is taken, a longer one is 431, a longer line 414`() {
        let frame = "GET / HTTP/1.1\r\nHost: a\r\nX: \r\n\r\n".utf8.count
        func request(_ count: Int) -> [UInt8] {
            Array("GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "x", count: count - frame))\r\n\r\n".utf8)
        }
        let line = Array("GET /\(String(repeating: "x", count: 16_384)) HTTP/1.1\r\n".utf8)
        for step in [Int.max, 1000, 1] {
            #expect(transcript(request(16_384), step: step) == ["GET /", "body "])
            #expect(transcript(request(16_385), step: step) == ["refused 431"])
            #expect(transcript(request(70_000), step: step) == ["refused 431"])
            #expect(transcript(line, step: step) == ["refused 414"])
        }
    }

    @Test func `a hundred fields are taken, one more is 431`() {
        func request(_ count: Int) -> [UInt8] {
            let fields = (1..<count).map { "X\($0): y\r\n" }.joined()
            return Array("GET / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n".utf8)
        }
        #expect(transcript(request(100)) == ["GET /", "body "])
        #expect(transcript(request(101)) == ["refused 431"])
    }

    @Test func `chunks together are held to the cap`() {
        var limits = RequestDecoder.Limits()
        limits.bodyBytes = 5
        let start = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"
        #expect(transcript(Array("\(start)2\r\nde\r\n0\r\n\r\n".utf8), limits: limits) == ["POST /", "body abcde"])
        #expect(transcript(Array("\(start)3\r\ndef\r\n0\r\n\r\n".utf8), limits: limits) == ["POST /", "refused 413"])
    }

    @Test func `many small chunks are no overhead`() {
        let start = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        let chunks = String(repeating: "1\r\na\r\n", count: 10_000)
        let lines = transcript(Array("\(start)\(chunks)0\r\n\r\n".utf8), step: 1000)
        #expect(lines == ["POST /", "body \(String(repeating: "a", count: 10_000))"])
    }

    @Test func `fields are found without their blanks and trailers never`() {
        let first = head("GET / HTTP/1.1\r\nHost: a\r\nX-Y: \t b c \t\r\n\r\n")
        #expect(first?.headers["x-y"] == "b c")
        var decoder = RequestDecoder()
        decoder.append(
            Array(
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX: y\r\n\r\nGET / HTTP/1.1\r\nHost: b\r\n\r\n"
                    .utf8))
        var heads: [RequestHead] = []
        while let event = decoder.next() {
            if case .head(let head) = event { heads.append(head) }
        }
        #expect(heads.map(\.headers) == [["Host": "a"], ["Host": "b"]])
    }

    @Test func `the authority of an absolute target replaces Host`() {
        #expect(head("GET http://b:81/ HTTP/1.1\r\nHost: a\r\n\r\n")?.headers.values(of: "Host") == ["b:81"])
    }

    @Test func `connections are kept by version and wish`() {
        func keeps(_ version: String, _ field: String) -> Bool? {
            head("GET / HTTP/\(version)\r\nHost: a\r\n\(field)\r\n\r\n")?.keepsAlive
        }
        #expect(keeps("1.1", "X: y") == true)
        #expect(keeps("1.1", "Connection: x, Close") == false)
        #expect(keeps("1.0", "X: y") == false)
        #expect(keeps("1.0", "Connection: Keep-Alive") == true)
        #expect(keeps("1.0", "Connection: keep-alive, close") == false)
    }

    @Test func `100 Continue is expected for a body in HTTP/1.1 only`() {
        func expects(_ version: String, _ length: Int) -> Bool? {
            head("POST / HTTP/\(version)\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: \(length)\r\n\r\n")?
                .expectsContinue
        }
        #expect(expects("1.1", 5) == true)
        #expect(expects("1.1", 0) == false)
        #expect(expects("1.0", 5) == false)
    }

    @Test func `what is left of a body is known where it can be`() {
        var decoder = RequestDecoder()
        #expect(decoder.isBetweenRequests)
        decoder.append(Array("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc".utf8))
        #expect(!decoder.isBetweenRequests)
        _ = decoder.next()
        #expect(decoder.remainingBody == 10)
        _ = decoder.next()
        #expect(decoder.remainingBody == 7)
        #expect(decoder.bufferedCount == 0)
    }

    @Test func `whatever is broken in a request, it is read alike in any pieces`() {
        var random = Mutations(state: 20_261_120)
        let bytes = Self.taken.map { Array($0.bytes.utf8) }
        var refusals = 0
        for round in 0..<3000 {
            let broken = random.broken(bytes[round % bytes.count])
            let whole = transcript(broken)
            refusals += whole.last?.hasPrefix("refused") == true ? 1 : 0
            #expect(transcript(broken, step: 1 + round % 5) == whole, "\(String(decoding: broken, as: UTF8.self))")
        }
        #expect(refusals > 1000)
    }
}

/// Breaks bytes, each time the same way.
private struct Mutations {
    var state: UInt64

    mutating func broken(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...next(3) {
            let position = next(bytes.count)
            switch next(4) {
            case 0: bytes[position] = UInt8(next(256))
            case 1: bytes.remove(at: position)
            case 2: bytes.insert([13, 10, 32, 58, 0, 9, 44, 59][next(8)], at: position)
            default: bytes.insert(contentsOf: bytes[position..<min(bytes.count, position + next(20))], at: position)
            }
        }
        return bytes
    }

    /// SplitMix64.
    private mutating func next(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }
}
