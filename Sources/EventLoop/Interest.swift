private import CLinux
private import Glibc

/// What a file descriptor is watched for, and what happened to it.
package struct Interest: OptionSet, Sendable {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    package static let read = Interest(rawValue: EPOLLIN.rawValue)
    package static let write = Interest(rawValue: EPOLLOUT.rawValue)
    /// The peer has shut down its writing side, or all.
    package static let peerClosed = Interest(rawValue: EPOLLRDHUP.rawValue)
    /// Always reported, need not be asked for. One of two bits, so look with `isDisjoint`, not with `contains`.
    package static let failed = Interest(rawValue: EPOLLERR.rawValue | EPOLLHUP.rawValue)
    /// Report changes only; the watcher reads and writes until the kernel says "would block".
    package static let edgeTriggered = Interest(rawValue: EPOLLET.rawValue)
    /// Of several loops that watch one descriptor, few are woken. Not with `change`.
    package static let exclusive = Interest(rawValue: EPOLLEXCLUSIVE.rawValue)
}

/// A system call that did not do what it should: its name and errno.
package struct SystemError: Error, Sendable, Hashable, CustomStringConvertible {
    package let call: String
    package let code: Int32

    package init(call: String, code: Int32) {
        self.call = call
        self.code = code
    }

    /// Takes errno of the call that has just failed on this thread.
    package init(call: String) {
        self.init(call: call, code: errno)
    }

    package var description: String { "\(call): \(String(cString: strerror(code))) (\(code))" }
}
