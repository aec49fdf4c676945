/// One event of a `text/event-stream` (WHATWG HTML §9.2).
package struct ServerSentEvent: Sendable, Hashable {
    /// The event's type; `nil` is "message".
    package var event: String?
    /// Comes back as Last-Event-ID when the browser reconnects.
    package var id: String?
    package var data: String
    /// How long the browser waits before it reconnects, from now on.
    package var retry: Duration?

    package init(_ data: String, event: String? = nil, id: String? = nil, retry: Duration? = nil) {
        self.data = data
        self.event = event
        self.id = id
        self.retry = retry
    }

    /// A comment that no listener sees: keeps proxies from ending a silent stream and shows a client that has gone.
    package static let heartbeat = Array(": \n\n".utf8)

    /// As it is sent, the empty line included. Line ends in type and id, which have no place there, become spaces.
    package var encoded: [UInt8] {
        var bytes: [UInt8] = []
        if let event { Self.append("event", Self.oneLine(event), to: &bytes) }
        if let id { Self.append("id", Self.oneLine(id), to: &bytes) }
        if let retry {
            let (seconds, attoseconds) = retry.components
            Self.append("retry", Array("\(seconds * 1000 + attoseconds / 1_000_000_000_000_000)".utf8)[...], to: &bytes)
        }
        for line in Self.lines(of: data) { Self.append("data", line, to: &bytes) }
        bytes.append(ASCII.lineFeed)
        return bytes
    }

    private static func append(_ name: String, _ value: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: name.utf8)
        bytes.append(ASCII.colon)
        bytes.append(ASCII.space)
        bytes.append(contentsOf: value)
        bytes.append(ASCII.lineFeed)
    }

    /// A NUL makes browsers ignore an id, so it goes as well.
    private static func oneLine(_ text: String) -> ArraySlice<UInt8> {
        text.utf8.map { $0 == ASCII.lineFeed || $0 == ASCII.carriageReturn || $0 == 0 ? ASCII.space : $0 }[...]
    }

    /// CR LF, CR and LF each end a line; each line becomes a data line of its own and browsers join them by LF.
    private static func lines(of text: String) -> [ArraySlice<UInt8>] {
        let bytes = Array(text.utf8)
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        for (position, byte) in bytes.enumerated() {
            let endsPair = byte == ASCII.lineFeed && position > 0 && bytes[position - 1] == ASCII.carriageReturn
            if endsPair {
                start = position + 1
            } else if byte == ASCII.lineFeed || byte == ASCII.carriageReturn {
                lines.append(bytes[start..<position])
                start = position + 1
            }
        }
        lines.append(bytes[start...])
        return lines
    }
}
