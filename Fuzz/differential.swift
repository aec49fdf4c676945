// Rooms: HTTP

import CHTTPParser

/// Our decoder beside Debian's libhttp-parser, which reads requests in the same way as many servers and proxies do.
/// Where we refuse, that is our affair. But a request that we take must be taken there too, with the same method,
/// target, fields and body, ending at the same byte: else one of us could be made to see a request that the other does
/// not. `KnownDifference` names what is otherwise, and why. (Debian builds it without its strict mode, so of the two it
/// is the one that forgives more.)
func fuzz(_ input: [UInt8]) {
    var decoder = RequestDecoder()
    decoder.append(input)
    var ours = OurRequest()
    while let event = decoder.next() {
        switch event {
        case .head(let head): ours.head = head
        case .body(let bytes): ours.body += bytes
        case .end:
            ours.isComplete = true
            let end = input.count - decoder.bufferedCount
            compare(ours, Array(input[ours.start..<end]))
            ours = OurRequest(start: end)
        case .refused: return
        }
    }
    // Of one that is still coming, what we have taken so far.
    if ours.head != nil { compare(ours, Array(input[ours.start..<(input.count - decoder.bufferedCount)])) }
}

private struct OurRequest {
    /// Of its first byte.
    var start = 0
    var head: RequestHead?
    var body: [UInt8] = []
    var isComplete = false

    init(start: Int = 0) { self.start = start }
}

/// `bytes` are those of the one request.
private func compare(_ ours: OurRequest, _ bytes: [UInt8]) {
    guard let head = ours.head else { return expect(false, "an end without a head") }
    guard let theirs = KnownDifference.reading(bytes, head) else { return }
    if let error = theirs.error { return expect(KnownDifference.explains(theirs, bytes), "they refuse: \(error)") }
    expect(theirs.hasHead, "they see no head")
    expect(theirs.isComplete == ours.isComplete, "one sees an end, the other does not")
    expect(theirs.end == bytes.count, "they end at \(theirs.end) of \(bytes.count)")
    expect(theirs.body == ours.body, "another body: \(text(theirs.body))")
    expect(theirs.isVersion10 == head.isVersion10, "another version")
    compareTargets(head, theirs)
    compareFields(head, theirs)
}

/// Of an absolute target we hand on the path, and set Host from the rest (RFC 9112 §3.2.2); they hand on the whole.
private func compareTargets(_ head: RequestHead, _ theirs: TheirRequest) {
    if theirs.hasAbsoluteTarget {
        let schemes = ["http://", "https://"].map { Array($0.utf8) + Array((head.headers["Host"] ?? "").utf8) }
        let start = schemes.first { equalIgnoringCase($0, theirs.target.prefix($0.count)) }
        expect(start != nil, "another authority: \(text(theirs.target))")
        let path = theirs.target.dropFirst(start?.count ?? 0)
        expect((path.first == ASCII.slash ? "" : "/") + text(Array(path)) == head.target, "another path")
    } else {
        expect(theirs.target.elementsEqual(head.target.utf8), "another target: \(text(theirs.target))")
    }
}

/// Ours come without blanks behind their values, and without the fields that are the decoder's business.
private func compareFields(_ head: RequestHead, _ theirs: TheirRequest) {
    let kept = theirs.fields.filter { field in
        !field.isNamed("Connection", "Transfer-Encoding", "Expect")
            && !(theirs.hasAbsoluteTarget && field.isNamed("Host"))
    }
    let lines = kept.map { $0.name + Array(": ".utf8) + trimmed($0.value) + Array("\r\n".utf8) }
    let host = theirs.hasAbsoluteTarget ? Array("Host: \(head.headers["Host"] ?? "")\r\n".utf8) : []
    expect(lines.joined() + host == head.headers.bytes, "other fields: \(text(Array(lines.joined())))")
    expect(theirs.keepsAlive || !head.keepsAlive || KnownDifference.explainsClosing(head, theirs), "they close")
}

/// What libhttp-parser does otherwise although we are right, each with its reason.
private enum KnownDifference {
    /// **Other methods.** It knows a list; to RFC 9110 §9.1 any token is a method, and our router answers 405. So that
    /// the rest is compared all the same it is given one of its own, of the same length; `nil` where it has none.
    static func reading(_ bytes: [UInt8], _ head: RequestHead) -> TheirRequest? {
        let theirs = TheirRequest(bytes)
        if theirs.error == "HPE_INVALID_METHOD" {
            let known = [3: "GET", 4: "POST", 5: "TRACE", 6: "DELETE", 7: "OPTIONS", 8: "PROPFIND", 9: "PROPPATCH"]
            guard let method = known[head.method.name.utf8.count], case .other = head.method else { return nil }
            var bytes = bytes
            let start = bytes.firstIndex { $0 != ASCII.carriageReturn && $0 != ASCII.lineFeed } ?? 0
            bytes.replaceSubrange(start..<(start + method.utf8.count), with: method.utf8)
            return TheirRequest(bytes)
        }
        expect(theirs.method == head.method.name || !theirs.hasHead, "another method: \(theirs.method)")
        return theirs
    }

    static func explains(_ theirs: TheirRequest, _ bytes: [UInt8]) -> Bool {
        switch theirs.error {
        case "HPE_INVALID_TRANSFER_ENCODING": hasTabBehindChunked(theirs) || hasLongerName(theirs)
        case "HPE_UNEXPECTED_CONTENT_LENGTH": hasLongerName(theirs)
        // **A tab before an extension, or behind a length.** RFC 9112 §7.1.1 and RFC 9110 §5.5 allow blanks there; it
        // knows the space only.
        case "HPE_INVALID_CHUNK_SIZE", "HPE_INVALID_CONTENT_LENGTH": bytes[theirs.end] == ASCII.tab
        default: false
        }
    }

    /// **Who keeps a connection.** It obeys Proxy-Connection, which no RFC knows; and in HTTP/1.0 it does not find
    /// keep-alive behind empty elements of a list (RFC 9110 §5.6.1).
    static func explainsClosing(_ head: RequestHead, _ theirs: TheirRequest) -> Bool {
        head.isVersion10 || theirs.fields.contains { $0.isNamed("Proxy-Connection") }
    }

    /// **A tab behind `chunked`.** Blanks around a value are spaces and tabs (RFC 9110 §5.5); it forgets the tabs here.
    private static func hasTabBehindChunked(_ theirs: TheirRequest) -> Bool {
        theirs.fields.contains { field in
            field.isNamed("Transfer-Encoding") && field.value.contains(ASCII.tab)
                && equalIgnoringCase(trimmed(field.value), "chunked".utf8)
        }
    }

    /// **`Transfer-Encoding2`.** It takes a field whose name only begins so for the field itself.
    private static func hasLongerName(_ theirs: TheirRequest) -> Bool {
        let name = "Transfer-Encoding".utf8
        return theirs.fields.contains {
            $0.name.count > name.count && equalIgnoringCase($0.name.prefix(name.count), name)
        }
    }
}

private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
