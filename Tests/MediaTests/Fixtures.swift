import Doubles
import FoundationEssentials

/// The beginning and the end of a picture of one dot; enough to be known as one.
let png: [UInt8] = [
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44, 0x52, 0x00, 0x00, 0x00,
    0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x02, 0x00, 0x00, 0x00, 0x90, 0x77, 0x53, 0xDE,
    0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
]
let pngDigest = "cb9ee84a55dfe3cb7c73189dfce37bc0ccb2dd549f8d83093eff135d12614191"

extension TemporaryFolder {
    /// Gives back the whole path.
    func write(_ bytes: [UInt8], _ name: String) throws -> String {
        try Data(bytes).write(to: URL(filePath: file(name)))
        return file(name)
    }

    /// `nil` where nothing is; a whole path or a name in the folder.
    func bytes(_ name: String) -> [UInt8]? {
        (try? Data(contentsOf: URL(filePath: file(name)))).map { Array($0) }
    }
}
