import Glibc

/// Where land and water meet: beaches, cliffs and islets under things that do not float, and peaks under castles.
struct ShorePainter {
    let view: View

    /// Ground in front of water, with a soft edge of foam.
    func paint(_ cover: GroundPainter.Cover, on canvas: Canvas, from start: Double) {
        var dice = view.dice.fork("shore")
        let noise = Noise(&dice)
        let width = view.width
        let colour = GroundPainter.colour(of: cover, view.setting)
        let texture = Noise(&dice)
        let edge = Float(view.line(start))
        let range = Float(view.high - view.horizon)
        let foam = view.air.lit(RGB(0.94, 0.98, 1), 0.7).clamped
        let grassy = cover == .grass || cover == .mud
        canvas.pixels { pixels in
            for x in 0..<width {
                let u = Float(x) / Float(view.high)
                let line = edge + noise.fractal(u * 2.2, 1, octaves: 3) * range * 0.1
                for y in max(0, Int(line - range * 0.05))..<view.height {
                    let below = (Float(y) - line) / range
                    let near = (Float(y) - Float(view.horizon)) / range
                    let grainy = texture.fractal(u * 9 / max(near, 0.2), near * 22, octaves: 3)
                    let shade: Float = 1 + grainy * (grassy ? 0.2 : 0.09) + (grain(x, y) - 0.5) * 0.05
                    let wet = 1 - smoothstep(0, grassy ? 0.03 : 0.09, below)
                    let tone = view.air.lit(colour * shade, 0.62) * (1 - wet * 0.32)
                    let place = y * width + x
                    let old = RGB(pixel: pixels[place])
                    let cover = smoothstep(-0.012, 0.006, below)
                    var new = old.mixed(tone, cover)
                    if !grassy {
                        let lace = smoothstep(0.022, 0.006, abs(below + 0.004 + grainy * 0.012))
                        new = new.mixed(foam, lace * 0.85)
                    }
                    pixels[place] = pixel(new.clamped, grain(x, y))
                }
            }
        }
    }

    /// A thing that stands where there is only water gets land under it.
    func needsShore(_ placed: Placed) -> Bool {
        guard placed.cluster.home == .ground, placed.cluster.spot == nil else { return false }
        return view.setting.place == .sea || view.setting.place == .cliff
    }

    /// A cliff of rock with grass on it, down to the water.
    func paintIslet(under placed: Placed, on canvas: Canvas) {
        var dice = view.dice.fork("islet \(Int(placed.origin.x))")
        let noise = Noise(&dice)
        let contact = placed.cluster.contact
        let left = placed.origin.x + contact.lowerBound * placed.scale
        let right = placed.origin.x + contact.upperBound * placed.scale
        let wide = max((right - left) * 1.5, 190 * view.unit)
        let middle = (left + right) / 2
        let top = placed.origin.y - 6 * view.unit
        let drop = (view.setting.place == .cliff ? 0.24 : 0.1) * view.high
        let bottom = min(view.high * 1.02, top + drop + wide * 0.06)
        let grass = view.air.lit(view.setting.isSnowy ? RGB(0xe9eff6) : RGB(0x6a9a4a), 0.7)
        let rock = RGB(0x7d7468)
        let width = view.width
        canvas.pixels { pixels in
            for y in max(0, Int(top - wide * 0.06))..<min(view.height, max(0, Int(bottom))) {
                let part = (Float(y) - Float(top)) / Float(max(bottom - top, 1))
                for x in max(0, Int(middle - wide * 1.4))..<min(width, max(0, Int(middle + wide * 1.4))) {
                    let u = (Float(x) - Float(middle)) / Float(wide)
                    let rough = noise.fractal(u * 5, part * 3, octaves: 4)
                    let half = 0.52 + 0.3 * max(0, part) + rough * 0.1
                    let crown = -0.1 * max(0, 1 - u * u * 3.4)
                    guard abs(u) < half, part > crown + rough * 0.03 else { continue }
                    let depth = part - crown
                    let facet = noise.fractal(u * 8 + 3, part * 5, octaves: 3)
                    let side: Float = view.air.source.x < 0.5 ? -u : u
                    var tone = view.air.lit(rock * (0.86 + 0.4 * facet + side * 0.4), 0.6)
                    let turf = 1 - smoothstep(0.1, 0.22, depth + facet * 0.07)
                    tone = tone.mixed(grass * (0.95 + 0.2 * facet), turf)
                    let wet = smoothstep(0.86, 1, part)
                    let soft = smoothstep(0, 0.02, half - abs(u))
                    let old = RGB(pixel: pixels[y * width + x])
                    pixels[y * width + x] = pixel(old.mixed((tone * (1 - wet * 0.4)).clamped, soft), grain(x, y))
                }
            }
        }
        paintSurf(on: canvas, middle, bottom, wide, &dice)
    }

    private func paintSurf(on canvas: Canvas, _ middle: Double, _ y: Double, _ wide: Double, _ dice: inout Dice) {
        let foam = view.air.lit(RGB(0.93, 0.97, 1), 0.8).clamped
        for _ in 0..<60 {
            let side = dice.number(-0.95...0.95)
            canvas.ellipse(
                middle + side * wide, y - dice.number(-4...9) * view.unit, dice.number(5...22) * view.unit,
                dice.number(2...6) * view.unit)
            canvas.fill(foam, dice.number(0.2...0.6))
        }
    }

    /// A hill or a peak that carries what stands on it.
    func paintPeak(under placed: Placed, on canvas: Canvas) {
        var dice = view.dice.fork("peak")
        let noise = Noise(&dice)
        let contact = placed.cluster.contact
        let half = Float((contact.upperBound - contact.lowerBound) * placed.scale / 2)
        let middle = Float(placed.origin.x + (contact.lowerBound + contact.upperBound) / 2 * placed.scale)
        let top = Float(placed.origin.y)
        let foot = Float(view.line(0.03))
        let rocky = view.setting.place != .hills
        let height = max(foot - top, 1)
        let stone = rocky ? RGB(0x6f7680) : RGB(0x5f9148)
        let width = view.width
        let toward: Float = view.air.source.x < 0.5 ? 1 : -1
        let slope: Float = rocky ? 1.05 : 1.9
        canvas.pixels { pixels in
            for x in 0..<width {
                let away = max(0, abs(Float(x) - middle) - half * 1.06)
                let wave = noise.fractal(Float(x) * 0.011 / Float(view.unit), 2, octaves: 4)
                let fall = rocky ? away / slope * (1 + wave * 0.5) : powf(away / slope, 1.12) * 0.9
                let crest = top + fall + (away > 0 ? wave * height * 0.03 : 0) - 3
                guard crest < foot else { continue }
                for y in max(0, Int(crest))..<min(view.height, Int(foot)) {
                    let below = Float(y) - crest
                    let u = Float(x) * 0.008 / Float(view.unit)
                    let v = below * 0.008 / Float(view.unit)
                    let facet = noise.fractal(u + v * 0.6 * toward, v, octaves: 4)
                    let side = min(max((middle - Float(x)) / max(half, 1), -1), 1) * toward
                    var tone = stone * (0.82 + 0.4 * facet + 0.14 * side)
                    if rocky {
                        let green = smoothstep(0.35, 0.85, below / height + facet * 0.2)
                        tone = tone.mixed(
                            (view.setting.isSnowy ? RGB(0xe4ebf3) : RGB(0x4a7048)) * (0.85 + 0.25 * facet), green)
                        if view.setting.isSnowy { tone = tone.mixed(RGB(0xeef3f8), smoothstep(0.1, -0.2, facet) * 0.8) }
                    }
                    let mist = smoothstep(0.3, 1.1, below / height) * (0.3 + view.air.fog * 0.5)
                    let seen = view.air.distant(tone, 0.26).mixed(view.air.haze, mist)
                    let edge = min(1, below + 1)
                    let old = RGB(pixel: pixels[y * width + x])
                    pixels[y * width + x] = pixel(old.mixed(seen.clamped, edge), grain(x, y))
                }
            }
        }
    }
}

/// Craters in perspective.
struct CraterPainter {
    let view: View

    func paint(on canvas: Canvas) {
        var dice = view.dice.fork("craters")
        for _ in 0..<26 {
            let near = 0.04 + pow(dice.unit(), 1.2) * 0.92
            let x = dice.unit() * view.wide
            let y = view.line(near)
            let wide = view.unit * (14 + 90 * near) * dice.number(0.4...1.1)
            let flat = wide * (0.14 + 0.16 * near)
            let floor = view.air.lit(RGB(0x7d7f88), 0.35).mixed(view.air.haze, Float(max(0, 0.5 - near)))
            canvas.ellipse(x, y, wide, flat)
            canvas.fill(
                from: Point(x, y - flat), to: Point(x, y + flat),
                [(0, floor.darker(0.42), 0.9), (1, floor.lighter(0.1), 0.5)])
            canvas.ellipse(x, y + flat * 0.1, wide, flat)
            canvas.stroke(view.air.lit(RGB(0xd6d8de), 0.8).clamped, width: max(1, flat * 0.1), 0.5)
        }
    }
}
