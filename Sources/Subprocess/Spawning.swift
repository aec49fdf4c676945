import CLinux
import EventLoop
import Glibc

/// A started child and our ends of its pipes, all of them closed on exec and not blocking.
struct SpawnedChild {
    let process: pid_t
    /// Readable when the child has ended.
    let processFD: Int32
    let input: Int32
    let output: Int32
    let errors: Int32
}

/// Starts the command in a process group of its own, with default signals and no descriptors but 0 to 2.
func spawn(_ command: Command) throws(SubprocessError) -> SpawnedChild {
    let pipes = try Pipes()
    let process = try pipes.spawn(command)
    pipes.closeChildEnds()
    let processFD = pidfd_open(process, 0)
    guard processFD >= 0 else {
        let error = SystemError(call: "pidfd_open")
        kill(-process, SIGKILL)
        waitpid(process, nil, 0)
        pipes.closeOurEnds()
        throw SubprocessError(.notStarted, "\(error)")
    }
    return SpawnedChild(
        process: process, processFD: processFD, input: pipes.input.write, output: pipes.output.read,
        errors: pipes.errors.read)
}

private struct Pipe {
    var read: Int32 = -1
    var write: Int32 = -1
}

private struct Pipes {
    var input = Pipe()
    var output = Pipe()
    var errors = Pipe()

    init() throws(SubprocessError) {
        input = try makePipe(closing: [])
        output = try makePipe(closing: [input])
        errors = try makePipe(closing: [input, output])
        for fd in [input.write, output.read, errors.read] { _ = fcntl(fd, F_SETFL, O_NONBLOCK) }
    }

    func spawn(_ command: Command) throws(SubprocessError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input.read, 0)
        posix_spawn_file_actions_adddup2(&actions, output.write, 1)
        posix_spawn_file_actions_adddup2(&actions, errors.write, 2)
        posix_spawn_file_actions_addclosefrom_np(&actions, 3)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        setGroupAndSignals(&attributes)

        let arguments = ([command.program] + command.arguments).map { strdup($0) } + [nil]
        let environment = command.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in arguments + environment { free(text) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, command.program, &actions, &attributes, arguments, environment)
        guard code == 0 else {
            closeChildEnds()
            closeOurEnds()
            throw SubprocessError(.notStarted, "\(command.program): \(SystemError(call: "posix_spawn", code: code))")
        }
        return process
    }

    private func setGroupAndSignals(_ attributes: inout posix_spawnattr_t) {
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        posix_spawnattr_setflags(&attributes, Int16(flags))
    }

    func closeChildEnds() {
        for fd in [input.read, output.write, errors.write] { close(fd) }
    }

    func closeOurEnds() {
        for fd in [input.write, output.read, errors.read] { close(fd) }
    }
}

private func makePipe(closing others: [Pipe]) throws(SubprocessError) -> Pipe {
    var fds: [Int32] = [-1, -1]
    guard pipe2(&fds, O_CLOEXEC) == 0 else {
        let error = SystemError(call: "pipe2")
        for other in others {
            close(other.read)
            close(other.write)
        }
        throw SubprocessError(.notStarted, "\(error)")
    }
    return Pipe(read: fds[0], write: fds[1])
}
