private import CLinux
private import Glibc
private import Synchronization

/// The epoll side of a loop: watched descriptors and timers. Everything but `wakeUp`, `end` and the initialiser
/// happens on the loop's thread.
///
/// `@unchecked Sendable` because `watchers`, `timers` and their counters are touched on the loop's thread only, which
/// `EventLoop` checks at each entry; the descriptors never change; `isEnding` is atomic.
final class Poller: @unchecked Sendable {
    private struct Watcher {
        let generation: UInt32
        let handler: @Sendable (Interest) -> Void
    }

    private let epoll: Int32
    private let event: Int32
    private let isEnding = Atomic(false)
    /// By descriptor: small dense numbers, so an array.
    private var watchers: [Watcher?] = []
    private var nextGeneration: UInt32 = 1
    private var timers = TimerQueue()

    init() throws(SystemError) {
        let epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard epoll >= 0 else { throw SystemError(call: "epoll_create1") }
        let event = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
        guard event >= 0 else {
            let error = SystemError(call: "eventfd")
            close(epoll)
            throw error
        }
        // From here on deinit closes both, even if the next line throws.
        self.epoll = epoll
        self.event = event
        try control(EPOLL_CTL_ADD, event, .read, generation: 0, call: "epoll_ctl(eventfd)")
    }

    deinit {
        close(epoll)
        close(event)
    }

    /// From any thread.
    func wakeUp() {
        var one: UInt64 = 1
        // A full counter (EAGAIN) wakes the loop as well.
        _ = write(event, &one, 8)
    }

    /// From any thread: the loop's thread ends after its present turn.
    func end() {
        isEnding.store(true, ordering: .releasing)
        wakeUp()
    }

    func watch(_ fd: Int32, _ interest: Interest, _ handler: @escaping @Sendable (Interest) -> Void) throws(SystemError)
    {
        let generation = nextGeneration
        try control(EPOLL_CTL_ADD, fd, interest, generation: generation, call: "epoll_ctl(add)")
        nextGeneration = nextGeneration &+ 1 == 0 ? 1 : nextGeneration &+ 1
        while watchers.count <= Int(fd) { watchers.append(nil) }
        watchers[Int(fd)] = Watcher(generation: generation, handler: handler)
    }

    func change(_ fd: Int32, to interest: Interest) throws(SystemError) {
        guard Int(fd) < watchers.count, let watcher = watchers[Int(fd)] else {
            throw SystemError(call: "change of an unwatched descriptor", code: EBADF)
        }
        try control(EPOLL_CTL_MOD, fd, interest, generation: watcher.generation, call: "epoll_ctl(mod)")
    }

    /// Must come before the descriptor is closed. Events already collected for it are dropped by their generation.
    func unwatch(_ fd: Int32) {
        guard Int(fd) < watchers.count, watchers[Int(fd)] != nil else { return }
        watchers[Int(fd)] = nil
        // Fails only for a descriptor that the kernel has dropped already.
        _ = epoll_ctl(epoll, EPOLL_CTL_DEL, fd, nil)
    }

    func schedule(at deadline: UInt64, _ action: @escaping @Sendable () -> Void) -> TimerID {
        timers.add(deadline: deadline, action)
    }

    func cancel(_ timer: TimerID) {
        timers.remove(timer)
    }

    func run(_ executor: LoopExecutor, _ watch: TurnWatch?) {
        executor.bindToCurrentThread()
        var turn = watch.map { WatchedTurn($0) }
        var events = [epoll_event](repeating: epoll_event(), count: 256)
        while !isEnding.load(ordering: .acquiring) {
            drain(executor)
            let timeout = executor.isEmpty ? timers.timeout(now: monotonicNanoseconds()) : 0
            turn?.end()
            let count = epoll_wait(epoll, &events, Int32(events.count), timeout)
            turn?.begin()
            for index in 0..<max(0, Int(count)) { deliver(events[index]) }
            for action in timers.takeDue(now: monotonicNanoseconds()) { action() }
        }
        // What is still queued are tasks on their last steps: they must not hang for ever.
        while !executor.isEmpty { executor.drain() }
    }

    /// A task on its way through several actors comes back to the queue a few times. A few rounds save it as many
    /// turns of epoll_wait, and sockets wait for no more than these.
    private func drain(_ executor: LoopExecutor) {
        for _ in 0..<4 {
            executor.drain()
            if executor.isEmpty { return }
        }
    }

    private func deliver(_ ready: epoll_event) {
        let fd = Int32(truncatingIfNeeded: ready.data.u64)
        let generation = UInt32(truncatingIfNeeded: ready.data.u64 >> 32)
        if fd == event {
            var count: UInt64 = 0
            _ = read(event, &count, 8)
        } else if Int(fd) < watchers.count, let watcher = watchers[Int(fd)], watcher.generation == generation {
            watcher.handler(Interest(rawValue: ready.events))
        }
    }

    private func control(
        _ operation: Int32, _ fd: Int32, _ interest: Interest, generation: UInt32, call: String
    ) throws(SystemError) {
        var event = epoll_event()
        event.events = interest.rawValue
        event.data.u64 = UInt64(generation) << 32 | UInt64(UInt32(bitPattern: fd))
        guard epoll_ctl(epoll, operation, fd, &event) == 0 else { throw SystemError(call: call) }
    }
}

/// Nanoseconds of CLOCK_MONOTONIC, which no one sets.
package func monotonicNanoseconds() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}
