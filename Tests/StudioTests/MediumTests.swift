import Testing

@testable import Studio

@Suite struct `Media` {
    @Test(arguments: Medium.allCases)
    func `each changes the picture, and always in the same way`(medium: Medium) throws {
        let plain = try picture(nil, 96, 64)
        let first = try picture(medium, 96, 64)
        #expect(try PNGWriter.bytes(of: first) == PNGWriter.bytes(of: picture(medium, 96, 64)))
        #expect(difference(plain, first) > 0.02)
    }

    @Test(arguments: Medium.allCases, [(16, 16), (33, 40), (200, 34)])
    func `each can be done at any size`(medium: Medium, size: (Int, Int)) throws {
        let canvas = try picture(medium, size.0, size.1)
        #expect(canvas.width == size.0 && canvas.height == size.1)
        var opaque = 0
        canvas.pixels { pixels in
            for index in 0..<(size.0 * size.1) where pixels[index] >> 24 == 255 { opaque += 1 }
        }
        #expect(opaque == size.0 * size.1)
    }

    @Test func `grey media have no colour, pixels are squares, neon is night`() throws {
        let grey = Pixels(try picture(.monochrome, 96, 96))
        #expect(grey.part { abs($0.red - $0.green) < 0.02 && abs($0.green - $0.blue) < 0.03 } == 1)
        let plain = Pixels(try picture(nil, 96, 96))
        #expect(Pixels(try picture(.neon, 96, 96)).brightness < plain.brightness * 0.8)
        let squares = Pixels(try picture(.pixel, 96, 96))
        for (x, y) in [(0, 0), (40, 40), (92, 92)] { #expect(squares.colour(x, y) == squares.colour(x + 3, y + 3)) }
    }

    @Test(arguments: [
        ("ein Aquarell von einem Haus", Medium.watercolour), ("minimalistisches Haus", .minimal),
        ("水彩画の家", .watercolour),
        ("픽셀 아트 집", .pixel), ("oil painting of a house", .oil), ("a house, black and white", .monochrome),
    ])
    func `words choose one and add no thing`(prompt: String, medium: Medium) {
        let scene = Drawn.scene(prompt, art: nil)
        #expect(scene.medium == medium)
        #expect(scene.subjects.map(\.thing) == ["house"])
    }

    private func picture(_ medium: Medium?, _ width: Int, _ height: Int) throws -> Canvas {
        let scene = Scene(subjects: [Subject(thing: "house")], places: [.meadow], medium: medium)
        let composition = Composition(scene, width: width, height: height, seed: 3, art: nil)
        let painter = Painter(
            view: composition.view, recipe: composition.recipe,
            gallery: Gallery(art: nil, isDark: composition.view.air.isDark), placed: composition.placed)
        return try painter.paint { _ in }
    }

    private func difference(_ one: Canvas, _ other: Canvas) -> Float {
        let (first, second) = (Pixels(one), Pixels(other))
        var sum: Float = 0
        for y in 0..<first.height {
            for x in 0..<first.width { sum += abs(first.colour(x, y).luma - second.colour(x, y).luma) }
        }
        return sum / Float(first.width * first.height)
    }
}
