/// The events of a body, for one reader. An event that the stream's end cuts off is not given.
package struct ServerSentEvents: AsyncSequence, Sendable {
    package typealias Element = ServerSentEvent
    package typealias Failure = TransferError

    private let body: InboundBody
    private let maximumLineBytes: Int

    package init(_ body: InboundBody, maximumLineBytes: Int = ServerSentEventDecoder.maximumLineBytes) {
        self.body = body
        self.maximumLineBytes = maximumLineBytes
    }

    package struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate var pieces: InboundBody.AsyncIterator
        fileprivate var decoder: ServerSentEventDecoder
        fileprivate var ready: ArraySlice<ServerSentEvent> = []

        package mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(TransferError) -> ServerSentEvent? {
            while ready.isEmpty {
                guard let piece = try await pieces.next(isolation: actor) else { return nil }
                ready = try decoder.decode(piece)[...]
            }
            return ready.popFirst()
        }
    }

    package func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(
            pieces: body.makeAsyncIterator(), decoder: ServerSentEventDecoder(maximumLineBytes: maximumLineBytes))
    }
}
