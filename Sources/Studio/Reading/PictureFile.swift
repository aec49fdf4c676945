/// A file that should be a picture: its kind by its first bytes.
struct PictureFile {
    enum Kind: String, Sendable {
        case png, jpeg, webp, gif
    }

    /// 64 MiB: more than any provider answers with.
    static let largestFile = 64 << 20

    let kind: Kind
    let bytes: [UInt8]

    static func read(_ path: String) throws(StudioError) -> PictureFile {
        guard let file = FileBytes.read(path, limit: largestFile) else {
            throw StudioError("the source cannot be read, or is larger than \(largestFile) bytes")
        }
        return try PictureFile(file)
    }

    init(_ file: [UInt8]) throws(StudioError) {
        guard let kind = PictureFile.kind(of: file) else {
            throw StudioError("the source is neither PNG nor JPEG nor WebP nor GIF")
        }
        self.kind = kind
        bytes = file
    }

    private static func kind(of file: [UInt8]) -> Kind? {
        if file.starts(with: [0x89, 0x50, 0x4e, 0x47]) { return .png }
        if file.starts(with: [0xff, 0xd8, 0xff]) { return .jpeg }
        if file.starts(with: Array("GIF8".utf8)) { return .gif }
        let isWebP = file.starts(with: Array("RIFF".utf8)) && file.dropFirst(8).starts(with: Array("WEBP".utf8))
        return isWebP ? .webp : nil
    }

    /// Its pixels; of a moving picture the first. Throws before memory is asked for where it claims too many.
    func bitmap() throws(StudioError) -> Bitmap {
        switch kind {
        case .png: try PNGReader.read(bytes)
        case .jpeg: try JPEGReader.read(bytes)
        case .webp: try WebPReader.read(bytes)
        case .gif: try GIFReader.read(bytes)
        }
    }
}
