/// Why a body could not be read to its end.
package enum BodyError: Error, Sendable, Hashable {
    /// Over the server's cap or the caller's.
    case tooLarge
    /// The client has gone, or the server is ending, or the reading task was cancelled.
    case disconnected
    /// The client sends too slowly.
    case timedOut
    /// The chunked framing is broken.
    case malformed
}

/// The bytes of a request as they arrive: iterate once. Not reading holds the client back, it is never buffered whole.
package struct RequestBody: AsyncSequence, Sendable {
    package typealias Element = [UInt8]
    package typealias Failure = BodyError
    /// Gives the next bytes, `nil` at the end.
    package typealias Next = @Sendable () async throws(BodyError) -> [UInt8]?

    fileprivate enum Source: Sendable {
        case bytes([UInt8])
        case pull(Next)
    }

    /// Bytes by Content-Length; `nil` for a chunked body, whose length nobody knows. 0 without a body.
    package let declaredLength: Int?
    private let source: Source

    package static let empty = RequestBody(bytes: [])

    package init(bytes: [UInt8]) {
        declaredLength = bytes.count
        source = .bytes(bytes)
    }

    /// For the server: `next` is called again after each of its answers, never twice at once.
    package init(declaredLength: Int?, next: @escaping Next) {
        self.declaredLength = declaredLength
        source = .pull(next)
    }

    /// The whole body. Throws `.tooLarge` before anything is read (and so before the client sends anything, if it
    /// asked with Expect) when the declared length is over `limit` bytes, and later when the running total is.
    package func collect(upTo limit: Int) async throws(BodyError) -> [UInt8] {
        if let declaredLength, declaredLength > limit { throw .tooLarge }
        if case .bytes(let bytes) = source { return bytes }
        var whole: [UInt8] = []
        // The first chunk is mostly the whole body and then not copied.
        for try await chunk in self {
            guard whole.count + chunk.count <= limit else { throw .tooLarge }
            if whole.isEmpty { whole = chunk } else { whole += chunk }
        }
        return whole
    }

    package func makeAsyncIterator() -> Iterator { Iterator(source: source) }

    package struct Iterator: AsyncIteratorProtocol {
        private var source: Source

        fileprivate init(source: Source) { self.source = source }

        package mutating func next() async throws(BodyError) -> [UInt8]? {
            switch source {
            case .pull(let pull):
                return try await pull()
            case .bytes(let bytes):
                source = .bytes([])
                return bytes.isEmpty ? nil : bytes
            }
        }
    }
}
