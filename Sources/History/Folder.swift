import EventLoop
import Generation
private import Glibc

/// Makes the folder and those above it where they are missing, for the server's own user only.
func makeFolder(_ path: String) throws(Failure) {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
        made += part
        guard mkdir(made, 0o700) == 0 || errno == EEXIST else {
            throw Failure(SystemError(call: "mkdir \(made)"))
        }
        made += "/"
    }
}

extension Failure {
    init(_ error: SystemError) {
        let isFull = error.code == ENOSPC || error.code == EDQUOT
        self.init(isFull ? .storageFull : .storageFailed, cause: error.description)
    }
}
