import Glibc

/// What stands between sky and ground: mountains, hills, dunes in layers that fade with distance.
struct LandPainter {
    let view: View

    enum Form: Sendable { case peaks, rocks, hills, dunes, mesas, cone }

    /// One range: its highest point above the horizon and its distance (1 at the horizon … 0 near).
    struct Range: Sendable {
        var form: Form
        var rise: Double
        var distance: Float
        var colour: RGB
        var snow: Double = 0
        /// Below the horizon line, in parts of the ground, where the range stands.
        var foot: Double = 0
    }

    /// The crest in pixels for each column.
    func crest(of range: Range, _ dice: inout Dice) -> [Float] {
        let noise = Noise(&dice)
        let foot = Float(view.line(range.foot))
        let rise = Float(range.rise * view.horizon)
        let scale = Float(1 / view.horizon)
        let middle = Float(view.wide * dice.number(0.32...0.68))
        return (0..<view.width).map { x in
            let u = Float(x) * scale
            switch range.form {
            case .peaks:
                let shape = noise.ridged(u * 1.5, 0.5, octaves: 5) - 0.42
                return foot - rise * (0.12 + 1.55 * max(0, shape))
            case .rocks:
                return foot - rise * (0.25 + 0.75 * (0.5 + noise.fractal(u * 3, 1.5, octaves: 5)))
            case .hills:
                return foot - rise * (0.5 + 0.5 * noise.fractal(u * 1.3, 2.5, octaves: 2))
            case .dunes:
                let wave = noise.at(u * 1.4, 3.5)
                return foot - rise * (0.45 + 0.55 * (1 - abs(wave) * 1.7))
            case .mesas:
                let shape = noise.fractal(u * 2.2, 4.5, octaves: 2)
                let step = smoothstep(0.02, 0.1, shape) + 0.5 * smoothstep(0.3, 0.36, shape)
                return foot - rise * (0.08 + 0.6 * step + 0.03 * noise.at(u * 20, 8))
            case .cone:
                let away = abs(Float(x) - middle) * scale
                let slope = max(0, 1 - powf(away * 1.35, 0.82))
                return foot - rise * max(0.05, min(slope, 0.94) + noise.at(u * 9, 5) * 0.012)
            }
        }
    }

    func paint(_ range: Range, on canvas: Canvas, _ dice: inout Dice) {
        let crest = crest(of: range, &dice)
        let noise = Noise(&dice)
        let width = view.width
        let bottom = min(view.height, Int(view.line(range.foot)) + 3)
        let scale = Float(1 / view.horizon)
        let toward: Float = view.air.source.x < 0.5 ? 1 : -1
        let reach = Float(max(range.rise * view.horizon, 1))
        canvas.pixels { pixels in
            for x in 0..<width {
                let top = crest[x]
                let slope = (crest[min(x + 3, width - 1)] - crest[max(x - 3, 0)]) / 6 * toward
                for y in max(0, Int(top))..<max(max(0, Int(top)), bottom) {
                    let below = Float(y) - top
                    let colour = surface(range, noise, Float(x) * scale, below * scale, slope, toward, below / reach)
                    let mist = smoothstep(0.25, 1.1, below / reach) * (0.2 + range.distance * 0.45)
                    let seen = view.air.distant(colour, range.distance * 0.82).mixed(view.air.haze, mist)
                    let edge = min(1, below + 1)
                    let place = y * width + x
                    pixels[place] = pixel(edge < 1 ? RGB(pixel: pixels[place]).mixed(seen, edge) : seen, grain(x, y))
                }
            }
        }
    }

    @inline(__always)
    private func surface(
        _ range: Range, _ noise: Noise, _ u: Float, _ below: Float, _ slope: Float, _ toward: Float, _ part: Float
    ) -> RGB {
        switch range.form {
        case .peaks, .cone:
            let facet = noise.fractal(u * 5.5 + below * 2.2 * toward, below * 3.4, octaves: 4)
            let light = smoothstep(-0.35, 0.4, facet - slope * 0.35)
            let rock = range.colour * (0.62 + 0.6 * light)
            guard range.snow > 0 else { return rock }
            let line = Float(range.snow) * (0.75 + 0.7 * noise.fractal(u * 9, 7, octaves: 3))
            let snow = RGB(0.86, 0.9, 0.97) * (0.72 + 0.4 * light)
            return rock.mixed(snow, 1 - smoothstep(line - 0.05, line + 0.05, part + (0.5 - light) * 0.1))
        case .rocks, .mesas:
            let crack = noise.fractal(u * 16, below * (range.form == .mesas ? 34 : 12), octaves: 3)
            return range.colour * (0.82 + 0.26 * crack - min(max(slope * 0.12, -0.2), 0.2))
        case .hills:
            let patch = noise.fractal(u * 7, below * 16, octaves: 3)
            return range.colour * (0.95 + 0.16 * patch - min(max(slope * 0.3, -0.2), 0.2) - min(part * 0.18, 0.18))
        case .dunes:
            let ripple = sinf(below * 260 + noise.at(u * 5, below * 9) * 7) * 0.02
            return range.colour * (1 - min(max(slope * 0.55, -0.12), 0.34) + ripple)
        }
    }
}
