/// Bytes in, lines out. A last line without its line feed counts when the stream ends.
struct LineBuffer {
    private let limit: Int
    private var bytes: [UInt8] = []
    private var lines: [String] = []
    private var taken = 0
    private var lineBytes = 0

    init(limit: Int) {
        self.limit = limit
    }

    var isEmpty: Bool { taken == lines.count }

    /// Whether the reader should catch up before more is taken in.
    var isFull: Bool { lineBytes >= limit }

    /// `false` for a line above the limit.
    mutating func add(_ piece: ArraySlice<UInt8>) -> Bool {
        bytes += piece
        var start = bytes.startIndex
        while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
            keep(bytes[start..<end])
            start = end + 1
        }
        bytes.removeFirst(start)
        guard bytes.count <= limit else {
            bytes = []
            return false
        }
        return true
    }

    mutating func end() {
        if !bytes.isEmpty { keep(bytes[...]) }
        bytes = []
    }

    mutating func next() -> String? {
        guard taken < lines.count else { return nil }
        let line = lines[taken]
        taken += 1
        lineBytes -= line.utf8.count + 1
        if taken == lines.count {
            lines = []
            taken = 0
        }
        return line
    }

    private mutating func keep(_ line: ArraySlice<UInt8>) {
        let text = String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
        lines.append(text)
        lineBytes += text.utf8.count + 1
    }
}
