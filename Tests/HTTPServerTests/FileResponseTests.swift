import Doubles
import FoundationEssentials
import HTTP
import HTTPServer
import Testing

@Suite(.timeLimit(.minutes(1))) struct `Files` {
    private let folder = TemporaryFolder()
    private let bytes = Array("0123456789".utf8)

    private func respond(_ request: Request) -> Response {
        fileResponse(for: request, path: folder.path + "/file", type: "text/plain", etag: "\"a\"")
            ?? Response(.notFound)
    }

    /// Status, Content-Range and body of the answer to a GET with this field, over a socket.
    private func answer(_ field: String) async throws -> String {
        try Data(bytes).write(to: URL(filePath: folder.path + "/file"))
        var text = ""
        try await withServer(handler: { respond($0) }) { port in
            let answer = try await RawClient(port).get("/", field.isEmpty ? "" : "\(field)\r\n")
            text = "\(answer.status) \(answer.fields["content-range"] ?? "-") \(answer.text)"
        }
        return text
    }

    static let fields: [(String, String)] = [
        ("", "200 - 0123456789"), ("Range: bytes=2-4", "206 bytes 2-4/10 234"),
        ("Range: bytes=-3", "206 bytes 7-9/10 789"),
        ("Range: bytes=10-", "416 bytes */10 "), ("Range: bytes=0-1,4-5", "200 - 0123456789"),
        ("If-None-Match: \"a\"", "304 - "), ("If-None-Match: \"b\"", "200 - 0123456789"),
        ("If-Range: \"b\"\r\nRange: bytes=2-4", "200 - 0123456789"),
        ("If-Match: \"a\"", "200 - 0123456789"), ("If-Match: *\r\nRange: bytes=2-4", "206 bytes 2-4/10 234"),
        ("If-Match: \"b\"", "412 - "), ("If-Match: \"b\"\r\nIf-None-Match: \"a\"", "412 - "),
        ("If-Match: \"b\"\r\nRange: bytes=2-4", "412 - "), ("If-Match: \"a\"\r\nIf-None-Match: \"a\"", "304 - "),
        ("If-Unmodified-Since: Sun, 06 Nov 1994 08:49:37 GMT", "412 - "),
    ]

    @Test(arguments: fields) func `are answered by the conditions of the request`(
        _ field: String, _ expected: String
    ) async throws {
        #expect(try await answer(field) == expected)
    }

    @Test func `that are none are nothing`() {
        #expect(fileResponse(for: Request(.get, "/"), path: folder.path, type: "x")?.status == nil)
        #expect(fileResponse(for: Request(.get, "/"), path: folder.path + "/missing", type: "x")?.status == nil)
    }
}
