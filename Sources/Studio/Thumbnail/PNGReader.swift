import CCairo

/// PNG by cairo, which knows every kind of it; the size is checked in the header first.
enum PNGReader {
    static func read(_ file: [UInt8]) throws(StudioError) -> Bitmap {
        guard file.count > 24 else { throw StudioError("the PNG is cut off") }
        try Bitmap.check(word(file, 16), word(file, 20))
        var source = Source(bytes: file)
        let opened = withUnsafeMutablePointer(to: &source) { pointer in
            cairo_image_surface_create_from_png_stream(
                { closure, target, count in
                    guard let closure, let target else { return CAIRO_STATUS_READ_ERROR }
                    // Unsafe because cairo hands back the pointer it was given; it outlives the call that reads.
                    return closure.assumingMemoryBound(to: Source.self).pointee.copy(to: target, Int(count))
                }, pointer)
        }
        guard let surface = opened else { throw StudioError("no memory for the PNG") }
        defer { cairo_surface_destroy(surface) }
        guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS else { throw StudioError("the PNG is broken") }
        return try bitmap(of: surface)
    }

    private struct Source {
        let bytes: [UInt8]
        var at = 0

        mutating func copy(to target: UnsafeMutablePointer<UInt8>, _ count: Int) -> cairo_status_t {
            guard at + count <= bytes.count else { return CAIRO_STATUS_READ_ERROR }
            for index in 0..<count { target[index] = bytes[at + index] }
            at += count
            return CAIRO_STATUS_SUCCESS
        }
    }

    /// Cairo gives premultiplied words, or for 16-bit sources floats; those are drawn onto words first.
    private static func bitmap(of surface: OpaquePointer) throws(StudioError) -> Bitmap {
        let width = Int(cairo_image_surface_get_width(surface))
        let height = Int(cairo_image_surface_get_height(surface))
        try Bitmap.check(width, height)
        // What already is in words of this form is read where it lies: a large picture is not held twice.
        let format = cairo_image_surface_get_format(surface)
        let isPlain = format == CAIRO_FORMAT_ARGB32 || format == CAIRO_FORMAT_RGB24
        let stride = Int(cairo_image_surface_get_stride(surface))
        if isPlain, stride == width * 4, let data = cairo_image_surface_get_data(surface) {
            // Unsafe because cairo owns the memory; the caller keeps the surface beyond this call.
            return data.withMemoryRebound(to: UInt32.self, capacity: width * height) {
                bitmap(width, height, $0, isOpaque: format == CAIRO_FORMAT_RGB24)
            }
        }
        let canvas = try Canvas(width: width, height: height)
        cairo_set_source_surface(canvas.pen, surface, 0, 0)
        cairo_paint(canvas.pen)
        var result = Bitmap(width: width, height: height, bytes: [])
        canvas.pixels { result = bitmap(width, height, $0, isOpaque: false) }
        return result
    }

    private static func bitmap(
        _ width: Int, _ height: Int, _ pixels: UnsafeMutablePointer<UInt32>, isOpaque: Bool
    ) -> Bitmap {
        var bytes = [UInt8](repeating: 0, count: width * height * 4)
        for index in 0..<(width * height) {
            let raw = isOpaque ? pixels[index] | 0xff00_0000 : pixels[index]
            let alpha = raw >> 24
            guard alpha > 0 else { continue }
            func plain(_ shift: UInt32) -> UInt8 { UInt8(min(255, ((raw >> shift) & 255) * 255 / alpha)) }
            bytes[index * 4] = plain(16)
            bytes[index * 4 + 1] = plain(8)
            bytes[index * 4 + 2] = plain(0)
            bytes[index * 4 + 3] = UInt8(alpha)
        }
        return Bitmap(width: width, height: height, bytes: bytes)
    }

    private static func word(_ file: [UInt8], _ at: Int) -> Int {
        Int(file[at]) << 24 | Int(file[at + 1]) << 16 | Int(file[at + 2]) << 8 | Int(file[at + 3])
    }
}
