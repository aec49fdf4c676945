private import CLinux
private import Glibc
import HTTP

/// What has not been taken by a client's socket yet: bytes, then perhaps a part of a file.
struct Outgoing {
    enum Flush {
        /// All is with the kernel.
        case sent
        /// The socket is full; EPOLLOUT will say when to go on.
        case blocked
        /// Enough for one turn; others are waiting.
        case yielded
        /// The peer, or the rest of the file, is gone.
        case failed
    }

    /// Of a file in one turn, so that a fast client of a long one does not hold up the others.
    private static let fileBytesPerTurn = 4 * 1024 * 1024

    /// In all: shows whether the client takes anything.
    private(set) var sentBytes = 0
    private var bytes: [UInt8] = []
    private var offset = 0
    private var file: FileRange?

    /// Without the file.
    var byteCount: Int { bytes.count - offset }
    var isEmpty: Bool { byteCount == 0 && file == nil }

    mutating func append(_ more: [UInt8]) {
        if byteCount == 0 {
            bytes = more
            offset = 0
        } else {
            compact()
            bytes.append(contentsOf: more)
        }
    }

    mutating func append(_ range: FileRange) {
        file = range.length > 0 ? range : nil
    }

    mutating func removeAll() {
        self = Outgoing()
    }

    /// Sends head and body as one where nothing waits, without joining them in memory; keeps what is left.
    mutating func send(head: [UInt8], body: [UInt8], to fd: Int32) -> Flush {
        guard isEmpty, !body.isEmpty else {
            append(head)
            append(body)
            return flush(to: fd)
        }
        let sent = Self.sendBoth(head, body, to: fd)
        if sent < 0, errno != EAGAIN, errno != EINTR { return .failed }
        let count = max(0, sent)
        sentBytes += count
        if count < head.count {
            bytes = Array(head[count...])
            bytes.append(contentsOf: body)
            offset = 0
        } else {
            bytes = body
            offset = count - head.count
        }
        return isEmpty ? finished() : .blocked
    }

    mutating func flush(to fd: Int32) -> Flush {
        while byteCount > 0 {
            let more = file == nil ? 0 : Int32(MSG_MORE)
            let sent = bytes.withUnsafeBytes {
                // Never nil because the array is not empty: byteCount > 0.
                Glibc.send(fd, $0.baseAddress! + offset, byteCount, Int32(MSG_NOSIGNAL) | more)
            }
            if sent >= 0 {
                offset += sent
                sentBytes += sent
            } else if errno != EINTR {
                return errno == EAGAIN ? .blocked : .failed
            }
        }
        let result = sendFile(to: fd)
        return result == .sent ? finished() : result
    }

    /// The buffer goes as well: an idle connection keeps nothing.
    private mutating func finished() -> Flush {
        bytes = []
        offset = 0
        return .sent
    }

    private mutating func sendFile(to fd: Int32) -> Flush {
        var budget = Self.fileBytesPerTurn
        while let range = file {
            guard budget > 0 else { return .yielded }
            var position = off_t(range.offset)
            let sent = sendfile(fd, range.descriptor.number, &position, min(range.length, budget))
            if sent > 0 {
                budget -= sent
                sentBytes += sent
                let rest = range.length - sent
                file =
                    rest == 0
                    ? nil : FileRange(descriptor: range.descriptor, offset: range.offset + sent, length: rest)
            } else if sent == 0 {
                // The file has become shorter; the promised length can not be kept.
                return .failed
            } else if errno != EINTR {
                return errno == EAGAIN ? .blocked : .failed
            }
        }
        return .sent
    }

    /// What was sent is dropped once it is the larger part.
    private mutating func compact() {
        guard offset > bytes.count / 2 else { return }
        bytes.removeSubrange(..<offset)
        offset = 0
    }

    private static func sendBoth(_ head: [UInt8], _ body: [UInt8], to fd: Int32) -> Int {
        head.withUnsafeBytes { head in
            body.withUnsafeBytes { body in
                // The kernel only reads through these pointers; iovec serves reading and writing alike.
                var parts = [
                    iovec(iov_base: UnsafeMutableRawPointer(mutating: head.baseAddress), iov_len: head.count),
                    iovec(iov_base: UnsafeMutableRawPointer(mutating: body.baseAddress), iov_len: body.count),
                ]
                return parts.withUnsafeMutableBufferPointer { parts in
                    var message = msghdr()
                    message.msg_iov = parts.baseAddress
                    message.msg_iovlen = parts.count
                    return sendmsg(fd, &message, Int32(MSG_NOSIGNAL))
                }
            }
        }
    }
}
