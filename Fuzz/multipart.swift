// Rooms: HTTP

/// Any bytes, in any pieces, as a form; and any bytes as the content of a file that is put into a form and taken out.
func fuzz(_ input: [UInt8]) {
    var numbers = InputNumbers(input)
    let boundary = ["b", "--", "a b'()", "----WebKitFormBoundary7MA4YWxkTrZu0gW"][numbers.next(below: 4)]
    let whole = Reading(of: input, boundary) { .max }
    expect(Reading(of: input, boundary) { 1 } == whole, "byte by byte it reads otherwise")
    expect(Reading(of: input, boundary) { 1 + numbers.next(below: 40) } == whole, "in pieces it reads otherwise")
    checkWayThrough(input, boundary) { 1 + numbers.next(below: 40) }
}

private func checkWayThrough(_ content: [UInt8], _ boundary: String, _ pieces: () -> Int) {
    let delimiter = Array("\r\n--\(boundary)".utf8)
    // What holds the boundary itself may not be sent with it.
    guard !contains(Array("\r\n".utf8) + content + delimiter.dropLast(), delimiter) else { return }
    let head = "--\(boundary)\r\nContent-Disposition: form-data; name=\"a\"; filename=\"b\"\r\n\r\n"
    let form = Array(head.utf8) + content + delimiter + Array("--\r\n".utf8)
    let reading = Reading(of: form, boundary, pieces: pieces)
    expect(reading.isComplete && reading.parts.count == 1, "one part has become \(reading.parts.count)")
    expect(reading.parts[0].bytes == content && reading.parts[0].head.fileName == "b", "another content")
}

private func contains(_ bytes: [UInt8], _ wanted: [UInt8]) -> Bool {
    bytes.indices.contains { bytes[$0...].starts(with: wanted) }
}

private struct Reading: Equatable {
    struct Part: Equatable {
        let head: MultipartPart
        var bytes: [UInt8] = []
        var isEnded = false
    }

    private static let maximumParts = 5

    private(set) var parts: [Part] = []
    private(set) var error: MultipartError?
    private(set) var isComplete = false

    /// An error is found wherever the piece ends that shows it, so what came out before it may be more or less.
    static func == (left: Reading, right: Reading) -> Bool {
        left.error == right.error
            && (left.error != nil || (left.parts == right.parts && left.isComplete == right.isComplete))
    }

    init(of input: [UInt8], _ boundary: String, pieces: () -> Int) {
        guard var decoder = MultipartDecoder(boundary: boundary, maximumParts: Self.maximumParts) else {
            expect(false, "a boundary is refused")
            return
        }
        var position = 0
        do throws(MultipartError) {
            while position < input.count {
                let end = position + min(pieces(), input.count - position)
                for event in try decoder.feed(Array(input[position..<end])) { take(event) }
                position = end
                expect(parts.reduce(0) { $0 + $1.bytes.count } <= position, "more came out than was put in")
            }
        } catch {
            self.error = error
            return
        }
        isComplete = (try? decoder.finish()) != nil
        expect(!isComplete || parts.allSatisfy(\.isEnded), "complete, but for a part")
    }

    private mutating func take(_ event: MultipartDecoder.Event) {
        switch event {
        case .partBegan(let head):
            expect(parts.last?.isEnded ?? true, "a part within a part")
            expect(!head.name.utf8.contains { $0 == 13 || $0 == 10 }, "a line end in a name")
            parts.append(Part(head: head))
            expect(parts.count <= Self.maximumParts, "\(parts.count) parts")
        case .bytes(let bytes):
            expect(!bytes.isEmpty && parts.last?.isEnded == false, "bytes of no part, or none")
            parts[parts.count - 1].bytes += bytes
        case .partEnded:
            expect(parts.last?.isEnded == false, "the end of no part")
            parts[parts.count - 1].isEnded = true
        }
    }
}
