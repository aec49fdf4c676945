import HTTP
import Testing

@Suite struct `A request` {
    @Test func `its target falls into path and query at the first question mark`() {
        let request = Request(.get, "/a%20b?c=d?e")
        #expect(request.path == "/a%20b")
        #expect(request.query == "c=d?e")
        #expect(Request(.get, "/a").query == nil)
        #expect(Request(.get, "/a?").query == "")
    }

    static let paths: [(String, [String]?)] = [
        ("/", []), ("/a", ["a"]), ("/a/", ["a", ""]), ("//a", ["", "a"]), ("/a/b%20c?d=e", ["a", "b c"]),
        ("/a%2Fb/c", ["a/b", "c"]), ("/%E6%97%A5", ["日"]), ("/a+b", ["a+b"]), ("/..%2f", ["../"]),
        ("/%", nil), ("/%4", nil), ("/%zz", nil), ("/%00", nil), ("/a%00b", nil),
        ("/%C0%AF", nil), ("/%FF", nil), ("/%ED%A0%80", nil), ("/%E6%97", nil), ("*", nil),
    ]

    @Test(arguments: paths) func `its path falls into decoded segments or none`(_ path: String, _ expected: [String]?) {
        #expect(Request(.get, path).pathSegments == expected)
    }

    @Test func `its query is a form`() {
        let query = Request(.get, "/?q=a+b%26&day=2026-11-20&q=c").queryItems
        #expect(query?["q"] == "a b&")
        #expect(query?.values(of: "q") == ["a b&", "c"])
        #expect(Request(.get, "/").queryItems == FormFields())
        #expect(Request(.get, "/?q=%f").queryItems == nil)
    }
}

@Suite struct `Request body` {
    /// A body in two chunks that counts how often it is asked.
    private actor Source {
        private var chunks: [[UInt8]] = [[1, 2], [3]]
        private(set) var pulls = 0

        func next() -> [UInt8]? {
            pulls += 1
            return chunks.isEmpty ? nil : chunks.removeFirst()
        }
    }

    @Test func `is collected up to a limit`() async throws {
        let source = Source()
        let body = RequestBody(declaredLength: nil) { () async throws(BodyError) in await source.next() }
        #expect(try await body.collect(upTo: 3) == [1, 2, 3])
        let another = Source()
        let tooLong = RequestBody(declaredLength: nil) { () async throws(BodyError) in await another.next() }
        await #expect(throws: BodyError.tooLarge) { try await tooLong.collect(upTo: 2) }
    }

    @Test func `is not touched when its declared length is over the limit`() async {
        let source = Source()
        let body = RequestBody(declaredLength: 3) { () async throws(BodyError) in await source.next() }
        await #expect(throws: BodyError.tooLarge) { try await body.collect(upTo: 2) }
        #expect(await source.pulls == 0)
    }

    @Test func `of bytes comes as one chunk, and an empty one as none`() async throws {
        var chunks: [[UInt8]] = []
        for try await chunk in RequestBody(bytes: [1, 2]) { chunks.append(chunk) }
        for try await chunk in RequestBody.empty { chunks.append(chunk) }
        #expect(chunks == [[1, 2]])
        await #expect(throws: BodyError.tooLarge) { try await RequestBody(bytes: [1, 2]).collect(upTo: 1) }
    }
}

@Suite struct `Form fields` {
    private func form(_ text: String, maximumCount: Int = 1000) throws(FormError) -> FormFields {
        try FormFields(decoding: text.utf8, maximumCount: maximumCount)
    }

    @Test func `are decoded in their order`() throws {
        let fields = try form("prompt=caf%C3%A9+%2B+x&empty=&bare&&a%3Db=c=d")
        let expected = [("prompt", "café + x"), ("empty", ""), ("bare", ""), ("a=b", "c=d")]
        #expect(fields.fields == expected.map { FormFields.Field(name: $0.0, value: $0.1) })
        #expect(try form("").fields.isEmpty)
    }

    @Test(arguments: ["a=%", "a=%1", "a=%GG", "%zz=a", "a=%00", "a=%FF", "a=%C3"])
    func `that are malformed are refused`(text: String) {
        #expect(throws: FormError.malformed) { try form(text) }
    }

    @Test func `are bounded in number`() throws {
        #expect(try form("a&b&c", maximumCount: 3).fields.count == 3)
        #expect(throws: FormError.tooManyFields) { try form("a&b&c&d", maximumCount: 3) }
    }

    @Test func `print as they are read`() throws {
        let fields = FormFields([.init(name: "a b", value: "ü&=+%/"), .init(name: "", value: "~-._")])
        #expect(fields.encoded == "a%20b=%C3%BC%26%3D%2B%25%2F&=~-._")
        #expect(try form(fields.encoded) == fields)
    }
}
