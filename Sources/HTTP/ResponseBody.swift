private import Glibc

/// What follows the head of an answer.
package enum ResponseBody: Sendable {
    case bytes([UInt8])
    /// A part of a file, sent by the kernel.
    case file(FileRange)
    /// Bytes as they come up, sent chunked and at once. The closure runs in the request's task after the head is sent;
    /// when it throws, the connection is cut, so that the client sees that the end is missing.
    case stream(@Sendable (any ResponseWriter) async throws -> Void)

    package static let empty = ResponseBody.bytes([])
}

/// An open descriptor that is closed with the last reference.
package final class OwnedDescriptor: Sendable {
    package let number: Int32

    package init(_ number: Int32) { self.number = number }

    deinit { close(number) }
}

/// Consecutive bytes of an open file.
package struct FileRange: Sendable {
    package let descriptor: OwnedDescriptor
    package let offset: Int
    package let length: Int

    package init(descriptor: OwnedDescriptor, offset: Int, length: Int) {
        self.descriptor = descriptor
        self.offset = offset
        self.length = length
    }
}

/// Why nothing more can be written to a client.
package enum ResponseWriteError: Error, Sendable, Hashable {
    /// The client has gone, or the server is ending, or the writing task was cancelled.
    case disconnected
    /// The client has read nothing for the write limit.
    case timedOut
}

/// Where a streamed body goes.
package protocol ResponseWriter: Sendable {
    /// Sends at once; suspends while more than 256 KB wait for a client that reads slowly. Several tasks may write;
    /// each call's bytes stay together.
    func write(_ bytes: [UInt8]) async throws(ResponseWriteError)
}

extension ResponseWriter {
    package func write(_ text: String) async throws(ResponseWriteError) {
        try await write(Array(text.utf8))
    }
}
