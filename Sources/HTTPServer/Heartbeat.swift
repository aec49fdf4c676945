package import HTTP

extension ResponseWriter {
    /// Runs `body` and meanwhile writes a comment every `interval`, so that proxies keep a silent event stream open and a
    /// client that has left is noticed. Events must be written whole, each with one call.
    package func withHeartbeat(
        every interval: Duration = .seconds(15), _ body: @escaping @Sendable () async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await body()
                return true
            }
            group.addTask {
                // Cancelled below when the body is done, which ends the sleep with an error that says nothing else.
                while (try? await Task.sleep(for: interval)) != nil { try await write(ServerSentEvent.heartbeat) }
                return false
            }
            defer { group.cancelAll() }
            while let isBody = try await group.next(), !isBody {}
        }
    }
}
