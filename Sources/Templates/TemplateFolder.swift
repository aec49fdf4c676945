import Glibc

/// The `.html` files below a directory.
struct TemplateFolder: Sendable {
    let path: String

    /// What tells whether a file changed: when it was written, and how long it is.
    struct Stamp: Hashable, Sendable {
        let seconds: Int
        let nanoseconds: Int
        let size: Int
    }

    /// Name below the directory → stamp.
    func stamps() throws(TemplateError) -> [String: Stamp] {
        var stamps: [String: Stamp] = [:]
        try collect("", into: &stamps)
        return stamps
    }

    func texts(of names: some Sequence<String>) throws(TemplateError) -> [String: [UInt8]] {
        var texts: [String: [UInt8]] = [:]
        for name in names { texts[name] = try text(of: name) }
        return texts
    }

    private func text(of name: String) throws(TemplateError) -> [UInt8] {
        let file = open("\(path)/\(name)", O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw failure("read", name) }
        defer { close(file) }
        var text: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = read(file, &chunk, chunk.count)
            guard count >= 0 else { throw failure("read", name) }
            if count == 0 { return text }
            text += chunk[..<count]
        }
    }

    private func collect(_ folder: String, into stamps: inout [String: Stamp]) throws(TemplateError) {
        guard let directory = opendir("\(path)/\(folder)") else { throw failure("open", folder) }
        defer { closedir(directory) }
        while let entry = readdir(directory) {
            // because C gives the name as a tuple of bytes, ended by NUL
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            guard !name.hasPrefix(".") else { continue }
            var status = stat()
            guard stat("\(path)/\(folder)\(name)", &status) == 0 else { continue }
            if status.st_mode & S_IFMT == S_IFDIR {
                try collect("\(folder)\(name)/", into: &stamps)
            } else if name.hasSuffix(".html") {
                stamps[folder + name] = Stamp(
                    seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec, size: Int(status.st_size))
            }
        }
    }

    private func failure(_ verb: String, _ name: String) -> TemplateError {
        TemplateError("cannot \(verb) \(path)/\(name): \(String(cString: strerror(errno)))")
    }
}
