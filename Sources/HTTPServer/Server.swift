private import CLinux
package import EventLoop
private import Glibc
package import HTTP

/// The HTTP/1.1 server (RFC 9112): sockets in, `Request` values to one handler, `Response` values out. The handler
/// runs on a loop's thread: what blocks (hashing, databases, pictures) belongs on an executor of its own.
package actor Server {
    package typealias Respond = @Sendable (Request) async -> Response

    /// After the grace: for cancelled handlers to answer.
    private static let lastMoment = Duration.seconds(1)
    /// Descriptors that are not for connections.
    private static let reservedDescriptors = 128

    private let options: ServerOptions
    private let handler: Respond
    private var listeners: [Listener] = []
    private var loops: [ServerLoop] = []

    package init(options: ServerOptions, handler: @escaping Respond) {
        self.options = options
        self.handler = handler
    }

    /// Binds every port, then serves until `stop`. Throws where an address cannot be bound; nothing listens then.
    /// Writing to a closed pipe is no longer deadly for the process afterwards (SIGPIPE is ignored).
    @discardableResult
    package func start() async throws(SystemError) -> [BoundAddress] {
        precondition(loops.isEmpty, "a server starts once")
        signal(SIGPIPE, SIG_IGN)
        do throws(SystemError) {
            for port in options.ports { listeners += try Listener.open(host: options.host, port: port) }
            loops = try makeLoops()
            for loop in loops { try await loop.accept(from: listeners) }
        } catch {
            await stop(within: .zero)
            throw error
        }
        return listeners.map(\.address)
    }

    /// The first half of `stop`: closes the listeners and idle connections, lets running requests finish with
    /// `Connection: close` in their time.
    package func stopAccepting() async {
        // Taken out first: who stops a stopping server has nothing to stop.
        let listeners = listeners
        self.listeners = []
        for loop in loops { await loop.stopAccepting() }
        for listener in listeners { listener.close() }
    }

    /// Accepts nothing more, and cancels what is left after `grace`; a second later it is cut. Returns when all
    /// connections are gone.
    package func stop(within grace: Duration) async {
        await stopAccepting()
        let loops = loops
        self.loops = []
        await withTaskGroup(of: Void.self) { group in
            for loop in loops { group.addTask { await loop.drain(within: grace, lastMoment: Self.lastMoment) } }
        }
    }

    private func makeLoops() throws(SystemError) -> [ServerLoop] {
        let negotiation = try Negotiation()
        let maximum = max(1, min(options.limits.connections, Self.raiseDescriptorLimit() - Self.reservedDescriptors))
        var loops: [ServerLoop] = []
        for number in 0..<max(1, options.loops) {
            loops.append(
                try ServerLoop(
                    number: number, options: options, maximumConnections: max(1, maximum / max(1, options.loops)),
                    negotiation: negotiation, handler: handler))
        }
        return loops
    }

    /// To what the system allows this process; the shell's default of 1,024 is for programs that use select(2).
    private static func raiseDescriptorLimit() -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
        limit.rlim_cur = min(limit.rlim_max, 1 << 20)
        guard setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
        return Int(limit.rlim_cur)
    }
}
