import FoundationEssentials
import Generation
import HTTP
import HTTPServer

/// `GET /chatlog/:date/:index/events`: the text of a running entry as server-sent events.
///
/// Events: `text` (`{"text"}`, id = byte offset after it, with `attempt-` before it from the second attempt on), `state`
/// (`{"status","label","note"}`), `reset` (what the client had is no beginning of what there is: start anew), `done` (how
/// it ended; `null` for a deleted one). A stream that ends without `done` is to be asked for again. Between two events of
/// text lies a `pause`, so that a page with a fast model stays calm; a comment in a long silence keeps proxies from
/// closing the line.
struct EntryEvents: Endpoint {
    static let pause: Duration = .milliseconds(50)
    /// Of text in one event: encoding 8 MB at once would hold up everybody else.
    static let longestPart = 65_536

    let generator: Generator
    let history: any HistoryStore

    func respond(to request: Request, in context: RequestContext) async throws(Failure) -> Response {
        let entry = try await history.existingEntry(at: try context.entryAddress(), of: context.account)
        let known = request.headers["Last-Event-ID"].flatMap { TextPosition($0) }
        let states = EntryStates(
            generator: generator, history: history, wording: context.wording, modality: entry.modality)
        let (id, attempt) = (entry.id, entry.attempt)
        return .events { writer in
            var stream = EntryEventStream(id, attempt: attempt, known: known, states: states, writer: writer)
            try await stream.run()
        }
    }
}

/// One client's way through one entry. There may be ten thousand that wait, so it holds no texts.
private struct EntryEventStream {
    private let id: EntryID
    private let attempt: Int
    private var offset: Int
    /// What the client has belongs to another attempt's text.
    private var isForeign: Bool
    private let states: EntryStates
    private let writer: any ResponseWriter
    private var lastState: EntryState?

    init(_ id: EntryID, attempt: Int, known: TextPosition?, states: EntryStates, writer: any ResponseWriter) {
        self.id = id
        self.attempt = attempt
        offset = known?.offset ?? 0
        isForeign = offset > 0 && known?.attempt != attempt
        self.states = states
        self.writer = writer
    }

    mutating func run() async throws {
        if let text = await states.generator.liveText(of: id) {
            try await follow(text)
        } else {
            try await sendStored()
        }
        switch try await states.ending(of: id) {
        case .ended(let end): try await writer.write(ServerSentEvent.named("done", end))
        case .deleted: try await writer.write(ServerSentEvent("null", event: "done").encoded)
        case .open: return
        }
    }

    private mutating func follow(_ text: LiveText) async throws {
        if isForeign || text.part(from: offset, atMost: EntryEvents.longestPart) == nil { try await reset() }
        var calls = -1
        while let part = text.part(from: offset, atMost: EntryEvents.longestPart) {
            let called = text.calls
            if called > calls {
                calls = called
                try await sendStateOrHeartbeat()
            }
            if !part.text.isEmpty { try await send(part.text, end: part.end) }
            if part.isLast { return }
            if part.text.isEmpty {
                await text.more(than: offset, calls: calls)
                try Task.checkCancellation()
            } else {
                // Who has to catch up needs no calm.
                try await Task.sleep(for: text.count > offset ? .zero : EntryEvents.pause)
            }
        }
    }

    /// After the end everything comes from the history, piece by piece: a slow reader costs one piece.
    private mutating func sendStored() async throws {
        if try await !mayGoOn() { try await reset() }
        while true {
            let part = try await states.history.response(
                of: id, attempt: attempt, from: offset, atMost: EntryEvents.longestPart)
            if part.isEmpty { return }
            try await send(part, end: offset + part.utf8.count)
            // A part that was cut is shorter by a scalar's rest at most.
            if part.utf8.count <= EntryEvents.longestPart - 4 { return }
        }
    }

    /// Whether what the client has is the beginning of what is stored.
    private func mayGoOn() async throws -> Bool {
        guard offset > 0 else { return true }
        guard !isForeign, let stored = try await states.history.entry(id) else { return false }
        // A later attempt that failed leaves the older one's text in its place.
        let isOlder = stored.attempt > 1 && stored.status != .succeeded
        let bytes = stored.response.utf8
        guard !isOlder, offset <= bytes.count else { return false }
        return offset == bytes.count || bytes[bytes.index(bytes.startIndex, offsetBy: offset)] & 0xC0 != 0x80
    }

    private mutating func reset() async throws {
        offset = 0
        try await writer.write(ServerSentEvent("{}", event: "reset").encoded)
    }

    private mutating func send(_ text: String, end: Int) async throws {
        offset = end
        let position = TextPosition(attempt: attempt, offset: end).description
        try await writer.write(ServerSentEvent(jsonObject("text", text), event: "text", id: position).encoded)
    }

    /// Something about the attempt has changed, or it has been silent for long.
    private mutating func sendStateOrHeartbeat() async throws {
        let state = await states.state(of: id)
        guard let state, state != lastState else { return try await writer.write(ServerSentEvent.heartbeat) }
        lastState = state
        try await writer.write(ServerSentEvent.named("state", state))
    }
}

/// How far a client has read: the event id. `120` in the first attempt's text, `2-120` in the second's.
struct TextPosition: CustomStringConvertible {
    let attempt: Int
    let offset: Int

    init(attempt: Int, offset: Int) {
        self.attempt = attempt
        self.offset = offset
    }

    /// `nil` for what this server never sent.
    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard let last = parts.last, let offset = last, offset >= 0, parts.count <= 2 else { return nil }
        guard parts.count == 1 || parts[0].map({ $0 > 1 }) == true else { return nil }
        self.offset = offset
        attempt = parts.count == 2 ? parts[0] ?? 1 : 1
    }

    var description: String { attempt == 1 ? "\(offset)" : "\(attempt)-\(offset)" }
}

/// `{"key":"value"}`, written by hand because it is the most frequent of all answers; the key needs no escape.
private func jsonObject(_ key: String, _ value: String) -> String {
    var bytes = Array("{\"\(key)\":\"".utf8)
    bytes.reserveCapacity(bytes.count + value.utf8.count + 8)
    for byte in value.utf8 {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
        case UInt8(ascii: "\n"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
        case 0..<0x20: bytes += Array((byte < 16 ? "\\u000" : "\\u00").utf8) + Array(String(byte, radix: 16).utf8)
        default: bytes.append(byte)
        }
    }
    bytes += Array("\"}".utf8)
    return String(decoding: bytes, as: UTF8.self)
}

extension ServerSentEvent {
    fileprivate static func named(_ event: String, _ value: some Encodable, id: String? = nil) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes]
        let data = try encoder.encode(value)
        return ServerSentEvent(String(decoding: data, as: UTF8.self), event: event, id: id).encoded
    }
}
