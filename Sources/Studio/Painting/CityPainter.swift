import Glibc

/// Skylines with lit windows, and roads in perspective.
struct CityPainter {
    let view: View

    func paintSkyline(layers: Int, on canvas: Canvas) {
        var dice = view.dice.fork("skyline")
        for layer in 0..<layers {
            let distance = Float(layers - layer) / Float(layers)
            let tall = view.horizon * (0.66 - 0.13 * Double(layer))
            var x = -view.wide * 0.05
            while x < view.wide * 1.02 {
                let width = view.unit * dice.number(44...104) * (1.25 - Double(distance) * 0.5)
                let height = tall * dice.number(0.34...1) * (0.75 + 0.25 * sin(x / view.wide * 7 + Double(layer)))
                tower(canvas, x, width, max(height, tall * 0.25), distance, &dice)
                x += width + (dice.chance(0.4) ? dice.number(0...10) * view.unit : 0)
            }
        }
    }

    private func tower(
        _ canvas: Canvas, _ x: Double, _ width: Double, _ height: Double, _ distance: Float, _ dice: inout Dice
    ) {
        let foot = view.horizon + 4
        let wall = dice.pick([RGB(0x5a6578), RGB(0x6a6a78), RGB(0x4d5a70), RGB(0x78706e), RGB(0x5d6d80)])
        let colour = view.air.distant(wall.darker(view.air.isDark ? 0.45 : 0), distance * 0.78)
        canvas.box(x, foot - height, width, height)
        canvas.fill(
            from: Point(x, foot - height), to: Point(x, foot),
            [(0, colour, 1), (1, colour.mixed(view.air.haze, 0.35), 1)])
        if dice.chance(0.3) {
            canvas.box(x + width * 0.3, foot - height - width * 0.2, width * 0.4, width * 0.22)
            canvas.fill(colour)
        }
        if dice.chance(0.2) {
            canvas.box(x + width * 0.48, foot - height - width * 0.8, 2 * view.unit, width * 0.8)
            canvas.fill(colour)
            if view.air.isDark {
                canvas.glow(x + width * 0.49, foot - height - width * 0.8, 9 * view.unit, RGB(0xff5a4a), 0.9)
            }
        }
        windows(canvas, Box(x: x, y: foot - height, width: width, height: height), colour, distance, &dice)
        if view.setting.medium == .neon, distance < 0.7 { sign(canvas, x, foot - height, width, height, &dice) }
    }

    /// A sign of neon tubes down the front of a house.
    private func sign(
        _ canvas: Canvas, _ x: Double, _ top: Double, _ width: Double, _ height: Double, _ dice: inout Dice
    ) {
        let tones = [RGB(0x30f0ff), RGB(0xff3fa8), RGB(0xffe14a), RGB(0x6dff8a), RGB(0xff7a3a)]
        let tone = dice.pick(tones)
        let box = Box(
            x: x + width * dice.number(0.1...0.7), y: top + height * dice.number(0.12...0.4), width: width * 0.22,
            height: height * dice.number(0.3...0.5))
        canvas.box(box.x, box.y, box.width, box.height, round: 3 * view.unit)
        canvas.fill(RGB(0x12061e), 0.9)
        canvas.box(box.x, box.y, box.width, box.height, round: 3 * view.unit)
        canvas.stroke(tone, width: 3 * view.unit)
        let rows = max(2, Int(box.height / (box.width * 0.9)))
        let step = box.height / Double(rows)
        for row in 0..<rows {
            let y = box.y + (Double(row) + 0.5) * step
            canvas.from(box.x + box.width * 0.28, y)
            canvas.line(box.x + box.width * dice.number(0.5...0.76), y + step * dice.number(-0.24...0.24))
        }
        canvas.stroke(tone.lighter(0.5), width: 3.6 * view.unit)
        canvas.glow(box.middle, box.y + box.height / 2, box.height * 0.9, tone, 0.42)
    }

    private func windows(_ canvas: Canvas, _ box: Box, _ wall: RGB, _ distance: Float, _ dice: inout Dice) {
        let size = view.unit * 6.5 * (1.2 - Double(distance) * 0.45)
        let columns = max(2, Int(box.width / (size * 2)))
        let rows = max(2, Int(box.height / (size * 2.5)))
        let step = box.width / Double(columns)
        let night = view.air.isDark || view.setting.time == .sunset
        let share = view.air.isDark ? 0.4 : 0.18
        for row in 0..<rows {
            for column in 0..<columns {
                let lit = night && dice.chance(share)
                guard lit || !view.air.isDark && dice.chance(0.75) else { continue }
                canvas.box(
                    box.x + (Double(column) + 0.28) * step, box.y + size + Double(row) * size * 2.4, step * 0.46,
                    size * 1.2)
                let glass =
                    lit
                    ? dice.pick([RGB(0xffd98a), RGB(0xffc763), RGB(0xffe9b8), RGB(0xbfe0ff)])
                    : view.air.sky[1].mixed(wall, 0.4)
                canvas.fill(glass.mixed(view.air.haze, distance * 0.35), lit ? 0.95 : 0.55)
            }
        }
    }

    /// A road from the lower edge to the horizon.
    func paintRoad(on canvas: Canvas) {
        let top = view.horizon + 2
        let centre = view.wide * 0.5
        let city = view.setting.place == .city
        let halfFar = view.wide * 0.012
        let halfNear = view.wide * (city ? 0.74 : 0.5)
        if !city {
            canvas.polygon([
                Point(centre - halfFar, top), Point(centre + halfFar, top), Point(centre + halfNear, view.high),
                Point(centre - halfNear, view.high),
            ])
            let asphalt = view.air.lit(RGB(0x5a5e68), 0.6)
            canvas.fill(
                from: Point(0, top), to: Point(0, view.high),
                [(0, asphalt.mixed(view.air.haze, 0.6), 1), (0.3, asphalt, 1), (1, asphalt.darker(0.1), 1)])
        }
        let paint = view.air.lit(RGB(0xe8e4d4), 0.6)
        for mark in 0..<7 {
            let from = pow(Double(mark) / 7 + 0.03, 1.7)
            let to = pow((Double(mark) + 0.5) / 7 + 0.03, 1.7)
            let y1 = view.line(from)
            let y2 = view.line(min(to, 1))
            let wide = view.wide * 0.017
            canvas.polygon([
                Point(centre - wide * from, y1), Point(centre + wide * from, y1), Point(centre + wide * to, y2),
                Point(centre - wide * to, y2),
            ])
            canvas.fill(paint, 0.75)
        }
        for side in [-1.0, 1] {
            canvas.polygon([
                Point(centre + side * halfFar, top), Point(centre + side * halfNear, view.high),
                Point(centre + side * (halfNear - view.wide * 0.022), view.high),
                Point(centre + side * halfFar * 0.9, top),
            ])
            canvas.fill(paint, city ? 0.35 : 0.6)
        }
    }

    /// What stands above the street, mirrored in its wet surface and drawn out downwards.
    func paintWetness(on canvas: Canvas, _ strength: Float) {
        var dice = view.dice.fork("wet")
        let noise = Noise(&dice)
        let top = Int(view.horizon) + 2
        let width = view.width
        let height = view.height
        let range = Float(view.high - view.horizon)
        canvas.pixels { pixels in
            for y in top..<height {
                let near = (Float(y) - Float(view.horizon)) / range
                let depth = 1 / (near + 0.08)
                for x in 0..<width {
                    let u = (Float(x) - Float(width) / 2) / range * depth
                    let puddle = smoothstep(-0.25, 0.35, noise.fractal(u * 1.3, depth * 2.6, octaves: 3))
                    let wave = noise.at(u * 9, depth * 30) * 2.4 * Float(view.unit)
                    let mirror = min(max(top - 2 - Int((Float(y) - Float(top)) * 1.25 + wave), 0), top - 2)
                    let side = min(max(x + Int(wave * 2), 0), width - 1)
                    var sum = RGB(pixel: pixels[mirror * width + side])
                    sum =
                        sum + RGB(pixel: pixels[max(0, mirror - 5) * width + side])
                        + RGB(pixel: pixels[max(0, mirror - 11) * width + side])
                    let seen = sum * 0.36
                    let old = RGB(pixel: pixels[y * width + x])
                    let part = (0.26 + 0.34 * puddle) * (1 - near * 0.45) * strength
                    pixels[y * width + x] = pixel((old * (1 - part * 0.6) + seen * part).clamped, grain(x, y))
                }
            }
        }
    }
}
