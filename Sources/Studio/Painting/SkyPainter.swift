import Glibc

/// Sky, clouds, and what shines in the sky.
struct SkyPainter {
    let view: View
    private let ramp: Ramp

    init(view: View) {
        self.view = view
        ramp = Ramp(view.air.sky)
    }

    func paint(on canvas: Canvas) {
        paintGradient(on: canvas)
        if view.setting.isAirless { SpacePainter(view: view).paint(on: canvas) }
        if showsStars { paintStars(on: canvas) }
        if view.setting.sky.contains(.galaxy) { paintMilkyWay(on: canvas) }
        if view.setting.sky.contains(.aurora) { paintAurora(on: canvas) }
        paintDisc(on: canvas)
        if view.setting.sky.contains(.comet) { paintComets(on: canvas) }
        if view.air.cover > 0.02, !view.setting.isAirless { paintClouds(on: canvas) }
        if view.setting.sky.contains(.rainbow) { paintRainbow(on: canvas) }
    }

    private var showsStars: Bool {
        view.air.isDark && !view.setting.isAirless && view.air.cover < 0.7 || view.setting.sky.contains(.stars)
    }

    private func paintGradient(on canvas: Canvas) {
        let width = view.width
        let rows = min(view.height, Int(view.horizon) + 4)
        let light = view.light
        let strength: Float = view.air.disc == nil ? 0.1 : view.air.isDark ? 0.26 : 0.55
        let glow = (view.air.disc ?? view.air.haze).mixed(view.air.haze, 0.35)
        let reach = Float(1 / (view.high * 0.34))
        canvas.pixels { pixels in
            for y in 0..<rows {
                let base = ramp.at(powf(Float(y) / Float(view.horizon), 1.15))
                let dy = (Float(y) - Float(light.y)) * reach * 1.25
                for x in 0..<width {
                    let dx = (Float(x) - Float(light.x)) * reach
                    let near = 1 / (1 + 3.2 * (dx * dx + dy * dy))
                    pixels[y * width + x] = pixel(base.mixed(glow, near * near * strength), grain(x, y))
                }
            }
        }
    }

    private func paintStars(on canvas: Canvas) {
        var dice = view.dice.fork("stars")
        let many = view.setting.sky.contains(.stars) || view.setting.sky.contains(.galaxy)
        let count = Int((many ? 900 : 420) * view.wide * view.horizon / (view.unit * view.unit * 1e6) / 0.6)
        for _ in 0..<count {
            let x = dice.number(0...view.wide)
            let y = view.horizon * pow(dice.unit(), 1.4) * 0.94
            let size = pow(dice.unit(), 6) * 1.5 + 0.45
            let colour = dice.pick([RGB.white, RGB(0xcfe0ff), RGB(0xffe9c9)])
            let fade = 1 - smoothstep(0.55, 0.97, Float(y / view.horizon))
            let strength = dice.number(0.35...1) * Double(fade) * (view.air.isDark ? 1 : 0.6)
            canvas.circle(x, y, size * view.unit)
            canvas.fill(colour, strength)
            if size > 1.5 { canvas.glow(x, y, 9 * view.unit, colour, 0.5 * strength) }
        }
    }

    private func paintMilkyWay(on canvas: Canvas) {
        var dice = view.dice.fork("galaxy")
        let noise = Noise(&dice)
        let width = view.width
        let tilt = Float(dice.chance(0.5) ? 0.7 : -0.7)
        canvas.pixels { pixels in
            for y in 0..<Int(view.horizon) {
                let v = Float(y) / Float(view.horizon)
                for x in 0..<width {
                    let u = Float(x) / Float(view.horizon)
                    let across = (u - Float(view.wide / view.horizon) * 0.5) + (v - 0.4) * tilt
                    let wave = across + noise.at(u * 2.1, v * 2.1) * 0.12
                    let band = max(0, 1 - wave * wave * 26)
                    guard band > 0 else { continue }
                    let cloud = 0.5 + 0.5 * noise.fractal(u * 7, v * 7, octaves: 4)
                    let strength = band * band * cloud * (1 - v * 0.6) * 0.62
                    let old = RGB(pixel: pixels[y * width + x])
                    let tone = RGB(0.62, 0.6, 0.92).mixed(RGB(1, 0.8, 0.78), cloud)
                    pixels[y * width + x] = pixel(old + tone * strength, grain(x, y))
                }
            }
        }
    }

    private func paintAurora(on canvas: Canvas) {
        var dice = view.dice.fork("aurora")
        let noise = Noise(&dice)
        let width = view.width
        let top = Float(view.horizon)
        canvas.pixels { pixels in
            for y in 0..<Int(view.horizon) {
                let v = Float(y) / top
                for x in 0..<width {
                    let u = Float(x) / top
                    var light = RGB.black
                    for curtain in 0..<2 {
                        let lane = Float(curtain) * 4.7
                        let foot =
                            0.62 - Float(curtain) * 0.2 + noise.fractal(u * 0.9 + lane, 3.1 + lane, octaves: 3) * 0.26
                        let height = foot - v
                        guard height > -0.04 else { continue }
                        let rays = 0.55 + 0.45 * noise.at(u * 26 + noise.at(u * 3, lane) * 6, v * 1.1 + lane)
                        let fade = height < 0 ? 1 + height / 0.04 : max(0, 1 - height / 0.5)
                        let strength = fade * fade * rays * 0.72
                        light =
                            light + RGB(0.16, 0.95, 0.55).mixed(RGB(0.62, 0.25, 0.95), min(1, max(0, height) * 2.6))
                            * strength
                    }
                    guard light.green > 0.002 else { continue }
                    let old = RGB(pixel: pixels[y * width + x])
                    pixels[y * width + x] = pixel(old + light * (1 - old.luma), grain(x, y))
                }
            }
        }
    }

    private func paintDisc(on canvas: Canvas) {
        guard let disc = view.air.disc else { return }
        let asked = !view.setting.sky.isDisjoint(with: [.moon, .sun])
        let light = view.light
        if view.air.isDark {
            guard view.setting.weather == .clear || asked else { return }
            paintMoon(on: canvas, light, (asked ? 74 : 46) * view.unit * view.air.discScale, disc)
        } else {
            let low = view.setting.time != .day
            let isTinted = view.setting.tints[.sun] != nil
            let radius = (low ? 52 : 34) * view.unit * (asked ? 1.3 : 1) * view.air.discScale
            canvas.glow(light.x, light.y, radius * 7, disc.mixed(view.air.key.clamped, 0.4), 0.5)
            canvas.circle(light.x, light.y, radius)
            canvas.fill(
                around: light, radius: radius,
                isTinted
                    ? [(0, disc.lighter(0.4), 1), (0.8, disc, 1), (1, disc.darker(0.1), 0.95)]
                    : [(0, disc.lighter(0.7), 1), (0.86, disc.lighter(0.4), 1), (1, disc, 0.9)])
            if view.setting.sky.contains(.moon) {
                paintMoon(on: canvas, Point(view.wide - light.x, view.high * 0.16), 44 * view.unit, RGB(0xf3f2ec))
            }
        }
    }

    private func paintMoon(on canvas: Canvas, _ centre: Point, _ radius: Double, _ colour: RGB) {
        var dice = view.dice.fork("moon")
        canvas.glow(centre.x, centre.y, radius * 6, colour.mixed(RGB(0x9fb8ef), 0.5), 0.42)
        canvas.within {
            canvas.circle(centre.x, centre.y, radius)
            canvas.clip()
            canvas.circle(centre.x, centre.y, radius)
            canvas.fill(
                around: Point(centre.x - radius * 0.3, centre.y - radius * 0.3), radius: radius * 1.6,
                [
                    (0, colour.lighter(0.3), 1), (0.6, colour, 1), (1, colour.darker(0.3), 1),
                ])
            for _ in 0..<11 {
                let angle = dice.number(0...6.28)
                let away = radius * dice.number(0...0.85)
                let size = radius * dice.number(0.06...0.24)
                canvas.circle(centre.x + cos(angle) * away, centre.y + sin(angle) * away, size)
                canvas.fill(colour.darker(0.2), 0.35)
            }
        }
    }

    private func paintComets(on canvas: Canvas) {
        var dice = view.dice.fork("comets")
        for index in 0..<4 {
            let x = view.wide * dice.number(0.15...0.9)
            let y = view.horizon * dice.number(0.08...0.5)
            let length = view.unit * dice.number(110...240) * (index == 0 ? 1.4 : 0.8)
            canvas.from(x, y)
            canvas.line(x + length, y - length * 0.5)
            canvas.line(x + 2 * view.unit, y + 3 * view.unit)
            canvas.close()
            canvas.fill(
                from: Point(x, y), to: Point(x + length, y - length * 0.5), [(0, .white, 0.95), (1, RGB(0xbfd4ff), 0)])
            canvas.glow(x, y, 16 * view.unit, .white, 0.9)
        }
    }

    /// Fractal clouds on a flat layer above, so that they grow smaller towards the horizon; lit from the sun's side.
    private func paintClouds(on canvas: Canvas) {
        var dice = view.dice.fork("clouds")
        let noise = Noise(&dice)
        let air = view.air
        let width = view.width
        let top = Float(view.horizon)
        let centre = Float(view.wide / 2)
        let threshold = 0.4 - air.cover * 0.78
        let lightX = Float(air.source.x - 0.5) * 2
        let stormy: Float = view.setting.weather == .storm ? 0.4 : view.setting.isWet ? 0.28 : 0.2
        let light = view.light
        let reach = Float(1 / (view.unit * 130))
        canvas.pixels { pixels in
            for y in 0..<Int(top) {
                let v = (top - Float(y)) / top
                let depth = 1 / (v + 0.34)
                let fade = smoothstep(0.02, 0.24, v)
                guard fade > 0 else { continue }
                for x in 0..<width {
                    let u = (Float(x) - centre) / top * depth * 1.15
                    let w = depth * 2.4
                    let bend = noise.at(u * 0.8 + 31, w * 0.8) * 0.5
                    let density = noise.fractal(u + bend, w, octaves: 5)
                    let body = smoothstep(threshold, threshold + 0.3, density)
                    guard body > 0.004 else { continue }
                    let toward = noise.fractal(u + bend + lightX * 0.14, w - 0.22, octaves: 3)
                    let lit = min(max(0.66 + (density - toward) * 1.2 - body * stormy, 0), 1)
                    let tone = air.cloudShade.mixed(air.cloudLight, lit)
                    let dx = (Float(x) - Float(light.x)) * reach
                    let dy = (Float(y) - Float(light.y)) * reach
                    let clear = air.disc == nil ? 1 : 1 - 0.85 / (1 + dx * dx + dy * dy)
                    let old = RGB(pixel: pixels[y * width + x])
                    pixels[y * width + x] = pixel(old.mixed(tone, body * fade * clear * 0.94), grain(x, y))
                }
            }
        }
    }

    private func paintRainbow(on canvas: Canvas) {
        let colours: [UInt32] = [0xe5484d, 0xf58b3c, 0xf6d743, 0x58b95c, 0x3c8fe0, 0x4a55c8, 0x8a4bc0]
        let radius = min(view.wide * 0.46, view.horizon * 0.92)
        let band = radius * 0.022
        for (index, colour) in colours.enumerated() {
            canvas.arc(view.wide * 0.5, view.horizon * 1.02, radius - Double(index) * band, .pi, 2 * .pi)
            canvas.stroke(RGB(colour), width: band * 1.3, 0.5)
        }
    }
}
