private import Glibc

/// A folder that is gone with the last reference to it.
package final class TemporaryFolder: Sendable {
    package let path: String

    package init() {
        var template = Array("/tmp/tagwerk-test-XXXXXX".utf8CString)
        path = mkdtemp(&template).map { String(cString: $0) } ?? "/tmp/tagwerk-test"
    }

    deinit { TemporaryFolder.remove(path) }

    package func read(_ name: String) -> String {
        let descriptor = open(path + "/" + name, O_RDONLY)
        guard descriptor >= 0 else { return "" }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while case let count = Glibc.read(descriptor, &chunk, chunk.count), count > 0 { bytes += chunk[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A name in the folder; a whole path stays as it is.
    package func file(_ name: String) -> String { name.hasPrefix("/") ? name : "\(path)/\(name)" }

    /// What lies in it, in order.
    package var names: [String] { names(in: path) }

    /// Of a folder within; none where there is none.
    package func names(in folder: String) -> [String] { TemporaryFolder.names(in: file(folder)).sorted() }

    package var isEmpty: Bool { rmdir(path) == 0 && mkdir(path, 0o700) == 0 }

    private static func remove(_ path: String) {
        for name in names(in: path) { remove("\(path)/\(name)") }
        _ = Glibc.remove(path)
    }

    private static func names(in path: String) -> [String] {
        guard let directory = opendir(path) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names
    }
}
