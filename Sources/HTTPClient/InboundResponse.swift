/// An answer whose head is here; its body comes as it is read.
package struct InboundResponse: Sendable {
    package let head: ResponseHead
    package let body: InboundBody
    /// Where it came from in the end.
    package let url: HTTPURL

    package var status: Int { head.status }
}

/// The pieces of a body, for one reader. Whoever stops reading and lets it go ends the exchange.
///
/// At most about 256 KiB wait for the reader; then the peer waits. Ends with `TransferError`, also when cut.
package struct InboundBody: AsyncSequence, Sendable {
    package typealias Element = [UInt8]
    package typealias Failure = TransferError

    fileprivate let source: BodySource

    init(of id: TransferID, in curl: CurlLoop) {
        source = BodySource(id: id, curl: curl)
    }

    package struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let source: BodySource

        /// Never an empty piece; `nil` at the end.
        package mutating func next(isolation actor: isolated (any Actor)?) async throws(TransferError) -> [UInt8]? {
            try await source.curl.nextPiece(of: source.id)
        }
    }

    package func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(source: source)
    }

    /// The whole body. Throws `.tooLarge` above `limit` bytes.
    package func collect(upTo limit: Int) async throws(TransferError) -> [UInt8] {
        var whole: [UInt8] = []
        for try await piece in self {
            guard whole.count + piece.count <= limit else {
                throw TransferError(.tooLarge, "more than \(limit) bytes")
            }
            whole += piece
        }
        return whole
    }
}

private final class BodySource: Sendable {
    let id: TransferID
    let curl: CurlLoop

    init(id: TransferID, curl: CurlLoop) {
        self.id = id
        self.curl = curl
    }

    deinit {
        // Nobody owns this task; it ends by itself after one turn of the loop, which it keeps alive so long.
        Task { [id, curl] in await curl.forget(id) }
    }
}
