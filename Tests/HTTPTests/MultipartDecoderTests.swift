import HTTP
import Testing

@Suite struct `Multipart decoder` {
    private static let form = """
        preamble\r
        --b-1\r
        Content-Disposition: form-data; name="prompt"\r
        \r
        a cat\r
        --b-1  \r
        content-disposition: form-data; name="image"; filename="C:\\pictures\\a \\"b\\" %22c%22 猫.png"\r
        Content-Type: image/png\r
        X: y\r
        \r
        \r\n--b-\r\r\n--b-2\0\r
        --b-1\r
        Content-Disposition: form-data; name=empty\r
        \r
        \r
        --b-1--\r
        epilogue
        """

    private static let expected = [
        "began prompt", "bytes a cat", "ended",
        "began image, file C:\\pictures\\a \"b\" \"c\" 猫.png, type image/png", "bytes \r\n--b-\r\r\n--b-2\0", "ended",
        "began empty", "ended",
    ]

    private static func parts(_ pieces: [[UInt8]], boundary: String = "b-1") throws -> [String] {
        var decoder = try #require(MultipartDecoder(boundary: boundary, maximumParts: 3))
        var lines: [String] = []
        for piece in pieces {
            for event in try decoder.feed(piece) {
                switch event {
                case .partBegan(let part):
                    let file = part.fileName.map { ", file \($0)" } ?? ""
                    let type = part.type.map { ", type \($0.type)" } ?? ""
                    lines.append("began \(part.name)\(file)\(type)")
                case .bytes(let bytes):
                    let text = String(decoding: bytes, as: UTF8.self)
                    if let last = lines.last, last.hasPrefix("bytes") {
                        lines[lines.count - 1] = last + text
                    } else {
                        lines.append("bytes \(text)")
                    }
                case .partEnded: lines.append("ended")
                }
            }
        }
        try decoder.finish()
        return lines
    }

    private static func part(_ head: String) -> [[UInt8]] {
        [Array("--b-1\r\n\(head)\r\n\r\nx\r\n--b-1--".utf8)]
    }

    @Test func `splits a form into its parts`() throws {
        #expect(try Self.parts([Array(Self.form.utf8)]) == Self.expected)
    }

    @Test func `splits alike wherever the bytes are cut`() throws {
        let bytes = Array(Self.form.utf8)
        for cut in 0...bytes.count {
            #expect(try Self.parts([Array(bytes[..<cut]), Array(bytes[cut...])]) == Self.expected, "cut at \(cut)")
        }
        #expect(try Self.parts(bytes.map { [$0] }) == Self.expected)
    }

    @Test func `hands on a long part without holding it back`() throws {
        var decoder = try #require(MultipartDecoder(boundary: "b"))
        _ = try decoder.feed(Array("--b\r\nContent-Disposition: form-data; name=a\r\n\r\n".utf8))
        let bytes = [UInt8](repeating: 7, count: 100_000)
        #expect(try decoder.feed(bytes) == [.bytes(bytes)])
    }

    @Test(arguments: [
        "Content-Disposition: form-data", "Content-Disposition: attachment; name=a", "Content-Type: text/plain",
        "Content-Disposition: form-data; name=\"a", "Content-Disposition : form-data; name=a", "garbage",
        "Content-Disposition: form-data; name=a; name=b",
        "Content-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b",
        "Content-Disposition: form-data; name=a\nX: y", "Content-Disposition: form-data; name=\"\0\"",
    ])
    func `a broken head is refused`(head: String) {
        #expect(throws: MultipartError.malformed) { try Self.parts(Self.part(head)) }
    }

    @Test func `a name that is not UTF-8 is refused`() {
        let head = Array("--b-1\r\nContent-Disposition: form-data; name=\"".utf8) + [0xFF] + Array("\"\r\n\r\n".utf8)
        #expect(throws: MultipartError.malformed) { try Self.parts([head]) }
    }

    @Test func `a body without its end is incomplete`() {
        for text in ["", "--b-1", "--b-1\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--b-1", "--b-2--"] {
            #expect(throws: MultipartError.incomplete) { try Self.parts([Array(text.utf8)]) }
        }
    }

    @Test func `parts and heads are bounded`() {
        let part = "--b-1\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n"
        let parts = String(repeating: part, count: 4)
        #expect(throws: MultipartError.tooManyParts) { try Self.parts([Array("\(parts)--b-1--".utf8)]) }
        let long = "X: \(String(repeating: "y", count: 9000))"
        #expect(throws: MultipartError.headTooLarge) { try Self.parts(Self.part(long)) }
        #expect(throws: MultipartError.headTooLarge) {
            try Self.parts([Array("--b-1\r\nX: ".utf8)] + [[UInt8]](repeating: [120], count: 9000))
        }
        #expect(throws: MultipartError.headTooLarge) {
            try Self.parts([Array("--b-1\(String(repeating: " ", count: 9000))".utf8)])
        }
    }

    @Test func `a boundary is 1 to 70 characters`() {
        #expect(MultipartDecoder(boundary: "") == nil)
        #expect(MultipartDecoder(boundary: String(repeating: "a", count: 71)) == nil)
        #expect(MultipartDecoder(boundary: "a\r\nb") == nil)
    }
}
