private import Glibc

/// SIGTERM and SIGINT as something to await, and SIGPIPE as an ordinary error of write(2).
///
/// Made first in `main`, before any thread: signals are blocked in the thread that makes it, and every later thread
/// inherits that, so that only the waiting thread takes them. `main` must not be async: Dispatch would let the main
/// thread wait with all signals unblocked.
package final class TerminationSignal: Sendable {
    private let loop: EventLoop?

    package init() {
        signal(SIGPIPE, SIG_IGN)
        var set = TerminationSignal.set
        pthread_sigmask(SIG_BLOCK, &set, nil)
        // Without a thread to wait on (no memory for one) signals keep their default action: the process ends.
        loop = try? EventLoop(name: "signals")
        if loop == nil { pthread_sigmask(SIG_UNBLOCK, &set, nil) }
    }

    /// The number of the first signal. Blocks a thread of its own, not the pool.
    package func received() async -> Int32 {
        guard let loop else { return 0 }
        return await Waiter(loop: loop).wait()
    }

    fileprivate static var set: sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        sigaddset(&set, SIGTERM)
        sigaddset(&set, SIGINT)
        return set
    }
}

private actor Waiter {
    private let loop: EventLoop
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.executor.asUnownedSerialExecutor() }

    init(loop: EventLoop) { self.loop = loop }

    func wait() -> Int32 {
        var set = TerminationSignal.set
        var number: Int32 = 0
        while sigwait(&set, &number) != 0 {}
        return number
    }
}
