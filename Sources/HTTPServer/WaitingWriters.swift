import HTTP

/// Tasks whose writes wait for the client to read on.
struct WaitingWriters {
    typealias Writer = CheckedContinuation<ResponseWriteError?, Never>

    private var waiting: [(ticket: UInt64, writer: Writer)] = []

    mutating func append(_ writer: Writer, _ ticket: UInt64) {
        waiting.append((ticket, writer))
    }

    /// With `nil` they go on.
    mutating func resumeAll(_ error: ResponseWriteError?) {
        guard !waiting.isEmpty else { return }
        let resumed = waiting
        waiting = []
        for (_, writer) in resumed { writer.resume(returning: error) }
    }

    mutating func resume(_ ticket: UInt64, _ error: ResponseWriteError?) {
        guard let index = waiting.firstIndex(where: { $0.ticket == ticket }) else { return }
        waiting.remove(at: index).writer.resume(returning: error)
    }
}
