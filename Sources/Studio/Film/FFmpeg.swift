import Glibc

/// The program ffmpeg as a child. What it makes it leaves in a file without a name: nothing lies about when either of us
/// is killed.
enum FFmpeg {
    /// Nil when it could not be started. `input` becomes its standard input, `file` what `output` names.
    static func start(_ arguments: [String], input: Int32, file: Int32) -> pid_t? {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, file, 3)
        var argv =
            (["ffmpeg", "-v", "error", "-nostats"] + arguments + ["-y", "/proc/self/fd/3"]).map { strdup($0) } + [nil]
        // Threads take address space for heaps of their own, which is limited here.
        var environment = [strdup("PATH=/usr/local/bin:/usr/bin:/bin"), strdup("MALLOC_ARENA_MAX=2"), nil]
        defer { for pointer in argv + environment { free(pointer) } }
        var process = pid_t()
        return posix_spawnp(&process, "ffmpeg", &actions, nil, &argv, &environment) == 0 ? process : nil
    }

    static func namelessFile(in folder: String) throws(StudioError) -> Int32 {
        var name = Array("\(folder)/film-XXXXXX".utf8CString)
        let file = mkstemp(&name)
        guard file >= 0, unlink(name) == 0, fcntl(file, F_SETFD, FD_CLOEXEC) == 0 else {
            throw StudioError("the film cannot be written: \(String(cString: strerror(errno)))")
        }
        return file
    }

    /// Waits for its end and reads what it made.
    static func result(of process: pid_t, in file: Int32) throws(StudioError) -> [UInt8] {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        guard status == 0 else { throw StudioError("ffmpeg failed with status \(status)") }
        guard let bytes = FileBytes.read("/proc/self/fd/\(file)", limit: 256 << 20), !bytes.isEmpty else {
            throw StudioError("ffmpeg made nothing")
        }
        return bytes
    }

    /// A kept file in another form. `demuxer` is what the file was found to be: ffmpeg must not guess, because a file may
    /// claim to be a list of others.
    static func converted(
        _ path: String, demuxer: String, to arguments: [String], folder: String
    ) throws(StudioError) -> [UInt8] {
        let file = try namelessFile(in: folder)
        defer { close(file) }
        let nothing = open("/dev/null", O_RDONLY | O_CLOEXEC)
        guard nothing >= 0 else { throw StudioError("there is no /dev/null") }
        defer { close(nothing) }
        let input = ["-protocol_whitelist", "file,pipe", "-threads", "1", "-f", demuxer, "-i", "file:\(path)"]
        guard
            let process = start(
                input + ["-threads", "1", "-fflags", "+bitexact"] + arguments, input: nothing, file: file)
        else {
            throw StudioError("ffmpeg does not start: is it installed?")
        }
        return try result(of: process, in: file)
    }
}
