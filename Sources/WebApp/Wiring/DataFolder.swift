import Glibc

/// The folder of the history, held by one process at a time.
///
/// The lock belongs to the open file, so it ends with the process however that ends; the file stays, with the pid for
/// people. `~Copyable` because closing it twice would release someone else's.
struct DataFolder: ~Copyable {
    let path: String
    private let descriptor: Int32

    /// Makes the folder (0700) where it is missing. Throws a sentence that names the process that has it, or errno's word.
    init(_ path: String) throws(StartProblem) {
        self.path = path
        descriptor = try DataFolder.lock(path)
    }

    deinit { close(descriptor) }

    private static func lock(_ path: String) throws(StartProblem) -> Int32 {
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
            throw StartProblem("The data folder \(path) cannot be made: \(String(cString: strerror(errno))).")
        }
        let descriptor = open(path + "/.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StartProblem("The data folder \(path) cannot be written: \(String(cString: strerror(errno))).")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            // What cannot be read is shown as a question mark: the lock itself is the news.
            let owner = (try? readText(path + "/.lock")) ?? ""
            close(descriptor)
            throw StartProblem("The data folder \(path) is in use by process \(owner.isEmpty ? "?" : owner).")
        }
        let pid = Array("\(getpid())".utf8)
        ftruncate(descriptor, 0)
        _ = pwrite(descriptor, pid, pid.count, 0)
        return descriptor
    }
}
