import CWebP

/// WebP, still pictures; of a moving one this refuses.
enum WebPReader {
    static func read(_ file: [UInt8]) throws(StudioError) -> Bitmap {
        var (width, height) = (Int32(0), Int32(0))
        guard WebPGetInfo(file, file.count, &width, &height) != 0 else { throw StudioError("the WebP is broken") }
        try Bitmap.check(Int(width), Int(height))
        var bytes = [UInt8](repeating: 0, count: Int(width) * Int(height) * 4)
        guard WebPDecodeRGBAInto(file, file.count, &bytes, bytes.count, width * 4) != nil else {
            throw StudioError("the WebP is broken")
        }
        return Bitmap(width: Int(width), height: Int(height), bytes: bytes)
    }
}
