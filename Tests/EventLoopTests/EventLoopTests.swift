import EventLoop
import Glibc
import Synchronization
import Testing

private actor Counter {
    let loop: EventLoop
    var count = 0
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.executor.asUnownedSerialExecutor() }

    init() throws { loop = try EventLoop(name: "counter") }

    func add() -> Bool {
        count += 1
        return loop.executor.isCurrent
    }

    func wait(milliseconds: Int) async {
        await withCheckedContinuation { continuation in
            _ = loop.schedule(after: .milliseconds(milliseconds)) { continuation.resume() }
        }
    }

    /// What a pipe's reading end reports when a byte comes and when its writing end is closed.
    func reports() async throws -> [String] {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        let (reader, writer) = (ends[0], ends[1])
        defer { close(reader) }
        let seen = Words()
        try loop.watch(reader, for: [.read, .edgeTriggered]) { seen.add($0.isDisjoint(with: .failed) ? "byte" : "end") }
        write(writer, "x", 1)
        while seen.all != ["byte"] { await wait(milliseconds: 1) }
        close(writer)
        while seen.all != ["byte", "end"] { await wait(milliseconds: 1) }
        loop.unwatch(reader)
        return seen.all
    }

    func order() async -> [Int] {
        await withCheckedContinuation { continuation in
            let seen = Seen()
            for delay in [3, 1, 2] {
                _ = loop.schedule(after: .milliseconds(delay)) {
                    if let all = seen.add(delay, of: 3) { continuation.resume(returning: all) }
                }
            }
            let cancelled = loop.schedule(after: .milliseconds(1)) { _ = seen.add(99, of: 3) }
            loop.cancel(cancelled)
        }
    }
}

/// `@unchecked Sendable` because it is used on one loop's thread only.
private final class Words: @unchecked Sendable {
    var all: [String] = []
    func add(_ word: String) { all.append(word) }
}

/// `@unchecked Sendable` because it is used on one loop's thread only.
private final class Seen: @unchecked Sendable {
    var all: [Int] = []
    func add(_ number: Int, of count: Int) -> [Int]? {
        all.append(number)
        return all.count == count ? all : nil
    }
}

@Suite struct `Event loop` {
    @Test func `an actor's work runs on its loop's thread, each job once`() async throws {
        let counter = try Counter()
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<1000 { group.addTask { await counter.add() } }
            for await wasOnLoop in group { #expect(wasOnLoop) }
        }
        #expect(await counter.count == 1000)
    }

    @Test func `timers run by deadline and a cancelled one never`() async throws {
        let counter = try Counter()
        #expect(await counter.order() == [1, 2, 3])
    }

    @Test(.timeLimit(.minutes(1))) func `a watched descriptor reports each change once`() async throws {
        #expect(try await Counter().reports() == ["byte", "end"])
    }

    @Test(.timeLimit(.minutes(1))) func `a task that prefers the loop runs there between its suspensions`() async throws
    {
        let counter = try Counter()
        let wasOnLoop = await Task(executorPreference: counter.loop.executor) {
            let before = counter.loop.executor.isCurrent
            await Task.yield()
            _ = await Stranger().visit()
            return before && counter.loop.executor.isCurrent
        }.value
        #expect(wasOnLoop)
        #expect(!counter.loop.executor.isCurrent)
    }
}

@Suite(.timeLimit(.minutes(1))) struct `The watch over turns` {
    private static let limit = Duration.milliseconds(20)

    private actor Worker {
        let loop: EventLoop
        nonisolated var unownedExecutor: UnownedSerialExecutor { loop.executor.asUnownedSerialExecutor() }

        init(_ watch: TurnWatch) throws { loop = try EventLoop(name: "worker", watch: watch) }

        func rest() { usleep(60_000) }

        /// Until this thread has used a bit more than the limit.
        func work() {
            let end = Self.threadTime() + 25_000_000
            while Self.threadTime() < end {}
        }

        /// Timers run behind the wait, which is where a turn ends.
        func nextTurn() async {
            await withCheckedContinuation { waiter in _ = loop.schedule(after: .zero) { waiter.resume() } }
        }

        private static func threadTime() -> Int {
            var time = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return time.tv_sec * 1_000_000_000 + time.tv_nsec
        }
    }

    @Test func `reports what was used, not what was waited, and each turn for itself`() async throws {
        let reports = Mutex<[(used: Duration, began: UInt64)]>([])
        let start = monotonicNanoseconds()
        let worker = try Worker(
            TurnWatch(limit: Self.limit) { used, began in reports.withLock { $0.append((used, began)) } })
        await worker.rest()
        await worker.nextTurn()
        #expect(reports.withLock { $0.isEmpty })
        for count in 1...2 {
            await worker.work()
            await worker.nextTurn()
            await worker.rest()
            await worker.nextTurn()
            #expect(reports.withLock { $0.count } == count)
        }
        #expect(reports.withLock { $0.allSatisfy { $0.used >= Self.limit && $0.began >= start } })
    }
}

/// Lives elsewhere.
private actor Stranger {
    func visit() -> Bool { true }
}
