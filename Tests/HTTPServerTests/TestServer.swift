import HTTP
import HTTPServer
import Synchronization

/// Runs a server on a free port of the loopback while `body` runs.
func withServer(
    _ change: (inout ServerOptions) -> Void = { _ in }, handler: @escaping Server.Respond,
    _ body: (_ port: Int) async throws -> Void
) async throws {
    var options = ServerOptions()
    options.ports = [0]
    change(&options)
    let server = Server(options: options, handler: handler)
    let port = try await server.start()[0].port
    do {
        try await body(port)
        await server.stop(within: .zero)
    } catch {
        await server.stop(within: .zero)
        throw error
    }
}

/// Something that happens once and can be waited for, before or after.
final class Moment: Sendable {
    private struct State {
        var hasCome = false
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    func come() {
        let waiters = state.withLock { state in
            state.hasCome = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    func wait() async {
        await withCheckedContinuation { waiter in
            let hasCome = state.withLock { state in
                if !state.hasCome { state.waiters.append(waiter) }
                return state.hasCome
            }
            if hasCome { waiter.resume() }
        }
    }
}

/// Suspends until its task is cancelled.
func untilCancelled() async {
    let cancelled = Moment()
    await withTaskCancellationHandler {
        await cancelled.wait()
    } onCancel: {
        cancelled.come()
    }
}
