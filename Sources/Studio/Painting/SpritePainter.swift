import Glibc

/// Paints a cluster into the picture: each part rasterised by itself, coloured, given volume by the light, and set on
/// the ground with a shadow or a reflection.
struct SpritePainter {
    let view: View

    func paint(_ placed: Placed, on canvas: Canvas) throws(StudioError) {
        if view.setting.place != .underwater { paintShadow(placed, on: canvas) }
        if placed.cluster.hasBeam { paintFall(of: placed, on: canvas) }
        var sprites: [(canvas: Canvas, lights: Canvas?, at: Point)] = []
        for part in placed.cluster.parts { sprites.append(try sprite(part, placed)) }
        if reflects(placed) {
            // Of a boat only the hull is mirrored, not the legs of those in it.
            let mirrored = placed.cluster.base > 0 && isAfloat(placed) ? [sprites[placed.cluster.base]] : sprites
            for sprite in mirrored { paintReflection(sprite.canvas, sprite.at, placed, on: canvas) }
        }
        for sprite in sprites {
            canvas.paint(sprite.canvas, at: sprite.at.x, sprite.at.y)
            if let lights = sprite.lights {
                canvas.paint(lights, at: sprite.at.x, sprite.at.y)
                canvas.adding { canvas.paint(lights, at: sprite.at.x, sprite.at.y, opacity: 0.35) }
            }
        }
        if placed.cluster.isLit { paintGlow(placed, on: canvas) }
        if placed.cluster.hasBeacon, view.air.isDark || view.air.fog > 0.12 { paintBeam(placed, on: canvas) }
        if isAfloat(placed) { paintWaterline(placed, on: canvas) }
    }

    func isAfloat(_ placed: Placed) -> Bool {
        switch placed.cluster.home {
        case .water: view.setting.hasWater && view.setting.place != .underwater
        case .deep: view.setting.place != .underwater && view.setting.hasWater
        case .ground, .air, .table: false
        }
    }

    private func sprite(_ part: Part, _ placed: Placed) throws(StudioError) -> (
        canvas: Canvas, lights: Canvas?, at: Point
    ) {
        let scale = placed.scale
        let width = part.box.width * scale
        let height = part.box.height * scale
        let turned = abs(part.turn) > 0.001
        let reach = turned ? (width * width + height * height).squareRoot() : 0
        let pad = max(4, height * part.drawing.overhang) + (turned ? (reach - min(width, height)) / 2 : 0)
        let size = (Int((width + 2 * pad).rounded(.up)), Int((height + 2 * pad).rounded(.up)))
        let x = placed.origin.x + part.box.x * scale - pad
        let y = placed.origin.y + part.box.y * scale - pad
        let at = Point(x.rounded(.down), y.rounded(.down))
        let canvas = try Canvas(width: max(size.0, 1) + 1, height: max(size.1, 1) + 1)
        let isDark = view.air.isDark
        let lights = isDark ? try Canvas(width: canvas.width, height: canvas.height) : nil
        let ownTint = part.isArt ? nil : part.tint
        let style = Style(
            tint: ownTint, season: view.setting.season, isSnowy: view.setting.isSnowy, isDark: isDark,
            dice: Dice(seed: part.seed ^ 0x51ed_270b))
        for target in [canvas, lights].compactMap({ $0 }) {
            target.move(by: x - at.x + pad + width / 2, y - at.y + pad + height / 2)
            target.turn(part.turn)
            target.scale((part.isFlipped ? -1 : 1) * height / Drawing.height, height / Drawing.height)
            target.move(by: -part.drawing.width / 2, -Drawing.height / 2)
        }
        part.drawing.draw(Sketch(canvas: canvas, lights: lights, style: style))
        if let cut = part.cut { erase(canvas, lights, below: placed.origin.y + cut * scale - at.y) }
        if isAfloat(placed), let line = waterline(placed) { erase(canvas, lights, below: line - at.y) }
        if part.isArt, let tint = part.tint { Recolour(to: tint, keepsEyes: part.isAlive).apply(to: canvas) }
        if !part.drawing.shining.isEmpty, let lights { collect(part.drawing.shining, from: canvas, into: lights) }
        Shading(view: view, distance: distance(placed)).apply(
            to: canvas, middle: Point(at.x + Double(canvas.width) / 2, at.y + Double(canvas.height) / 2))
        return (canvas, lights, at)
    }

    private func distance(_ placed: Placed) -> Float {
        let near = placed.cluster.home == .air ? 0.6 : placed.cluster.spot == .summit ? 0.35 : placed.nearness
        return Float(max(0, 0.34 - near * 0.4)) + view.air.fog * Float(max(0, 0.62 - near * 0.5))
    }

    private func erase(_ canvas: Canvas, _ lights: Canvas?, below line: Double) {
        let row = max(0, Int(line))
        for target in [canvas, lights].compactMap({ $0 }) where row < target.height {
            target.pixels { pixels in
                for index in (row * target.width)..<(target.height * target.width) { pixels[index] = 0 }
            }
        }
    }

    /// What of the art shines by itself: pixels of the given colours.
    private func collect(_ colours: [RGB], from canvas: Canvas, into lights: Canvas) {
        canvas.pixels { source in
            lights.pixels { target in
                for index in 0..<(canvas.width * canvas.height) where source[index] >> 24 > 200 {
                    let tone = RGB(pixel: source[index])
                    for colour in colours {
                        let away =
                            abs(tone.red - colour.red) + abs(tone.green - colour.green) + abs(tone.blue - colour.blue)
                        if away < 0.1 { target[index] = source[index] }
                    }
                }
            }
        }
    }

    private func paintShadow(_ placed: Placed, on canvas: Canvas) {
        guard placed.cluster.home == .ground || placed.cluster.home == .table, placed.cluster.spot != .summit,
            placed.cluster.spot != .above
        else { return }
        let contact = placed.cluster.contact
        let left = placed.origin.x + contact.lowerBound * placed.scale
        let right = placed.origin.x + contact.upperBound * placed.scale
        let half = (right - left) / 2
        let middle = (left + right) / 2
        let y = placed.origin.y
        let away = (middle - view.light.x) / view.wide
        let strength = view.air.isDark ? 0.5 : view.air.disc == nil ? 0.34 : 0.46
        let dark = view.air.haze.darker(0.86)
        // A long soft one away from the light, a tight one where it stands.
        soft(canvas, middle + away * half * 1.1, y, half * 1.25, max(6, half * 0.2), dark, strength * 0.7)
        soft(canvas, middle, y - half * 0.02, half * 0.92, max(4, half * 0.09), dark, strength)
    }

    private func soft(
        _ canvas: Canvas, _ x: Double, _ y: Double, _ wide: Double, _ high: Double, _ colour: RGB, _ strength: Double
    ) {
        canvas.within {
            canvas.move(by: x, y)
            canvas.scale(1, high / max(wide, 1))
            canvas.circle(0, 0, wide)
            canvas.fill(
                around: Point(0, 0), radius: wide,
                [(0, colour, strength), (0.55, colour, strength * 0.6), (1, colour, 0)])
        }
    }

    private func reflects(_ placed: Placed) -> Bool {
        if placed.cluster.spot != nil { return false }
        let wet = view.setting.isWet && (view.setting.place == .city || view.setting.place == .street)
        return wet && placed.cluster.home == .ground || isAfloat(placed) && view.setting.weather != .storm
    }

    /// Upside down below the foot, fading.
    private func paintReflection(_ sprite: Canvas, _ at: Point, _ placed: Placed, on canvas: Canvas) {
        let foot = isAfloat(placed) ? waterline(placed) ?? placed.origin.y : placed.origin.y
        let strength: Float = isAfloat(placed) ? 0.42 : 0.32
        let width = canvas.width
        let height = canvas.height
        let reach = Float(placed.box.height * 0.8)
        var dice = view.dice.fork("reflection")
        let noise = Noise(&dice)
        sprite.pixels { source in
            canvas.pixels { target in
                for row in 0..<sprite.height {
                    let above = Float(foot) - (Float(at.y) + Float(row))
                    let y = Int(Float(foot) + above * 0.8)
                    guard above > 0, y >= 0, y < height else { continue }
                    let fade = strength * max(0, 1 - above / reach)
                    let shift = Int(noise.at(Float(y) * 0.09, above * 0.02) * (2 + above * 0.03))
                    for column in 0..<sprite.width {
                        let x = Int(at.x) + column + shift
                        let pixel32 = source[row * sprite.width + column]
                        let alpha = Float(pixel32 >> 24) / 255
                        guard alpha > 0.01, x >= 0, x < width else { continue }
                        let old = RGB(pixel: target[y * width + x])
                        let colour = RGB(pixel: pixel32) * (1 / alpha)
                        target[y * width + x] = pixel(old.mixed(colour * 0.8, alpha * fade))
                    }
                }
            }
        }
    }

    /// The pixel line below which a floating thing is under water.
    private func waterline(_ placed: Placed) -> Double? {
        let depth = placed.cluster.home == .deep ? 0.16 : 0.05
        return placed.origin.y - placed.box.height * depth
    }

    private func paintWaterline(_ placed: Placed, on canvas: Canvas) {
        guard let line = waterline(placed) else { return }
        let box = placed.box
        let foam = view.air.lit(RGB(0.93, 0.97, 1), 0.7)
        let deep = placed.cluster.home == .deep
        var dice = view.dice.fork("foam")
        canvas.from(box.x + box.width * 0.06, line)
        var x = box.x + box.width * 0.06
        while x < box.right - box.width * 0.06 {
            let step = box.width * dice.number(0.05...0.1)
            canvas.curve(
                x + step * 0.3, line - 3 * view.unit, x + step * 0.7, line - 3 * view.unit, x + step,
                line + 1.5 * view.unit)
            x += step
        }
        canvas.stroke(foam, width: 2.6 * view.unit, 0.75)
        for _ in 0..<(deep ? 26 : 5) {
            let side = dice.number(-0.55...0.55)
            let rise = deep ? dice.number(-0.04...0.16) * box.height : dice.number(0...4) * view.unit
            canvas.circle(box.middle + side * box.width, line - rise, dice.number(1...4) * view.unit)
            canvas.fill(foam, dice.number(0.3...0.8))
        }
    }

    /// The light of a lighthouse, to both sides.
    private func paintBeam(_ placed: Placed, on canvas: Canvas) {
        let lamp = Point(placed.box.middle, placed.box.y + placed.box.height * 0.16)
        let tone = RGB(0xfff0bc)
        canvas.adding {
            for side in [-1.0, 1] {
                let reach = view.wide * 0.95
                canvas.polygon([
                    Point(lamp.x, lamp.y - 3 * view.unit), Point(lamp.x + side * reach, lamp.y - reach * 0.2),
                    Point(lamp.x + side * reach, lamp.y + reach * 0.02), Point(lamp.x, lamp.y + 3 * view.unit),
                ])
                canvas.fill(
                    from: lamp, to: Point(lamp.x + side * reach, lamp.y - reach * 0.08),
                    [(0, tone, 0.62), (0.4, tone, 0.24), (1, tone, 0)])
            }
        }
        canvas.glow(lamp.x, lamp.y, min(placed.box.width * 1.2, view.unit * 190), tone, 0.7)
    }

    /// The light under a saucer, down to the ground.
    private func paintFall(of placed: Placed, on canvas: Canvas) {
        let box = placed.box
        let foot = max(view.line(0.55), box.bottom + box.height)
        let top = box.y + box.height * 0.8
        let tone = RGB(0xb8ffd8)
        canvas.adding {
            canvas.polygon([
                Point(box.middle - box.width * 0.16, top), Point(box.middle + box.width * 0.16, top),
                Point(box.middle + box.width * 0.5, foot), Point(box.middle - box.width * 0.5, foot),
            ])
            canvas.ellipse(box.middle, foot, box.width * 0.5, box.width * 0.09)
            canvas.fill(
                from: Point(0, top), to: Point(0, foot),
                [(0, tone, view.air.isDark ? 0.62 : 0.5), (1, tone, view.air.isDark ? 0.2 : 0.14)])
        }
    }

    private func paintGlow(_ placed: Placed, on canvas: Canvas) {
        guard view.air.isDark || view.setting.time == .sunset else { return }
        let box = placed.box
        let size = max(box.width, min(box.height, box.width * 2))
        canvas.glow(box.middle, box.y + box.height * 0.4, size * 1.7, RGB(0xffb35a), 0.34)
    }
}

extension Setting {
    /// Open water that a boat can float on.
    var hasWater: Bool {
        [.sea, .lake, .river, .beach, .island, .cliff, .waterfall, .swamp, .fuji].contains(place)
            || !backdrops.isDisjoint(with: [.sea, .lake, .river])
    }
}
