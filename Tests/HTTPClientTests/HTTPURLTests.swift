import HTTPClient
import Testing

@Suite struct `An address` {
    @Test(arguments: [
        ("http://example.com", "http://example.com/"),
        ("HTTPS://Example.COM:443/a?b#c", "https://example.com/a?b"),
        ("http://example.com:8080/v1/", "http://example.com:8080/v1/"),
        ("http://127.0.0.1:11434/v1", "http://127.0.0.1:11434/v1"),
        ("http://[2001:DB8:0::1]:81/x", "http://[2001:db8::1]:81/x"),
        ("http://example.com?q=ä b", "http://example.com/?q=%C3%A4%20b"),
        ("http://a_b.example-1.com/%41", "http://a_b.example-1.com/%41"),
    ])
    func `that is plain is read and printed in one form`(text: String, expected: String) {
        #expect(HTTPURL(text)?.description == expected)
    }

    @Test(arguments: [
        "", "example.com", "//example.com", "/path", "ftp://example.com", "file:///etc/passwd", "javascript:alert(1)",
        "http:/example.com", "http:example.com", "http://", "http:///path", "http://:80/", " http://example.com",
        "http://user@example.com", "http://user:pw@example.com", "http://example.com@127.0.0.1/", "http://a%40b.com/",
        "http://2130706433/", "http://0x7f000001/", "http://0x7f.0.0.1/", "http://017700000001/", "http://0177.0.0.1/",
        "http://127.1/", "http://127.0.1/", "http://127.0.0.1./", "http://127.0.0.01/", "http://256.0.0.1/",
        "http://1.2.3.4.5/", "http://localhost./", "http://example.com./", "http://.example.com/", "http://a..b/",
        "http://[::1%25lo]/", "http://[fe80::1%eth0]/", "http://[::1/", "http://[::1]x/", "http://[127.0.0.1]/",
        "http://::1/", "http://[]/", "http://ex ample.com/", "http://exämple.com/", "http://①②⑦.0.0.1/",
        "http://127。0。0。1/", "http://example.com:0/", "http://example.com:65536/", "http://example.com:/",
        "http://example.com:80a/", "http://example.com:+80/", "http://example.com\\@evil.com/", "http:\\\\example.com",
        "http://example.com/\r\nX: y", "http://example.com/\t", "http://example.com\u{0}.evil.com/",
    ])
    func `with two meanings, a user name or another scheme is refused`(text: String) {
        #expect(HTTPURL(text) == nil)
    }

    @Test func `too long is refused`() {
        #expect(HTTPURL("http://a.com/" + String(repeating: "x", count: 8192 - 13)) != nil)
        #expect(HTTPURL("http://a.com/" + String(repeating: "x", count: 8192 - 12)) == nil)
    }

    @Test(arguments: [
        ("http://h/v1", "http://h/v1/chat"), ("http://h/v1/", "http://h/v1/chat"), ("http://h", "http://h/chat"),
        ("http://h/v1?k=1", "http://h/v1/chat?k=1"),
    ])
    func `of a base takes a path behind it`(base: String, expected: String) throws {
        #expect(try #require(HTTPURL(base)).appending(path: "/chat").description == expected)
    }

    @Test(arguments: [
        ("https://x.com/y", "https://x.com/y"), ("//x.com/y", "http://x.com/y"), ("/y", "http://h:81/y"),
        ("?z", "http://h:81/a/b?z"), ("c:d", nil), ("c", "http://h:81/a/c"), ("#f", "http://h:81/a/b?q"),
        ("", "http://h:81/a/b?q"), ("./d:e", "http://h:81/a/./d:e"), ("ftp://x/", nil), ("http:\\\\x", nil),
    ])
    func `gives redirects their meaning`(reference: String, expected: String?) throws {
        #expect(try #require(HTTPURL("http://h:81/a/b?q")).resolving(reference)?.description == expected)
    }

    @Test func `in a log has no query`() {
        #expect(HTTPURL("http://h/p?sig=secret")?.redacted == "http://h/p?…")
    }
}
