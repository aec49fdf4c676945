import Glibc

/// Strews trees, bushes and stones over the ground, and what grows at the very front.
struct PropPainter {
    let view: View
    let gallery: Gallery

    /// One piece of scenery, ready to be drawn in its turn.
    struct Piece {
        var drawing: Drawing
        var x: Double
        var nearness: Double
        var height: Double
        var isFlipped: Bool
        var seed: UInt64
    }

    func pieces(_ props: [Recipe.Prop], avoiding placed: [Placed]) -> [Piece] {
        var dice = view.dice.fork("props")
        var pieces: [Piece] = []
        for prop in props {
            let count = view.wide > view.high * 1.3 ? prop.count * 3 / 2 : prop.count
            for _ in 0..<count {
                let near = dice.number(prop.nearness)
                let height = dice.number(prop.height) * view.horizon * (0.5 + 0.7 * near) * 1.05
                guard let drawing = drawing(prop.name, &dice) else { continue }
                let side: Double = dice.chance(0.5) ? 0 : 1
                let spread = prop.atSides ? side + (side == 0 ? 1 : -1) * pow(dice.unit(), 1.3) * 0.3 : dice.unit()
                let x = view.wide * (spread * 1.1 - 0.05)
                let flipped = dice.chance(0.5)
                let seed = dice.next()
                let width = height * drawing.aspect
                let hides = placed.contains { subject in
                    let box = subject.box
                    return near > subject.nearness - 0.03 && x + width / 2 > box.x && x - width / 2 < box.right
                        && subject.cluster.home != .air
                }
                if !hides {
                    pieces.append(
                        Piece(drawing: drawing, x: x, nearness: near, height: height, isFlipped: flipped, seed: seed))
                }
            }
        }
        return pieces.sorted { $0.nearness < $1.nearness }
    }

    private func drawing(_ name: String, _ dice: inout Dice) -> Drawing? {
        switch name {
        case "palmtree": return gallery.drawing(Things.thing("palm"), &dice) ?? OwnDrawings.drawing("tree")
        case "cactus": return gallery.drawing(Things.thing("cactus"), &dice)
        case "acacia": return Drawing(aspect: 1.7, draw: SceneryDrawings.acacia)
        case "fern": return Drawing(aspect: 1.6, draw: SceneryDrawings.fern)
        default: return OwnDrawings.drawing(name)
        }
    }

    func paint(_ piece: Piece, on canvas: Canvas) throws(StudioError) {
        let width = piece.height * piece.drawing.aspect
        let sprite = try Canvas(width: Int(width) + 8, height: Int(piece.height) + 8)
        let isDark = view.air.isDark
        let lights = isDark ? try Canvas(width: sprite.width, height: sprite.height) : nil
        let style = Style(
            tint: groundTint, season: view.setting.season, isSnowy: view.setting.isSnowy, isDark: isDark,
            dice: Dice(seed: piece.seed))
        for target in [sprite, lights].compactMap({ $0 }) {
            target.move(by: 4 + width / 2, 4)
            target.scale((piece.isFlipped ? -1 : 1) * piece.height / Drawing.height, piece.height / Drawing.height)
            target.move(by: -piece.drawing.width / 2, 0)
        }
        piece.drawing.draw(Sketch(canvas: sprite, lights: lights, style: style))
        let far = Float(max(0, 0.72 - piece.nearness * 3.2)) + view.air.fog * Float(max(0, 0.6 - piece.nearness))
        tone(sprite, min(0.9, far))
        let x = (piece.x - width / 2 - 4).rounded(.down)
        let y = (view.line(piece.nearness) - piece.height - 4).rounded(.down)
        shadow(piece, width, on: canvas)
        canvas.paint(sprite, at: x, y)
        if let lights {
            canvas.paint(lights, at: x, y, opacity: Double(1 - far * 0.7))
            canvas.adding { canvas.paint(lights, at: x, y, opacity: 0.3) }
        }
    }

    private var groundTint: RGB? {
        guard let tint = view.setting.tints[.ground], [.forest, .jungle, .park, .garden].contains(view.setting.place)
        else { return nil }
        return Pigments.colour(of: tint, nth: 0)
    }

    private func shadow(_ piece: Piece, _ width: Double, on canvas: Canvas) {
        guard piece.nearness > 0.04 else { return }
        let half = min(width * 0.36, piece.height * 0.3)
        canvas.within {
            canvas.move(by: piece.x, view.line(piece.nearness))
            canvas.scale(1, 0.16)
            canvas.circle(0, 0, half)
            canvas.fill(
                around: Point(0, 0), radius: half,
                [(0, view.air.haze.darker(0.86), 0.4), (1, view.air.haze.darker(0.86), 0)])
        }
    }

    /// Scenery is lit as a whole, lighter above than below, and fades with distance.
    private func tone(_ sprite: Canvas, _ far: Float) {
        let light = view.air.ambient + view.air.key * 0.6
        let haze = view.air.haze
        let height = Float(sprite.height)
        sprite.pixels { pixels in
            for y in 0..<sprite.height {
                let lit = light * (1.06 - 0.22 * Float(y) / height)
                for x in 0..<sprite.width {
                    let raw = pixels[y * sprite.width + x]
                    let alpha = raw >> 24
                    guard alpha > 0 else { continue }
                    let part = Float(alpha) * (1 / 255)
                    let tone = (RGB(pixel: raw) * lit).mixed(haze * part, far).clamped
                    pixels[y * sprite.width + x] =
                        alpha << 24 | UInt32(min(tone.red, part) * 255) << 16
                        | UInt32(min(tone.green, part) * 255) << 8 | UInt32(min(tone.blue, part) * 255)
                }
            }
        }
    }

    /// Small flowers all over a meadow, smaller with distance.
    func paintCarpet(on canvas: Canvas) {
        guard !view.setting.isSnowy, view.setting.season != .autumn else { return }
        var dice = view.dice.fork("carpet")
        let tones = [RGB(0xf6f2e6), RGB(0xf3c640), RGB(0xe86a5a), RGB(0xb98ae0), RGB(0xf29ac0)]
        let tint = groundTint
        for patch in 0..<26 {
            let middle = Point(dice.unit(), 0.03 + pow(dice.unit(), 1.3))
            let tone = tint ?? tones[patch % tones.count]
            for _ in 0..<24 {
                let near = middle.y + dice.number(-0.06...0.06)
                guard near > 0.02, near < 1 else { continue }
                let x = (middle.x + dice.number(-0.09...0.09)) * view.wide
                let size = view.unit * (0.7 + 3.4 * near)
                canvas.ellipse(x, view.line(near), size, size * 0.72)
                canvas.fill(view.air.lit(tone, 0.8).mixed(view.air.haze, Float(max(0, 0.6 - near * 2))).clamped, 0.9)
            }
        }
    }

    /// Grass, flowers, reeds or stones along the lower edge, out of focus dark against the picture.
    func paintForeground(_ kind: Recipe.Foreground, on canvas: Canvas) {
        var dice = view.dice.fork("front")
        let unit = view.unit
        switch kind {
        case .none, .snow: return
        case .grass, .flowers, .reeds, .wheat:
            let tone = kind == .wheat ? RGB(0xc89a3c) : view.setting.season == .autumn ? RGB(0x8a7a34) : RGB(0x3f7a33)
            guard !view.setting.isSnowy else { return }
            let base = groundTint ?? tone
            for _ in 0..<Int(view.wide / unit * (kind == .reeds ? 0.16 : 0.34)) {
                let x = dice.number(0...view.wide)
                let edge = pow(abs(x / view.wide - 0.5) * 2, 1.6)
                let tall = unit * (dice.number(14...46) + edge * dice.number(20...90)) * (kind == .reeds ? 1.6 : 1)
                let lean = dice.number(-0.5...0.5) * tall
                canvas.from(x - 2.4 * unit, view.high)
                canvas.curve(
                    x, view.high - tall * 0.5, x + lean * 0.5, view.high - tall * 0.8, x + lean, view.high - tall)
                canvas.curve(
                    x + lean * 0.6, view.high - tall * 0.7, x + 3 * unit, view.high - tall * 0.4, x + 2.6 * unit,
                    view.high)
                canvas.close()
                canvas.fill(view.air.lit(base.darker(Float(dice.number(0...0.45))), 0.5), 0.92)
                if kind == .flowers, dice.chance(0.09) {
                    let colour = dice.pick([RGB(0xf4f1ea), RGB(0xf2b93a), RGB(0xe8604f), RGB(0xb58ae0)])
                    PlantDrawings.blossom(
                        canvas, x + lean, view.high - tall, 8 * unit, view.air.lit(colour, 0.8).clamped)
                } else if kind == .wheat, dice.chance(0.5) {
                    canvas.ellipse(x + lean, view.high - tall, 3 * unit, 9 * unit, turned: lean / tall)
                    canvas.fill(view.air.lit(RGB(0xe6c060), 0.7).clamped)
                }
            }
        case .stones:
            for _ in 0..<7 {
                let left = dice.chance(0.5)
                let x = left ? dice.number(0...0.24) : dice.number(0.76...1)
                let size = unit * dice.number(8...26)
                canvas.ellipse(x * view.wide, view.high - dice.number(0...34) * unit, size, size * 0.5)
                canvas.fill(view.air.lit(GroundPainter.colour(of: stoneCover, view.setting).darker(0.4), 0.4))
            }
        }
    }

    private var stoneCover: GroundPainter.Cover {
        switch view.setting.place {
        case .moon: .regolith
        case .mars, .desert, .beach: .sand
        default: .rock
        }
    }
}

extension Gallery {
    /// A thing with nothing said about it.
    func drawing(_ thing: Thing?, _ dice: inout Dice) -> Drawing? {
        thing.flatMap { drawing($0, Subject(thing: $0.id), dice: &dice)?.drawing }
    }
}
