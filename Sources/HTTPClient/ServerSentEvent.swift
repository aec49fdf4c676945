/// One event of a `text/event-stream` (WHATWG HTML §9.2).
package struct ServerSentEvent: Sendable, Hashable {
    /// `message` where the stream names none.
    package var name: String
    /// The `data` lines, joined by line feeds.
    package var data: String

    package init(name: String = "message", data: String) {
        self.name = name
        self.data = data
    }
}

/// Bytes in, events out, in pieces of any size. Lines end with LF, CR or CRLF; comments, `id` and `retry` are passed over.
package struct ServerSentEventDecoder: Sendable {
    /// 32 MiB: one line can carry a picture.
    package static let maximumLineBytes = 32 << 20

    private let maximumLineBytes: Int
    private var line: [UInt8] = []
    private var lastWasCR = false
    private var isFirstLine = true
    private var name = ""
    private var data: [String] = []
    private var dataBytes = 0

    package init(maximumLineBytes: Int = ServerSentEventDecoder.maximumLineBytes) {
        self.maximumLineBytes = maximumLineBytes
    }

    /// The events that end in `bytes`. Throws `.tooLarge` for a line, or an event of many lines, above the limit.
    package mutating func decode(_ bytes: some Sequence<UInt8>) throws(TransferError) -> [ServerSentEvent] {
        var events: [ServerSentEvent] = []
        for byte in bytes {
            let endsCRLF = lastWasCR && byte == UInt8(ascii: "\n")
            lastWasCR = byte == UInt8(ascii: "\r")
            if endsCRLF { continue }
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                if let event = endLine() { events.append(event) }
            } else {
                guard line.count + dataBytes < maximumLineBytes else {
                    throw TransferError(.tooLarge, "an event of more than \(maximumLineBytes) bytes")
                }
                line.append(byte)
            }
        }
        return events
    }

    private mutating func endLine() -> ServerSentEvent? {
        defer {
            line.removeAll(keepingCapacity: line.capacity <= 65_536)
            isFirstLine = false
        }
        if isFirstLine, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        guard !line.isEmpty else { return dispatch() }
        let colon = line.firstIndex(of: UInt8(ascii: ":")) ?? line.endIndex
        var value = line[min(colon + 1, line.endIndex)...]
        if value.first == UInt8(ascii: " ") { value = value.dropFirst() }
        switch String(decoding: line[..<colon], as: UTF8.self) {
        case "data":
            data.append(String(decoding: value, as: UTF8.self))
            dataBytes += value.count + 1
        case "event": name = String(decoding: value, as: UTF8.self)
        default: break
        }
        return nil
    }

    /// An empty line ends an event; without data there is none.
    private mutating func dispatch() -> ServerSentEvent? {
        defer {
            name = ""
            data = []
            dataBytes = 0
        }
        guard !data.isEmpty else { return nil }
        return ServerSentEvent(name: name.isEmpty ? "message" : name, data: data.joined(separator: "\n"))
    }
}
