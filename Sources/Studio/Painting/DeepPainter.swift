import Glibc

/// Under water: light from above, a sandy bottom with weeds and corals, bubbles; and caves.
struct DeepPainter {
    let view: View

    func paintWater(on canvas: Canvas) {
        let ramp = Ramp(view.air.sky)
        var dice = view.dice.fork("deep")
        let noise = Noise(&dice)
        let width = view.width
        let height = view.height
        let bright: Float = view.air.isDark ? 0.16 : 0.34
        canvas.pixels { pixels in
            for y in 0..<height {
                let v = Float(y) / Float(height)
                let base = ramp.at(powf(v, 0.85))
                for x in 0..<width {
                    let u = (Float(x) - Float(width) * 0.42) / Float(height)
                    // Rays fan out from above the picture.
                    let angle = u / (v + 0.35)
                    let ray = smoothstep(0.05, 0.8, noise.at(angle * 5.5, 3) * 0.6 + noise.at(angle * 13, 7) * 0.4)
                    let fade = max(0, 1 - v * 1.15)
                    let tone = base + RGB(0.62, 0.9, 0.86) * (ray * fade * bright)
                    pixels[y * width + x] = pixel(tone.clamped, grain(x, y))
                }
            }
        }
        for layer in 0..<3 { paintReef(on: canvas, Double(layer), &dice) }
    }

    /// Dark rocks far off, each layer nearer and lower.
    private func paintReef(on canvas: Canvas, _ layer: Double, _ dice: inout Dice) {
        let noise = Noise(&dice)
        let base = view.high * (0.7 + 0.06 * layer)
        let tone = view.air.sky[4].mixed(view.air.haze, Float(0.6 - layer * 0.22))
        canvas.from(0, view.high)
        for step in 0...60 {
            let u = Double(step) / 60
            let side = pow(abs(u - 0.5) * 2, 2)
            let y =
                base - view.high * 0.13
                * (Double(noise.fractal(Float(u) * 4, Float(layer) * 3, octaves: 4)) + side * 1.3 - 0.1)
            canvas.line(u * view.wide, y)
        }
        canvas.line(view.wide, view.high)
        canvas.close()
        canvas.fill(tone)
    }

    func paintFloor(on canvas: Canvas) {
        var dice = view.dice.fork("floor")
        let noise = Noise(&dice)
        let top = view.high * 0.84
        let width = view.width
        let sand = view.air.lit(RGB(0xd8c596), 0.5)
        canvas.pixels { pixels in
            for x in 0..<width {
                let crest =
                    Float(top) + noise.fractal(Float(x) / Float(view.high) * 2.4, 1, octaves: 3) * Float(view.high)
                    * 0.035
                for y in max(0, Int(crest))..<view.height {
                    let below = (Float(y) - crest) / Float(view.high)
                    let net = abs(
                        noise.at(
                            Float(x) * 0.02 / Float(view.unit) + noise.at(Float(y) * 0.05, 3) * 0.8,
                            Float(y) * 0.06 / Float(view.unit)))
                    let caustic = smoothstep(0.16, 0, net) * 0.2
                    let tone = sand.mixed(view.air.haze, max(0, 0.55 - below * 5)) * (0.86 + caustic)
                    pixels[y * width + x] = pixel(tone.clamped, grain(x, y))
                }
            }
        }
        paintWeeds(on: canvas, &dice)
    }

    private func paintWeeds(on canvas: Canvas, _ dice: inout Dice) {
        for _ in 0..<26 {
            let side = dice.chance(0.5) ? dice.number(0...0.26) : dice.number(0.74...1)
            let x = side * view.wide
            let tall = view.high * dice.number(0.1...0.34)
            let foot = view.high * dice.number(0.88...1)
            let sway = view.unit * dice.number(14...30)
            let tone = view.air.lit(dice.pick([RGB(0x2f8a5a), RGB(0x4aa86a), RGB(0x6a8f3a)]), 0.5)
            canvas.from(x - 5 * view.unit, foot)
            canvas.curve(x - sway, foot - tall * 0.35, x + sway, foot - tall * 0.65, x, foot - tall)
            canvas.curve(x + sway * 1.5, foot - tall * 0.6, x - sway * 0.4, foot - tall * 0.3, x + 6 * view.unit, foot)
            canvas.close()
            canvas.fill(tone.mixed(view.air.haze, Float(dice.number(0...0.4))))
        }
        for _ in 0..<9 {
            let side = dice.chance(0.5) ? dice.number(0.02...0.3) : dice.number(0.7...0.98)
            coral(
                canvas, side * view.wide, view.high * dice.number(0.9...0.98), view.high * dice.number(0.05...0.11),
                &dice)
        }
    }

    private func coral(_ canvas: Canvas, _ x: Double, _ y: Double, _ size: Double, _ dice: inout Dice) {
        let tone = view.air.lit(dice.pick([RGB(0xf07a6a), RGB(0xf2a23c), RGB(0xc86ad0), RGB(0xf08ab5)]), 0.8).clamped
        for branch in 0..<7 {
            let angle = -.pi * (0.15 + 0.7 * Double(branch) / 6)
            let reach = size * dice.number(0.7...1.1)
            canvas.from(x, y)
            canvas.curve(
                x + cos(angle) * reach * 0.3, y - reach * 0.5, x + cos(angle) * reach, y + sin(angle) * reach * 0.6,
                x + cos(angle) * reach, y + sin(angle) * reach)
            canvas.stroke(tone.darker(branch % 2 == 0 ? 0 : 0.14), width: size * 0.16)
        }
    }

    func paintBubbles(on canvas: Canvas) {
        var dice = view.dice.fork("bubbles")
        for _ in 0..<5 {
            let x = dice.unit() * view.wide
            var y = view.high * dice.number(0.5...0.95)
            for _ in 0..<9 {
                y -= view.high * dice.number(0.02...0.06)
                let size = view.unit * dice.number(2...9)
                let at = x + dice.number(-16...16) * view.unit
                canvas.circle(at, y, size)
                canvas.stroke(RGB(0xe6fbff), width: 1.4 * view.unit, 0.65)
                canvas.circle(at - size * 0.35, y - size * 0.35, size * 0.24)
                canvas.fill(.white, 0.8)
            }
        }
    }

    /// Dark rock all around an opening, with crystals.
    func paintCave(on canvas: Canvas) {
        var dice = view.dice.fork("cave")
        let noise = Noise(&dice)
        let width = view.width
        let rock = RGB(0x4a4048)
        canvas.pixels { pixels in
            for y in 0..<view.height {
                for x in 0..<width {
                    let u = (Float(x) / Float(width) - 0.5) * 2
                    let v = (Float(y) - Float(view.horizon) * 0.62) / Float(view.high) * 2
                    let angle = atan2f(v, u)
                    let ring =
                        (u * u * 1.2 + v * v * 1.9).squareRoot() + noise.fractal(
                            cosf(angle) * 2.2 + 5, sinf(angle) * 2.2, octaves: 4) * 0.2
                    guard ring > 0.52, Float(y) < Float(view.horizon) || ring > 0.86 else { continue }
                    let crack = noise.fractal(u * 4, v * 4, octaves: 4)
                    let rim = max(0, 1 - (ring - 0.52) * 5)
                    let tone = rock * (0.34 + 0.24 * crack + rim * 0.5) + view.air.haze * (rim * 0.28)
                    let edge = smoothstep(0.52, 0.54, ring)
                    let old = RGB(pixel: pixels[y * width + x])
                    pixels[y * width + x] = pixel(old.mixed(tone.clamped, edge), grain(x, y))
                }
            }
        }
        for _ in 0..<9 {
            let left = dice.chance(0.5)
            let x = view.wide * (left ? dice.number(0.02...0.26) : dice.number(0.74...0.98))
            let y = view.high * dice.number(0.7...0.98)
            let tall = view.unit * dice.number(50...130)
            let tone = dice.pick([RGB(0x6ad8e8), RGB(0xb07af0), RGB(0x7af0b8)])
            canvas.glow(x, y - tall * 0.5, tall * 1.3, tone, 0.3)
            canvas.polygon([
                Point(x, y - tall), Point(x + tall * 0.16, y - tall * 0.7), Point(x + tall * 0.12, y),
                Point(x - tall * 0.14, y), Point(x - tall * 0.15, y - tall * 0.66),
            ])
            canvas.fill(
                from: Point(x - tall * 0.15, 0), to: Point(x + tall * 0.16, 0),
                [(0, tone.lighter(0.6), 0.95), (1, tone.darker(0.3), 0.95)])
        }
    }
}
