/// Why a multipart body cannot be read.
package enum MultipartError: Error, Sendable, Hashable {
    case malformed
    case tooManyParts
    case headTooLarge
    /// The body ended before its closing boundary.
    case incomplete
}

/// Splits a `multipart/form-data` body into its parts as it arrives, without I/O (RFC 7578, RFC 2046 §5.1.1). Holds
/// back no more than one boundary's length, or one part's head.
package struct MultipartDecoder: Sendable {
    package enum Event: Sendable, Hashable {
        case partBegan(MultipartPart)
        /// Bytes of the part that began last; never empty.
        case bytes([UInt8])
        case partEnded
    }

    private enum State: Sendable {
        case preamble, boundaryEnd, head(MultipartPart.Builder), content, epilogue
    }

    /// Of one part's head, with line ends.
    private let maximumHeadBytes = 8 * 1024
    private let maximumParts: Int
    /// `CR LF -- boundary`.
    private let delimiter: [UInt8]
    private var state = State.preamble
    private var buffer: [UInt8]
    private var position = 0
    private var headCount = 0
    private var partCount = 0

    /// `boundary` is the parameter of the Content-Type. `nil` where RFC 2046 does not allow it: 1 to 70 characters.
    package init?(boundary: String, maximumParts: Int = 100) {
        guard (1...70).contains(boundary.utf8.count), boundary.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else {
            return nil
        }
        delimiter = Array("\r\n--\(boundary)".utf8)
        self.maximumParts = maximumParts
        // The first boundary may stand at the very beginning, so that its line end is missing.
        buffer = Array("\r\n".utf8)
    }

    package mutating func feed(_ bytes: [UInt8]) throws(MultipartError) -> [Event] {
        buffer.append(contentsOf: bytes)
        var events: [Event] = []
        while try advance(&events) {}
        buffer.removeSubrange(..<position)
        position = 0
        return events
    }

    /// After the last bytes. Throws `.incomplete` when the closing boundary has not come.
    package func finish() throws(MultipartError) {
        guard case .epilogue = state else { throw .incomplete }
    }

    /// One step; `false` when more bytes are needed.
    private mutating func advance(_ events: inout [Event]) throws(MultipartError) -> Bool {
        switch state {
        case .preamble:
            return takeContent { _ in }
        case .content:
            return takeContent { events.append($0) }
        case .boundaryEnd:
            return try takeBoundaryEnd()
        case .head(let builder):
            return try takeHeadLine(builder, &events)
        case .epilogue:
            position = buffer.count
            return false
        }
    }

    /// Hands on what stands before the next delimiter, or before what may become one.
    private mutating func takeContent(_ emit: (Event) -> Void) -> Bool {
        let (end, isComplete) = findDelimiter()
        if end > position { emit(.bytes(Array(buffer[position..<end]))) }
        position = end
        guard isComplete else { return false }
        position += delimiter.count
        if case .content = state { emit(.partEnded) }
        state = .boundaryEnd
        return true
    }

    private func findDelimiter() -> (start: Int, isComplete: Bool) {
        var start = position
        while let candidate = buffer[start...].firstIndex(of: ASCII.carriageReturn) {
            let rest = buffer[candidate...].prefix(delimiter.count)
            if delimiter.starts(with: rest) { return (candidate, rest.count == delimiter.count) }
            start = candidate + 1
        }
        return (buffer.count, false)
    }

    /// Behind a boundary: `--` is the end of all parts; else blanks may come, then a line end.
    private mutating func takeBoundaryEnd() throws(MultipartError) -> Bool {
        guard let line = buffer[position...].firstIndex(where: { !ASCII.isBlank($0) }), line + 1 < buffer.count else {
            guard buffer.count - position <= maximumHeadBytes else { throw .headTooLarge }
            return false
        }
        let pair = buffer[line...(line + 1)]
        if line == position, pair.elementsEqual("--".utf8) {
            state = .epilogue
        } else {
            guard pair.elementsEqual("\r\n".utf8) else { throw .malformed }
            partCount += 1
            guard partCount <= maximumParts else { throw .tooManyParts }
            headCount = 0
            state = .head(MultipartPart.Builder())
        }
        position = line + 2
        return true
    }

    private mutating func takeHeadLine(
        _ builder: MultipartPart.Builder, _ events: inout [Event]
    ) throws(MultipartError) -> Bool {
        guard let feed = buffer[position...].firstIndex(of: ASCII.lineFeed) else {
            guard headCount + buffer.count - position <= maximumHeadBytes else { throw .headTooLarge }
            return false
        }
        headCount += feed + 1 - position
        guard headCount <= maximumHeadBytes else { throw .headTooLarge }
        guard feed > position, buffer[feed - 1] == ASCII.carriageReturn else { throw .malformed }
        let line = buffer[position..<(feed - 1)]
        if line.isEmpty {
            events.append(.partBegan(try builder.finish()))
            state = .content
        } else {
            var builder = builder
            try builder.take(line)
            state = .head(builder)
        }
        position = feed + 1
        return true
    }
}
