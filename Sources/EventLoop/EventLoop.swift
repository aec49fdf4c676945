private import CLinux
private import Glibc

/// One thread that waits for descriptors, timers and jobs. An actor lives on it by returning `executor` as its own:
///
///     nonisolated var unownedExecutor: UnownedSerialExecutor { loop.executor.asUnownedSerialExecutor() }
///
/// and handles a watched descriptor with `assumeIsolated`. A loop without descriptors is a plain thread of its own for
/// blocking work (the database has such ones). The thread ends when the last reference to the loop is gone, so an actor
/// must own its loop: a job on an ended loop would never run.
package final class EventLoop: Sendable {
    package let executor: LoopExecutor
    private let poller: Poller

    /// Starts the thread. The name (15 bytes are shown) appears in `top -H`. A thread for blocking work is not watched.
    package init(name: String, watch: TurnWatch? = nil) throws(SystemError) {
        let poller = try Poller()
        self.poller = poller
        executor = LoopExecutor(wakeUp: { poller.wakeUp() })
        try startThread(name: name) { [executor] in poller.run(executor, watch) }
    }

    deinit {
        poller.end()
    }

    /// The handler runs on the loop, once a turn in which something happened. On the loop only.
    package func watch(
        _ fd: Int32, for interest: Interest, _ handler: @escaping @Sendable (Interest) -> Void
    ) throws(SystemError) {
        executor.checkIsolated()
        try poller.watch(fd, interest, handler)
    }

    /// On the loop only.
    package func change(_ fd: Int32, to interest: Interest) throws(SystemError) {
        executor.checkIsolated()
        try poller.change(fd, to: interest)
    }

    /// Before the descriptor is closed; unknown ones are ignored. On the loop only.
    package func unwatch(_ fd: Int32) {
        executor.checkIsolated()
        poller.unwatch(fd)
    }

    /// The action runs on the loop, once, not before `delay` has passed. On the loop only.
    package func schedule(after delay: Duration, _ action: @escaping @Sendable () -> Void) -> TimerID {
        executor.checkIsolated()
        let (seconds, attoseconds) = delay.components
        let nanoseconds = max(0, seconds) * 1_000_000_000 + max(0, attoseconds) / 1_000_000_000
        return poller.schedule(at: monotonicNanoseconds() + UInt64(nanoseconds), action)
    }

    /// On the loop only; nothing happens when it has run.
    package func cancel(_ timer: TimerID) {
        executor.checkIsolated()
        poller.cancel(timer)
    }
}

private final class ThreadBody {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

private func startThread(name: String, _ run: @escaping @Sendable () -> Void) throws(SystemError) {
    // Retained here, released by the thread as its first act.
    let body = Unmanaged.passRetained(ThreadBody(run))
    var thread = pthread_t()
    let code = pthread_create(
        &thread, nil,
        { pointer in
            // The pointer is never null because pthread_create hands on what we give it below.
            Unmanaged<ThreadBody>.fromOpaque(pointer!).takeRetainedValue().run()
            return nil
        }, body.toOpaque())
    guard code == 0 else {
        body.release()
        throw SystemError(call: "pthread_create", code: code)
    }
    nameThread(thread, name)
    pthread_detach(thread)
}

private func nameThread(_ thread: pthread_t, _ name: String) {
    _ = String(decoding: name.utf8.prefix(15), as: UTF8.self).withCString { pthread_setname_np(thread, $0) }
}
