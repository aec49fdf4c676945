import Glibc

/// Trees, bushes, flowers and rocks.
enum PlantDrawings {
    static func tree(_ sketch: Sketch) {
        let leaves: UInt32 =
            switch sketch.style.season {
            case .autumn: 0xd9832b
            case .spring: 0x86c04f
            default: 0x4f9a3d
            }
        trunk(sketch, x: 42, top: 45, width: 9, RGB(0x7a5233))
        crown(sketch, x: 42, y: 36, radius: 38, sketch.style.isSnowy ? RGB(0xdfe8f0) : sketch.style.tint ?? RGB(leaves))
    }

    static func cherryTree(_ sketch: Sketch) {
        trunk(sketch, x: 55, top: 42, width: 9, RGB(0x5f4036))
        var dice = sketch.style.dice.fork("blossom")
        let pink = sketch.style.tint ?? RGB(0xf6aac6)
        crown(sketch, x: 55, y: 34, radius: 36, pink, wide: 1.5)
        for _ in 0..<60 {
            let angle = dice.number(0...6.28)
            let away = dice.unit().squareRoot()
            sketch.canvas.circle(55 + cos(angle) * away * 50, 33 + sin(angle) * away * 28, dice.number(0.7...1.5))
            sketch.canvas.fill(dice.chance(0.6) ? RGB(0xfff0f5) : pink.darker(0.1), 0.9)
        }
    }

    static func autumnTree(_ sketch: Sketch) {
        var dice = sketch.style.dice.fork("autumn")
        trunk(sketch, x: 42, top: 45, width: 9, RGB(0x6b4630))
        let leaves = dice.pick([RGB(0xd9622b), RGB(0xe0992d), RGB(0xc23f2b)])
        crown(sketch, x: 42, y: 36, radius: 38, sketch.style.tint ?? leaves)
    }

    static func bareTree(_ sketch: Sketch) {
        var dice = sketch.style.dice.fork("bare")
        branch(sketch, Point(42, 100), angle: -.pi / 2, length: 34, width: 7, depth: 6, &dice, RGB(0x4a3a33))
    }

    private static func branch(
        _ sketch: Sketch, _ start: Point, angle: Double, length: Double, width: Double, depth: Int, _ dice: inout Dice,
        _ colour: RGB
    ) {
        let end = Point(start.x + cos(angle) * length, start.y + sin(angle) * length)
        sketch.canvas.from(start.x, start.y)
        sketch.canvas.line(end.x, end.y)
        sketch.canvas.stroke(colour, width: width)
        guard depth > 0 else { return }
        for side in [-1.0, 1.0] {
            branch(
                sketch, end, angle: angle + side * dice.number(0.25...0.65), length: length * dice.number(0.62...0.8),
                width: width * 0.64, depth: depth - 1, &dice, colour)
        }
    }

    static func pine(_ sketch: Sketch) {
        let canvas = sketch.canvas
        canvas.box(26, 86, 6, 14)
        canvas.fill(RGB(0x5d4030))
        let green = sketch.style.tint ?? RGB(0x2f6b45)
        for tier in 0..<5 {
            let top = Double(tier) * 17
            let half = 9 + Double(tier) * 4.6
            let foot = top + 27
            canvas.polygon([
                Point(29, top), Point(29 + half, foot), Point(29 + half * 0.45, foot - 3), Point(29, foot + 2),
                Point(29 - half * 0.45, foot - 3), Point(29 - half, foot),
            ])
            canvas.fill(
                from: Point(29 - half, 0), to: Point(29 + half, 0),
                [
                    (0, green.lighter(0.16), 1), (0.5, green, 1), (1, green.darker(0.26), 1),
                ])
            if sketch.style.isSnowy {
                canvas.polygon([
                    Point(29, top), Point(29 + half * 0.8, foot - 5), Point(29 + half * 0.2, foot - 9),
                    Point(29 - half * 0.3, foot - 6), Point(29 - half * 0.8, foot - 5),
                ])
                canvas.fill(RGB(0xf2f6fa), 0.94)
            }
        }
    }

    static func bush(_ sketch: Sketch) {
        let green = sketch.style.season == .autumn ? RGB(0x7f7a38) : RGB(0x4c8b3d)
        crown(
            sketch, x: 80, y: 62, radius: 42, sketch.style.isSnowy ? RGB(0xdfe8f0) : sketch.style.tint ?? green,
            wide: 1.8)
    }

    static func flowers(_ sketch: Sketch) {
        var dice = sketch.style.dice.fork("flowers")
        let colours = sketch.style.tint.map { [$0] } ?? [RGB(0xe9503f), RGB(0xf3b53a), RGB(0xef7fb5), RGB(0x7f6be0)]
        for stem in 0..<5 {
            let x = 14 + Double(stem) * 18 + dice.number(-4...4)
            let top = dice.number(14...46)
            sketch.canvas.from(50 + (x - 50) * 0.5, 100)
            sketch.canvas.curve(50 + (x - 50) * 0.5, 80, x, 70, x, top)
            sketch.canvas.stroke(RGB(0x4c8b3d), width: 3)
            blossom(sketch.canvas, x, top, dice.number(9...12), dice.pick(colours))
        }
    }

    static func flower(_ sketch: Sketch) {
        let canvas = sketch.canvas
        var dice = sketch.style.dice.fork("flower")
        let colour = sketch.style.tint ?? dice.pick([RGB(0xe9503f), RGB(0xf3b53a), RGB(0xef7fb5), RGB(0x8f6be0)])
        canvas.from(25, 100)
        canvas.curve(27, 80, 23, 60, 25, 24)
        canvas.stroke(RGB(0x4c8b3d), width: 3.4)
        for (side, y) in [(-1.0, 74.0), (1, 62)] {
            canvas.from(25, y + 8)
            canvas.curve(25 + side * 8, y + 6, 25 + side * 20, y - 2, 25 + side * 21, y - 12)
            canvas.curve(25 + side * 10, y - 10, 25 + side * 3, y - 2, 25, y + 8)
            canvas.fill(RGB(0x5a9a45).darker(side > 0 ? 0.12 : 0))
        }
        blossom(canvas, 25, 24, 22, colour)
    }

    /// A bough that reaches in from the left, with leaves.
    static func bough(_ sketch: Sketch) {
        let canvas = sketch.canvas
        var dice = sketch.style.dice.fork("bough")
        canvas.from(-8, 84)
        canvas.curve(80, 64, 190, 66, 312, 48)
        canvas.curve(200, 76, 110, 82, -8, 100)
        canvas.close()
        canvas.fill(RGB(0x6a4a34))
        for (x, y, dx, dy) in [(70.0, 72.0, 46.0, -44.0), (150, 66, 40, 30), (226, 60, 42, -34)] {
            canvas.from(x, y)
            canvas.curve(x + dx * 0.3, y + dy * 0.2, x + dx * 0.8, y + dy * 0.6, x + dx, y + dy)
            canvas.stroke(RGB(0x6a4a34), width: 4)
        }
        guard !sketch.style.isSnowy, sketch.style.season != .winter else { return }
        let green = sketch.style.tint ?? (sketch.style.season == .autumn ? RGB(0xd0762c) : RGB(0x57983f))
        for (x, y) in [
            (112.0, 30.0), (100, 44), (124, 40), (188, 94), (176, 86), (264, 28), (252, 40), (276, 38), (306, 46),
            (296, 56), (24, 74),
        ] {
            canvas.ellipse(x, y, 12, 6, turned: dice.number(-0.9...0.9))
            canvas.fill(green.mixed(dice.chance(0.5) ? .white : .black, Float(dice.number(0...0.2))))
        }
    }

    static func blossom(_ canvas: Canvas, _ x: Double, _ y: Double, _ size: Double, _ colour: RGB) {
        for petal in 0..<6 {
            let angle = Double(petal) / 6 * 2 * .pi
            canvas.ellipse(
                x + cos(angle) * size * 0.6, y + sin(angle) * size * 0.6, size * 0.5, size * 0.34, turned: angle)
            canvas.fill(petal % 2 == 0 ? colour : colour.darker(0.08))
        }
        canvas.circle(x, y, size * 0.32)
        canvas.fill(RGB(0xf7d25a))
    }

    static func rock(_ sketch: Sketch) {
        var dice = sketch.style.dice.fork("rock")
        let grey = sketch.style.tint ?? RGB(0x8b8d90)
        let outline = (0..<11).map { index -> Point in
            let angle = Double(index) / 10 * .pi
            let away = dice.number(0.84...1.02)
            return Point(70 - cos(angle) * 68 * away, 100 - sin(angle) * 96 * away)
        }
        sketch.canvas.polygon(outline)
        sketch.canvas.fill(
            from: Point(20, 0), to: Point(110, 110), [(0, grey.lighter(0.22), 1), (1, grey.darker(0.4), 1)])
        sketch.canvas.polygon([outline[2], outline[5], Point(70, 58), Point(38, 76)])
        sketch.canvas.fill(grey.lighter(0.3), 0.35)
        if sketch.style.isSnowy {
            sketch.canvas.polygon([outline[2], outline[4], outline[5], outline[7], Point(84, 26), Point(54, 20)])
            sketch.canvas.fill(RGB(0xf2f6fa))
        }
    }

    static func bamboo(_ sketch: Sketch) {
        var dice = sketch.style.dice.fork("bamboo")
        for stem in 0..<4 {
            let x = 8 + Double(stem) * 11
            let lean = dice.number(-4...4)
            for joint in 0..<7 {
                let y = 100 - Double(joint) * 14.5
                sketch.canvas.from(x + lean * Double(joint) / 7, y)
                sketch.canvas.line(x + lean * Double(joint + 1) / 7, y - 13)
                sketch.canvas.stroke(RGB(stem % 2 == 0 ? 0x6fa84a : 0x86bb58), width: 4.2)
                if joint > 2 {
                    sketch.canvas.ellipse(x + dice.number(-9...9), y - 6, 8, 1.8, turned: dice.number(-0.7...0.7))
                    sketch.canvas.fill(RGB(0x4f8f3f))
                }
            }
        }
    }

    private static func trunk(_ sketch: Sketch, x: Double, top: Double, width: Double, _ colour: RGB) {
        let canvas = sketch.canvas
        canvas.from(x - width * 0.42, top)
        canvas.curve(x - width * 0.4, 80, x - width * 0.6, 94, x - width * 1.1, 100)
        canvas.line(x + width * 1.1, 100)
        canvas.curve(x + width * 0.6, 94, x + width * 0.4, 80, x + width * 0.42, top)
        canvas.close()
        canvas.fill(
            from: Point(x - width, 0), to: Point(x + width, 0),
            [(0, colour.lighter(0.14), 1), (1, colour.darker(0.35), 1)])
        for side in [-1.0, 1.0] {
            canvas.from(x, top + 16)
            canvas.line(x + side * 13, top - 4)
            canvas.stroke(colour.darker(0.12), width: width * 0.42)
        }
    }

    /// A crown of leaves: lumps in three tones, the light ones above.
    private static func crown(
        _ sketch: Sketch, x: Double, y: Double, radius: Double, _ colour: RGB, wide: Double = 1.06
    ) {
        var dice = sketch.style.dice.fork("crown")
        let canvas = sketch.canvas
        let tones: [(colour: RGB, shift: Double, reach: Double, count: Int, lump: Double)] = [
            (colour.darker(0.36), 0.12, 1, 34, 0.27), (colour.darker(0.14), 0.02, 0.94, 34, 0.22),
            (colour.lighter(0.04), -0.1, 0.82, 30, 0.18), (colour.lighter(0.2), -0.22, 0.62, 22, 0.13),
            (colour.lighter(0.36), -0.3, 0.44, 12, 0.08),
        ]
        for tone in tones {
            for _ in 0..<tone.count {
                let angle = dice.number(0...6.283)
                let away = dice.unit().squareRoot() * radius * 0.78 * tone.reach
                let lump = radius * tone.lump * dice.number(0.75...1.3)
                let centreX = x + cos(angle) * away * wide - (tone.shift < 0 ? radius * 0.1 : 0)
                let centreY = y + sin(angle) * away * 0.84 + radius * tone.shift
                canvas.circle(centreX, min(centreY, y + radius * 0.8), lump)
            }
            canvas.fill(tone.colour)
        }
    }
}
