package import EventLoop

/// The program `Studio`: one process a job, described on its standard input, limited in time and memory.
package struct StudioProgram: Sendable {
    /// Absolute path of the executable.
    package var path: String
    package var timeLimit: Duration = .seconds(60)
    /// Address space of a job's process; `nil` for no limit.
    package var memoryBytes: Int? = 1 << 30
    private let loop: EventLoop

    /// The loop serves child processes; one is enough for all of them.
    package init(path: String, on loop: EventLoop) {
        self.path = path
        self.loop = loop
    }
}
