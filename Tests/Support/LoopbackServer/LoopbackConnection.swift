import EventLoop
import Glibc

/// One accepted connection, read and written by blocking calls on its own thread. Reads give up after 20 s.
package actor LoopbackConnection {
    private let loop: EventLoop
    private var fd: Int32
    private var unread: [UInt8] = []
    private var note: (@Sendable (LoopbackRequest) -> Void)?

    package nonisolated var unownedExecutor: UnownedSerialExecutor { loop.executor.asUnownedSerialExecutor() }

    init(_ fd: Int32) throws {
        self.fd = fd
        loop = try EventLoop(name: "test-peer")
        var limit = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var on: Int32 = 1
        setsockopt(fd, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    func record(_ note: @escaping @Sendable (LoopbackRequest) -> Void) {
        self.note = note
    }

    /// The next request, or `nil` when the peer has gone.
    package func request() throws -> LoopbackRequest? {
        while true {
            if let end = headEnd {
                var request = parsedHead(unread[..<end])
                unread.removeFirst(end + 4)
                let length = request.header("Content-Length").flatMap { Int($0) } ?? 0
                while unread.count < length {
                    guard try receive() else { return nil }
                }
                request.body = Array(unread.prefix(length))
                unread.removeFirst(length)
                note?(request)
                return request
            }
            guard try receive() else { return nil }
        }
    }

    package func send(_ text: String) throws {
        try send(Array(text.utf8))
    }

    /// Throws when the peer has gone.
    package func send(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(fd, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { throw SystemError(call: "send") }
            rest = rest.dropFirst(count)
        }
    }

    /// A head with a length, then the body.
    package func answer(_ status: Int, _ fields: [String] = [], body: String) throws {
        let lines = ["HTTP/1.1 \(status) Told", "Content-Length: \(body.utf8.count)"] + fields
        try send(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
    }

    /// Whether the peer closes within the read limit, having sent nothing more.
    package func peerCloses() -> Bool {
        var byte: UInt8 = 0
        return recv(fd, &byte, 1, 0) <= 0 && errno != EAGAIN
    }

    package func close() {
        guard fd >= 0 else { return }
        Glibc.close(fd)
        fd = -1
    }

    private func receive() throws -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(fd, &buffer, buffer.count, 0)
        guard count >= 0 else { throw SystemError(call: "recv") }
        unread += buffer[..<count]
        return count > 0
    }

    private var headEnd: Int? {
        guard unread.count >= 4 else { return nil }
        return (0...(unread.count - 4)).first { unread[$0...].starts(with: [13, 10, 13, 10]) }
    }

    private func parsedHead(_ bytes: ArraySlice<UInt8>) -> LoopbackRequest {
        let text = String(decoding: bytes, as: UTF8.self)
        let lines = text.split(separator: "\r\n").map(String.init)
        let words = lines[0].split(separator: " ").map(String.init)
        return LoopbackRequest(method: words[0], target: words[1], headerLines: Array(lines.dropFirst()), body: [])
    }
}
