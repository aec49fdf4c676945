/// What is started, with nothing of our own but what stands here.
package struct Command: Sendable, Hashable {
    /// Absolute path; no shell and no search path are asked.
    package var program: String
    package var arguments: [String]
    /// The whole environment of the child.
    package var environment: [String: String]

    package init(program: String, arguments: [String] = [], environment: [String: String] = [:]) {
        self.program = program
        self.arguments = arguments
        self.environment = environment
    }
}

package struct SubprocessLimits: Sendable, Hashable {
    /// From its start; `nil` for a process that stays.
    package var time: Duration?
    /// Of address space (RLIMIT_AS), set right after the start; `nil` for none.
    package var memoryBytes: Int?
    /// Between SIGTERM and SIGKILL.
    package var grace: Duration
    /// Of one line of output, and of lines that wait to be read.
    package var lineBytes: Int

    package init(
        time: Duration? = nil, memoryBytes: Int? = nil, grace: Duration = .seconds(2), lineBytes: Int = 1 << 20
    ) {
        self.time = time
        self.memoryBytes = memoryBytes
        self.grace = grace
        self.lineBytes = lineBytes
    }
}

package enum ExitStatus: Sendable, Hashable, CustomStringConvertible {
    case exited(Int32)
    case killed(signal: Int32)

    /// As waitpid(2) reports it.
    init(waitStatus: Int32) {
        let signal = waitStatus & 0x7F
        self = signal == 0 ? .exited(waitStatus >> 8 & 0xFF) : .killed(signal: signal)
    }

    package var description: String {
        switch self {
        case .exited(let code): "exit \(code)"
        case .killed(let signal): "signal \(signal)"
        }
    }
}

package struct SubprocessError: Error, Sendable, Hashable, CustomStringConvertible {
    package enum Kind: Sendable, Hashable {
        /// No such program, not executable, no more processes or descriptors.
        case notStarted
        /// The child does not read its input any more.
        case inputClosed
        case lineTooLong
        /// The waiting task was cancelled; the child goes on until `end`.
        case cancelled
    }

    package let kind: Kind
    /// In English, for the log.
    package let detail: String

    package init(_ kind: Kind, _ detail: String = "") {
        self.kind = kind
        self.detail = detail
    }

    package var description: String { detail.isEmpty ? "\(kind)" : "\(kind): \(detail)" }
}
