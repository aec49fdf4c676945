private import Glibc

/// Turns the bytes of a connection into requests, strictly by RFC 9112 and without any I/O: append what was read, then
/// take events until there is none. Bytes of a next request wait until the events behind `.end` are asked for.
package struct RequestDecoder: Sendable {
    package struct Limits: Sendable {
        /// Request line, fields and line ends together; also the bound for trailers and chunk extensions.
        package var headBytes = 16 * 1024
        package var headFields = 100
        package var bodyBytes = 64 * 1024 * 1024

        package init() {}
    }

    package enum Event: Sendable {
        case head(RequestHead)
        /// Never empty.
        case body([UInt8])
        /// The request is complete, with or without a body.
        case end
        /// 400, 413, 414, 417, 431, 501 or 505. Nothing follows; the connection can only be closed.
        case refused(Status)
    }

    private enum State: Sendable {
        case requestLine, fields
        case fixedBody(remaining: Int)
        case chunkSize, chunkData(remaining: Int), chunkEnd, trailers
        case refused
    }

    private let limits: Limits
    private var state = State.requestLine
    private var parser = HeadParser()
    private var buffer: [UInt8] = []
    private var position = 0
    /// No line feed stands between `position` and here.
    private var scanned = 0
    /// Bytes of the present head, or of the trailers and chunk extensions.
    private var overhead = 0
    private var bodyCount = 0

    package init(limits: Limits = Limits()) { self.limits = limits }

    /// Bytes that were appended and not yet decoded.
    package var bufferedCount: Int { buffer.count - position }

    /// Nothing of a next request has come.
    package var isBetweenRequests: Bool {
        if case .requestLine = state { bufferedCount == 0 } else { false }
    }

    /// Within a head, or at its refusal: the request is HEAD, so that even the refusal has no body (RFC 9110 §9.3.2).
    package var isWithinHEAD: Bool { parser.isHead }

    /// What is missing of a body of known length; `nil` while a chunked one lasts.
    package var remainingBody: Int? {
        switch state {
        case .fixedBody(let remaining): remaining
        case .requestLine: 0
        case .fields, .chunkSize, .chunkData, .chunkEnd, .trailers, .refused: nil
        }
    }

    package mutating func append(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { append($0) }
    }

    package mutating func append(_ bytes: UnsafeRawBufferPointer) {
        if case .refused = state { return }
        if position > 0 {
            buffer.removeSubrange(..<position)
            scanned = max(0, scanned - position)
            position = 0
        }
        buffer.append(contentsOf: bytes)
    }

    /// `nil`: more bytes are needed.
    package mutating func next() -> Event? {
        do throws(Refusal) {
            return try decode()
        } catch {
            state = .refused
            clear()
            return .refused(error.status)
        }
    }

    private mutating func decode() throws(Refusal) -> Event? {
        while true {
            switch state {
            case .requestLine:
                guard let line = try requestLine() else { return nil }
                // Empty lines before a request are ignored (RFC 9112 §2.2).
                if !line.isEmpty {
                    try parser.takeRequestLine(line)
                    state = .fields
                }
            case .fields:
                guard let line = try line(tooLong: .headerFieldsTooLarge) else { return nil }
                if line.isEmpty { return .head(try finishHead()) }
                guard parser.fieldCount < limits.headFields else { throw Refusal(status: .headerFieldsTooLarge) }
                try parser.takeField(line)
            case .fixedBody(let remaining):
                return fixedBody(remaining)
            case .chunkSize:
                guard try takeChunkSize() else { return nil }
            case .chunkData(let remaining):
                guard let bytes = takeBody(upTo: remaining) else { return nil }
                state = remaining == bytes.count ? .chunkEnd : .chunkData(remaining: remaining - bytes.count)
                return .body(bytes)
            case .chunkEnd:
                guard try takeChunkEnd() else { return nil }
            case .trailers:
                guard let line = try line(tooLong: .headerFieldsTooLarge) else { return nil }
                if line.isEmpty { return finishRequest() }
                // Checked, then dropped: trailers must never be taken for fields (RFC 9110 §6.5.1).
                try HeadParser.checkTrailer(line)
            case .refused:
                return nil
            }
        }
    }

    private mutating func requestLine() throws(Refusal) -> ArraySlice<UInt8>? {
        if bufferedCount > 0 {
            let beginning = buffer[position...]
            // A line end may come first, see above.
            if beginning.first != ASCII.carriageReturn { try HeadParser.checkBeginning(beginning) }
        }
        return try line(tooLong: .uriTooLong)
    }

    /// The next line without its CR LF, once it is complete. A bare LF is refused: others may not see a line end there.
    private mutating func line(tooLong status: Status) throws(Refusal) -> ArraySlice<UInt8>? {
        let allowed = min(buffer.count, position + max(0, limits.headBytes - overhead))
        guard let feed = lineFeed(from: max(position, scanned), to: allowed) else {
            guard allowed == buffer.count else { throw Refusal(status: status) }
            scanned = buffer.count
            return nil
        }
        guard feed > position, buffer[feed - 1] == ASCII.carriageReturn else { throw .badRequest }
        let line = buffer[position..<(feed - 1)]
        overhead += feed + 1 - position
        position = feed + 1
        return line
    }

    private func lineFeed(from start: Int, to end: Int) -> Int? {
        guard start < end else { return nil }
        return buffer.withUnsafeBytes { bytes -> Int? in
            // Never nil because the buffer is not empty: start < end.
            let base = bytes.baseAddress!
            return memchr(base + start, Int32(ASCII.lineFeed), end - start).map { UnsafeRawPointer($0) - base }
        }
    }

    private mutating func finishHead() throws(Refusal) -> RequestHead {
        let head = try parser.finish()
        parser = HeadParser()
        overhead = 0
        bodyCount = 0
        switch head.framing {
        case .chunked: state = .chunkSize
        case .length(let length):
            guard length <= limits.bodyBytes else { throw Refusal(status: .contentTooLarge) }
            state = .fixedBody(remaining: length)
        }
        return head
    }

    private mutating func fixedBody(_ remaining: Int) -> Event? {
        guard remaining > 0 else { return finishRequest() }
        guard let bytes = takeBody(upTo: remaining) else { return nil }
        state = .fixedBody(remaining: remaining - bytes.count)
        return .body(bytes)
    }

    private mutating func finishRequest() -> Event {
        state = .requestLine
        overhead = 0
        if position == buffer.count { clear() }
        return .end
    }

    /// `nil` where nothing is buffered. A buffer that is all body changes hands without a copy.
    private mutating func takeBody(upTo count: Int) -> [UInt8]? {
        guard bufferedCount > 0 else { return nil }
        if position == 0, buffer.count <= count {
            let bytes = buffer
            buffer = []
            clear()
            return bytes
        }
        let end = min(buffer.count, position + count)
        let bytes = Array(buffer[position..<end])
        position = end
        if position == buffer.count { clear() }
        return bytes
    }

    /// Up to 4 KB are kept for the next head; an idle connection holds no more.
    private mutating func clear() {
        buffer.removeAll(keepingCapacity: buffer.capacity <= 4096)
        position = 0
        scanned = 0
    }

    private mutating func takeChunkSize() throws(Refusal) -> Bool {
        let before = overhead
        guard let line = try line(tooLong: .badRequest) else { return false }
        let size = try ChunkSize.parse(line)
        // Only what an extension adds is counted, or a long body of small chunks would run into the limit.
        overhead = before + size.extensionCount
        bodyCount += size.count
        guard bodyCount <= limits.bodyBytes else { throw Refusal(status: .contentTooLarge) }
        state = size.count == 0 ? .trailers : .chunkData(remaining: size.count)
        return true
    }

    private mutating func takeChunkEnd() throws(Refusal) -> Bool {
        guard bufferedCount > 0 else { return false }
        guard buffer[position] == ASCII.carriageReturn else { throw .badRequest }
        guard bufferedCount > 1 else { return false }
        guard buffer[position + 1] == ASCII.lineFeed else { throw .badRequest }
        position += 2
        state = .chunkSize
        return true
    }
}
