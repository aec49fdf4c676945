import Testing

@testable import Studio

@Suite struct `Painting` {
    private let art: TinyArt

    init() throws { art = try TinyArt() }

    @Test(arguments: [
        "Eine Katze im Regen bei Nacht in der Stadt", "hope", "three fish under the sea", "a robot in a library",
    ])
    func `the same job gives the same bytes`(prompt: String) throws {
        let first = try PNGWriter.bytes(of: Drawn.picture(prompt, art: art.folder))
        let second = try PNGWriter.bytes(of: Drawn.picture(prompt, art: art.folder))
        #expect(first == second)
        let other = try PNGWriter.bytes(of: Drawn.picture(prompt + "!!", art: art.folder))
        #expect(first != other)
    }

    @Test(arguments: [(16, 16), (17, 33), (128, 40), (40, 128), (300, 16)])
    func `a picture has the size that was asked for`(width: Int, height: Int) throws {
        let canvas = try Drawn.picture("a castle on a hill in a storm at night", width, height, art: art.folder)
        #expect(canvas.width == width && canvas.height == height)
    }

    @Test(arguments: Place.allCases, [DayTime.day, .night])
    func `every place can be painted, filled to the edges, and is not of one colour`(place: Place, time: DayTime) throws
    {
        let scene = Scene(subjects: [Subject(thing: "boy")], places: [place], time: time)
        let composition = Composition(scene, width: 64, height: 64, seed: 3, art: art.folder)
        let painter = Painter(
            view: composition.view, recipe: composition.recipe,
            gallery: Gallery(art: art.folder, isDark: time == .night),
            placed: composition.placed)
        let canvas = try painter.paint { _ in }
        var colours: Set<UInt32> = []
        var opaque = 0
        canvas.pixels { pixels in
            for index in 0..<(64 * 64) {
                colours.insert(pixels[index] & 0x00f0_f0f0)
                if pixels[index] >> 24 == 255 { opaque += 1 }
            }
        }
        #expect(opaque == 64 * 64)
        #expect(colours.count > 12)
    }

    @Test func `night is darker than day`() throws {
        for place in ["meadow", "city", "beach", "mountains"] {
            let day = Pixels(try Drawn.picture("a house in the \(place) at noon", art: art.folder)).brightness
            let night = Pixels(try Drawn.picture("a house in the \(place) at night", art: art.folder)).brightness
            #expect(night < day * 0.7, "\(place): \(night) and \(day)")
        }
    }

    @Test func `a red car is red where the car is, and no red square is drawn`() throws {
        let prompt = "a red car"
        let composition = Drawn.composition(prompt, 128, 128, art: art.folder)
        let box = try #require(composition.placed.first).box
        #expect(composition.placed.count == 1)
        let plain = Pixels(try Drawn.picture("a car", art: art.folder))
        let red = Pixels(try Drawn.picture(prompt, art: art.folder))
        #expect(red.part(in: box) { $0.isRed } > 0.4, "the body took the colour")
        #expect(
            red.part { $0.isRed } <= red.part(in: box) { $0.isRed } * box.area / (128 * 128) + 0.02, "only the car did")
        #expect(red.part { $0.isGreen } == 0, "the square of the art, green here, is nowhere")
        #expect(plain.part { $0.isRed } < 0.02)
        #expect(box.area > 128 * 128 * 0.1)
    }

    @Test func `a tint changes the leading colour and leaves the others`() throws {
        let folder = try #require(art.folder)
        let piece = try #require(folder.piece("1f408"))
        let canvas = try Canvas(width: 72, height: 72)
        piece.draw(on: canvas, in: Box(x: 0, y: 0, width: 72, height: 72))
        let before = Pixels(canvas)
        Recolour(to: RGB(0xd8282f)).apply(to: canvas)
        let after = Pixels(canvas)
        #expect(before.part { $0.isRed } == 0)
        #expect(after.part { $0.isRed } > 0.8)
        #expect(abs(before.part { $0.isBlue } - after.part { $0.isBlue }) < 0.002, "the eye keeps its colour")
        #expect(before.part { $0.isBlue } > 0.01)
    }

    @Test func `two tints stay apart`() throws {
        let picture = Pixels(try Drawn.picture("a red car and a blue dog", art: art.folder))
        #expect(picture.part { $0.isRed } > 0.03)
        #expect(picture.part { $0.isBlue } > 0.03)
    }

    @Test func `weather shows`() throws {
        let clear = Pixels(try Drawn.picture("a meadow", art: nil))
        let fog = Pixels(try Drawn.picture("a meadow in fog", art: nil))
        let strong: (RGB) -> Bool = { max($0.red, max($0.green, $0.blue)) - min($0.red, min($0.green, $0.blue)) > 0.3 }
        #expect(fog.part(strong) < clear.part(strong) * 0.7, "fog takes the colour")
        let snow = Pixels(try Drawn.picture("a meadow in winter", art: nil))
        #expect(snow.part { $0.green > $0.red * 1.15 && $0.green > $0.blue * 1.15 } < 0.05, "snow covers the grass")
    }

    @Test func `without art a scene is still drawn, and says what is missing`() throws {
        let job = Drawn.job("a car and a house", 96, 96)
        let (canvas, summary) = try Illustrator(art: nil).illustrate(job) { _ in }
        #expect(summary.contains("not drawn"))
        #expect(summary.contains("car"))
        #expect(Pixels(canvas).brightness > 0.1)
    }

    @Test(arguments: [
        "", "\u{0}\u{1}", "<script>alert(1)</script>", "../../etc/passwd", "%s%s%n", "🏳️‍🌈👨‍👩‍👧‍👦🇩🇪", "\u{202e}gnikcah",
        String(repeating: "a", count: 5_000), String(repeating: "ねこ", count: 2_500),
        String(repeating: "집 ", count: 2_500),
        String(repeating: "hundert riesige Elefanten auf einem Elefanten, ", count: 60), "123456789", "Z̷͎̀a̶͓͂l̸̰̽g̵͙̈o̶̞͊",
    ])
    func `any prompt gives a picture`(prompt: String) throws {
        let canvas = try Drawn.picture(prompt, 48, 48, art: art.folder)
        #expect(Pixels(canvas).brightness > 0.02)
    }
}
