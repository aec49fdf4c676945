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
        let middle = Float(view.wide * (range.snow == 0 ? 0.5 : dice.number(0.32...0.68)))
        return (0..<view.width).map { x in
            let u = Float(x) * scale
            switch range.form {
            case .peaks:
                let broad = 1 - abs(noise.at(u * 1.15, 0.5)) * 1.55
                let detail = noise.ridged(u * 4.2, 7.5, octaves: 4) - 0.5
                return foot - rise * max(0.06, 0.12 + 0.66 * broad + 0.42 * detail)
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
                    let spot = Spot(
                        u: Float(x) * scale, v: Float(y) * scale, below: below * scale, slope: slope, toward: toward,
                        part: below / reach, altitude: (Float(bottom) - Float(y)) / reach)
                    let colour = surface(range, noise, spot)
                    let mist = smoothstep(0.25, 1.1, below / reach) * (0.2 + range.distance * 0.45)
                    let seen = view.air.distant(colour, range.distance * 0.82).mixed(view.air.haze, mist)
                    let edge = min(1, below + 1)
                    let place = y * width + x
                    pixels[place] = pixel(edge < 1 ? RGB(pixel: pixels[place]).mixed(seen, edge) : seen, grain(x, y))
                }
            }
        }
    }

    /// One pixel of a range, in heights of the sky.
    private struct Spot {
        var u: Float
        var v: Float
        /// Under the crest.
        var below: Float
        var slope: Float
        /// 1 when the light comes from the left, −1 from the right.
        var toward: Float
        /// Under the crest, in heights of the range.
        var part: Float
        /// Over the foot, in heights of the range.
        var altitude: Float
    }

    /// Ridges that run down from the crest, one side in the light and one in shadow: 0…1.
    @inline(__always)
    private func relief(_ noise: Noise, _ spot: Spot) -> Float {
        let bend = noise.at(spot.u * 2.3 + 5, spot.v * 2.3) * 0.16
        var light: Float = 0.5
        for (scale, weight) in [(Float(3.4), Float(0.5)), (8.2, 0.3), (19, 0.16)] {
            let x = (spot.u + bend) * scale
            let y = spot.v * scale * 0.55 + scale
            let here = abs(noise.at(x, y))
            let there = abs(noise.at(x - 0.12 * spot.toward, y - 0.05))
            light += (there - here) * weight * 4.2
        }
        return min(max(light - spot.slope * 0.05, 0), 1)
    }

    @inline(__always)
    private func surface(_ range: Range, _ noise: Noise, _ spot: Spot) -> RGB {
        let (u, v, slope, part) = (spot.u, spot.v, spot.slope, spot.part)
        switch range.form {
        case .peaks, .cone:
            let light = relief(noise, spot)
            let rock = range.colour * (0.58 + 0.62 * light)
            guard range.snow > 0 else { return rock }
            let line = 1 - Float(range.snow) * 1.1 + 0.34 * noise.fractal(u * 6, v * 6, octaves: 3)
            let snow = RGB(0.62, 0.7, 0.86).mixed(RGB(1, 0.99, 0.97), light)
            return rock.mixed(snow, smoothstep(line - 0.05, line + 0.05, spot.altitude + (light - 0.5) * 0.16))
        case .rocks, .mesas:
            let crack = noise.fractal(u * 16, spot.below * (range.form == .mesas ? 34 : 12), octaves: 3)
            return range.colour * (0.82 + 0.26 * crack - min(max(slope * 0.12, -0.2), 0.2))
        case .hills:
            let patch = noise.fractal(u * 7, spot.below * 16, octaves: 3)
            return range.colour * (0.95 + 0.16 * patch - min(max(slope * 0.3, -0.2), 0.2) - min(part * 0.18, 0.18))
        case .dunes:
            let ripple = sinf(spot.below * 260 + noise.at(u * 5, spot.below * 9) * 7) * 0.02
            return range.colour * (1 - min(max(slope * 0.55, -0.12), 0.34) + ripple)
        }
    }
}
