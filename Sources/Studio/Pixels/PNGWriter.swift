import CZlib

/// Opaque 8-bit PNG (PNG specification, 3rd edition). Cairo's own writer spends most of a second on grain that does not
/// compress; this one filters simply and compresses lightly.
enum PNGWriter {
    /// `notes` become text chunks in UTF-8 (iTXt), not compressed, before the pixels.
    static func bytes(of canvas: Canvas, notes: [(keyword: String, text: String)] = []) throws(StudioError) -> [UInt8] {
        var png: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
        append("IHDR", word(canvas.width) + word(canvas.height) + [8, 2, 0, 0, 0], to: &png)
        for note in notes {
            // Keyword, end, not compressed, method, no language, no translated keyword, text.
            append("iTXt", Array(note.keyword.utf8) + [0, 0, 0, 0, 0] + Array(note.text.utf8), to: &png)
        }
        append("IDAT", try deflated(rows(canvas)), to: &png)
        append("IEND", [], to: &png)
        return png
    }

    /// Each row with the filter Sub: the difference from the pixel to the left.
    private static func rows(_ canvas: Canvas) -> [UInt8] {
        let width = canvas.width
        var rows = [UInt8](repeating: 0, count: canvas.height * (1 + width * 3))
        canvas.pixels { pixels in
            var at = 0
            for y in 0..<canvas.height {
                rows[at] = 1
                at += 1
                var left: UInt32 = 0
                for x in 0..<width {
                    let raw = pixels[y * width + x]
                    rows[at] = UInt8(truncatingIfNeeded: raw >> 16) &- UInt8(truncatingIfNeeded: left >> 16)
                    rows[at + 1] = UInt8(truncatingIfNeeded: raw >> 8) &- UInt8(truncatingIfNeeded: left >> 8)
                    rows[at + 2] = UInt8(truncatingIfNeeded: raw) &- UInt8(truncatingIfNeeded: left)
                    left = raw
                    at += 3
                }
            }
        }
        return rows
    }

    private static func deflated(_ bytes: [UInt8]) throws(StudioError) -> [UInt8] {
        var size = compressBound(UInt(bytes.count))
        var output = [UInt8](repeating: 0, count: Int(size))
        guard compress2(&output, &size, bytes, UInt(bytes.count), 2) == Z_OK else {
            throw StudioError("the picture cannot be compressed")
        }
        return Array(output.prefix(Int(size)))
    }

    private static func append(_ name: String, _ content: [UInt8], to png: inout [UInt8]) {
        let body = Array(name.utf8) + content
        png += word(content.count) + body + word(Int(crc32(0, body, UInt32(body.count))))
    }

    private static func word(_ value: Int) -> [UInt8] {
        [
            UInt8(truncatingIfNeeded: value >> 24), UInt8(truncatingIfNeeded: value >> 16),
            UInt8(truncatingIfNeeded: value >> 8), UInt8(truncatingIfNeeded: value),
        ]
    }
}
