import Glibc

/// Rain, snow, fog banks and lightning.
struct WeatherPainter {
    let view: View

    /// Between the far and the near things.
    func paintBehind(on canvas: Canvas) {
        if view.setting.weather == .storm { paintLightning(on: canvas) }
        if view.air.fog > 0.3 {
            paintFog(on: canvas, from: view.horizon * 0.72, to: view.line(0.4), strength: view.air.fog * 0.75)
        }
    }

    /// In front of everything.
    func paintBefore(on canvas: Canvas) {
        if view.setting.mood == .magical, view.air.isDark { paintFireflies(on: canvas) }
        if let tone = drifting { paintDrift(on: canvas, tone) }
        switch view.setting.weather {
        case .rain: paintRain(on: canvas, count: 900, slant: 0.14)
        case .storm: paintRain(on: canvas, count: 1300, slant: 0.34)
        case .snow: paintSnow(on: canvas)
        case .fog: paintFog(on: canvas, from: view.horizon * 0.9, to: view.high, strength: 0.5)
        case .wind, .cloudy, .clear: return
        }
    }

    /// Leaves in autumn, petals under cherry trees.
    private var drifting: [RGB]? {
        let place = view.setting.place
        guard !view.setting.isAirless, place != .underwater, place != .mars else { return nil }
        if view.petals { return [RGB(0xffc9dc), RGB(0xf6a3c2), RGB(0xffe6ee)] }
        return view.setting.season == .autumn ? [RGB(0xd9622b), RGB(0xe6a52f), RGB(0xb5402a), RGB(0xc98a3a)] : nil
    }

    private func paintDrift(on canvas: Canvas, _ tones: [RGB]) {
        var dice = view.dice.fork("drift")
        for _ in 0..<70 {
            let near = pow(dice.unit(), 2)
            let size = view.unit * (2.4 + 7 * near)
            canvas.ellipse(
                dice.unit() * view.wide, dice.unit() * view.high, size, size * dice.number(0.4...0.6),
                turned: dice.number(0...3.1))
            canvas.fill(view.air.lit(dice.pick(tones), 0.8).clamped, dice.number(0.65...0.95))
        }
    }

    private func paintFireflies(on canvas: Canvas) {
        var dice = view.dice.fork("fireflies")
        for _ in 0..<60 {
            let x = dice.unit() * view.wide
            let y = view.horizon * 0.55 + dice.unit() * (view.high - view.horizon * 0.55)
            let size = view.unit * dice.number(7...22)
            canvas.glow(x, y, size, RGB(0xf6ff9a), dice.number(0.5...1))
        }
    }

    private func paintRain(on canvas: Canvas, count: Int, slant: Double) {
        var dice = view.dice.fork("rain")
        let tone = view.air.isDark ? RGB(0xa9bfe0) : RGB(0xeef4fa)
        let pieces = Int(Double(count) * view.wide * view.high / (view.unit * view.unit * 1e6))
        for _ in 0..<pieces {
            let near = pow(dice.unit(), 2.2)
            let x = dice.number(-0.1...1.1) * view.wide
            let y = dice.number(-0.05...1) * view.high
            let length = view.unit * (12 + 46 * near)
            canvas.from(x, y)
            canvas.line(x - length * slant, y + length)
            canvas.stroke(tone, width: view.unit * (0.6 + 1.3 * near), 0.1 + 0.3 * near)
        }
        for _ in 0..<(pieces / 5) {
            let near = pow(dice.unit(), 0.7)
            let x = dice.unit() * view.wide
            let size = view.unit * (2 + 9 * near)
            canvas.ellipse(x, view.line(near), size, size * 0.3)
            canvas.stroke(tone, width: view.unit * 0.9, 0.12 + 0.22 * near)
        }
    }

    private func paintSnow(on canvas: Canvas) {
        var dice = view.dice.fork("snowfall")
        let pieces = Int(620 * view.wide * view.high / (view.unit * view.unit * 1e6))
        for _ in 0..<pieces {
            let near = pow(dice.unit(), 3)
            let x = dice.unit() * view.wide
            let y = dice.unit() * view.high
            let size = view.unit * (1.2 + 7.5 * near)
            canvas.circle(x, y, size)
            canvas.fill(around: Point(x, y), radius: size, [(0, .white, 0.9), (0.5, .white, 0.66), (1, .white, 0)])
        }
    }

    private func paintFog(on canvas: Canvas, from top: Double, to bottom: Double, strength: Float) {
        var dice = view.dice.fork("fog\(Int(top))")
        let noise = Noise(&dice)
        let width = view.width
        let span = Float(bottom - top)
        let tone = view.air.haze.lighter(view.air.isDark ? 0.08 : 0.2)
        canvas.pixels { pixels in
            for y in max(0, Int(top))..<min(view.height, Int(bottom)) {
                let v = (Float(y) - Float(top)) / span
                let band = smoothstep(0, 0.3, v) * (1 - smoothstep(0.55, 1, v))
                for x in 0..<width {
                    let u = Float(x) / Float(view.high)
                    let cloud = 0.55 + 0.75 * noise.fractal(u * 2.4, Float(y) / Float(view.high) * 7, octaves: 4)
                    let part = min(max(band * cloud * strength, 0), 0.95)
                    let old = RGB(pixel: pixels[y * width + x])
                    pixels[y * width + x] = pixel(old.mixed(tone, part), grain(x, y))
                }
            }
        }
    }

    private func paintLightning(on canvas: Canvas) {
        var dice = view.dice.fork("lightning")
        let x = view.wide * (view.air.source.x < 0.5 ? dice.number(0.6...0.86) : dice.number(0.14...0.4))
        canvas.glow(x, view.horizon * 0.3, view.wide * 0.5, RGB(0xb8c8ff), 0.4)
        bolt(canvas, Point(x, view.horizon * 0.04), view.horizon * 0.96, 4 * view.unit, &dice, branches: 3)
    }

    private func bolt(
        _ canvas: Canvas, _ start: Point, _ end: Double, _ width: Double, _ dice: inout Dice, branches: Int
    ) {
        var points = [start]
        var at = start
        while at.y < end {
            at = Point(at.x + dice.number(-26...26) * view.unit, at.y + dice.number(14...40) * view.unit)
            points.append(at)
            if branches > 0, dice.chance(0.14) {
                bolt(
                    canvas, at, min(end, at.y + dice.number(60...200) * view.unit), width * 0.5, &dice,
                    branches: branches - 1)
            }
        }
        for (factor, opacity) in [(5.0, 0.14), (2.4, 0.3), (1, 1)] {
            canvas.from(points[0].x, points[0].y)
            for point in points.dropFirst() { canvas.line(point.x, point.y) }
            canvas.stroke(RGB(0xf2f4ff), width: width * factor, opacity)
        }
    }
}
