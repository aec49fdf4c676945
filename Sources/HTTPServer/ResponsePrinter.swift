private import Glibc
import HTTP

/// Prints the heads of answers into one reused buffer, with the date of the present second.
struct ResponsePrinter {
    enum Framing {
        case length(Int)
        case chunked
        /// To an HTTP/1.0 client: the end of the connection is the end of the body.
        case untilClose
        /// 204 and 304: neither a body nor its length.
        case none
    }

    private(set) var head: [UInt8] = []
    private var second = 0
    private var dateLine: [UInt8] = []

    /// The result stands in `head` until the next call. `connection` is the field's value where it is needed.
    mutating func print(_ status: Status, _ headers: HeaderFields, _ framing: Framing, connection: StaticString?) {
        // An interim status would leave the client waiting for the real one.
        let status = status.code < 200 || status.code > 999 ? .internalServerError : status
        head.removeAll(keepingCapacity: true)
        append("HTTP/1.1 ")
        appendDecimal(status.code)
        head.append(UInt8(ascii: " "))
        head.append(contentsOf: status.reason.utf8)
        append("\r\n")
        refreshDate()
        head.append(contentsOf: dateLine)
        head.append(contentsOf: Self.withoutOurs(headers).bytes)
        appendFraming(framing)
        if let connection {
            append("Connection: ")
            append(connection)
            append("\r\n")
        }
        append("\r\n")
    }

    private static let ours = ["Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "Date"]

    /// Without the fields that only the server may set.
    private static func withoutOurs(_ headers: HeaderFields) -> HeaderFields {
        guard ours.contains(where: headers.contains) else { return headers }
        var headers = headers
        for name in ours { headers.remove(name) }
        return headers
    }

    private mutating func refreshDate() {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME_COARSE, &now)
        guard now.tv_sec != second else { return }
        second = now.tv_sec
        dateLine = Array("Date: \(HTTPDate(secondsSince1970: Int64(now.tv_sec)))\r\n".utf8)
    }

    private mutating func appendFraming(_ framing: Framing) {
        switch framing {
        case .length(let count):
            append("Content-Length: ")
            appendDecimal(count)
            append("\r\n")
        case .chunked:
            append("Transfer-Encoding: chunked\r\n")
        case .untilClose, .none:
            break
        }
    }

    private mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { head.append(contentsOf: $0) }
    }

    private mutating func appendDecimal(_ number: Int) {
        head.append(contentsOf: String(number).utf8)
    }
}

/// One chunk of a chunked body (RFC 9112 §7.1). Empty bytes give nothing, since an empty chunk would be the end.
func chunk(_ bytes: [UInt8]) -> [UInt8] {
    guard !bytes.isEmpty else { return [] }
    var chunk: [UInt8] = []
    chunk.reserveCapacity(bytes.count + 12)
    chunk.append(contentsOf: String(bytes.count, radix: 16).utf8)
    chunk.append(contentsOf: "\r\n".utf8)
    chunk.append(contentsOf: bytes)
    chunk.append(contentsOf: "\r\n".utf8)
    return chunk
}

let lastChunk = Array("0\r\n\r\n".utf8)
