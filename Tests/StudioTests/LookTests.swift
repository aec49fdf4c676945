import FoundationEssentials
import Generation
import Testing

@testable import Studio

@Suite struct `Looks of a picture` {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    /// A red square on blue, 96 × 64.
    private func filtered(_ prompt: String, seed: UInt64 = 1) throws -> (Bitmap, Product) {
        let canvas = try Canvas(width: 96, height: 64)
        canvas.pixels { pixels in
            for index in 0..<(96 * 64) {
                let isInside = 30...60 ~= index % 96 && 16...48 ~= index / 96
                pixels[index] = isInside ? 0xffd8_3020 : 0xff30_60c0
            }
        }
        try FileBytes.write(PNGWriter.bytes(of: canvas), to: "\(folder.path)/source.png")
        let job = StudioJob(
            task: .filter, prompt: prompt, seed: seed, source: "\(folder.path)/source.png", output: "\(folder.path)/out"
        )
        let product = try PictureFilter().filter(job) { _ in }
        return (try PNGReader.read(product.bytes), product)
    }

    @Test(arguments: [
        ("als Ölgemälde", "oil"), ("make it a cartoon", "cartoon"), ("鉛筆スケッチ", "pencil"), ("수채화로", "watercolour"),
        ("sepia", "sepia"), ("in Schwarz-Weiß", "mono"), ("black and white", "mono"), ("ドット絵", "pixel"),
        ("neon", "neon"),
        ("weichgezeichnet", "blur"), ("wärmer", "warmer"), ("colder and darker", "colder, darker"),
        ("더 밝게", "brighter"),
        ("ein Hauch von Blau und Orange", "blue tint, orange tint"), ("make it nicer", "oil"), ("", "oil"),
        ("🎉", "oil"),
    ])
    func `words choose a look`(prompt: String, look: String) {
        #expect(Look(prompt).summary == "filter: \(look)")
    }

    @Test(arguments: [
        "oil", "cartoon", "pencil", "watercolour", "sepia", "black and white", "pixel", "neon", "blur", "warmer",
        "green",
    ])
    func `a look changes the picture and keeps its size, the same each time`(prompt: String) throws {
        let (bitmap, product) = try filtered(prompt)
        #expect(bitmap.width == 96 && bitmap.height == 64)
        let plain = (0..<bitmap.bytes.count / 4).filter { at in
            let pixel = bitmap.bytes[at * 4..<at * 4 + 3]
            return pixel.elementsEqual([0x30, 0x60, 0xc0]) || pixel.elementsEqual([0xd8, 0x30, 0x20])
        }
        #expect(plain.count < 96 * 64 * 9 / 10)
        #expect(try filtered(prompt).1.bytes == product.bytes)
    }

    @Test func `black and white has no colour, and warmer is redder`() throws {
        let grey = try filtered("schwarz-weiß").0.bytes
        #expect(stride(from: 0, to: grey.count, by: 4).allSatisfy { abs(Int(grey[$0]) - Int(grey[$0 + 2])) <= 1 })
        let warm = try filtered("wärmer").0.bytes
        #expect(warm[0] > 0x30 && warm[2] < 0xc0)
    }
}

@Suite struct `Films of a picture` {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func film(_ prompt: String, width: Int = 160, height: Int = 90, seconds: Double = 1) throws -> Product {
        let canvas = try Canvas(width: 200, height: 200)
        canvas.pixels { pixels in
            for index in 0..<40_000 {
                pixels[index] = 0xff00_0000 | UInt32(index % 200) << 16 | UInt32(index / 200) << 8 | 0x60
            }
        }
        try FileBytes.write(PNGWriter.bytes(of: canvas), to: "\(folder.path)/source.png")
        let job = StudioJob(
            task: .film, prompt: prompt, width: width, height: height, seed: 3, source: "\(folder.path)/source.png",
            output: "\(folder.path)/out.mp4", seconds: seconds)
        return try Filmmaker().film(job) { _ in }
    }

    @Test func `the same job gives the same film, beginning with its index`() throws {
        let product = try film("zoom in, snow")
        #expect(product.report?.seconds == 1 && product.report?.scene == "zoom in, snow")
        #expect(product.bytes.dropFirst(4).starts(with: Array("ftyp".utf8)))
        let (index, content) = (
            try #require(ByteRow.place(of: "moov", in: product.bytes)), ByteRow.place(of: "mdat", in: product.bytes)
        )
        #expect(index < content ?? 0)
        #expect(try film("zoom in, snow").bytes == product.bytes)
        #expect(try film("zoom out, rain").bytes != product.bytes)
    }

    @Test(arguments: [
        ("zoom in slowly", ["zoomIn"]), ("Nach rechts schwenken", ["panRight"]), ("ゆっくりズームアウト", ["zoomOut"]),
        ("왼쪽으로 이동", ["panLeft"]), ("orbit around the castle", ["orbit"]),
        ("Drohnenflug, wackelig", ["drone", "shake"]), ("", ["zoomIn"]),
    ])
    func `words move the camera`(prompt: String, moves: [String]) {
        var dice = Dice(seed: 1)
        #expect(Camera(prompt, &dice).moves.map(\.rawValue) == moves)
    }

    /// A film of a still camera shows what the weather alone does.
    @Test(arguments: ["rain", "snow", "fog", "storm", "flicker", "sparkle"])
    func `weather is seen and moves`(kind: String) {
        var dice = Dice(seed: 5)
        let layer = WeatherLayer("\(kind)", width: 160, height: 90, seconds: 5, &dice)
        func frame(_ time: Double) -> [UInt32] {
            var frame = [UInt32](repeating: 0xff40_5060, count: 160 * 90)
            layer.cover(&frame, at: time)
            return frame
        }
        let (first, later) = (frame(1), frame(1.5))
        #expect(first.filter { $0 != 0xff40_5060 }.count > 60)
        #expect(first != later)
    }

    /// At every moment of every move the shot lies within the picture.
    @Test(arguments: [
        "zoom in", "zoom out", "pan left", "pan right", "tilt up", "tilt down", "orbit", "drone", "shake",
        "static camera", "orbit drone",
    ])
    func `the camera never leaves the picture`(prompt: String) {
        for seed in UInt64(0)..<8 {
            var dice = Dice(seed: seed)
            let camera = Camera(prompt, &dice)
            for step in 0...48 {
                let shot = camera.shot(Double(step) / 48, seconds: 5)
                let half = 0.5 / shot.zoom
                #expect(shot.zoom >= 1 && shot.zoom <= Camera.closest + 0.02)
                #expect(shot.y - half > -0.001 && shot.y + half < 1.001)
                #expect(shot.x - half - abs(shot.turn) / 2 > -0.001 && shot.x + half + abs(shot.turn) / 2 < 1.001)
            }
        }
    }

    @Test func `a film and a sound have small pictures`() throws {
        let product = try film("zoom in")
        let folder = try ScratchFolder()
        let place = folder.path
        try FileBytes.write(product.bytes, to: "\(place)/film.mp4")
        let frame = try PNGReader.read(Thumbnail.bytes(of: "\(place)/film.mp4", longerSide: 80, folder: place))
        #expect(frame.width == 80 && frame.height == 45)
        let sound = WAVFile(rate: 8_000, channels: 1, samples: (0..<8_000).map { Int16(truncatingIfNeeded: $0 * 3) })
        try FileBytes.write(sound.bytes(), to: "\(place)/sound.wav")
        let waves = try PNGReader.read(Thumbnail.bytes(of: "\(place)/sound.wav", longerSide: 320, folder: place))
        #expect(waves.width == 320 && waves.height == 80)
        #expect(Set(stride(from: 0, to: waves.bytes.count, by: 4).map { waves.bytes[$0] }).count > 5)
    }

    @Test(arguments: ["", "RIFF\u{4}\0\0\0WAVE", "\0\0\0\u{18}ftypmp42", "OggS", "ID3", "#EXTM3U\nfile:///etc/passwd"])
    func `a broken film or sound has no small picture`(text: String) throws {
        let folder = try ScratchFolder()
        let place = folder.path
        try FileBytes.write(Array(text.utf8), to: "\(place)/broken")
        #expect(throws: StudioError.self) { try Thumbnail.bytes(of: "\(place)/broken", longerSide: 80, folder: place) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: place) == ["broken"])
    }
}

private enum ByteRow {
    static func place(of name: String, in bytes: [UInt8]) -> Int? {
        let wanted = Array(name.utf8)
        return bytes.indices.dropLast(3).first { bytes[$0..<$0 + 4].elementsEqual(wanted) }
    }
}
