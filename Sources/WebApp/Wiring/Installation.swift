import Glibc

/// Where this program's own files lie.
struct Installation: Sendable {
    /// The folder that has `Public` and `Sources/WebApp`.
    let root: String
    /// The folder of the running executable.
    let programs: String

    /// - Parameter root: As configured; otherwise the nearest folder above the executable, or above the working
    ///   folder, that looks like one. Throws a sentence where none does.
    init(root configured: String?) throws(StartProblem) {
        let programs = Installation.folderOfExecutable()
        self.programs = programs
        if let configured {
            root = absolutePath(configured)
            guard Installation.isRoot(root) else {
                throw StartProblem("ROOT is \(root), but that folder has no Public and no Sources/WebApp/Views.")
            }
            return
        }
        let found = [programs, absolutePath(".")].lazy.compactMap(Installation.nearestRoot).first
        guard let found else {
            throw StartProblem("The folder with Public and Sources/WebApp/Views was not found; set ROOT to it.")
        }
        root = found
    }

    var views: String { root + "/Sources/WebApp/Views" }
    var catalogues: String { root + "/Sources/WebApp/Catalogues" }
    var assets: String { root + "/Public" }

    private static func isRoot(_ folder: String) -> Bool {
        fileExists(folder + "/Public") && fileExists(folder + "/Sources/WebApp/Views")
    }

    private static func nearestRoot(_ start: String) -> String? {
        var folder = start
        while !folder.isEmpty {
            if isRoot(folder) { return folder }
            folder = String(folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)])
        }
        return nil
    }

    private static func folderOfExecutable() -> String {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = buffer.withUnsafeMutableBytes {
            // Never null because the buffer is not empty.
            readlink("/proc/self/exe", $0.baseAddress!.assumingMemoryBound(to: CChar.self), $0.count)
        }
        let path = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
        return String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
    }
}

/// Why the program does not start, as a sentence for the operator.
struct StartProblem: Error, Sendable, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
