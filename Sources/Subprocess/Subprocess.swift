import CLinux
package import EventLoop
import Glibc

/// A child process with pipes to its three standard streams, in a process group of its own.
///
/// It lives on its loop: lines are read as they come, its end is heard by a pidfd, nothing blocks. Whoever starts it must
/// call `end`, on every path; should this process die, the child's input closes, by which our programs know. What the
/// child has left running in its group is killed when it ends.
package actor Subprocess {
    private let loop: EventLoop
    private let limits: SubprocessLimits
    private var child: SpawnedChild?
    private var status: ExitStatus?
    private var lines: LineBuffer
    private var outputIsOpen = false
    private var outputIsWatched = false
    private var inputIsOpen = false
    private var lineIsTooLong = false
    private var errorTail: [UInt8] = []
    private var unsent: ArraySlice<UInt8> = []
    private var timers: [TimerID] = []
    private var writer: CheckedContinuation<Result<Void, SubprocessError>, Never>?
    private var lineReader: CheckedContinuation<Void, Never>?
    private var exitWaiters: [Int: CheckedContinuation<ExitStatus?, Never>] = [:]
    private var lastWaiter = 0

    /// Whether the time limit has ended it.
    package private(set) var isOutOfTime = false

    package nonisolated var unownedExecutor: UnownedSerialExecutor { loop.executor.asUnownedSerialExecutor() }

    private init(_ limits: SubprocessLimits, on loop: EventLoop) {
        self.loop = loop
        self.limits = limits
        lines = LineBuffer(limit: limits.lineBytes)
    }

    /// Throws `.notStarted`.
    package static func start(
        _ command: Command, limits: SubprocessLimits = SubprocessLimits(), on loop: EventLoop
    ) async throws(SubprocessError) -> Subprocess {
        let process = Subprocess(limits, on: loop)
        try await process.launch(command)
        return process
    }

    /// The child's number; it may be someone else's after `status` is known.
    package var pid: Int32 { child?.process ?? 0 }

    /// How it ended; `nil` while it runs.
    package var exitStatus: ExitStatus? { status }

    /// The last of what it wrote to its standard error, at most 4 KiB.
    package var errorText: String { String(decoding: errorTail, as: UTF8.self) }

    /// Returns when the child's pipe has taken all. Throws `.inputClosed` or `.cancelled`. One caller at a time.
    package func write(_ bytes: [UInt8]) async throws(SubprocessError) {
        guard inputIsOpen else { throw SubprocessError(.inputClosed) }
        unsent = bytes[...]
        let outcome = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                writer = continuation
                if Task.isCancelled { finishWriting(.failure(SubprocessError(.cancelled))) } else { writeMore() }
            }
        } onCancel: {
            // Ends by itself; the cancelled caller waits for what it does.
            Task { await self.finishWriting(.failure(SubprocessError(.cancelled))) }
        }
        try outcome.get()
    }

    /// The child reads the end of its input after what was written.
    package func closeInput() {
        guard inputIsOpen, let child else { return }
        finishWriting(.failure(SubprocessError(.inputClosed)))
        inputIsOpen = false
        loop.unwatch(child.input)
        close(child.input)
    }

    /// The next line of its standard output without its end; `nil` after the last. One caller at a time.
    /// Throws `.lineTooLong` (the child is ended then) or `.cancelled`.
    package func nextLine() async throws(SubprocessError) -> String? {
        while true {
            if let line = lines.next() {
                if !lines.isFull { watchOutput() }
                return line
            }
            guard !lineIsTooLong else { throw SubprocessError(.lineTooLong, "\(limits.lineBytes) bytes") }
            guard outputIsOpen else { return nil }
            guard !Task.isCancelled else { throw SubprocessError(.cancelled) }
            await withTaskCancellationHandler {
                await withCheckedContinuation { continuation in
                    // Looked at again, because entering the handler may have let others run.
                    if lines.isEmpty, outputIsOpen, !Task.isCancelled {
                        lineReader = continuation
                    } else {
                        continuation.resume()
                    }
                }
            } onCancel: {
                // Ends by itself; the cancelled caller waits for what it does.
                Task { await self.wakeLineReader() }
            }
        }
    }

    /// Returns when it has ended. Throws `.cancelled`.
    package func exit() async throws(SubprocessError) -> ExitStatus {
        lastWaiter += 1
        let ticket = lastWaiter
        let status = await withTaskCancellationHandler {
            await wait(as: ticket, unlessCancelled: true)
        } onCancel: {
            // Ends by itself; the cancelled caller waits for what it does.
            Task { await self.stopWaiting(ticket) }
        }
        guard let status else { throw SubprocessError(.cancelled) }
        return status
    }

    /// Closes its input, asks it to end, insists after `grace`, and returns when it is gone. Also in a cancelled task.
    package func end() async {
        askToEnd()
        lastWaiter += 1
        _ = await wait(as: lastWaiter, unlessCancelled: false)
    }

    private func wait(as ticket: Int, unlessCancelled: Bool) async -> ExitStatus? {
        await withCheckedContinuation { continuation in
            if status != nil || unlessCancelled && Task.isCancelled {
                continuation.resume(returning: status)
            } else {
                exitWaiters[ticket] = continuation
            }
        }
    }

    private func stopWaiting(_ ticket: Int) {
        exitWaiters.removeValue(forKey: ticket)?.resume(returning: nil)
    }

    // MARK: On the loop

    /// The watchers hold this object until the child has ended, so that it is always reaped.
    private func launch(_ command: Command) throws(SubprocessError) {
        // A child that closes its input must not end us; the signal stays pending on this thread.
        var signals = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        let child = try spawn(command)
        self.child = child
        if let bytes = limits.memoryBytes { _ = limit_address_space(child.process, rlim_t(bytes)) }
        inputIsOpen = true
        outputIsOpen = true
        do {
            try loop.watch(child.processFD, for: .read) { _ in self.assumeIsolated { $0.reap() } }
            try loop.watch(child.errors, for: .read) { _ in self.assumeIsolated { $0.readErrors() } }
        } catch {
            kill(-child.process, SIGKILL)
            loop.unwatch(child.processFD)
            reap()
            throw SubprocessError(.notStarted, "\(error)")
        }
        watchOutput()
        if let time = limits.time { after(time) { $0.runOutOfTime() } }
    }

    private func after(_ delay: Duration, _ action: @escaping @Sendable (isolated Subprocess) -> Void) {
        timers.append(loop.schedule(after: delay) { [weak self] in self?.assumeIsolated { action($0) } })
    }

    private func runOutOfTime() {
        guard status == nil else { return }
        isOutOfTime = true
        askToEnd()
    }

    private func askToEnd() {
        guard status == nil, let child else { return }
        closeInput()
        kill(-child.process, SIGTERM)
        after(limits.grace) { $0.insist() }
    }

    private func insist() {
        guard status == nil, let child else { return }
        kill(-child.process, SIGKILL)
    }

    private func reap() {
        guard status == nil, let child else { return }
        // Before the child is reaped its number, and so its group's, cannot be anyone else's.
        kill(-child.process, SIGKILL)
        var waitStatus: Int32 = 0
        guard waitpid(child.process, &waitStatus, 0) == child.process else { return }
        loop.unwatch(child.processFD)
        close(child.processFD)
        closeInput()
        for timer in timers { loop.cancel(timer) }
        // All of its group is dead, so what it wrote is in the pipes; an escaped grandchild may hold them open for ever.
        drainOutput()
        readErrors()
        loop.unwatch(child.errors)
        close(child.errors)
        status = ExitStatus(waitStatus: waitStatus)
        for waiter in exitWaiters.values { waiter.resume(returning: status) }
        exitWaiters = [:]
    }

    private func writeMore() {
        guard inputIsOpen, let child, writer != nil else { return }
        while !unsent.isEmpty {
            let count = unsent.withUnsafeBytes { Glibc.write(child.input, $0.baseAddress, $0.count) }
            if count > 0 {
                unsent = unsent.dropFirst(count)
            } else if errno == EAGAIN {
                // Watched already when this is not the first time.
                try? loop.watch(child.input, for: .write) { _ in self.assumeIsolated { $0.writeMore() } }
                return
            } else if errno != EINTR {
                return finishWriting(.failure(SubprocessError(.inputClosed, "\(SystemError(call: "write"))")))
            }
        }
        finishWriting(.success(()))
    }

    private func finishWriting(_ outcome: Result<Void, SubprocessError>) {
        guard let writer else { return }
        self.writer = nil
        unsent = []
        if let child { loop.unwatch(child.input) }
        writer.resume(returning: outcome)
    }

    private func watchOutput() {
        guard let child, outputIsOpen, !outputIsWatched else { return }
        do {
            try loop.watch(child.output, for: .read) { _ in self.assumeIsolated { $0.readOutput() } }
            outputIsWatched = true
        } catch {
            closeOutput()
        }
    }

    private func drainOutput() {
        while let child, outputIsOpen, let piece = readOnce(child.output) { take(piece) }
        lines.end()
        closeOutput()
    }

    private func readOutput() {
        guard let child, outputIsOpen, let piece = readOnce(child.output) else { return }
        take(piece)
        if lines.isFull, outputIsWatched {
            // The child waits until the reader has caught up.
            loop.unwatch(child.output)
            outputIsWatched = false
        }
    }

    private func take(_ piece: ArraySlice<UInt8>) {
        if piece.isEmpty {
            lines.end()
            closeOutput()
        } else if !lines.add(piece) {
            lineIsTooLong = true
            closeOutput()
            askToEnd()
        }
        wakeLineReader()
    }

    private func closeOutput() {
        guard let child, outputIsOpen else { return }
        outputIsOpen = false
        loop.unwatch(child.output)
        close(child.output)
        wakeLineReader()
    }

    private func wakeLineReader() {
        lineReader?.resume()
        lineReader = nil
    }

    private func readErrors() {
        guard let child, status == nil else { return }
        while let piece = readOnce(child.errors) {
            guard !piece.isEmpty else { return loop.unwatch(child.errors) }
            errorTail = (errorTail + piece).suffix(4096)
        }
    }
}

/// `nil` when there is nothing now, empty at the end.
private func readOnce(_ fd: Int32) -> ArraySlice<UInt8>? {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = read(fd, &buffer, buffer.count)
    guard count >= 0 else { return errno == EAGAIN || errno == EINTR ? nil : [] }
    return buffer[..<count]
}
