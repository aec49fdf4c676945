import FoundationEssentials

/// The beginning of a picture of one dot; enough to be known as one.
let png: [UInt8] = [
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0x00,
    0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x02, 0x00, 0x00, 0x00, 0x90, 0x77, 0x53, 0xDE,
]
let pngDigest = "9eaf66cb2ab9389f42744617015dfdbfa9a382221513149241ab355a2bd32ea4"

extension TemporaryFolder {
    /// Gives back the whole path.
    func write(_ bytes: [UInt8], _ name: String) throws -> String {
        try Data(bytes).write(to: URL(filePath: file(name)))
        return file(name)
    }

    /// `nil` where nothing is; a whole path or a name in the folder.
    func read(_ name: String) -> [UInt8]? {
        (try? Data(contentsOf: URL(filePath: file(name)))).map { Array($0) }
    }

    func names(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: file(folder))) ?? []).sorted()
    }
}
