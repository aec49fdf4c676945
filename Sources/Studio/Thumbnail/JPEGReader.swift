import CTurboJPEG

/// JPEG by libjpeg-turbo's own interface, which answers errors by value.
enum JPEGReader {
    static func read(_ file: [UInt8]) throws(StudioError) -> Bitmap {
        guard let decoder = tjInitDecompress() else { throw StudioError("no memory for the JPEG") }
        defer { tjDestroy(decoder) }
        var (width, height, sampling, space) = (Int32(0), Int32(0), Int32(0), Int32(0))
        guard tjDecompressHeader3(decoder, file, UInt(file.count), &width, &height, &sampling, &space) == 0 else {
            throw StudioError("the JPEG is broken: \(reason(decoder))")
        }
        try Bitmap.check(Int(width), Int(height))
        var bytes = [UInt8](repeating: 0, count: Int(width) * Int(height) * 4)
        let flags = Int32(TJFLAG_ACCURATEDCT | TJFLAG_LIMITSCANS | TJFLAG_STOPONWARNING)
        let format = Int32(TJPF_RGBA.rawValue)
        guard tjDecompress2(decoder, file, UInt(file.count), &bytes, width, 0, height, format, flags) == 0 else {
            throw StudioError("the JPEG is broken: \(reason(decoder))")
        }
        return Bitmap(width: Int(width), height: Int(height), bytes: bytes)
    }

    private static func reason(_ decoder: tjhandle) -> String {
        tjGetErrorStr2(decoder).map { String(cString: $0) } ?? "unknown"
    }
}
