/// Takes the lines of a head one by one and checks them together at its end. What two servers could read differently
/// is refused, never repaired (RFC 9112 §3, §5, §6, §11.2).
struct HeadParser: Sendable {
    /// The longest method token; longer ones are none that anybody implements.
    static let longestMethod = 24

    private var method = Method.get
    private var target = ""
    private var isVersion10 = false
    private var headers = HeaderFields()
    /// The authority of an absolute-form target, which replaces the Host field.
    private var targetHost: String?
    private var hasHost = false
    private var contentLength: Int?
    private var isChunked = false
    private var wantsClose = false
    private var wantsKeepAlive = false
    private var expectsContinue = false

    var fieldCount: Int { headers.count }
    var isHead: Bool { method == .head }

    /// For `GET /path HTTP/1.1`, without its line end.
    mutating func takeRequestLine(_ line: ArraySlice<UInt8>) throws(Refusal) {
        guard let first = line.firstIndex(of: ASCII.space) else { throw .badRequest }
        method = try Self.method(line[..<first])
        let rest = line[(first + 1)...]
        guard let second = rest.firstIndex(of: ASCII.space) else { throw .badRequest }
        try takeVersion(rest[(second + 1)...])
        try takeTarget(rest[..<second])
        headers.reserve(bytes: 512, fields: 12)
    }

    /// What can be said of a request line before its end has come: that it can become none.
    static func checkBeginning(_ line: ArraySlice<UInt8>) throws(Refusal) {
        _ = try method(line.prefix { $0 != ASCII.space }.prefix(longestMethod + 1), isWhole: false)
    }

    mutating func takeField(_ line: ArraySlice<UInt8>) throws(Refusal) {
        let (name, value) = try Self.field(line)
        if try interpret(name, value) { headers.appendChecked(name, value) }
    }

    /// Splits and checks a field line; the value comes without blanks around it. A line that begins with a blank
    /// (obs-fold) has no name and is refused as one.
    static func field(_ line: ArraySlice<UInt8>) throws(Refusal) -> (name: ArraySlice<UInt8>, value: ArraySlice<UInt8>)
    {
        guard let colon = line.firstIndex(where: { !ASCII.isToken($0) }), line[colon] == ASCII.colon,
            colon > line.startIndex
        else { throw .badRequest }
        let value = line[(colon + 1)...]
        guard value.allSatisfy(ASCII.isFieldContent) else { throw .badRequest }
        return (line[..<colon], trimmed(value))
    }

    /// Checks a line behind a chunked body. Nobody may send what frames or routes a message there (RFC 9110 §6.5.1), and
    /// others obey it all the same.
    static func checkTrailer(_ line: ArraySlice<UInt8>) throws(Refusal) {
        let (name, _) = try field(line)
        guard !["content-length", "transfer-encoding", "host"].contains(where: { equalIgnoringCase(name, $0.utf8) })
        else { throw .badRequest }
    }

    mutating func finish() throws(Refusal) -> RequestHead {
        guard hasHost || isVersion10 else { throw .badRequest }
        guard !(isChunked && contentLength != nil) else { throw .badRequest }
        // Chunked framing in a 1.0 message is what a broken intermediary makes (RFC 9112 §6.1).
        guard !(isChunked && isVersion10) else { throw .badRequest }
        if let targetHost { headers["Host"] = targetHost }
        return RequestHead(
            method: method, target: target, headers: headers, isVersion10: isVersion10,
            framing: isChunked ? .chunked : .length(contentLength ?? 0),
            keepsAlive: !wantsClose && (!isVersion10 || wantsKeepAlive),
            expectsContinue: expectsContinue && !isVersion10 && (isChunked || (contentLength ?? 0) > 0))
    }

    private static func method(_ bytes: ArraySlice<UInt8>, isWhole: Bool = true) throws(Refusal) -> Method {
        guard bytes.allSatisfy(ASCII.isToken), !(isWhole && bytes.isEmpty) else { throw .badRequest }
        guard bytes.count <= longestMethod else { throw Refusal(status: .notImplemented) }
        return isWhole ? Method(String(decoding: bytes, as: UTF8.self)) : .get
    }

    private mutating func takeVersion(_ bytes: ArraySlice<UInt8>) throws(Refusal) {
        let start = bytes.startIndex
        guard bytes.count == 8, bytes.starts(with: "HTTP/".utf8), ASCII.isDigit(bytes[start + 5]),
            bytes[start + 6] == UInt8(ascii: "."), ASCII.isDigit(bytes[start + 7])
        else { throw .badRequest }
        guard bytes[start + 5] == UInt8(ascii: "1"), bytes[start + 7] <= UInt8(ascii: "1") else {
            throw Refusal(status: .versionNotSupported)
        }
        isVersion10 = bytes[start + 7] == UInt8(ascii: "0")
    }

    /// RFC 9112 §3.2: origin form, absolute form, `*` for OPTIONS; no tunnels.
    private mutating func takeTarget(_ bytes: ArraySlice<UInt8>) throws(Refusal) {
        guard method != .other("CONNECT") else { throw Refusal(status: .notImplemented) }
        guard bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "#") }) else { throw .badRequest }
        if bytes.first == ASCII.slash || (method == .options && bytes.elementsEqual("*".utf8)) {
            target = String(decoding: bytes, as: UTF8.self)
        } else {
            try takeAbsoluteTarget(bytes)
        }
    }

    private mutating func takeAbsoluteTarget(_ bytes: ArraySlice<UInt8>) throws(Refusal) {
        guard
            let scheme = ["http://", "https://"].first(where: {
                equalIgnoringCase(bytes.prefix($0.utf8.count), $0.utf8)
            })
        else { throw .badRequest }
        let rest = bytes.dropFirst(scheme.utf8.count)
        let end = rest.firstIndex { $0 == ASCII.slash || $0 == UInt8(ascii: "?") } ?? rest.endIndex
        guard end > rest.startIndex, rest[..<end].allSatisfy(ASCII.isHost) else { throw .badRequest }
        targetHost = String(decoding: rest[..<end], as: UTF8.self)
        let path = String(decoding: rest[end...], as: UTF8.self)
        target = path.utf8.first == ASCII.slash ? path : "/" + path
    }

    /// Looks at the fields that rule framing and connection. `false` for one that is not handed on.
    private mutating func interpret(_ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) throws(Refusal) -> Bool {
        switch name.count {
        case 4 where equalIgnoringCase(name, "host".utf8): try takeHost(value)
        case 6 where equalIgnoringCase(name, "expect".utf8): try takeExpect(value)
        case 10 where equalIgnoringCase(name, "connection".utf8): takeConnection(value)
        case 14 where equalIgnoringCase(name, "content-length".utf8): try takeContentLength(value)
        case 17 where equalIgnoringCase(name, "transfer-encoding".utf8): try takeTransferEncoding(value)
        default: return true
        }
        return name.count == 4 || name.count == 14
    }

    private mutating func takeHost(_ value: ArraySlice<UInt8>) throws(Refusal) {
        guard !hasHost, value.allSatisfy(ASCII.isHost) else { throw .badRequest }
        hasHost = true
    }

    private mutating func takeExpect(_ value: ArraySlice<UInt8>) throws(Refusal) {
        guard equalIgnoringCase(value, "100-continue".utf8) else { throw Refusal(status: .expectationFailed) }
        expectsContinue = true
    }

    private mutating func takeConnection(_ value: ArraySlice<UInt8>) {
        for option in value.split(separator: ASCII.comma) {
            if equalIgnoringCase(trimmed(option), "close".utf8) { wantsClose = true }
            if equalIgnoringCase(trimmed(option), "keep-alive".utf8) { wantsKeepAlive = true }
        }
    }

    /// One field of digits only. Even equal repetitions are refused: RFC 9112 §6.3 allows it and nobody sends them.
    private mutating func takeContentLength(_ value: ArraySlice<UInt8>) throws(Refusal) {
        guard contentLength == nil, !value.isEmpty, value.allSatisfy(ASCII.isDigit) else { throw .badRequest }
        // 18 digits fit an Int; what is longer is over any cap.
        guard value.count <= 18 else { throw Refusal(status: .contentTooLarge) }
        contentLength = value.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// Only `chunked`, once; other codings are 501 (RFC 9112 §6.1).
    private mutating func takeTransferEncoding(_ value: ArraySlice<UInt8>) throws(Refusal) {
        guard !isChunked else { throw .badRequest }
        guard equalIgnoringCase(value, "chunked".utf8) else {
            throw Refusal(status: value.isEmpty ? .badRequest : .notImplemented)
        }
        isChunked = true
    }
}

extension Refusal {
    static let badRequest = Refusal(status: .badRequest)
}
