import Glibc

/// A head with hair, hat and face, looking half to the left.
struct HeadDrawing {
    let costume: Costume
    let centre: Point
    private let radius = 12.0

    /// Long hair falls behind the shoulders: drawn before the body.
    func drawBehind(_ sketch: Sketch) {
        guard costume.kind == .human || costume.kind == .diver else { return }
        sketch.canvas.within {
            sketch.canvas.move(by: centre.x, centre.y)
            sketch.canvas.scale(HeadDrawing.scale, HeadDrawing.scale)
            sketch.canvas.move(by: -centre.x, -centre.y)
            hairBehind(sketch.canvas)
        }
    }

    private static let scale = 1.17

    func draw(_ sketch: Sketch) {
        let scale = HeadDrawing.scale
        for canvas in [sketch.canvas, sketch.lights].compactMap({ $0 }) {
            canvas.move(by: centre.x, centre.y)
            canvas.scale(scale, scale)
            canvas.move(by: -centre.x, -centre.y)
        }
        paint(sketch)
        for canvas in [sketch.canvas, sketch.lights].compactMap({ $0 }) {
            canvas.move(by: centre.x, centre.y)
            canvas.scale(1 / scale, 1 / scale)
            canvas.move(by: -centre.x, -centre.y)
        }
    }

    private func paint(_ sketch: Sketch) {
        switch costume.kind {
        case .astronaut: helmet(sketch)
        case .robot: robot(sketch)
        case .alien: alien(sketch.canvas)
        case .skeleton: skull(sketch.canvas)
        case .human, .animal, .diver: human(sketch)
        }
    }

    private func human(_ sketch: Sketch) {
        let canvas = sketch.canvas
        let x = centre.x
        let y = centre.y
        if costume.halo {
            canvas.ellipse(x, y - 17, 10, 3)
            canvas.stroke(RGB(0xffd95a), width: 2.4)
        }
        canvas.box(x - 2, y + 8, 7, 8)
        canvas.fill(costume.skin.darker(0.1))
        canvas.circle(x, y, radius)
        canvas.fill(costume.skin)
        canvas.ellipse(x + radius * 0.72, y + 1.6, 2.4, 3.2)
        canvas.fill(costume.skin.darker(0.08))
        if costume.hat != .headband, costume.kind != .diver { face(canvas) }
        if let beard = costume.beard { drawBeard(canvas, beard) }
        hairAbove(canvas)
        HatDrawing(costume: costume, centre: centre).draw(sketch)
        if costume.hat == .headband { slits(canvas) }
        if costume.kind == .diver { mask(canvas) }
    }

    private func face(_ canvas: Canvas) {
        let x = centre.x - 3
        let y = centre.y + 1
        for dx in [-4.2, 4.2] {
            canvas.ellipse(x + dx, y, 1.45, 1.9)
        }
        canvas.fill(RGB(0x2b2320))
        for dx in [-6.8, 6.8] {
            canvas.ellipse(x + dx, y + 4, 2.2, 1.5)
        }
        canvas.fill(RGB(0xe8705a), 0.35)
        canvas.from(x - 2.8, y + 5)
        canvas.curve(x - 1.4, y + 7.2, x + 1.4, y + 7.2, x + 2.8, y + 5)
        canvas.stroke(RGB(0x9a4636), width: 1.2)
    }

    private func hairBehind(_ canvas: Canvas) {
        switch costume.cut {
        case .long:
            canvas.box(centre.x - 10, centre.y - 6, 25, 32, round: 11)
            canvas.fill(costume.hair.darker(0.12))
        case .bun:
            canvas.circle(centre.x + 7, centre.y - 11, 6)
            canvas.fill(costume.hair)
        case .bald, .short, .curls: break
        }
    }

    private func hairAbove(_ canvas: Canvas) {
        let x = centre.x
        let y = centre.y
        switch costume.cut {
        case .bald: return
        case .curls:
            for step in 0..<8 {
                let angle = .pi * (0.98 + Double(step) / 7 * 1.14)
                canvas.circle(x + 1 + cos(angle) * 11, y - 2 + sin(angle) * 10, 4.6)
            }
            canvas.fill(costume.hair)
        case .short, .long, .bun:
            canvas.from(x - 11.6, y - 1)
            canvas.curve(x - 13, y - 17, x + 14, y - 18, x + 12.6, y + 3)
            canvas.curve(x + 11, y - 3, x + 8, y - 6, x + 5, y - 7)
            canvas.curve(x - 1, y - 3.4, x - 7, y - 4.4, x - 11.6, y - 1)
            canvas.fill(costume.hair)
        }
    }

    private func drawBeard(_ canvas: Canvas, _ colour: RGB) {
        let x = centre.x
        let y = centre.y
        canvas.from(x - 11.6, y + 1)
        canvas.curve(x - 14, y + 14, x - 6, y + 21, x - 3, y + 22)
        canvas.curve(x + 4, y + 20, x + 11, y + 13, x + 11, y + 2)
        canvas.curve(x + 6, y + 7, x - 7, y + 7, x - 11.6, y + 1)
        canvas.fill(colour)
        canvas.from(x - 6, y + 6.6)
        canvas.curve(x - 4, y + 8.4, x - 2, y + 8.4, x, y + 6.6)
        canvas.stroke(RGB(0x9a4636), width: 1.1)
    }

    private func slits(_ canvas: Canvas) {
        canvas.circle(centre.x, centre.y, radius + 0.6)
        canvas.fill(costume.top)
        canvas.box(centre.x - 11.4, centre.y - 3.6, 18, 7, round: 3)
        canvas.fill(costume.skin)
        for dx in [-7.0, 1] { canvas.circle(centre.x + dx, centre.y, 1.5) }
        canvas.fill(RGB(0x1c1c20))
        canvas.polygon([
            Point(centre.x + 10, centre.y - 5), Point(centre.x + 21, centre.y - 1), Point(centre.x + 19, centre.y - 8),
        ])
        canvas.fill(RGB(0xb5343a))
    }

    private func mask(_ canvas: Canvas) {
        canvas.box(centre.x - 13, centre.y - 6, 19, 12, round: 5)
        canvas.fill(RGB(0x9fe0ee), outlined: RGB(0x24303c), width: 2.4)
        canvas.circle(centre.x - 5, centre.y + 9, 3.4)
        canvas.fill(RGB(0x24303c))
    }

    private func helmet(_ sketch: Sketch) {
        let canvas = sketch.canvas
        canvas.circle(centre.x, centre.y, radius + 3.4)
        canvas.fill(
            from: Point(centre.x - 14, centre.y - 14), to: Point(centre.x + 14, centre.y + 14),
            [
                (0, RGB(0xffffff), 1), (1, RGB(0xb5bfcc), 1),
            ])
        let visor = Point(centre.x - 4.4, centre.y + 0.6)
        canvas.ellipse(visor.x, visor.y, 11, 9.6)
        canvas.fill(
            from: Point(visor.x - 8, visor.y - 9), to: Point(visor.x + 8, visor.y + 10),
            [
                (0, RGB(0xffe29a), 1), (0.4, RGB(0xe09a2e), 1), (1, RGB(0x5a2f12), 1),
            ])
        canvas.ellipse(visor.x - 4, visor.y - 4, 3.4, 1.8, turned: -0.6)
        canvas.fill(.white, 0.85)
        canvas.ellipse(visor.x, visor.y, 11, 9.6)
        canvas.stroke(RGB(0x9aa5b4), width: 1.4)
    }

    private func robot(_ sketch: Sketch) {
        let canvas = sketch.canvas
        canvas.from(centre.x, centre.y - 12)
        canvas.line(centre.x, centre.y - 17)
        canvas.stroke(RGB(0x5a6a78), width: 1.8)
        sketch.shine(RGB(0xff6a5a), by: RGB(0xe8483a)) { $0.circle(centre.x, centre.y - 18, 2.4) }
        canvas.box(centre.x - 4, centre.y + 9, 8, 7)
        canvas.fill(costume.bottom)
        canvas.box(centre.x - 14.5, centre.y - 12, 29, 23, round: 6)
        canvas.fill(
            from: Point(centre.x - 14, centre.y - 12), to: Point(centre.x + 14, centre.y + 12),
            [
                (0, costume.skin.lighter(0.25), 1), (1, costume.skin.darker(0.2), 1),
            ])
        canvas.box(centre.x - 12.5, centre.y - 7, 21, 11, round: 4)
        canvas.fill(RGB(0x24323f))
        for dx in [-7.4, 3.2] {
            sketch.shine(RGB(0x7df0ff), by: RGB(0x5fd8f0)) { $0.circle(centre.x + dx, centre.y - 1.6, 2.8) }
        }
        canvas.box(centre.x - 7, centre.y + 6, 10, 1.8, round: 0.9)
        canvas.fill(RGB(0x3d5263))
    }

    private func alien(_ canvas: Canvas) {
        let x = centre.x
        let y = centre.y
        canvas.from(x, y - 15)
        canvas.curve(x + 20, y - 15, x + 15, y + 6, x + 2, y + 14)
        canvas.curve(x - 4, y + 15, x - 18, y + 4, x - 16, y - 4)
        canvas.curve(x - 14, y - 13, x - 6, y - 15, x, y - 15)
        canvas.fill(costume.skin)
        canvas.ellipse(x - 8, y + 1, 3.6, 5.4, turned: -0.5)
        canvas.ellipse(x + 4, y + 1, 3.8, 5.6, turned: 0.5)
        canvas.fill(RGB(0x16161c))
        canvas.circle(x - 9, y - 1, 1.1)
        canvas.circle(x + 3.4, y - 1, 1.1)
        canvas.fill(.white)
        canvas.from(x - 4, y + 9.4)
        canvas.line(x + 0.6, y + 9.4)
        canvas.stroke(costume.skin.darker(0.5), width: 1.1)
    }

    private func skull(_ canvas: Canvas) {
        canvas.circle(centre.x, centre.y - 2, 11.4)
        canvas.box(centre.x - 7, centre.y + 5, 13, 8, round: 2.4)
        canvas.fill(costume.skin)
        for dx in [-5.4, 3.4] { canvas.circle(centre.x + dx, centre.y - 1, 3.1) }
        canvas.polygon([
            Point(centre.x - 1, centre.y + 3), Point(centre.x + 1.2, centre.y + 6), Point(centre.x - 3, centre.y + 6),
        ])
        canvas.fill(RGB(0x26242a))
    }
}
