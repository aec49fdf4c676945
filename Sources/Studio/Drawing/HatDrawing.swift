/// Hats, each where it sits on the head.
struct HatDrawing {
    let costume: Costume
    let centre: Point

    func draw(_ sketch: Sketch) {
        let canvas = sketch.canvas
        let x = centre.x
        let y = centre.y
        switch costume.hat {
        case .none, .helmet, .headband: return
        case .crown, .tiara: crown(canvas, small: costume.hat == .tiara)
        case .wizard: cone(canvas, costume.top.darker(0.1), RGB(0xf2c63c), brim: 17, height: 27)
        case .witch: cone(canvas, RGB(0x2a2333), RGB(0x8a5ac0), brim: 19, height: 26)
        case .elf: cone(canvas, costume.top.darker(0.12), RGB(0xd8433c), brim: 12.5, height: 20)
        case .santa: santa(canvas)
        case .cowboy: brimmed(canvas, RGB(0x8a5a35), brim: 20, height: 12)
        case .fedora: brimmed(canvas, RGB(0x4a3f38), brim: 16, height: 11)
        case .straw: brimmed(canvas, RGB(0xe4c46a), brim: 20, height: 9)
        case .pirate: pirate(canvas)
        case .police: cap(canvas, costume.top.darker(0.2), badge: RGB(0xf2c63c))
        case .sailor: cap(canvas, RGB(0xf6f7f9), badge: RGB(0x2c4a86))
        case .cap: cap(canvas, costume.bottom.lighter(0.1), badge: nil)
        case .fire: cap(canvas, RGB(0xc9302f), badge: RGB(0xf2c63c))
        case .hardhat: cap(canvas, RGB(0xf6c63a), badge: nil)
        case .beret:
            canvas.ellipse(x + 3, y - 10, 14, 6, turned: -0.2)
            canvas.fill(RGB(0x9a2f3a))
        case .chef:
            canvas.box(x - 10, y - 16, 21, 9)
            for dx in [-7.0, 1, 8.5] { canvas.circle(x + dx, y - 20, 7) }
            canvas.fill(RGB(0xfbfbf9))
        case .hood:
            canvas.arc(x, y - 4, 13.4, .pi * 0.98, .pi * 2.02)
            canvas.line(x + 18, y + 1)
            canvas.line(x - 15, y - 3.4)
            canvas.close()
            canvas.fill(costume.top)
        case .capuchin: capuchin(canvas)
        case .knight: knight(canvas)
        case .samurai: samurai(canvas)
        }
    }

    private func crown(_ canvas: Canvas, small: Bool) {
        let size = small ? 0.7 : 1.0
        let x = centre.x + 0.5
        let y = centre.y - 8
        canvas.polygon([
            Point(x - 10 * size, y), Point(x - 11 * size, y - 11 * size), Point(x - 5 * size, y - 5 * size),
            Point(x, y - 14 * size),
            Point(x + 5 * size, y - 5 * size), Point(x + 11 * size, y - 11 * size), Point(x + 10 * size, y),
        ])
        canvas.fill(RGB(0xf2c02e), outlined: RGB(0xc8922a), width: 0.8)
        for (dx, colour) in [(-5.0, RGB(0xd8333a)), (0, RGB(0x3a7fd8)), (5, RGB(0x3fae5a))] {
            canvas.circle(x + dx * size, y - 2.6 * size, 1.5 * size)
            canvas.fill(colour)
        }
    }

    private func cone(_ canvas: Canvas, _ colour: RGB, _ band: RGB, brim: Double, height: Double) {
        let x = centre.x
        let y = centre.y - 7
        canvas.from(x - 10, y)
        canvas.curve(x - 4, y - height * 0.5, x + 1, y - height * 0.8, x + 9, y - height)
        canvas.curve(x + 8, y - height * 0.6, x + 10, y - 6, x + 11, y)
        canvas.close()
        canvas.fill(
            from: Point(x - 10, 0), to: Point(x + 11, 0), [(0, colour.lighter(0.16), 1), (1, colour.darker(0.2), 1)])
        canvas.box(x - 10, y - 4.4, 21, 4.4)
        canvas.fill(band)
        canvas.ellipse(x, y, brim, 3.6)
        canvas.fill(colour.darker(0.15))
    }

    private func brimmed(_ canvas: Canvas, _ colour: RGB, brim: Double, height: Double) {
        let x = centre.x
        let y = centre.y - 7
        canvas.box(x - 9.6, y - height, 20, height + 2, round: 5)
        canvas.fill(colour.lighter(0.08))
        canvas.box(x - 9.8, y - 4, 20.4, 3.6)
        canvas.fill(colour.darker(0.4))
        canvas.from(x - brim, y - 3)
        canvas.curve(x - brim * 0.5, y + 4, x + brim * 0.5, y + 4, x + brim, y - 3)
        canvas.curve(x + brim * 0.5, y - 1, x - brim * 0.5, y - 1, x - brim, y - 3)
        canvas.fill(colour, outlined: colour, width: 2)
    }

    private func santa(_ canvas: Canvas) {
        let x = centre.x
        let y = centre.y - 6
        canvas.from(x - 11, y)
        canvas.curve(x - 8, y - 20, x + 12, y - 20, x + 20, y - 2)
        canvas.curve(x + 14, y - 8, x + 12, y - 6, x + 11, y)
        canvas.fill(RGB(0xd0302f))
        canvas.box(x - 13, y - 4, 26, 6.4, round: 3.2)
        canvas.circle(x + 20, y, 4)
        canvas.fill(RGB(0xfafaf6))
    }

    private func pirate(_ canvas: Canvas) {
        let x = centre.x
        let y = centre.y - 5
        canvas.from(x - 18, y)
        canvas.curve(x - 12, y - 22, x + 12, y - 22, x + 18, y)
        canvas.curve(x + 8, y - 5, x - 8, y - 5, x - 18, y)
        canvas.fill(RGB(0x26262e))
        canvas.circle(x, y - 10, 3)
        canvas.box(x - 1.6, y - 8.6, 3.2, 3)
        canvas.fill(RGB(0xf1ece0))
        canvas.ellipse(centre.x - 7, centre.y + 1, 3, 2.8)
        canvas.fill(RGB(0x1c1c20))
    }

    private func cap(_ canvas: Canvas, _ colour: RGB, badge: RGB?) {
        let x = centre.x
        let y = centre.y - 4.6
        canvas.arc(x + 0.6, y, 12.6, .pi, 2 * .pi)
        canvas.close()
        canvas.fill(colour)
        canvas.box(x - 18, y - 2, 15, 3.2, round: 1.6)
        canvas.fill(colour.darker(0.35))
        if let badge {
            canvas.circle(x - 5, y - 6, 2.2)
            canvas.fill(badge)
        }
    }

    private func knight(_ canvas: Canvas) {
        let x = centre.x
        let y = centre.y
        canvas.from(x + 2, y - 13)
        canvas.curve(x + 8, y - 24, x + 22, y - 20, x + 20, y - 8)
        canvas.curve(x + 16, y - 14, x + 10, y - 13, x + 2, y - 12)
        canvas.fill(RGB(0xc8343a))
        canvas.arc(x, y - 1, 13.4, .pi * 0.95, .pi * 2.05)
        canvas.line(x + 12, y + 11)
        canvas.line(x - 9, y + 12)
        canvas.close()
        canvas.fill(from: Point(x - 13, 0), to: Point(x + 13, 0), [(0, RGB(0xe2e7ee), 1), (1, RGB(0x7d8794), 1)])
        canvas.box(x - 13.6, y - 3, 15, 4, round: 2)
        canvas.fill(RGB(0x22262e))
        for dx in [-9.0, -6, -3] { canvas.box(x + dx, y + 4, 1.4, 5, round: 0.7) }
        canvas.fill(RGB(0x4a525e))
    }

    /// A hood about the face, in the colour of the cape.
    private func capuchin(_ canvas: Canvas) {
        let cloth = costume.cape ?? costume.top
        let x = centre.x
        let y = centre.y
        canvas.from(x - 11, y + 4)
        canvas.curve(x - 15, y - 12, x - 6, y - 18, x + 4, y - 17)
        canvas.curve(x + 17, y - 16, x + 19, y - 2, x + 15, y + 15)
        canvas.line(x + 2, y + 15)
        canvas.curve(x + 10, y + 6, x + 9, y - 6, x + 1, y - 9)
        canvas.curve(x - 5, y - 11, x - 10, y - 6, x - 11, y + 4)
        canvas.close()
        canvas.fill(cloth)
        canvas.from(x - 11, y + 4)
        canvas.curve(x - 10, y - 6, x - 5, y - 11, x + 1, y - 9)
        canvas.curve(x + 9, y - 6, x + 10, y + 6, x + 2, y + 15)
        canvas.stroke(cloth.darker(0.3), width: 1.6)
    }

    private func samurai(_ canvas: Canvas) {
        let x = centre.x
        let y = centre.y - 3
        canvas.arc(x, y, 13, .pi, 2 * .pi)
        canvas.line(x + 18, y + 5)
        canvas.line(x + 9, y + 1)
        canvas.line(x - 13, y)
        canvas.close()
        canvas.fill(RGB(0x33343f))
        canvas.from(x - 4, y - 11)
        canvas.curve(x - 12, y - 13, x - 12, y - 19, x - 10, y - 22)
        canvas.curve(x - 10, y - 17, x - 7, y - 14, x - 3, y - 13)
        canvas.curve(x + 2, y - 14, x + 4, y - 17, x + 5, y - 22)
        canvas.curve(x + 8, y - 18, x + 7, y - 12, x, y - 9)
        canvas.fill(RGB(0xe2b23a))
    }
}
