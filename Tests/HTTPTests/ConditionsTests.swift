import HTTP
import Testing

@Suite struct `Byte range` {
    static let cases: [(String?, ByteRange)] = [
        (nil, .whole), ("bytes=0-0", .part(offset: 0, length: 1)), ("bytes=0-99", .part(offset: 0, length: 100)),
        ("bytes=10-", .part(offset: 10, length: 90)), ("bytes=99-", .part(offset: 99, length: 1)),
        ("bytes=10-1000", .part(offset: 10, length: 90)), ("bytes=-10", .part(offset: 90, length: 10)),
        ("bytes=-1000", .part(offset: 0, length: 100)), ("Bytes= 5-6 ", .part(offset: 5, length: 2)),
        ("bytes=0-99999999999999999999", .part(offset: 0, length: 100)),
        ("bytes=100-", .unsatisfiable), ("bytes=100-200", .unsatisfiable), ("bytes=-0", .unsatisfiable),
        ("bytes=99999999999999999999-", .unsatisfiable),
        ("bytes=0-1,5-6", .whole), ("bytes=0-1, 5-6", .whole), ("bytes=5-4", .whole), ("bytes=", .whole),
        ("bytes=-", .whole), ("bytes=a-b", .whole), ("bytes=1-2-3", .whole), ("bytes 0-1", .whole),
        ("lines=0-1", .whole), ("0-1", .whole), ("bytes=+1-2", .whole),
    ]

    @Test(arguments: cases) func `is read for a hundred bytes`(_ field: String?, _ expected: ByteRange) {
        #expect(ByteRange(field, size: 100) == expected)
    }

    @Test func `of nothing is unsatisfiable or the whole`() {
        #expect(ByteRange("bytes=0-", size: 0) == .unsatisfiable)
        #expect(ByteRange("bytes=-5", size: 0) == .whole)
    }

    @Test func `prints where it stands`() {
        #expect(ByteRange.part(offset: 10, length: 5).contentRange(size: 100) == "bytes 10-14/100")
        #expect(ByteRange.unsatisfiable.contentRange(size: 100) == "bytes */100")
        #expect(ByteRange.whole.contentRange(size: 100) == nil)
    }
}

@Suite struct `Entity tag` {
    @Test func `is read and printed`() {
        #expect(ETag("\"a,b\"") == ETag(opaque: "a,b"))
        #expect(ETag("W/\"\"") == ETag(opaque: "", isWeak: true))
        for text in ["a", "\"", "\"a\"b\"", "w/\"a\"", "\"a b\"", "W/a"] { #expect(ETag(text) == nil) }
        #expect(ETag(opaque: "a", isWeak: true).description == "W/\"a\"")
    }

    @Test func `matches strongly only where both are strong`() {
        let strong = ETag(opaque: "a")
        let weak = ETag(opaque: "a", isWeak: true)
        #expect(strong.matchesStrongly(strong) && !strong.matchesStrongly(weak) && !weak.matchesStrongly(weak))
        #expect(strong.matchesWeakly(weak) && !strong.matchesWeakly(ETag(opaque: "b")))
    }
}

@Suite struct `Request conditions` {
    private let etag = ETag(opaque: "a,b")
    private let changed = HTTPDate(secondsSince1970: 784_111_777)
    private static let at = "Sun, 06 Nov 1994 08:49:37 GMT"
    private static let before = "Sun, 06 Nov 1994 08:49:36 GMT"

    static let cases: [(HeaderFields, Bool)] = [
        ([:], false), (["If-None-Match": "\"a,b\""], true), (["If-None-Match": "W/\"a,b\""], true),
        (["If-None-Match": "\"x\", \"a,b\""], true), (["If-None-Match": " * "], true),
        (["If-None-Match": "\"x\""], false), (["If-None-Match": "\"a\", \"b\""], false),
        (["If-None-Match": "a,b"], false),
        (["If-None-Match": "\"x\"", "if-none-match": "\"a,b\""], true),
        (["If-Modified-Since": at], true), (["If-Modified-Since": before], false),
        (["If-Modified-Since": "yesterday"], false),
        (["If-Modified-Since": at, "If-None-Match": "\"x\""], false),
        (["If-Modified-Since": before, "If-None-Match": "\"a,b\""], true),
    ]

    @Test(arguments: cases) func `say what is not modified`(_ headers: HeaderFields, _ expected: Bool) {
        #expect(Conditions(headers).isNotModified(etag: etag, lastModified: changed) == expected)
    }

    @Test func `without anything to compare everything is modified`() {
        #expect(!Conditions(["If-None-Match": "\"a\""]).isNotModified(etag: nil))
        #expect(!Conditions(["If-Modified-Since": Self.at]).isNotModified(etag: etag))
    }

    static let failing: [(HeaderFields, Bool)] = [
        ([:], false), (["If-Match": "\"a,b\""], false), (["If-Match": "*"], false),
        (["If-Match": "\"x\", \"a,b\""], false), (["If-Match": "W/\"x\", \"a,b\""], false),
        (["If-Match": "\"x\"", "if-match": "\"a,b\""], false),
        (["If-Match": "W/\"a,b\""], true), (["If-Match": "\"x\", W/\"a,b\""], true),
        (["If-Match": "\"x\""], true), (["If-Match": "a,b"], true), (["If-Match": ""], true),
        (["If-Unmodified-Since": at], false), (["If-Unmodified-Since": before], true),
        (["If-Unmodified-Since": "yesterday"], false),
        (["If-Unmodified-Since": before, "If-Match": "\"a,b\""], false),
        (["If-Unmodified-Since": at, "If-Match": "\"x\""], true),
    ]

    @Test(arguments: failing) func `say what is no longer what is meant`(_ headers: HeaderFields, _ expected: Bool) {
        #expect(Conditions(headers).fail(etag: etag, lastModified: changed) == expected)
    }

    @Test func `a weak tag is never the one that is meant`() {
        let weak = ETag(opaque: "a", isWeak: true)
        #expect(Conditions(["If-Match": "W/\"a\""]).fail(etag: weak))
        #expect(Conditions(["If-Match": "\"a\""]).fail(etag: nil))
        #expect(!Conditions(["If-Match": "*"]).fail(etag: weak))
    }

    static let rangeCases: [(String?, Bool)] = [
        (nil, true), ("\"a,b\"", true), ("W/\"a,b\"", false), ("\"x\"", false), (at, true), (before, false),
        ("x", false),
    ]

    @Test(arguments: rangeCases) func `allow a range of the very same bytes`(_ field: String?, _ expected: Bool) {
        var headers = HeaderFields()
        headers["If-Range"] = field
        #expect(Conditions(headers).allowsRange(etag: etag, lastModified: changed) == expected)
    }
}

@Suite struct `HTTP date` {
    static let moments: [(Int64, String)] = [
        (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
        (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"), (-1, "Wed, 31 Dec 1969 23:59:59 GMT"),
        (4_107_542_399, "Sun, 28 Feb 2100 23:59:59 GMT"), (4_107_542_400, "Mon, 01 Mar 2100 00:00:00 GMT"),
        (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 GMT"),
    ]

    @Test(arguments: moments) func `prints and reads`(_ seconds: Int64, _ text: String) {
        #expect(HTTPDate(secondsSince1970: seconds).description == text)
        #expect(HTTPDate(text)?.secondsSince1970 == seconds)
    }

    @Test func `reads the two old forms`() {
        #expect(HTTPDate("Sunday, 06-Nov-94 08:49:37 GMT")?.secondsSince1970 == 784_111_777)
        #expect(HTTPDate("Sun Nov  6 08:49:37 1994")?.secondsSince1970 == 784_111_777)
        #expect(HTTPDate("Thursday, 01-Jan-26 00:00:00 GMT")?.description == "Thu, 01 Jan 2026 00:00:00 GMT")
    }

    @Test(arguments: [
        "", "now", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 32 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nix 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 Nov 1994 8:49:37 GMT",
        "Sun, 06 Nov 19944 08:49:37 GMT", "Sun, 06 Nov 1994 08:49 GMT",
    ])
    func `reads nothing else`(text: String) {
        #expect(HTTPDate(text) == nil)
    }
}
