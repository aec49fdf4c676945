import CTurboJPEG
import Testing

@testable import Studio

@Suite struct `Thumbnails` {
    private let folder: Folder

    init() throws { folder = try Folder() }

    @Test(arguments: [
        (400, 200, 320, 320, 160), (200, 400, 320, 160, 320), (100, 50, 320, 100, 50), (1, 900, 300, 1, 300),
    ])
    func `the longer side gets the width, smaller pictures stay`(
        width: Int, height: Int, side: Int, expectedWidth: Int, expectedHeight: Int
    ) throws {
        let source = try folder.png(width, height)
        let bitmap = try PNGReader.read(thumbnail(source, side))
        #expect(bitmap.width == expectedWidth && bitmap.height == expectedHeight)
    }

    @Test func `colours survive and lines are averaged, not skipped`() throws {
        // Black and white columns by turns become grey.
        let canvas = try Canvas(width: 200, height: 100)
        canvas.pixels { pixels in
            for index in 0..<(200 * 100) { pixels[index] = index % 2 == 0 ? 0xff00_0000 : 0xffff_ffff }
        }
        let path = try folder.write(PNGWriter.bytes(of: canvas), "columns.png")
        let bitmap = try PNGReader.read(thumbnail(path, 50))
        for index in stride(from: 0, to: bitmap.bytes.count, by: 4) {
            #expect(abs(Int(bitmap.bytes[index]) - 128) < 12)
        }
    }

    @Test func `a JPEG is read`() throws {
        let path = try folder.write(folder.jpeg(64, 32), "picture.jpg")
        let bitmap = try PNGReader.read(thumbnail(path, 32))
        #expect(bitmap.width == 32 && bitmap.height == 16)
        #expect(bitmap.bytes[0] > 180 && bitmap.bytes[1] < 70, "red stays red")
    }

    @Test func `what is broken, cut off, too large or something else is refused`() throws {
        let png = try PNGWriter.bytes(of: Canvas(width: 60, height: 60))
        var flipped = png
        flipped[45] ^= 0xff
        var bomb = png
        bomb.replaceSubrange(16..<20, with: [0x7f, 0xff, 0xff, 0xff])
        let jpeg = try folder.jpeg(64, 64)
        let cases: [(String, [UInt8])] = [
            ("empty", []), ("text", Array("hello".utf8)), ("signature only", Array(png.prefix(8))),
            ("cut", Array(png.prefix(70))),
            ("flipped", flipped), ("bomb", bomb), ("cut JPEG", Array(jpeg.prefix(jpeg.count / 2))),
            ("JPEG start", [0xff, 0xd8, 0xff, 0xe0]),
            ("WebP start", Array("RIFF\u{10}\u{0}\u{0}\u{0}WEBPVP8 ".utf8)), ("GIF", Array("GIF89a".utf8)),
        ]
        for (name, bytes) in cases {
            let path = try folder.write(bytes, "broken")
            #expect(throws: StudioError.self, "\(name)") { try thumbnail(path, 320) }
        }
        #expect(throws: StudioError.self) { try thumbnail("\(folder.path)/missing.png", 320) }
        #expect(throws: StudioError.self) { try thumbnail(folder.path, 320) }
    }

    private func thumbnail(_ path: String, _ side: Int) throws -> [UInt8] {
        try Thumbnail.bytes(of: path, longerSide: side, folder: folder.path)
    }

    /// A temporary folder, removed with its owner.
    private final class Folder {
        let path: String

        init() throws { path = try Scratch.folder() }
        deinit { Scratch.remove(path) }

        func write(_ bytes: [UInt8], _ name: String) throws -> String {
            try FileBytes.write(bytes, to: "\(path)/\(name)")
            return "\(path)/\(name)"
        }

        func png(_ width: Int, _ height: Int) throws -> String {
            try write(PNGWriter.bytes(of: Canvas(width: width, height: height)), "source.png")
        }

        func jpeg(_ width: Int, _ height: Int) throws -> [UInt8] {
            let encoder = try #require(tjInitCompress())
            defer { tjDestroy(encoder) }
            var pixels = [UInt8](repeating: 0, count: width * height * 3)
            for index in 0..<(width * height) { pixels[index * 3] = 220 }
            var target: UnsafeMutablePointer<UInt8>?
            var size: UInt = 0
            let result = tjCompress2(
                encoder, pixels, Int32(width), 0, Int32(height), Int32(TJPF_RGB.rawValue), &target, &size,
                Int32(TJSAMP_444.rawValue), 90, 0)
            try #require(result == 0)
            defer { tjFree(target) }
            return Array(UnsafeBufferPointer(start: target, count: Int(size)))
        }
    }
}
