private import Glibc

/// The largest file of the 2026 database has 4 KB; anything above this is none of it.
private let largestZoneFile = 256 << 10

/// The bytes of a plain file; `nil` where there is none, or a larger one.
func readFile(_ path: String) -> [UInt8]? {
    let fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard fd >= 0 else { return nil }
    defer { close(fd) }
    var status = stat()
    guard fstat(fd, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= largestZoneFile else {
        return nil
    }
    var bytes: [UInt8] = []
    while true {
        // Because `read` fills it, and only what was filled counts.
        let chunk = [UInt8](unsafeUninitializedCapacity: 16 << 10) { buffer, filled in
            filled = max(0, read(fd, buffer.baseAddress, buffer.count))
        }
        guard !chunk.isEmpty, bytes.count <= largestZoneFile else { return bytes }
        bytes += chunk
    }
}

/// With links followed; `nil` where nothing is there.
func resolvedPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
}
