import CCurl
import EventLoop
private import Glibc

/// Names an exchange in the loop; never used twice.
struct TransferID: Sendable, Hashable {
    let number: Int
}

/// libcurl's multi interface on one loop thread: sockets watched by epoll, timers by the loop, callbacks that do nothing
/// but copy and note. Whoever waits for an exchange holds its `TransferID` and finds it, or no longer, at each step.
actor CurlLoop {
    private let loop: EventLoop
    private let multi: CurlMulti
    private var isStarted = false
    private var timer: TimerID?
    private var watched: Set<Int32> = []
    private var transfers: [TransferID: Transfer] = [:]
    private var lastNumber = 0

    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.executor.asUnownedSerialExecutor() }

    init(_ watch: TurnWatch?) throws(TransferError) {
        do {
            loop = try EventLoop(name: "http-client", watch: watch)
        } catch {
            throw TransferError(.internal, "\(error)")
        }
        multi = try CurlMulti()
    }

    deinit {
        multi.stop()
    }

    /// Exchanges in memory, for tests of what is let go.
    var count: Int { transfers.count }

    /// Returns at the answer's head. Cancelling the task ends the exchange at once.
    func start(_ plan: TransferPlan) async throws(TransferError) -> (id: TransferID, head: ResponseHead) {
        try startIfNeeded()
        lastNumber += 1
        let id = TransferID(number: lastNumber)
        let easy = try CurlEasy(id, plan, in: self, multi)
        let transfer = Transfer(id, plan, easy, now: monotonicNanoseconds())
        transfers[id] = transfer
        do {
            try multi.add(easy)
        } catch {
            transfers[id] = nil
            throw error
        }
        schedule(transfer)
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { self.wait(for: transfer, head: $0) }
        } onCancel: {
            cancelSoon(id)
        }
        switch outcome {
        case .success(let head):
            return (id, head)
        case .failure(let error):
            forget(id)
            throw error
        }
    }

    /// The next piece, or `nil` at the end. One caller at a time.
    func nextPiece(of id: TransferID) async throws(TransferError) -> [UInt8]? {
        guard let transfer = transfers[id] else { return nil }
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { self.wait(for: transfer, piece: $0) }
        } onCancel: {
            cancelSoon(id)
        }
        switch outcome {
        case .success(let piece?):
            unpause(transfer)
            return piece
        case .success(nil):
            forget(id)
            return nil
        case .failure(let error):
            forget(id)
            throw error
        }
    }

    // The operation of `withTaskCancellationHandler` runs on this actor only if it mentions `self`; Swift 6.3 lets a
    // closure with `transfer` alone run on the pool, without a word. Hence these two.

    private func wait(for transfer: Transfer, head waiter: Transfer.HeadWaiter) {
        loop.executor.checkIsolated()
        transfer.waitForHead(waiter)
    }

    private func wait(for transfer: Transfer, piece waiter: Transfer.PieceWaiter) {
        loop.executor.checkIsolated()
        transfer.waitForPiece(waiter)
    }

    /// Ends an exchange in whatever state it is.
    func forget(_ id: TransferID) {
        end(id, with: TransferError(.cancelled))
        transfers[id] = nil
    }

    private nonisolated func cancelSoon(_ id: TransferID) {
        // Ends by itself after one turn of the loop; the cancelled task waits for what it does.
        Task { await end(id, with: TransferError(.cancelled)) }
    }

    private func end(_ id: TransferID, with error: TransferError?) {
        guard let transfer = transfers[id], let easy = transfer.easy else { return }
        if let timer = transfer.timer { loop.cancel(timer) }
        multi.remove(easy)
        transfer.end(with: error)
    }

    // MARK: The loop's side

    private func startIfNeeded() throws(TransferError) {
        guard !isStarted else { return }
        // A peer that leaves while TLS writes must not end the process.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        try multi.start(for: self)
        isStarted = true
    }

    /// libcurl wants to be called after so many milliseconds; below 0: no longer.
    func setTimer(milliseconds: Int) {
        if let timer { loop.cancel(timer) }
        timer = nil
        guard milliseconds >= 0 else { return }
        timer = loop.schedule(after: .milliseconds(milliseconds)) { [weak self] in
            self?.assumeIsolated { $0.timerFired() }
        }
    }

    private func timerFired() {
        timer = nil
        multi.act(CURL_SOCKET_TIMEOUT, events: 0)
        collectEnded()
    }

    /// libcurl wants to know when the socket can be read or written; an empty interest: no longer.
    func watch(_ socket: Int32, for interest: Interest) {
        do {
            if interest.isEmpty {
                loop.unwatch(socket)
                watched.remove(socket)
            } else if watched.contains(socket) {
                try loop.change(socket, to: interest)
            } else {
                try loop.watch(socket, for: interest) { [weak self] happened in
                    self?.assumeIsolated { $0.socketReady(socket, happened) }
                }
                watched.insert(socket)
            }
        } catch {
            // Nothing is heard of this socket, so its exchange ends by its clock.
        }
    }

    private func socketReady(_ socket: Int32, _ happened: Interest) {
        var events: Int32 = 0
        if happened.contains(.read) { events |= CURL_CSELECT_IN }
        if happened.contains(.write) { events |= CURL_CSELECT_OUT }
        if !happened.isDisjoint(with: .failed) { events |= CURL_CSELECT_ERR }
        multi.act(socket, events: events)
        collectEnded()
    }

    private func collectEnded() {
        while let (id, code) = multi.nextEnded() {
            end(id, with: transfers[id]?.error(for: code))
        }
    }

    private func unpause(_ transfer: Transfer) {
        guard transfer.resume(at: monotonicNanoseconds()) else { return }
        schedule(transfer)
        collectEnded()
    }

    private func schedule(_ transfer: Transfer) {
        guard transfer.easy != nil else { return }
        if let timer = transfer.timer { loop.cancel(timer) }
        let now = monotonicNanoseconds()
        let wait = transfer.clock.nextCheck > now ? transfer.clock.nextCheck - now : 0
        transfer.timer = loop.schedule(after: .nanoseconds(wait)) { [weak self, id = transfer.id] in
            self?.assumeIsolated { $0.checkClock(of: id) }
        }
    }

    private func checkClock(of id: TransferID) {
        guard let transfer = transfers[id], transfer.easy != nil else { return }
        if let kind = transfer.clock.expired(at: monotonicNanoseconds()) {
            end(id, with: TransferError(kind))
        } else {
            schedule(transfer)
        }
    }

    // MARK: libcurl's callbacks, on the loop

    func headerLine(_ line: String, of id: TransferID) -> Bool {
        guard let transfer = transfers[id], transfer.received(line: line, at: monotonicNanoseconds()) else {
            return false
        }
        // Another limit holds from here, which may end earlier.
        if transfer.isHeadComplete { schedule(transfer) }
        return true
    }

    func mayReceive(_ count: Int, of id: TransferID) -> Transfer.Admission {
        transfers[id]?.admission(of: count) ?? .refused
    }

    func received(_ bytes: [UInt8], of id: TransferID) {
        transfers[id]?.received(bytes, at: monotonicNanoseconds())
    }

    func bodyPiece(of id: TransferID, upTo limit: Int) -> [UInt8] {
        transfers[id]?.nextBodyPiece(upTo: limit) ?? []
    }
}
