import EventLoop
import Glibc
import Synchronization

/// A raw server on 127.0.0.1 for tests: what each connection does is a script of plain bytes, so that it can do wrong.
package final class LoopbackServer: Sendable {
    package typealias Script = @Sendable (LoopbackConnection) async throws -> Void

    package let port: Int
    private let door: Door

    /// Every connection runs the script in its own task and on its own thread, then it is closed.
    package init(_ script: @escaping Script) async throws {
        door = try Door(script)
        port = try await door.open()
    }

    /// Answers every request of every connection with what the script makes of it.
    package convenience init(answering answer: @escaping @Sendable (LoopbackRequest) -> String) async throws {
        try await self.init { connection in
            while let request = try await connection.request() {
                try await connection.send(answer(request))
            }
        }
    }

    /// All complete requests so far, in the order of their ends.
    package var requests: [LoopbackRequest] { door.seen.withLock { $0 } }

    package var base: String { "http://127.0.0.1:\(port)" }

    deinit {
        // Ends by itself: nothing waits for it, it closes the listening socket and cancels the scripts.
        Task { [door] in await door.shut() }
    }
}

/// One request as it came.
package struct LoopbackRequest: Sendable {
    package var method: String
    package var target: String
    /// As sent, one line each.
    package var headerLines: [String]
    package var body: [UInt8]

    /// Names are told apart without case.
    package func header(_ name: String) -> String? {
        let prefix = name.lowercased() + ":"
        guard let line = headerLines.first(where: { $0.lowercased().hasPrefix(prefix) }) else { return nil }
        return String(line.dropFirst(prefix.count).drop { $0 == " " })
    }

    package var bodyText: String { String(decoding: body, as: UTF8.self) }
}

private actor Door {
    let loop: EventLoop
    let script: LoopbackServer.Script
    nonisolated let seen = Mutex<[LoopbackRequest]>([])
    private var listener: Int32 = -1
    private var tasks: [Task<Void, Never>] = []

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.executor.asUnownedSerialExecutor() }

    init(_ script: @escaping LoopbackServer.Script) throws {
        loop = try EventLoop(name: "test-server")
        self.script = script
    }

    func open() throws -> Int {
        let (fd, port) = try boundSocket()
        listener = fd
        guard listen(fd, 128) == 0 else { throw SystemError(call: "listen") }
        try loop.watch(listener, for: .read) { [weak self] _ in self?.assumeIsolated { $0.accept() } }
        return port
    }

    private func accept() {
        let fd = Glibc.accept(listener, nil, nil)
        guard fd >= 0, let connection = try? LoopbackConnection(fd) else { return }
        // Cancelled by `shut`; a script that throws has lost its peer, which is what many tests want.
        tasks.append(
            Task { [script] in
                await connection.record { [weak self] request in self?.seen.withLock { $0.append(request) } }
                try? await script(connection)
                await connection.close()
            })
    }

    func shut() {
        loop.unwatch(listener)
        close(listener)
        for task in tasks { task.cancel() }
    }
}

/// A port on which nobody listens, and which nobody else is given as long as this lives.
package final class ClosedPort: Sendable {
    package let number: Int
    private let fd: Int32

    package init() throws {
        (fd, number) = try boundSocket()
    }

    deinit {
        close(fd)
    }
}

private func boundSocket() throws -> (fd: Int32, port: Int) {
    let fd = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
            bind(fd, address, length) == 0 && getsockname(fd, address, &length) == 0
        }
    }
    guard isBound else { throw SystemError(call: "bind") }
    return (fd, Int(UInt16(bigEndian: address.sin_port)))
}
