private import CLinux
import EventLoop
private import Glibc
import HTTP

/// One thread of the server: it accepts, owns its connections, and is the executor of their handlers.
actor ServerLoop {
    private static let notableHold = Duration.milliseconds(100)

    nonisolated let events: EventLoop
    nonisolated var unownedExecutor: UnownedSerialExecutor { events.executor.asUnownedSerialExecutor() }

    private nonisolated let handler: Server.Respond
    private nonisolated let negotiation: Negotiation
    private let maximumConnections: Int
    private let shared: LoopShared
    /// By descriptor: small dense numbers, so an array.
    private var connections: [Connection?] = []
    private var count = 0
    private var listeners: [Listener] = []
    private var sweep: TimerID?
    private var waitsForNone: CheckedContinuation<Void, Never>?
    private var nextTicket: UInt64 = 0

    init(
        number: Int, options: ServerOptions, maximumConnections: Int, negotiation: Negotiation,
        handler: @escaping Server.Respond
    ) throws(SystemError) {
        let watch = options.turnLimit.map { limit in
            TurnWatch(limit: limit) { options.onEvent(.turnTooLong($0, began: $1)) }
        }
        events = try EventLoop(name: "http-\(number)", watch: watch)
        shared = LoopShared(options)
        self.maximumConnections = maximumConnections
        self.negotiation = negotiation
        self.handler = handler
    }

    // Accepting

    func accept(from listeners: [Listener]) throws(SystemError) {
        for listener in listeners {
            // The loop and this actor hold each other until stop() ends the watching.
            try events.watch(listener.fd, for: [.read, .exclusive]) { _ in
                self.assumeIsolated { $0.acceptAll(listener) }
            }
            self.listeners.append(listener)
        }
    }

    private func acceptAll(_ listener: Listener) {
        // The listener is watched by level: what is left after a turn is reported again.
        for _ in 0..<64 {
            guard let (fd, address) = SocketAddress.accept(listener.fd) else {
                if errno == EAGAIN { return }
                if errno == EINTR || errno == ECONNABORTED { continue }
                return acceptLater(listener, SystemError(call: "accept4"))
            }
            take(fd, address.bound.host)
        }
    }

    private func take(_ fd: Int32, _ remoteAddress: String) {
        guard count < maximumConnections else {
            shared.onEvent(.connectionRefused(remoteAddress: remoteAddress))
            _ = close(fd)
            return
        }
        do throws(SystemError) {
            try events.watch(fd, for: [.read, .write, .peerClosed, .edgeTriggered]) { interest in
                self.assumeIsolated { $0.ready(fd, interest) }
            }
        } catch {
            shared.onEvent(.acceptFailed(call: error.call, code: error.code))
            _ = close(fd)
            return
        }
        while connections.count <= Int(fd) { connections.append(nil) }
        connections[Int(fd)] = Connection(fd: fd, remoteAddress: remoteAddress, loop: self, shared: shared)
        count += 1
        startSweeping()
    }

    /// Mostly no descriptor is free: the listener would be reported in every turn until one is.
    private func acceptLater(_ listener: Listener, _ error: SystemError) {
        shared.onEvent(.acceptFailed(call: error.call, code: error.code))
        events.unwatch(listener.fd)
        listeners.removeAll { $0.fd == listener.fd }
        _ = events.schedule(after: .milliseconds(100)) {
            self.assumeIsolated { loop in
                guard !loop.shared.isStopping else { return }
                // It was watched before; if this fails, memory is out and the next connection will say so.
                try? loop.accept(from: [listener])
            }
        }
    }

    // Events

    private func ready(_ fd: Int32, _ interest: Interest) {
        guard let connection = connections[Int(fd)] else { return }
        if !interest.isDisjoint(with: .failed) { return connection.close() }
        if interest.contains(.read) { connection.readable() }
        if interest.contains(.peerClosed) { return connection.peerLeft() }
        if interest.contains(.write) { connection.writable() }
    }

    /// For a connection that has had enough of this turn.
    nonisolated func continueWriting(_ fd: Int32) { again(fd, .write) }

    nonisolated func continueReading(_ fd: Int32) { again(fd, .read) }

    private nonisolated func again(_ fd: Int32, _ interest: Interest) {
        _ = events.schedule(after: .zero) {
            // The descriptor may belong to a newer connection by then, to which this is nothing new.
            self.assumeIsolated { $0.ready(fd, interest) }
        }
    }

    /// By the connection itself, as its last act.
    nonisolated func forget(_ fd: Int32) {
        events.unwatch(fd)
        _ = close(fd)
        assumeIsolated { loop in
            loop.connections[Int(fd)] = nil
            loop.count -= 1
            if loop.count == 0 { loop.waitsForNone.take()?.resume() }
        }
    }

    // Time

    /// One pass over all connections a second, or more often where limits are shorter; none without connections.
    private func startSweeping() {
        guard sweep == nil else { return }
        let limits = shared.limits
        let times = [limits.headTime, limits.bodyWindow, limits.idleTime, limits.writeStall, limits.lingerTime]
        let interval = max(.milliseconds(5), times.reduce(.seconds(4), min) / 4)
        let scheduled = ContinuousClock.now
        sweep = events.schedule(after: interval) {
            self.assumeIsolated { $0.sweepAll(late: scheduled.duration(to: .now) - interval) }
        }
    }

    private func sweepAll(late: Duration) {
        sweep = nil
        if late > Self.notableHold { shared.onEvent(.loopHeld(late)) }
        let now = monotonicNanoseconds()
        for index in connections.indices { connections[index]?.expire(now) }
        if count > 0 { startSweeping() }
    }

    // Exchanges

    /// The task is owned by its connection, which cancels it when the client leaves or the server's grace is over, and
    /// ends with the answer.
    nonisolated func start(_ request: Request, _ id: ExchangeID) -> Task<Void, Never> {
        Task(executorPreference: events.executor) { await self.serve(request, id) }
    }

    private nonisolated func serve(_ request: Request, _ id: ExchangeID) async {
        let response = await negotiation.finish(handler(request), for: request.method, request.headers)
        if events.executor.isCurrent {
            // The usual case, since handlers run on this loop: saves two ways through the queue.
            finishHere(response, id)
        } else {
            await finish(response, id)
        }
    }

    private nonisolated func finishHere(_ response: Response, _ id: ExchangeID) {
        assumeIsolated { $0.finish(response, id) }
    }

    private func finish(_ response: Response, _ id: ExchangeID) {
        guard let connection = connection(id) else { return }
        guard case .stream(let body) = response.body else { return connection.finish(response) }
        connection.beginStream(response) {
            // A task of its own, because a stream may last for hours: what answering has used (10 KB) is freed.
            Task(executorPreference: events.executor) { await self.stream(body, id) }
        }
    }

    private func stream(_ body: @Sendable (any ResponseWriter) async throws -> Void, _ id: ExchangeID) async {
        do {
            try await body(ConnectionWriter(loop: self, id: id))
            self.connection(id)?.endStream()
        } catch {
            fail(error, id)
        }
    }

    /// A client that left is daily business; everything else is the stream's own fault.
    private func fail(_ error: any Error, _ id: ExchangeID) {
        guard let connection = connection(id) else { return }
        if !(error is ResponseWriteError || error is CancellationError) {
            shared.onEvent(.bodyFailed("\(error)", remoteAddress: connection.remoteAddress))
        }
        connection.close()
    }

    /// The next bytes of a request's body; see `RequestBody`.
    func nextChunk(_ id: ExchangeID) async throws(BodyError) -> [UInt8]? {
        guard let connection = connection(id) else { throw .disconnected }
        switch connection.pull() {
        case .chunk(let bytes): return bytes
        case .end: return nil
        case .failed(let error): throw error
        case .wait: break
        }
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { waitForBody($0, id) }
        } onCancel: {
            // Nobody owns it, and it ends at once: it only resumes the reader, who waits above.
            Task { await self.stopReading(id) }
        }
        return try result.get()
    }

    /// Runs some turns after the pull, so all is asked anew; a cancellation from here on finds the waiter.
    private func waitForBody(_ waiter: Incoming.Waiter, _ id: ExchangeID) {
        guard !Task.isCancelled, let connection = connection(id) else {
            return waiter.resume(returning: .failure(.disconnected))
        }
        connection.wait(forBody: waiter)
    }

    private func stopReading(_ id: ExchangeID) {
        connection(id)?.stopWaitingForBody()
    }

    func write(_ bytes: [UInt8], _ id: ExchangeID) async throws(ResponseWriteError) {
        guard !Task.isCancelled, let connection = connection(id) else { throw .disconnected }
        switch connection.write(bytes) {
        case .done: return
        case .disconnected: throw .disconnected
        case .wait: break
        }
        nextTicket += 1
        let ticket = nextTicket
        let error = await withTaskCancellationHandler {
            await withCheckedContinuation { waitForRoom($0, ticket, id) }
        } onCancel: {
            // Nobody owns it, and it ends at once: it only resumes the writer, who waits above.
            Task { await self.stopWriting(id, ticket) }
        }
        if let error { throw error }
    }

    /// As with the body.
    private func waitForRoom(_ writer: WaitingWriters.Writer, _ ticket: UInt64, _ id: ExchangeID) {
        guard !Task.isCancelled, let connection = connection(id) else {
            return writer.resume(returning: .disconnected)
        }
        connection.wait(forRoom: writer, ticket: ticket)
    }

    private func stopWriting(_ id: ExchangeID, _ ticket: UInt64) {
        connection(id)?.stopWaitingForRoom(ticket)
    }

    private func connection(_ id: ExchangeID) -> Connection? {
        guard Int(id.fd) < connections.count, let connection = connections[Int(id.fd)], connection.id == id else {
            return nil
        }
        return connection
    }

    // The end

    /// From here on nobody new comes; idle connections end, the others with their answers.
    func stopAccepting() {
        shared.isStopping = true
        for listener in listeners { events.unwatch(listener.fd) }
        listeners = []
        for index in connections.indices { connections[index]?.closeIfIdle() }
    }

    /// Returns when no connection is left: after `grace` the handlers are cancelled, and `lastMoment` later, for those
    /// who do not listen, the sockets are closed.
    func drain(within grace: Duration, lastMoment: Duration) async {
        guard count > 0 else { return }
        let cancelling = events.schedule(after: grace) {
            self.assumeIsolated { loop in
                for index in loop.connections.indices { loop.connections[index]?.cancelTask() }
            }
        }
        let closing = events.schedule(after: grace + lastMoment) {
            self.assumeIsolated { loop in
                for index in loop.connections.indices { loop.connections[index]?.close() }
            }
        }
        // Runs some turns later, when the last connection may have gone.
        await withCheckedContinuation { waiter in
            if count == 0 { waiter.resume() } else { waitsForNone = waiter }
        }
        events.cancel(cancelling)
        events.cancel(closing)
    }
}

/// Writes to the exchange that it was made for, and to no later one.
private struct ConnectionWriter: ResponseWriter {
    let loop: ServerLoop
    let id: ExchangeID

    func write(_ bytes: [UInt8]) async throws(ResponseWriteError) {
        try await loop.write(bytes, id)
    }
}
