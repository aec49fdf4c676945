import CCurl
private import Glibc

/// One easy handle with the memory that libcurl only borrows.
final class CurlEasy {
    let pointer: UnsafeMutableRawPointer
    /// Alive as long as its handles are: cleaning up a handle takes it out of the multi.
    private let multi: CurlMulti
    private let tag: TransferTag
    private let message = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    private var lists: [UnsafeMutablePointer<curl_slist>] = []

    init(_ id: TransferID, _ plan: TransferPlan, in loop: CurlLoop, _ multi: CurlMulti) throws(TransferError) {
        guard let pointer = curl_easy_init() else { throw TransferError(.internal, "curl_easy_init") }
        self.pointer = pointer
        self.multi = multi
        tag = TransferTag(id: id, loop: loop)
        message.pointee = 0
        try setRequest(plan)
        try setConnection(plan)
        try setCallbacks(of: id)
    }

    deinit {
        curl_easy_cleanup(pointer)
        for list in lists { curl_slist_free_all(list) }
        message.deallocate()
    }

    static func id(of pointer: UnsafeMutableRawPointer?) -> TransferID? {
        var number: UnsafeMutableRawPointer?
        guard curl_easy_info_pointer(pointer, CURLINFO_PRIVATE, &number) == CURLE_OK else { return nil }
        return TransferID(number: Int(bitPattern: number))
    }

    func error(for code: CURLcode) -> TransferError? {
        guard code != CURLE_OK else { return nil }
        var microseconds: curl_off_t = 0
        curl_easy_info_large(pointer, CURLINFO_PRETRANSFER_TIME_T, &microseconds)
        return TransferError(code, detail: String(cString: message), wasConnected: microseconds > 0)
    }

    /// Calls back at once with what waits.
    func resume() {
        curl_easy_pause(pointer, CURLPAUSE_CONT)
    }

    private func setRequest(_ plan: TransferPlan) throws(TransferError) {
        try set(CURLOPT_URL, plan.url.description)
        try set(CURLOPT_USERAGENT, plan.userAgent)
        // Without `Expect: 100-continue`: it costs a second with servers that do not know it.
        var lines = ["Expect:"]
        for (name, value) in plan.headers {
            guard (name + value).utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }), !name.contains(":") else {
                throw TransferError(.internal, "a header that would break the request: \(name)")
            }
            lines.append("\(name): \(value)")
        }
        try set(CURLOPT_HTTPHEADER, lines)
        if plan.deletes { try set(CURLOPT_CUSTOMREQUEST, "DELETE") }
        if let body = plan.body {
            try set(CURLOPT_POST, 1)
            try check(
                curl_easy_set_large(pointer, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count)), "body size")
        }
    }

    private func setConnection(_ plan: TransferPlan) throws(TransferError) {
        try set(CURLOPT_PROTOCOLS_STR, "http,https")
        try set(CURLOPT_DISALLOW_USERNAME_IN_URL, 1)
        try set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS)
        try set(CURLOPT_NOSIGNAL, 1)
        // A cancelled exchange must not wait for its name to be resolved.
        try set(CURLOPT_QUICK_EXIT, 1)
        try set(CURLOPT_SSL_VERIFYPEER, 1)
        try set(CURLOPT_SSL_VERIFYHOST, 2)
        if let authorities = plan.authorities { try set(CURLOPT_CAINFO, authorities) }
        try set(CURLOPT_CONNECTTIMEOUT_MS, plan.limits.connect.milliseconds)
        try set(CURLOPT_TCP_KEEPALIVE, 1)
        // Seconds. Below what servers usually keep, because a POST on a connection just closed is lost (see `rewind`).
        try set(CURLOPT_MAXAGE_CONN, 20)
        try set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        if plan.isLoopback { try set(CURLOPT_PROXY, "") }
        if let address = plan.pinned {
            // Unlike CURLOPT_RESOLVE this holds through a proxy too, which is then asked for the address, not the name.
            let host = address.bytes.count == 16 ? "[\(address)]" : "\(address)"
            try set(CURLOPT_CONNECT_TO, ["::\(host):\(plan.url.origin.port)"])
        }
    }

    private func setCallbacks(of id: TransferID) throws(TransferError) {
        // Unretained, because this object outlives the handle that it cleans up.
        let context = Unmanaged.passUnretained(tag).toOpaque()
        try set(CURLOPT_PRIVATE, UnsafeMutableRawPointer(bitPattern: id.number))
        try set(CURLOPT_ERRORBUFFER, UnsafeMutableRawPointer(message))
        for option in [CURLOPT_HEADERDATA, CURLOPT_WRITEDATA, CURLOPT_READDATA, CURLOPT_SEEKDATA] {
            try set(option, context)
        }
        try check(curl_easy_set_bytes(pointer, CURLOPT_HEADERFUNCTION, headerArrived), "header function")
        try check(curl_easy_set_bytes(pointer, CURLOPT_WRITEFUNCTION, bodyArrived), "write function")
        try check(curl_easy_set_bytes(pointer, CURLOPT_READFUNCTION, bodyWanted), "read function")
        try check(curl_easy_set_seek(pointer, rewind), "seek function")
    }

    private func set(_ option: CURLoption, _ value: Int) throws(TransferError) {
        try check(curl_easy_set_long(pointer, option, value), "option \(option.rawValue)")
    }

    private func set(_ option: CURLoption, _ value: String) throws(TransferError) {
        try check(curl_easy_set_text(pointer, option, value), "option \(option.rawValue)")
    }

    private func set(_ option: CURLoption, _ value: UnsafeMutableRawPointer?) throws(TransferError) {
        try check(curl_easy_set_pointer(pointer, option, value), "option \(option.rawValue)")
    }

    private func set(_ option: CURLoption, _ lines: [String]) throws(TransferError) {
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines {
            guard let longer = curl_slist_append(list, line) else { throw TransferError(.internal, "out of memory") }
            list = longer
        }
        guard let list else { return }
        lists.append(list)
        try check(curl_easy_set_list(pointer, option, list), "option \(option.rawValue)")
    }
}

/// What the callbacks of one handle are given.
private final class TransferTag: Sendable {
    let id: TransferID
    /// Unowned, because the loop owns the exchange, which owns the handle, which owns this.
    unowned let loop: CurlLoop

    init(id: TransferID, loop: CurlLoop) {
        self.id = id
        self.loop = loop
    }

    static func from(_ context: UnsafeMutableRawPointer) -> TransferTag {
        Unmanaged<TransferTag>.fromOpaque(context).takeUnretainedValue()
    }
}

private let headerArrived: curl_read_callback = { bytes, size, count, context in
    guard let bytes, let context else { return 0 }
    let tag = TransferTag.from(context)
    let line = String(decoding: UnsafeRawBufferPointer(start: bytes, count: size * count), as: UTF8.self)
    let goesOn = tag.loop.assumeIsolated { [id = tag.id] in $0.headerLine(line, of: id) }
    return goesOn ? size * count : 0
}

private let bodyArrived: curl_read_callback = { bytes, size, count, context in
    guard let bytes, let context else { return 0 }
    let tag = TransferTag.from(context)
    switch tag.loop.assumeIsolated({ [id = tag.id] in $0.mayReceive(size * count, of: id) }) {
    case .refused: return 0
    case .later: return Int(CURL_WRITEFUNC_PAUSE)
    case .now:
        let piece = [UInt8](UnsafeRawBufferPointer(start: bytes, count: size * count))
        tag.loop.assumeIsolated { [id = tag.id] in $0.received(piece, of: id) }
        return size * count
    }
}

private let bodyWanted: curl_read_callback = { buffer, size, count, context in
    guard let buffer, let context else { return 0 }
    let tag = TransferTag.from(context)
    let piece = tag.loop.assumeIsolated { [id = tag.id] in $0.bodyPiece(of: id, upTo: size * count) }
    UnsafeMutableRawBufferPointer(start: buffer, count: size * count).copyBytes(from: piece)
    return piece.count
}

/// libcurl would send a request again, on its own, when a kept connection dies before the answer. The other side may have
/// worked on it by then, and been paid for it: refused.
private let rewind: curl_seek_callback = { _, _, _ in
    CURL_SEEKFUNC_FAIL
}
