private import CLinux
import EventLoop
private import Glibc
import HTTP

/// Names one exchange on one connection. Tasks hold this instead of the connection and look it up after each
/// suspension: what is gone is a thrown "disconnected", never another exchange that has the same descriptor.
struct ExchangeID: Sendable, Hashable {
    let fd: Int32
    let generation: UInt64
}

/// One socket and the exchange that runs on it. It lives on its loop and is touched there only; it is not Sendable.
/// Long for one file, because each of its events may change the phase that all others look at.
final class Connection {
    private enum Phase {
        /// Between requests, or within a head.
        case idle
        /// From a complete head, or a refusal, to the last byte of the answer.
        case serving
        /// The answer is out; the rest of a small body is read and dropped.
        case discarding
        /// Our side is shut down: the client can stop sending and read the answer.
        case lingering
        case closed
    }

    /// Of 64 KB, before the other connections have their turn.
    private static let readsPerTurn = 16

    let remoteAddress: String
    private(set) var id: ExchangeID
    private let fd: Int32
    private unowned let loop: ServerLoop
    private let shared: LoopShared
    private var phase = Phase.idle
    private var task: Task<Void, Never>?
    private var decoder: RequestDecoder
    private var incoming = Incoming()
    private var outgoing = Outgoing()
    private var writers = WaitingWriters()
    private var answer = Answer(isHead: false)
    private var times = ConnectionTimes()
    private var isReadingPaused = false
    private var isPeerGone = false

    init(fd: Int32, remoteAddress: String, loop: ServerLoop, shared: LoopShared) {
        self.fd = fd
        self.remoteAddress = remoteAddress
        self.loop = loop
        self.shared = shared
        id = ExchangeID(fd: fd, generation: shared.nextGeneration())
        decoder = RequestDecoder(limits: shared.decoderLimits)
        times.connected(monotonicNanoseconds())
    }

    // What the socket says

    /// Reads until the socket is empty or enough is buffered, since it is watched for changes only; but not for ever.
    func readable() {
        for _ in 0..<Self.readsPerTurn {
            if phase == .lingering { return drainSocket() }
            if phase == .closed || isReadingPaused { return }
            let count = recv(fd, shared.scratch.baseAddress, shared.scratch.count, 0)
            if count > 0 {
                decoder.append(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(shared.scratch)[..<count]))
                decode()
                if count < shared.scratch.count { return }
            } else if count == 0 {
                return peerLeft()
            } else if errno != EINTR {
                return errno == EAGAIN ? () : close()
            }
        }
        loop.continueReading(fd)
    }

    func writable() {
        if phase != .closed, !outgoing.isEmpty { settle(outgoing.flush(to: fd)) }
    }

    /// The client has shut down its side. It may still read (a few tools half-close), so an answer that comes all the
    /// same is sent, but whatever waits for the client ends now.
    func peerLeft() {
        guard phase == .serving, !answer.isStreaming else { return close() }
        isPeerGone = true
        task?.cancel()
        incoming.fail(.disconnected)
    }

    func close() {
        guard phase != .closed else { return }
        phase = .closed
        task?.cancel()
        task = nil
        incoming.fail(.disconnected)
        writers.resumeAll(.disconnected)
        outgoing.removeAll()
        loop.forget(fd)
    }

    // What time and the server say

    func expire(_ now: UInt64) {
        switch times.expiry(now, shared.limits) {
        case nil: break
        case .idle, .linger: close()
        case .head: refuse(.requestTimeout)
        case .body:
            guard phase == .serving else { return close() }
            failBody(.timedOut)
        case .write:
            writers.resumeAll(.timedOut)
            close()
        }
    }

    /// The server is stopping: ends now what nobody waits for. The rest ends with its answer.
    func closeIfIdle() {
        switch phase {
        case .idle: if decoder.isBetweenRequests, outgoing.isEmpty { close() }
        case .discarding: close()
        case .serving, .lingering, .closed: break
        }
    }

    func cancelTask() {
        task?.cancel()
    }

    // Decoding

    private func decode() {
        while takesEvents, let event = decoder.next() {
            switch event {
            case .head(let head): begin(head)
            case .body(let bytes):
                times.bodyArrived(bytes.count, monotonicNanoseconds())
                if phase == .serving { incoming.append(bytes) }
            case .end: endRequest()
            case .refused(let status): refuse(status)
            }
        }
        if phase == .idle, !decoder.isBetweenRequests { times.headBegan(monotonicNanoseconds()) }
        if unreadCount > shared.pauseAbove {
            isReadingPaused = true
            times.bodyStopped()
        }
    }

    /// The next request waits until this one's answer is out.
    private var takesEvents: Bool {
        switch phase {
        case .idle: true
        case .serving: incoming.isOpen && incoming.count < shared.pauseAbove
        case .discarding: !incoming.isEnded
        case .lingering, .closed: false
        }
    }

    private var unreadCount: Int { incoming.count + decoder.bufferedCount }

    private func begin(_ head: RequestHead) {
        phase = .serving
        id = ExchangeID(fd: fd, generation: shared.nextGeneration())
        incoming = Incoming()
        answer = Answer(head)
        times.headEnded()
        let body = requestBody(head)
        if body.declaredLength != 0, !head.expectsContinue { times.bodyBegan(monotonicNanoseconds(), shared.limits) }
        let request = Request(
            head.method, head.target, headers: head.headers, body: body, remoteAddress: remoteAddress)
        task = loop.start(request, id)
    }

    private func requestBody(_ head: RequestHead) -> RequestBody {
        let length: Int? = if case .length(let length) = head.framing { length } else { nil }
        if length == 0 { return .empty }
        return RequestBody(declaredLength: length) { [loop, id] () async throws(BodyError) in
            try await loop.nextChunk(id)
        }
    }

    private func endRequest() {
        times.bodyStopped()
        incoming.end()
        if phase == .discarding { becomeIdle() }
    }

    /// A head is answered by the server itself; within a body the handler is told and answers.
    private func refuse(_ status: Status) {
        shared.onEvent(.requestRefused(status, remoteAddress: remoteAddress))
        switch phase {
        case .idle:
            phase = .serving
            // Of what follows nothing is understood any more.
            incoming = Incoming()
            incoming.fail(.malformed)
            answer = Answer(isHead: decoder.isWithinHEAD)
            times.headEnded()
            finish(shared.errorAnswer(status))
        case .serving: failBody(status == .contentTooLarge ? .tooLarge : .malformed)
        case .discarding: close()
        case .lingering, .closed: break
        }
    }

    private func failBody(_ error: BodyError) {
        times.bodyStopped()
        incoming.fail(error)
    }

    // The request's body

    /// Sends 100 Continue at the first call, if the client waits for it, and reads on where room has been made.
    func pull() -> Incoming.Pull {
        if answer.takeContinue(), incoming.count == 0, incoming.isOpen {
            times.bodyBegan(monotonicNanoseconds(), shared.limits)
            outgoing.append(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))
            settle(outgoing.flush(to: fd))
        }
        let pulled = incoming.pull()
        if case .chunk = pulled {
            decode()
            resumeReading()
        }
        return pulled
    }

    /// Looks again first: something may have come since the pull that found nothing.
    func wait(forBody waiter: Incoming.Waiter) {
        switch pull() {
        case .chunk(let bytes): waiter.resume(returning: .success(bytes))
        case .end: waiter.resume(returning: .success(nil))
        case .failed(let error): waiter.resume(returning: .failure(error))
        case .wait: incoming.wait(waiter)
        }
    }

    func stopWaitingForBody() {
        incoming.stopWaiting()
    }

    private func resumeReading() {
        let enough = phase == .serving ? shared.pauseAbove / 4 : shared.pauseAbove
        guard isReadingPaused, unreadCount <= enough else { return }
        isReadingPaused = false
        if phase == .discarding || incoming.isOpen { times.bodyBegan(monotonicNanoseconds(), shared.limits) }
        readable()
    }

    // The answer

    /// An answer of bytes or a file, whole.
    func finish(_ response: Response) {
        guard phase == .serving, !answer.isStarted else { return }
        let hasBody = !answer.isHead && !response.status.forbidsBody
        var body: [UInt8] = []
        var framing = ResponsePrinter.Framing.none
        switch response.body {
        case .bytes(let bytes):
            framing = .length(bytes.count)
            if hasBody { body = bytes }
        case .file(let range):
            framing = .length(range.length)
            if hasBody { outgoing.append(range) }
        case .stream: break
        }
        answer.isEnded = true
        printHead(of: response, framing)
        settle(outgoing.send(head: shared.printer.head, body: body, to: fd))
    }

    /// The head of a streamed answer; then the task that writes the body, where one is to follow.
    func beginStream(_ response: Response, writing: () -> Task<Void, Never>) {
        guard phase == .serving, !answer.isStarted else { return }
        answer.isEnded = answer.isHead || response.status.forbidsBody
        answer.isStreaming = !answer.isEnded
        answer.isChunked = !answer.isVersion10
        if answer.isVersion10 { answer.keepsAlive = false }
        printHead(of: response, answer.isChunked ? .chunked : .untilClose)
        settle(outgoing.send(head: shared.printer.head, body: [], to: fd))
        if isPeerGone, answer.isStreaming { close() }
        if answer.isStreaming, phase == .serving { task = writing() }
    }

    enum Write {
        case done, disconnected
        /// Taken, but the caller must wait for room.
        case wait
    }

    func write(_ bytes: [UInt8]) -> Write {
        guard phase == .serving, answer.isStreaming else { return .disconnected }
        outgoing.append(answer.isChunked ? chunk(bytes) : bytes)
        settle(outgoing.flush(to: fd))
        guard phase == .serving else { return .disconnected }
        return outgoing.byteCount > shared.limits.unsentBytes ? .wait : .done
    }

    /// Looks again first: the client may have read on since the write.
    func wait(forRoom writer: WaitingWriters.Writer, ticket: UInt64) {
        if phase == .serving, outgoing.byteCount > shared.limits.unsentBytes {
            writers.append(writer, ticket)
        } else {
            writer.resume(returning: phase == .serving ? nil : .disconnected)
        }
    }

    func stopWaitingForRoom(_ ticket: UInt64) {
        writers.resume(ticket, .disconnected)
    }

    func endStream() {
        guard phase == .serving, answer.isStreaming else { return }
        answer.isStreaming = false
        answer.isEnded = true
        if answer.isChunked { outgoing.append(lastChunk) }
        settle(outgoing.flush(to: fd))
    }

    private func printHead(of response: Response, _ framing: ResponsePrinter.Framing) {
        answer.isStarted = true
        answer.keepsAlive = answer.keepsAlive && !shared.isStopping && !isPeerGone && canReachNextRequest
        let connection: StaticString? =
            if !answer.keepsAlive { "close" } else if answer.isVersion10 { "keep-alive" } else { nil }
        shared.printer.print(
            response.status, response.headers, response.status.forbidsBody ? .none : framing, connection: connection)
    }

    /// Whether what is left of the body is little enough to be read only to be dropped. A client that still waits for
    /// 100 Continue may send the body or not, so what comes next would be anybody's guess.
    private var canReachNextRequest: Bool {
        if incoming.isEnded { return true }
        guard incoming.isOpen, !answer.expectsContinue, let remaining = decoder.remainingBody else { return false }
        return remaining <= shared.limits.drainedBytes
    }

    // Sending

    private func settle(_ flush: Outgoing.Flush) {
        switch flush {
        case .failed: return close()
        case .sent:
            times.unblocked()
            if answer.isEnded { return complete() }
        case .blocked:
            times.blocked(monotonicNanoseconds(), sentBytes: outgoing.sentBytes)
        case .yielded:
            times.blocked(monotonicNanoseconds(), sentBytes: outgoing.sentBytes)
            loop.continueWriting(fd)
        }
        if outgoing.byteCount <= shared.limits.unsentBytes / 4 { writers.resumeAll(nil) }
    }

    private func complete() {
        task = nil
        answer.isEnded = false
        incoming.discard()
        if !answer.keepsAlive {
            endConnection()
        } else if incoming.isEnded {
            becomeIdle()
        } else {
            phase = .discarding
            incoming.fail(.disconnected)
            decode()
            resumeReading()
        }
    }

    private func becomeIdle() {
        phase = .idle
        times.becameIdle(monotonicNanoseconds())
        if shared.isStopping, decoder.isBetweenRequests { return close() }
        decode()
        resumeReading()
    }

    /// Closing a socket with unread bytes resets it, and the client may lose the answer. So where it may still be
    /// sending, only our side ends first (RFC 9112 §9.6).
    private func endConnection() {
        let isAllRead = incoming.isEnded && decoder.bufferedCount == 0 && !isReadingPaused
        if isAllRead || isPeerGone { return close() }
        phase = .lingering
        times.lingers(monotonicNanoseconds())
        incoming.fail(.disconnected)
        _ = shutdown(fd, Int32(SHUT_WR))
        drainSocket()
    }

    private func drainSocket() {
        for _ in 0..<Self.readsPerTurn {
            let count = recv(fd, shared.scratch.baseAddress, shared.scratch.count, 0)
            if count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR) { return close() }
            if count < 0, errno == EAGAIN { return }
        }
        loop.continueReading(fd)
    }
}
