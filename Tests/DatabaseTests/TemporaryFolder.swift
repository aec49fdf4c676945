import FoundationEssentials

/// A folder of its own for one test, gone with its last reference.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tagwerk-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.path
    }

    deinit {
        // A folder that can not be removed fails no test.
        try? FileManager.default.removeItem(atPath: path)
    }

    /// What lies in it, in order.
    var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }

    func file(_ name: String) -> String { "\(path)/\(name)" }
}
