private import Glibc
private import Synchronization

/// The run queue of one loop thread: a serial executor for the actors that live there and a task executor for the
/// handlers that run there. Enqueueing from the loop itself costs no system call.
package final class LoopExecutor: SerialExecutor, TaskExecutor {
    private struct Queue {
        var jobs: [UnownedJob] = []
        /// The emptied array of the round before, kept so that a round allocates nothing.
        var spare: [UnownedJob] = []
    }

    private let queue = Mutex(Queue())
    /// The thread whose jobs these are; 0, which no thread has, until it runs.
    private let thread = Atomic<UInt>(0)
    private let wakeUp: @Sendable () -> Void

    init(wakeUp: @escaping @Sendable () -> Void) {
        self.wakeUp = wakeUp
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let isFirst = queue.withLock { queue in
            queue.jobs.append(job)
            return queue.jobs.count == 1
        }
        if isFirst && !isCurrent { wakeUp() }
    }

    /// Whether the caller is on this executor's thread.
    package var isCurrent: Bool { thread.load(ordering: .relaxed) == pthread_self() }

    package func checkIsolated() {
        precondition(isCurrent, "called away from its loop")
    }

    package func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }

    func bindToCurrentThread() {
        thread.store(pthread_self(), ordering: .relaxed)
    }

    var isEmpty: Bool { queue.withLock { $0.jobs.isEmpty } }

    /// Runs what is queued now. Jobs that these enqueue wait for the next call, so that sockets get their turn.
    func drain() {
        var jobs = queue.withLock { queue in
            let jobs = queue.jobs
            queue.jobs = queue.spare
            queue.spare = []
            return jobs
        }
        guard !jobs.isEmpty else { return }
        for job in jobs {
            job.runSynchronously(isolatedTo: asUnownedSerialExecutor(), taskExecutor: asUnownedTaskExecutor())
        }
        jobs.removeAll(keepingCapacity: true)
        let emptied = jobs
        queue.withLock { $0.spare = emptied }
    }
}
