import Glibc

/// Looks that change how a picture is made: brush, pen, grid.
enum Technique: String, Sendable {
    case oil, cartoon, pencil, watercolour, sepia, mono, pixel, neon, blur

    func apply(_ planes: inout Planes, _ dice: inout Dice) {
        let unit = max(1, max(planes.width, planes.height) / 340)
        switch self {
        case .oil: oil(&planes, unit, &dice)
        case .cartoon: cartoon(&planes, unit)
        case .pencil: pencil(&planes, unit, &dice)
        case .watercolour: watercolour(&planes, unit, &dice)
        case .sepia: sepia(&planes, &dice)
        case .mono: mono(&planes)
        case .pixel: pixels(&planes, max(4, max(planes.width, planes.height) / 112))
        case .neon: neon(&planes, unit)
        case .blur: planes = planes.blurred(unit * 2)
        }
    }

    /// Broad strokes, strong colours, and the relief of thick paint.
    private func oil(_ planes: inout Planes, _ unit: Int, _ dice: inout Dice) {
        Brush.paint(&planes, radius: unit + 2, levels: 14)
        let luma = planes.luma
        let noise = Noise(&dice)
        let width = planes.width
        let fine = 0.55 / Float(unit)
        planes.change { colour, index in
            let (x, y) = (Float(index % width), Float(index / width))
            // Bristles follow a slow swirl.
            let swirl = noise.at(x * fine * 0.06, y * fine * 0.06) * 3
            let bristle = noise.at(
                (x * cosf(swirl) + y * sinf(swirl)) * fine * 0.25, (y * cosf(swirl) - x * sinf(swirl)) * fine * 1.6)
            let ahead = luma.values[min(index + width + 1, luma.values.count - 1)]
            let relief = 1 + bristle * 0.09 + (luma.values[index] - ahead) * 1.3
            return (colour.saturated(1.3) * relief).clamped
        }
    }

    /// Few even tones within dark outlines.
    private func cartoon(_ planes: inout Planes, _ unit: Int) {
        let lines = planes.luma.blurred(max(1, unit / 2), passes: 2).edges()
        Brush.paint(&planes, radius: unit, levels: 16)
        planes.change { colour, index in
            let luma = max(colour.luma, 0.02)
            let steps: Float = 7
            let stepped =
                ((luma * steps).rounded(.down) + smoothstep(0.35, 0.65, luma * steps - (luma * steps).rounded(.down)))
                / steps
            let line = smoothstep(0.22, 0.5, lines.values[index])
            return (colour * (stepped / luma)).clamped.saturated(1.45).darker(line * 0.92)
        }
    }

    /// Grey strokes by dodging: the picture divided by its own blurred negative.
    private func pencil(_ planes: inout Planes, _ unit: Int, _ dice: inout Dice) {
        let luma = planes.luma
        let soft = luma.blurred(unit * 3)
        let noise = Noise(&dice)
        let width = planes.width
        let fine = 1.4 / Float(unit)
        planes.change { _, index in
            let (x, y) = (Float(index % width), Float(index / width))
            let dodge = min(1, (luma.values[index] + 0.02) / (soft.values[index] + 0.02))
            // Hatching runs across, the darker the denser.
            let hatch = noise.at((x + y) * fine * 0.14, (x - y) * fine) * 0.5 + 0.5
            let shade = 1 - max(0, 0.62 - luma.values[index]) * (0.35 + 0.75 * hatch)
            let paper = 0.965 + noise.at(x * fine, y * fine) * 0.02
            let tone = min(1, powf(dodge, 2.6) * shade) * paper
            return RGB(tone, tone, tone * 0.985)
        }
    }

    /// Washed tones, edges where the colour gathers, and paper.
    private func watercolour(_ planes: inout Planes, _ unit: Int, _ dice: inout Dice) {
        Brush.paint(&planes, radius: unit + 1, levels: 14)
        planes = planes.blurred(max(1, unit / 2))
        let gathered = planes.luma.edges().blurred(max(1, unit / 2), passes: 1)
        let noise = Noise(&dice)
        let width = planes.width
        let coarse = 2.2 / Float(max(planes.width, planes.height))
        let fine = 0.9 / Float(unit)
        planes.change { colour, index in
            let (x, y) = (Float(index % width), Float(index / width))
            let wash = noise.fractal(x * coarse * 3, y * coarse * 3, octaves: 3)
            let paper = 1 + noise.at(x * fine, y * fine) * 0.035
            let light = colour.saturated(1.3).lighter(0.27 + 0.24 * wash)
            return (light.darker(min(0.45, gathered.values[index] * 0.7)) * paper).clamped
        }
    }

    private func sepia(_ planes: inout Planes, _ dice: inout Dice) {
        let (width, height) = (planes.width, planes.height)
        let seed = dice.count(0...9_999)
        let tones = Ramp([RGB(0x1c110a), RGB(0x7a5a3c), RGB(0xd9bd94), RGB(0xf9eed8)])
        planes.change { colour, index in
            let (x, y) = (index % width, index / width)
            let (dx, dy) = (Float(x) / Float(width) - 0.5, Float(y) / Float(height) - 0.5)
            let vignette = smoothstep(0.35, 0.8, (dx * dx + dy * dy).squareRoot())
            return tones.at(colour.luma + (grain(x + seed, y) - 0.5) * 0.07).darker(vignette * 0.45)
        }
    }

    private func mono(_ planes: inout Planes) {
        planes.change { colour, _ in
            let tone = smoothstep(-0.12, 1.08, colour.luma)
            return RGB(tone, tone, tone)
        }
    }

    /// Squares of one colour each, of a small palette.
    private func pixels(_ planes: inout Planes, _ side: Int) {
        let (width, height) = (planes.width, planes.height)
        for top in stride(from: 0, to: height, by: side) {
            for left in stride(from: 0, to: width, by: side) {
                var sum = RGB.black
                var count: Float = 0
                for y in top..<min(top + side, height) {
                    for x in left..<min(left + side, width) {
                        sum = sum + planes[y * width + x]
                        count += 1
                    }
                }
                let mean = (sum * (1 / count)).saturated(1.25)
                func stepped(_ value: Float) -> Float { (value * 7).rounded() / 7 }
                let colour = RGB(stepped(mean.red), stepped(mean.green), stepped(mean.blue))
                for y in top..<min(top + side, height) {
                    for x in left..<min(left + side, width) { planes[y * width + x] = colour }
                }
            }
        }
    }

    /// Dark, with glowing edges in the strongest form of their own colour.
    private func neon(_ planes: inout Planes, _ unit: Int) {
        let soft = planes.blurred(1)
        let edges = [soft.red, soft.green, soft.blue].map { $0.edges() }
        var lines = planes
        lines.change { colour, index in
            let strength = edges.map { $0.values[index] }.max() ?? 0
            let bright =
                colour.luma > 0.02 ? colour * (1 / max(colour.red, colour.green, colour.blue)) : RGB(0.4, 0.6, 1)
            return bright.saturated(2.4) * smoothstep(0.12, 0.7, strength)
        }
        let glow = lines.blurred(unit * 2)
        planes.change { colour, index in
            (colour.saturated(1.5) * RGB(0.16, 0.1, 0.28) + lines[index] + glow[index] * 1.9).clamped
        }
    }
}

/// A brush that fills each place with the most frequent tone around it (Kuwahara's kin; "oil" of many programs).
enum Brush {
    static func paint(_ planes: inout Planes, radius: Int, levels: Int) {
        let (width, height) = (planes.width, planes.height)
        let luma = planes.luma
        let tones = luma.values.map { Int32(min(max($0, 0), 0.999) * Float(levels)) }
        let source = planes
        var counts = [Float](repeating: 0, count: levels)
        var reds = counts
        var greens = counts
        var blues = counts
        // Every second place around is enough: the eye sees the same and it takes a fourth of the time.
        let step = max(1, radius / 2)
        for y in 0..<height {
            for x in 0..<width {
                for level in 0..<levels { (counts[level], reds[level], greens[level], blues[level]) = (0, 0, 0, 0) }
                for row in stride(from: max(0, y - radius), through: min(height - 1, y + radius), by: step) {
                    for column in stride(from: max(0, x - radius), through: min(width - 1, x + radius), by: step) {
                        let at = row * width + column
                        let level = Int(tones[at])
                        counts[level] += 1
                        reds[level] += source.red.values[at]
                        greens[level] += source.green.values[at]
                        blues[level] += source.blue.values[at]
                    }
                }
                var best = 0
                for level in 1..<levels where counts[level] > counts[best] { best = level }
                let part = 1 / counts[best]
                planes[y * width + x] = RGB(reds[best] * part, greens[best] * part, blues[best] * part)
            }
        }
    }
}
