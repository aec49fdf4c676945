import Glibc

/// What falls, drifts and flickers before the picture. Times are in seconds.
struct WeatherLayer {
    private struct Drop {
        var x: Double
        var y: Double
        /// 0 far … 1 near.
        var near: Double
        var phase: Double
    }

    let kinds: [String]
    private let width: Int
    private let height: Int
    private var drops: [Drop] = []
    private var fog: [UInt8] = []
    private var flashes: [Double] = []
    private var flickerPhases: [Double] = []

    init(_ text: String, width: Int, height: Int, seconds: Double, _ dice: inout Dice) {
        kinds = FilmWords.weathers.ids(in: text)
        self.width = width
        self.height = height
        drops = (0..<420).map { _ in
            Drop(x: dice.unit(), y: dice.unit(), near: dice.unit(), phase: dice.number(0...(2 * .pi)))
        }
        flickerPhases = (0..<3).map { _ in dice.number(0...(2 * .pi)) }
        flashes = (0..<max(1, Int(seconds / 2.5))).map { (Double($0) + dice.number(0.2...0.8)) * 2.5 }
        if kinds.contains("fog") { fog = WeatherLayer.fogTile(width, height, &dice) }
    }

    func cover(_ frame: inout [UInt32], at time: Double) {
        frame.withUnsafeMutableBufferPointer { pixels in
            for kind in kinds {
                switch kind {
                case "rain": rain(pixels, time)
                case "storm":
                    light(pixels, 0.78 + flash(time) * 0.9, warmth: -0.03)
                    if !kinds.contains("rain") { rain(pixels, time) }
                case "snow": snow(pixels, time)
                case "fog": drift(pixels, time)
                case "flicker": light(pixels, flicker(time), warmth: 0.05)
                case "sparkle": sparkle(pixels, time)
                default: break
                }
            }
        }
    }

    private func rain(_ pixels: UnsafeMutableBufferPointer<UInt32>, _ time: Double) {
        let unit = Double(height) / 720
        for drop in drops {
            let length = (16 + 34 * drop.near) * unit
            let speed = (700 + 900 * drop.near) * unit
            let way = Double(height) + length * 2
            let y = (drop.y * way + speed * time).truncatingRemainder(dividingBy: way) - length
            let x = (drop.x * 1.2 - 0.1) * Double(width) - y * 0.12
            let strength = UInt32(50 + 100 * drop.near)
            for step in 0..<Int(length) {
                let part = UInt32(step * 256 / max(1, Int(length)))
                blend(pixels, Int(x - Double(step) * 0.12), Int(y) + step, 0xffdc_e6f2, (strength * part) >> 8)
            }
        }
    }

    private func snow(_ pixels: UnsafeMutableBufferPointer<UInt32>, _ time: Double) {
        let unit = Double(height) / 720
        for drop in drops {
            let radius = (1.1 + 3.6 * drop.near * drop.near) * unit
            let speed = (50 + 130 * drop.near) * unit
            let way = Double(height) + 20 * unit
            let y = (drop.y * way + speed * time).truncatingRemainder(dividingBy: way) - 10 * unit
            let sway = sin(time * (0.8 + drop.near) + drop.phase) * 16 * unit
            let across = Double(width) + 40
            let x = (drop.x * across + time * 22 * unit).truncatingRemainder(dividingBy: across) - 20 + sway
            disc(pixels, x, y, radius, 0xffff_ffff, 110 + 130 * drop.near)
        }
    }

    private func sparkle(_ pixels: UnsafeMutableBufferPointer<UInt32>, _ time: Double) {
        let unit = Double(height) / 720
        for drop in drops.prefix(110) {
            let shine = sin(time * (1.2 + 2 * drop.near) + drop.phase)
            guard shine > 0 else { continue }
            let x = drop.x * Double(width) + sin(time * 0.4 + drop.phase) * 18 * unit
            let y = drop.y * Double(height) - time * 14 * unit * drop.near
            let place = y < 0 ? y + Double(height) : y
            disc(pixels, x, place, (1 + 2.4 * drop.near) * unit * 1.6, 0xffff_f0c0, shine * shine * 230)
        }
    }

    private func disc(
        _ pixels: UnsafeMutableBufferPointer<UInt32>, _ x: Double, _ y: Double, _ radius: Double, _ colour: UInt32,
        _ strength: Double
    ) {
        let reach = Int(radius.rounded(.up)) + 1
        for row in Int(y) - reach...Int(y) + reach {
            for column in Int(x) - reach...Int(x) + reach {
                let dx = Double(column) - x
                let dy = Double(row) - y
                let part = 1 - (dx * dx + dy * dy).squareRoot() / (radius + 0.7)
                if part > 0 { blend(pixels, column, row, colour, UInt32(min(255, strength * min(1, part * 1.7)))) }
            }
        }
    }

    @inline(__always)
    private func blend(
        _ pixels: UnsafeMutableBufferPointer<UInt32>, _ x: Int, _ y: Int, _ colour: UInt32, _ weight: UInt32
    ) {
        guard x >= 0, y >= 0, x < width, y < height else { return }
        pixels[y * width + x] = Projector.mixed(pixels[y * width + x], colour, weight)
    }

    /// Two sheets of the same fog, the nearer one faster, thicker below.
    private func drift(_ pixels: UnsafeMutableBufferPointer<UInt32>, _ time: Double) {
        let slow = Int(time * 24) % width
        let quick = (Int(time * 48) + width / 3) % width
        fog.withUnsafeBufferPointer { fog in
            for y in 0..<height {
                let thick = UInt32(150 + 105 * y / height)
                let row = y * width
                var (first, second) = (row + slow, row + quick)
                let end = row + width
                for x in 0..<width {
                    let weight = ((UInt32(fog[first]) + UInt32(fog[second])) * thick) >> 9
                    pixels[row + x] = Projector.mixed(pixels[row + x], 0xffd9_dee2, min(weight, 235))
                    first = first + 1 == end ? row : first + 1
                    second = second + 1 == end ? row : second + 1
                }
            }
        }
    }

    /// Joined without a seam at its sides, so that it may drift for ever.
    private static func fogTile(_ width: Int, _ height: Int, _ dice: inout Dice) -> [UInt8] {
        let noise = Noise(&dice)
        var tile = [UInt8](repeating: 0, count: width * height)
        let fine: Float = 5 / Float(width)
        for y in 0..<height {
            for x in 0..<width {
                let part = Float(x) / Float(width)
                let here = noise.fractal(Float(x) * fine, Float(y) * fine * 1.8, octaves: 3)
                let there = noise.fractal(Float(x - width) * fine, Float(y) * fine * 1.8, octaves: 3)
                let value = here * (1 - part) + there * part
                tile[y * width + x] = UInt8(min(max((value + 0.3) * 380, 0), 255))
            }
        }
        return tile
    }

    private func flicker(_ time: Double) -> Double {
        1 + 0.07 * sin(time * 11 + flickerPhases[0]) + 0.05 * sin(time * 17.3 + flickerPhases[1])
            + 0.04 * sin(time * 5.1 + flickerPhases[2])
    }

    /// A bright moment, its echo, and the dark after it.
    private func flash(_ time: Double) -> Double {
        flashes.map { moment in
            let since = time - moment
            guard since >= 0, since < 0.6 else { return 0 }
            return exp(-since * 12) + (since > 0.16 ? 0.6 * exp(-(since - 0.16) * 10) : 0)
        }.max() ?? 0
    }

    private func light(_ pixels: UnsafeMutableBufferPointer<UInt32>, _ factor: Double, warmth: Double) {
        func table(_ factor: Double) -> [UInt32] { (0..<256).map { UInt32(min(255, Double($0) * factor)) } }
        let (red, green, blue) = (table(factor * (1 + warmth)), table(factor), table(factor * (1 - warmth)))
        for index in pixels.indices {
            let pixel = pixels[index]
            pixels[index] =
                0xff00_0000 | red[Int(pixel >> 16 & 255)] << 16 | green[Int(pixel >> 8 & 255)] << 8
                | blue[Int(pixel & 255)]
        }
    }
}
