import FileMagic
import Testing

@Suite struct `Types by bytes` {
    let detector: MediaTypeDetector

    init() throws { detector = try MediaTypeDetector() }

    @Test(arguments: Sample.all)
    func `are told, whatever the name said`(_ sample: Sample) throws {
        #expect(try detector.mediaType(of: sample.bytes) == sample.type)
    }

    @Test func `are told to many at once`() async throws {
        let png = Sample.all[0].bytes
        let answers = try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<200 {
                group.addTask { try detector.mediaType(of: number % 2 == 0 ? png : Array("GIF89a".utf8)) }
            }
            return try await group.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
        }
        #expect(answers == ["image/png": 100, "image/gif": 100])
    }
}

struct Sample: Sendable {
    let type: String
    let bytes: [UInt8]

    static let all: [Sample] = [
        Sample(
            type: "image/png",
            bytes: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]),
        Sample(
            type: "image/jpeg",
            bytes: [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 0x4A, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
        Sample(type: "image/gif", text: "GIF89a\u{1}\0\u{1}\0\0\0\0"),
        Sample(type: "image/webp", text: "RIFF$\0\0\0WEBPVP8 \u{18}\0\0\0"),
        Sample(type: "text/html", text: "<!DOCTYPE html><html><body>no picture</body></html>"),
        Sample(type: "image/svg+xml", text: "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>"),
        Sample(type: "application/json", text: "{\"error\": \"no picture\"}"),
        Sample(type: "application/x-empty", bytes: []),
    ]

    init(type: String, bytes: [UInt8]) {
        self.type = type
        self.bytes = bytes
    }

    init(type: String, text: String) { self.init(type: type, bytes: Array(text.utf8)) }
}
