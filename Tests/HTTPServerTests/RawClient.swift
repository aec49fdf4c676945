import CLinux
import EventLoop
import Glibc

/// A client that sends exactly the bytes it is told to, on a thread of its own, since it blocks.
actor RawClient {
    struct Answer: Sendable {
        let status: Int
        /// Names in lower case.
        let fields: [String: String]
        var body: [UInt8]
        var text: String { String(decoding: body, as: UTF8.self) }
    }

    /// The connection ended or was reset, or nothing came for ten seconds.
    struct NothingCame: Error {
        let buffered: String
    }

    private let loop: EventLoop
    private let fd: Int32
    private var buffer: [UInt8] = []
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.executor.asUnownedSerialExecutor() }

    init(_ port: Int, receiveBuffer: Int32? = nil) throws {
        loop = try EventLoop(name: "client")
        fd = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var timeout = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        if var receiveBuffer { setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, 4) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let code = withUnsafePointer(to: address) {
            // connect takes every family through this type.
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(fd, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        // The socket is closed by deinit, which runs after this as well.
        guard code == 0 else { throw SystemError(call: "connect") }
    }

    deinit { Glibc.close(fd) }

    /// Stops silently where the server has closed: what it said is read afterwards.
    func send(_ bytes: [UInt8]) {
        var offset = 0
        while offset < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.send(fd, $0.baseAddress! + offset, bytes.count - offset, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return }
            offset += count
        }
    }

    /// How many zeros the server takes, of `limit`, before it takes none for half a second.
    func sendUntilStuck(limit: Int) -> Int {
        var timeout = timeval(tv_sec: 0, tv_usec: 500_000)
        setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        let piece = [UInt8](repeating: 0, count: 64 * 1024)
        var sent = 0
        while sent < limit {
            let count = Glibc.send(fd, piece, piece.count, Int32(MSG_NOSIGNAL))
            guard count > 0 else { break }
            sent += count
        }
        return sent
    }

    func send(_ text: String) { send(Array(text.utf8)) }

    func get(_ target: String, _ fields: String = "") throws -> Answer {
        send("GET \(target) HTTP/1.1\r\nHost: a\r\n\(fields)\r\n")
        return try answer()
    }

    /// The next answer; `isHead` when it was asked for by HEAD and so has no body.
    func answer(isHead: Bool = false) throws -> Answer {
        let lines = try head()
        var answer = Answer(status: Int(lines[0].split(separator: " ")[1]) ?? 0, fields: fields(lines), body: [])
        if isHead || answer.status == 304 || answer.status < 200 { return answer }
        if answer.fields["transfer-encoding"] == "chunked" {
            answer.body = try chunks()
        } else if let length = answer.fields["content-length"].flatMap({ Int($0) }) {
            answer.body = try take(length)
        } else {
            answer.body = try rest()
        }
        return answer
    }

    func take(_ count: Int) throws -> [UInt8] {
        while buffer.count < count { try receive() }
        defer { buffer.removeFirst(count) }
        return Array(buffer.prefix(count))
    }

    /// All until the server closes.
    func rest() throws -> [UInt8] {
        while try receiveSome() {}
        defer { buffer = [] }
        return buffer
    }

    /// Whether the server closes without another byte.
    func isEnded() throws -> Bool { try rest().isEmpty }

    func line() throws -> String {
        while true {
            if let end = buffer.firstIndex(of: 10) {
                defer { buffer.removeFirst(end + 1) }
                return String(decoding: buffer[..<end].filter { $0 != 13 }, as: UTF8.self)
            }
            try receive()
        }
    }

    func shutDownSending() { shutdown(fd, Int32(SHUT_WR)) }

    /// Leaves with a reset instead of a farewell.
    func reset() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(fd, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
        let nowhere = open("/dev/null", O_RDWR | O_CLOEXEC)
        // The number must stay ours until deinit closes it.
        dup2(nowhere, fd)
        Glibc.close(nowhere)
    }

    private func head() throws -> [String] {
        var lines: [String] = []
        while true {
            let line = try line()
            if line.isEmpty { return lines }
            lines.append(line)
        }
    }

    private func fields(_ lines: [String]) -> [String: String] {
        var fields: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            fields[line[..<colon].lowercased()] = String(line[colon...].dropFirst(2))
        }
        return fields
    }

    private func chunks() throws -> [UInt8] {
        var body: [UInt8] = []
        while true {
            let size = Int(try line(), radix: 16) ?? -1
            guard size >= 0 else { throw NothingCame(buffered: "no chunk size") }
            body += try take(size)
            _ = try take(2)
            if size == 0 { return body }
        }
    }

    private func receive() throws {
        guard try receiveSome() else { throw NothingCame(buffered: String(decoding: buffer, as: UTF8.self)) }
    }

    /// `false` when the server has closed and we have all it said; a reset is no such end.
    private func receiveSome() throws -> Bool {
        var piece = [UInt8](repeating: 0, count: 64 * 1024)
        let count = recv(fd, &piece, piece.count, 0)
        if count < 0 { throw NothingCame(buffered: errno == EAGAIN ? "silence" : "reset") }
        guard count > 0 else { return false }
        buffer += piece[..<count]
        return true
    }
}
