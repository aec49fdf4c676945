/// A small picture of something kept: of a picture, of a film's first good frame, of a sound's loudness over time.
enum Thumbnail {
    /// A PNG whose longer side is `longerSide`; a smaller picture is not made larger. The folder is for what is written on
    /// the way.
    static func bytes(of path: String, longerSide: Int, folder: String) throws(StudioError) -> [UInt8] {
        guard let start = FileBytes.start(of: path) else { throw StudioError("the source cannot be read") }
        if let film = MovingFile.demuxer(start) {
            return try small(MovingFile.frame(of: path, film, longerSide, folder), longerSide)
        }
        if let sound = try SoundFile.read(path, start, folder: folder) {
            return try PNGWriter.bytes(of: Waveform.canvas(of: sound, width: longerSide))
        }
        return try small(PictureFile.read(path).bitmap(), longerSide)
    }

    private static func small(_ bitmap: Bitmap, _ longerSide: Int) throws(StudioError) -> [UInt8] {
        let scale = min(1, Double(longerSide) / Double(max(bitmap.width, bitmap.height)))
        let width = max(1, Int((Double(bitmap.width) * scale).rounded()))
        let height = max(1, Int((Double(bitmap.height) * scale).rounded()))
        return try PNGWriter.bytes(of: Resample.scaled(bitmap, to: width, height))
    }
}

/// Decoded pixels, four bytes each: red, green, blue, opacity (not premultiplied).
struct Bitmap {
    /// 40 million pixels: a bomb of a few kilobytes can claim more.
    static let mostPixels = 40_000_000

    let width: Int
    let height: Int
    var bytes: [UInt8]

    /// Refuses sizes that no picture has, before memory is asked for.
    static func check(_ width: Int, _ height: Int) throws(StudioError) {
        guard width > 0, height > 0, width <= 32_768, height <= 32_768, width * height <= mostPixels else {
            throw StudioError("the source claims \(width) × \(height) pixels")
        }
    }
}
