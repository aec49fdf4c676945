import CCairo
import FoundationEssentials
import Generation
import Testing

@testable import Studio

@Suite struct `Reading pictures` {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func facts(_ bytes: [UInt8]) throws -> PictureFacts {
        try FileBytes.write(bytes, to: "\(folder.path)/picture")
        let product = try PictureReader().read("\(folder.path)/picture") { _ in }
        return try JSONDecoder().decode(PictureFacts.self, from: Data(product.bytes))
    }

    private func canvas(_ paint: (OpaquePointer) -> Void) throws -> Canvas {
        let canvas = try Canvas(width: 640, height: 240)
        cairo_set_source_rgb(canvas.pen, 1, 1, 1)
        cairo_paint(canvas.pen)
        paint(canvas.pen)
        return canvas
    }

    @Test func `colours are named by their share`() throws {
        let canvas = try canvas { pen in
            cairo_set_source_rgb(pen, 0.85, 0.1, 0.1)
            cairo_rectangle(pen, 0, 0, 400, 240)
            cairo_fill(pen)
        }
        let facts = try facts(PNGWriter.bytes(of: canvas))
        #expect(facts.type == "png" && facts.width == 640 && facts.height == 240)
        #expect(facts.colours.map(\.name).prefix(2) == ["red", "white"])
        #expect((0.6...0.65).contains(facts.colours.first?.share ?? 0))
        #expect(!facts.isColourless && !facts.hasTransparency && facts.text.isEmpty && facts.codes.isEmpty)
    }

    @Test(arguments: [
        (0xffffff, "white"), (0x000000, "black"), (0x808080, "grey"), (0xff0000, "red"), (0x0000ff, "dark blue"),
        (0x3a72d8, "blue"),
        (0x00b050, "green"), (0xffd800, "yellow"), (0xff8c00, "orange"), (0x8a4fc0, "purple"), (0xff80b0, "pink"),
        (0x6b4423, "brown"), (0x30c0b8, "turquoise"),
    ])
    func `a colour has a name`(hex: Int, name: String) {
        #expect(
            ColourNames.name(of: RGB(UInt32(hex))).hasSuffix(name.split(separator: " ").last.map(String.init) ?? name))
    }

    @Test func `letters are read`() throws {
        let canvas = try canvas { pen in
            cairo_set_source_rgb(pen, 0, 0, 0)
            cairo_select_font_face(pen, "sans-serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL)
            cairo_set_font_size(pen, 56)
            cairo_move_to(pen, 40, 140)
            cairo_show_text(pen, "Hello World 2026")
        }
        let facts = try facts(PNGWriter.bytes(of: canvas))
        #expect(facts.text.contains("Hello") && facts.text.contains("2026"), "\(facts.text)")
        #expect(facts.textLanguages.contains("eng"))
    }

    @Test func `two letters in the leaves are no text`() throws {
        let canvas = try canvas { pen in
            cairo_set_source_rgb(pen, 0, 0, 0)
            cairo_select_font_face(pen, "sans-serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL)
            cairo_set_font_size(pen, 60)
            cairo_move_to(pen, 240, 140)
            cairo_show_text(pen, "IN!")
        }
        #expect(try facts(PNGWriter.bytes(of: canvas)).text.isEmpty)
    }

    /// Code 39 of "AB12": wide and narrow bars, wide three times a narrow one.
    @Test func `a barcode is read`() throws {
        let signs = ["*": "nwnnwnwnn", "A": "wnnnnwnnw", "B": "nnwnnwnnw", "1": "wnnwnnnnw", "2": "nnwwnnnnw"]
        let canvas = try canvas { pen in
            cairo_set_source_rgb(pen, 0, 0, 0)
            var x = 60.0
            for sign in ["*", "A", "B", "1", "2", "*"] {
                for (index, kind) in (signs[sign] ?? "").enumerated() {
                    let width = kind == "w" ? 9.0 : 3.0
                    if index % 2 == 0 { cairo_rectangle(pen, x, 40, width, 160) }
                    x += width
                }
                x += 3
            }
            cairo_fill(pen)
        }
        #expect(try facts(PNGWriter.bytes(of: canvas)).codes == [PictureFacts.Code(kind: "CODE-39", text: "AB12")])
    }

    @Test func `notes in a PNG are read, compressed or not, and long ones cut`() throws {
        let plain = try PNGWriter.bytes(of: canvas { _ in })
        let chunks = [
            Chunk("tEXt", Array("Software\0Tagwerk".utf8)), Chunk("iTXt", Array("prompt\0\0\0de\0\0Eine Katze 猫".utf8)),
            Chunk("iTXt", Array("long\0\0\0\0\0".utf8) + [UInt8](repeating: 0x61, count: 9_000)),
            Chunk("iTXt", Array("broken\0".utf8)),
        ]
        let file = Array(plain.prefix(33)) + chunks.flatMap(\.bytes) + plain.dropFirst(33)
        let notes = try facts(file).notes
        #expect(notes["Software"] == "Tagwerk" && notes["prompt"] == "Eine Katze 猫")
        #expect(notes["long"]?.count == 4_000 && notes["broken"] == nil)
    }

    private struct Chunk {
        let bytes: [UInt8]

        /// The reader does not look at the sum; libpng ignores chunks of text whose sum is wrong.
        init(_ name: String, _ content: [UInt8]) {
            let count = UInt32(content.count)
            let size = (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * UInt32($0))) }
            bytes = size + Array(name.utf8) + content + PNGSum.of(Array(name.utf8) + content)
        }
    }

    @Test func `what a camera wrote is read`() throws {
        func entry(_ tag: UInt8, _ high: UInt8, _ type: UInt8, _ count: UInt8, _ value: UInt8) -> [UInt8] {
            [tag, high, type, 0, count, 0, 0, 0, value, 0, 0, 0]
        }
        let head: [UInt8] = [0x49, 0x49, 42, 0, 8, 0, 0, 0, 3, 0]
        let entries = entry(0x0f, 1, 2, 6, 50) + entry(0x10, 1, 2, 9, 56) + entry(0x32, 1, 2, 20, 66)
        let texts = Array("Canon\0Canon 5D\0\0".utf8).prefix(16) + Array("2026:11:20 18:31:25\0".utf8)
        let exif = try #require(EXIF(head + entries + [0, 0, 0, 0] + texts))
        #expect(exif.camera == "Canon 5D" && exif.takenAt == "2026:11:20 18:31:25")
        #expect(EXIF([]) == nil)
        // An offset beyond the end, and a table that points at itself.
        #expect(EXIF([0x49, 0x49, 42, 0, 255, 255, 255, 127, 9])?.camera == nil)
    }

    @Test func `the first picture of a GIF is read`() throws {
        let gif: [UInt8] =
            Array("GIF89a".utf8) + [
                2, 0, 1, 0, 0x80, 0, 0, 255, 0, 0, 0, 0, 255, 0x2c, 0, 0, 0, 0, 2, 0, 1, 0, 0, 2, 2, 0x44, 0x0a, 0,
                0x3b,
            ]
        let bitmap = try GIFReader.read(gif)
        #expect(bitmap.bytes == [255, 0, 0, 255, 0, 0, 255, 255])
    }

    @Test func `a picture of more than 40 million pixels is refused before it is decoded`() throws {
        var bomb = try PNGWriter.bytes(of: canvas { _ in })
        bomb.replaceSubrange(16..<24, with: [0, 0, 0x20, 0, 0, 0, 0x20, 0])
        #expect(throws: StudioError("the source claims 8192 × 8192 pixels")) { try facts(bomb) }
        let gif = Array("GIF89a".utf8) + [0xff, 0x7f, 0xff, 0x7f, 0, 0, 0]
        #expect(throws: StudioError.self) { try GIFReader.read(gif) }
    }

    /// Every result is good but a crash.
    @Test func `cut and changed files are read or refused`() throws {
        var dice = Dice(seed: 11)
        let png = try PNGWriter.bytes(of: Canvas(width: 40, height: 30))
        let gif: [UInt8] =
            Array("GIF89a".utf8) + [
                2, 0, 1, 0, 0x80, 0, 0, 255, 0, 0, 0, 0, 255, 0x2c, 0, 0, 0, 0, 2, 0, 1, 0, 0, 2, 2, 0x44, 0x0a, 0,
                0x3b,
            ]
        var refused = 0
        for round in 0..<600 {
            var file = round % 2 == 0 ? png : gif
            for _ in 0..<dice.count(1...4) { file[dice.count(4...file.count - 1)] = UInt8(dice.count(0...255)) }
            if round % 3 == 0 { file = Array(file.prefix(dice.count(4...file.count))) }
            do {
                let picture = try PictureFile(file)
                _ = EXIF(NotesInFile(picture).exif)
                _ = try picture.bitmap()
            } catch { refused += 1 }
        }
        #expect(refused > 100)
    }
}

/// CRC-32 of a chunk (PNG specification, annex D).
private enum PNGSum {
    static func of(_ bytes: [UInt8]) -> [UInt8] {
        var sum: UInt32 = 0xffff_ffff
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum & 1 == 1 ? 0xedb8_8320 ^ (sum >> 1) : sum >> 1 }
        }
        sum ^= 0xffff_ffff
        return (0..<4).map { UInt8(truncatingIfNeeded: sum >> (24 - 8 * UInt32($0))) }
    }
}
