import EventLoop
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
}
