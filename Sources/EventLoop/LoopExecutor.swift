private import Glibc
private import Synchronization

/// The run queue of one loop thread: a serial executor for the actors that live there and a task executor for the
/// handlers that run there. Enqueueing from the loop itself costs no system call.
package final class LoopExecutor: SerialExecutor, TaskExecutor {
    private struct Queue {
        var jobs: [UnownedJob] = []
        /// The thread whose jobs these are; `nil` until it runs.
        var thread: pthread_t?
    }

    private let queue = Mutex(Queue())
    private let wakeUp: @Sendable () -> Void

    init(wakeUp: @escaping @Sendable () -> Void) {
        self.wakeUp = wakeUp
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let isFirstFromOutside = queue.withLock { queue in
            queue.jobs.append(job)
            return queue.jobs.count == 1 && queue.thread != pthread_self()
        }
        if isFirstFromOutside { wakeUp() }
    }

    /// Whether the caller is on this executor's thread.
    package var isCurrent: Bool { queue.withLock { $0.thread == pthread_self() } }

    package func checkIsolated() {
        precondition(isCurrent, "called away from its loop")
    }

    package func asUnownedSerialExecutor() -> UnownedSerialExecutor { UnownedSerialExecutor(ordinary: self) }

    func bindToCurrentThread() {
        queue.withLock { $0.thread = pthread_self() }
    }

    var isEmpty: Bool { queue.withLock { $0.jobs.isEmpty } }

    /// Runs what is queued now. Jobs that these enqueue wait for the next call, so that sockets get their turn.
    func drain() {
        let jobs = queue.withLock { queue in
            let jobs = queue.jobs
            queue.jobs = []
            return jobs
        }
        for job in jobs {
            job.runSynchronously(isolatedTo: asUnownedSerialExecutor(), taskExecutor: asUnownedTaskExecutor())
        }
    }
}
