import HTTPClient
import Testing

@Suite struct `Server-sent events` {
    private static let stream = """
        : a comment\r\ndata: one\r\n\r\nevent: named\ndata:two\ndata:  three\n\ndata\r\rid: 4\nretry: 5\n\n\
        data: größer 🌅\n\n: ping\n\ndata: [DONE]\r\n\r\n
        """
    private static let events = [
        ServerSentEvent(data: "one"), ServerSentEvent(name: "named", data: "two\n three"), ServerSentEvent(data: ""),
        ServerSentEvent(data: "größer 🌅"), ServerSentEvent(data: "[DONE]"),
    ]

    @Test(arguments: 0...stream.utf8.count)
    func `are the same wherever the bytes are cut in two`(cut: Int) throws {
        var decoder = ServerSentEventDecoder()
        let bytes = Array(Self.stream.utf8)
        let first = try decoder.decode(bytes[..<cut])
        let second = try decoder.decode(bytes[cut...])
        #expect(first + second == Self.events)
    }

    @Test func `are the same byte by byte`() throws {
        var decoder = ServerSentEventDecoder()
        var events: [ServerSentEvent] = []
        for byte in Self.stream.utf8 { events += try decoder.decode([byte]) }
        #expect(events == Self.events)
    }

    @Test func `may begin with a byte order mark`() throws {
        var decoder = ServerSentEventDecoder()
        #expect(try decoder.decode("\u{FEFF}data: x\n\n".utf8) == [ServerSentEvent(data: "x")])
    }

    @Test func `are not given before their empty line`() throws {
        var decoder = ServerSentEventDecoder()
        #expect(try decoder.decode("data: x\n".utf8).isEmpty)
        #expect(try decoder.decode("\n".utf8) == [ServerSentEvent(data: "x")])
    }

    @Test func `of more than the limit are refused, in one line or in many`() throws {
        var long = ServerSentEventDecoder(maximumLineBytes: 20)
        #expect(try long.decode("data: 23456789012345\n\n".utf8).count == 1)
        #expect(throws: TransferError.self) { try long.decode("data: 234567890123456".utf8) }
        var many = ServerSentEventDecoder(maximumLineBytes: 20)
        #expect(throws: TransferError.self) { try many.decode("data: 1\ndata: 2\ndata: 345678901234567\n".utf8) }
    }
}
