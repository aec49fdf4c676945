import Glibc

/// Furniture, fire and lamps.
enum ObjectDrawings {
    static func streetLamp(_ sketch: Sketch) {
        let canvas = sketch.canvas
        canvas.box(11, 16, 3, 84)
        canvas.box(8, 92, 9, 8, round: 2)
        canvas.fill(RGB(0x3a3f48))
        sketch.shine(RGB(0xffe3a0), by: RGB(0xe9e6d6)) { canvas in
            canvas.polygon([Point(6, 5), Point(19, 5), Point(17, 17), Point(8, 17)])
        }
        canvas.polygon([Point(4, 5), Point(21, 5), Point(12.5, 0)])
        canvas.fill(RGB(0x2c3038))
    }

    static func campfire(_ sketch: Sketch) {
        let canvas = sketch.canvas
        for (x, y, width, height, colour) in [
            (50.0, 48.0, 34.0, 50.0, RGB(0xf0602b)), (50, 56, 24, 38, RGB(0xf99f35)), (50, 66, 14, 25, RGB(0xffe07a)),
        ] {
            sketch.shine(colour, by: colour) { flame($0, x, y, width, height) }
        }
        for (angle, x) in [(0.22, 50.0), (-0.22, 50)] {
            canvas.within {
                canvas.move(by: x, 91)
                canvas.turn(angle)
                canvas.box(-42, -6, 84, 12, round: 6)
                canvas.fill(RGB(0x6b432a))
                canvas.circle(-37, 0, 5)
                canvas.circle(37, 0, 5)
                canvas.fill(RGB(0xc9955f))
            }
        }
    }

    /// Flames out of a thing that burns, over its whole width.
    static func flames(_ sketch: Sketch) {
        for (x, height) in [(22.0, 46.0), (60, 66), (98, 44), (40, 34), (80, 38)] {
            for (part, colour) in [(1.0, RGB(0xf0602b)), (0.66, RGB(0xf99f35)), (0.36, RGB(0xffe07a))] {
                sketch.shine(colour, by: colour) {
                    flame($0, x, 96 - height * part * 0.6, 18 * part, height * part)
                }
            }
        }
    }

    private static func flame(_ canvas: Canvas, _ x: Double, _ y: Double, _ width: Double, _ height: Double) {
        canvas.from(x - width * 0.7, y + height * 0.55)
        canvas.curve(x - width, y, x - width * 0.2, y - height * 0.1, x - width * 0.1, y - height * 0.9)
        canvas.curve(
            x + width * 0.5, y - height * 0.5, x + width * 0.3, y - height * 0.1, x + width * 0.5, y - height * 0.2)
        canvas.curve(x + width, y + height * 0.2, x + width * 0.8, y + height * 0.6, x + width * 0.5, y + height * 0.75)
        canvas.line(x - width * 0.4, y + height * 0.75)
        canvas.close()
    }

    static func fireworks(_ sketch: Sketch) {
        var dice = sketch.style.dice.fork("fireworks")
        let colours =
            sketch.style.tint.map { [$0, $0.lighter(0.5)] } ?? [
                RGB(0xff5d5d), RGB(0xffd84d), RGB(0x6fd3ff), RGB(0xff8ae2), RGB(0x8dff9a),
            ]
        let colour = dice.pick(colours)
        let second = dice.pick(colours)
        for ray in 0..<30 {
            let angle = Double(ray) / 30 * 2 * .pi + dice.number(-0.05...0.05)
            let reach = dice.number(32...48)
            let tone = ray % 2 == 0 ? colour : second
            for spark in 0..<7 {
                let part = 0.25 + Double(spark) / 7 * 0.75
                let drop = part * part * 6
                sketch.shine(tone.lighter(Float(part) * 0.15), by: tone) {
                    $0.circle(50 + cos(angle) * reach * part, 48 + sin(angle) * reach * part + drop, 0.5 + part * 0.9)
                }
            }
        }
        sketch.shine(.white, by: .white) { $0.circle(50, 48, 2.6) }
    }

    static func sofa(_ sketch: Sketch) {
        let canvas = sketch.canvas
        let cloth = sketch.style.tint ?? RGB(0x4f7f8f)
        canvas.box(18, 8, 184, 70, round: 22)
        canvas.fill(cloth.darker(0.16))
        canvas.box(26, 46, 84, 30, round: 12)
        canvas.box(110, 46, 84, 30, round: 12)
        canvas.fill(cloth.lighter(0.1))
        canvas.box(4, 34, 34, 58, round: 15)
        canvas.box(182, 34, 34, 58, round: 15)
        canvas.fill(cloth)
        canvas.box(26, 68, 168, 24, round: 6)
        canvas.fill(cloth.darker(0.08))
        for x in [24.0, 188] { canvas.box(x, 90, 8, 10) }
        canvas.fill(RGB(0x5a3d28))
        canvas.within {
            canvas.move(by: 160, 42)
            canvas.turn(0.3)
            canvas.box(-16, -16, 32, 32, round: 8)
            canvas.fill(RGB(0xf0c04e))
        }
    }

    static func bench(_ sketch: Sketch) {
        let canvas = sketch.canvas
        let wood = sketch.style.tint ?? RGB(0x9a6437)
        for x in [18.0, 192] {
            canvas.box(x, 8, 6, 92)
            canvas.box(x - 8, 56, 20, 5)
        }
        canvas.fill(RGB(0x3c4048))
        for y in [10.0, 26, 42] { canvas.box(6, y, 204, 11, round: 3) }
        canvas.fill(wood)
        canvas.box(2, 56, 212, 10, round: 3)
        canvas.fill(wood.lighter(0.16))
    }

    static func table(_ sketch: Sketch) {
        let canvas = sketch.canvas
        let wood = sketch.style.tint ?? RGB(0x9c6a3d)
        for x in [16.0, 150] { canvas.box(x, 14, 12, 86) }
        canvas.fill(wood.darker(0.25))
        canvas.box(34, 16, 10, 70)
        canvas.box(134, 16, 10, 70)
        canvas.fill(wood.darker(0.42))
        canvas.box(0, 0, 178, 18, round: 4)
        canvas.fill(from: Point(0, 0), to: Point(0, 18), [(0, wood.lighter(0.25), 1), (1, wood, 1)])
    }

    static func piano(_ sketch: Sketch) {
        let canvas = sketch.canvas
        let wood = sketch.style.tint ?? RGB(0x2b2a30)
        canvas.box(4, 0, 132, 92, round: 4)
        canvas.fill(wood)
        canvas.box(12, 10, 116, 30, round: 2)
        canvas.fill(wood.lighter(0.12))
        canvas.box(0, 52, 140, 12, round: 2)
        canvas.fill(wood.lighter(0.2))
        canvas.box(8, 50, 124, 8)
        canvas.fill(RGB(0xf8f6ef))
        for key in 0..<17 where key % 7 != 2 && key % 7 != 6 {
            canvas.box(13 + Double(key) * 7, 50, 4, 5)
        }
        canvas.fill(RGB(0x1c1c20))
        for x in [8.0, 122] { canvas.box(x, 62, 10, 38) }
        canvas.fill(wood.darker(0.2))
        canvas.box(52, 24, 36, 20, round: 1)
        canvas.fill(RGB(0xf4efe2))
    }

    static func rod(_ sketch: Sketch) {
        let canvas = sketch.canvas
        canvas.from(90, 50)
        canvas.curve(60, 30, 30, 8, 4, 6)
        canvas.stroke(RGB(0x6a4326), width: 2)
        canvas.from(4, 6)
        canvas.line(4, 92)
        canvas.stroke(RGB(0xe8eef4), width: 0.7)
        canvas.circle(4, 94, 3)
        canvas.fill(RGB(0xd8433c))
    }

    static func sword(_ sketch: Sketch) {
        let canvas = sketch.canvas
        canvas.polygon([Point(12, 0), Point(16, 8), Point(15, 72), Point(9, 72), Point(8, 8)])
        canvas.fill(
            from: Point(8, 0), to: Point(16, 0),
            [(0, RGB(0xf2f6fa), 1), (0.5, RGB(0xb9c3ce), 1), (1, RGB(0x8a95a2), 1)])
        canvas.box(1, 71, 22, 4, round: 2)
        canvas.fill(RGB(0xd8a93a))
        canvas.box(10, 75, 4, 18)
        canvas.fill(RGB(0x6a3f2a))
        canvas.circle(12, 96, 4)
        canvas.fill(RGB(0xd8a93a))
    }
}
