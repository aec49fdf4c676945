import EventLoop
import Generation

/// A thread for what would hold up every other request if it ran on the server's loop: pages of long answers, long
/// bodies. What is short is done where the request is, since going to another thread and back costs more.
actor LongWork {
    /// Of input. Markdown, the slowest of all, takes about 2 ms for as much.
    static let minimumBytes = 16_384

    private let loop: EventLoop
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.executor.asUnownedSerialExecutor() }

    init() throws(StartProblem) {
        do {
            loop = try EventLoop(name: "long-work")
        } catch {
            throw StartProblem("No thread could be started: \(error).")
        }
    }

    nonisolated func run<Value: Sendable>(
        bytes: Int, _ work: @Sendable () throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        bytes < LongWork.minimumBytes ? try work() : try await runHere(work)
    }

    private func runHere<Value: Sendable>(_ work: @Sendable () throws(Failure) -> Value) throws(Failure) -> Value {
        try work()
    }
}
