/// A smaller picture of a picture.
enum Thumbnail {
    /// 64 MiB: more than any provider answers with.
    private static let largestFile = 64 << 20
    /// 100 million pixels: a bomb of a few kilobytes can claim more.
    static let mostPixels = 100_000_000

    /// A PNG whose longer side is `longerSide`; a smaller picture is not made larger.
    static func bytes(of path: String, longerSide: Int) throws(StudioError) -> [UInt8] {
        guard let file = FileBytes.read(path, limit: largestFile) else {
            throw StudioError("the source cannot be read, or is larger than \(largestFile) bytes")
        }
        let bitmap = try decoded(file)
        let scale = min(1, Double(longerSide) / Double(max(bitmap.width, bitmap.height)))
        let width = max(1, Int((Double(bitmap.width) * scale).rounded()))
        let height = max(1, Int((Double(bitmap.height) * scale).rounded()))
        return try PNGWriter.bytes(of: Resample.scaled(bitmap, to: width, height))
    }

    private static func decoded(_ file: [UInt8]) throws(StudioError) -> Bitmap {
        if file.starts(with: [0x89, 0x50, 0x4e, 0x47]) { return try PNGReader.read(file) }
        if file.starts(with: [0xff, 0xd8, 0xff]) { return try JPEGReader.read(file) }
        if file.starts(with: Array("RIFF".utf8)), file.dropFirst(8).starts(with: Array("WEBP".utf8)) {
            return try WebPReader.read(file)
        }
        throw StudioError("the source is neither PNG nor JPEG nor WebP")
    }
}

/// Decoded pixels, four bytes each: red, green, blue, opacity (not premultiplied).
struct Bitmap {
    let width: Int
    let height: Int
    var bytes: [UInt8]

    /// Refuses sizes that no picture has, before memory is asked for.
    static func check(_ width: Int, _ height: Int) throws(StudioError) {
        guard width > 0, height > 0, width <= 32_768, height <= 32_768, width * height <= Thumbnail.mostPixels else {
            throw StudioError("the source claims \(width) × \(height) pixels")
        }
    }
}
