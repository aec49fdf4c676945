import EventLoop
import Generation
private import Glibc

extension Failure {
    init(_ error: SystemError) {
        let isFull = error.code == ENOSPC || error.code == EDQUOT
        self.init(isFull ? .storageFull : .storageFailed, cause: error.description)
    }
}

/// Makes what is missing of the folder.
func ensureFolder(_ path: String) throws(Failure) {
    do throws(SystemError) { try makeFolder(path) } catch { throw Failure(error) }
}
