import Doubles
import Glibc
import HTTP
import HTTPServer
import Testing

@Suite struct `Multipart forms` {
    private let folder = TemporaryFolder()

    private func request(_ body: String, chunk: Int = 7) -> Request {
        let bytes = Array(body.utf8)
        let chunks = stride(from: 0, to: bytes.count, by: chunk).map { Array(bytes[$0..<min($0 + chunk, bytes.count)]) }
        let feed = Feed(chunks)
        return Request(
            .post, "/", headers: ["Content-Type": "multipart/form-data; boundary=b"],
            body: RequestBody(declaredLength: nil) { () throws(BodyError) in try await feed.next() })
    }

    private let form = [
        "--b", "Content-Disposition: form-data; name=\"prompt\"", "", "ein Text", "--b",
        "Content-Disposition: form-data; name=\"image\"; filename=\"../../x.png\"", "Content-Type: image/png", "",
        String(repeating: "0123456789", count: 5000), "--b--", "",
    ].joined(separator: "\r\n")

    @Test func `texts are kept and files are on disk, under names of ours`() async throws {
        let received = try await MultipartForm.receive(request(form), into: UploadFolder(folder.path))
        #expect(received.fields["prompt"] == "ein Text")
        let upload = try #require(received.uploads.first)
        #expect(upload.field == "image" && upload.fileName == "../../x.png" && upload.size == 50_000)
        #expect(upload.path.hasPrefix(folder.path + "/upload-"))
        #expect(folder.read(String(upload.path.dropFirst(folder.path.count + 1))).utf8.count == 50_000)
    }

    @Test func `without a folder files pass unread`() async throws {
        let received = try await MultipartForm.receive(request(form))
        #expect(received.fields["prompt"] == "ein Text")
        #expect(received.uploads.isEmpty)
    }

    @Test func `a file above the limit is refused and leaves nothing`() async throws {
        var limits = MultipartForm.Limits()
        limits.fileBytes = 10_000
        await #expect(throws: MultipartForm.ReceiveError.tooLarge) {
            try await MultipartForm.receive(request(form), into: UploadFolder(folder.path), limits: limits)
        }
        #expect(folder.isEmpty)
    }

    @Test func `a body that is cut off is refused and leaves nothing`() async throws {
        await #expect(throws: MultipartForm.ReceiveError.malformed) {
            try await MultipartForm.receive(request(String(form.dropLast(20))), into: UploadFolder(folder.path))
        }
        #expect(folder.isEmpty)
    }

    @Test func `a text that is no UTF-8 is refused`() async throws {
        let body: [UInt8] = Array("--b\r\nContent-Disposition: form-data; name=\"p\"\r\n\r\n".utf8) + [0xFF, 0xFE]
        let request = Request(
            .post, "/", headers: ["Content-Type": "multipart/form-data; boundary=b"],
            body: RequestBody(bytes: body + Array("\r\n--b--\r\n".utf8)))
        await #expect(throws: MultipartForm.ReceiveError.invalidText) { try await MultipartForm.receive(request) }
    }
}

private actor Feed {
    private var chunks: [[UInt8]]
    init(_ chunks: [[UInt8]]) { self.chunks = chunks }
    func next() throws(BodyError) -> [UInt8]? { chunks.isEmpty ? nil : chunks.removeFirst() }
}
