import Glibc

/// Houses, towers and castles. Windows shine in the dark.
enum BuildingDrawings {
    private static let lamp = RGB(0xffd36e)
    private static let glass = RGB(0x9fc6e0)

    static func house(_ sketch: Sketch) {
        let canvas = sketch.canvas
        var dice = sketch.style.dice.fork("house")
        let wall = sketch.style.tint ?? dice.pick([RGB(0xf3e3c3), RGB(0xe9c9a4), RGB(0xf1ede4), RGB(0xd9e2e6)])
        let roof = sketch.style.tint == nil ? dice.pick([RGB(0xb5493a), RGB(0x8f4a3a), RGB(0x596a7c)]) : RGB(0x6b4a3c)
        canvas.box(84, 8, 9, 26)
        canvas.fill(RGB(0x9a6a55))
        canvas.box(12, 46, 96, 54)
        canvas.fill(wall)
        canvas.polygon([Point(60, 6), Point(92, 48), Point(28, 48)])
        canvas.fill(wall.darker(0.05))
        canvas.polygon([Point(60, 2), Point(98, 50), Point(92, 54), Point(60, 13), Point(28, 54), Point(22, 50)])
        canvas.fill(roof.darker(0.12))
        canvas.polygon([Point(60, 2), Point(100, 2), Point(118, 50), Point(96, 50)])
        canvas.fill(roof)
        canvas.polygon([Point(60, 2), Point(20, 2), Point(2, 50), Point(24, 50)])
        canvas.fill(roof.lighter(0.08))
        if sketch.style.isSnowy {
            canvas.polygon([
                Point(20, 0), Point(100, 0), Point(110, 30), Point(97, 37), Point(78, 22), Point(60, 7), Point(40, 24),
                Point(22, 36), Point(9, 32),
            ])
            canvas.fill(RGB(0xf3f7fb))
        }
        window(sketch, 51, 28, 18, 16)
        window(sketch, 22, 60, 20, 20)
        window(sketch, 78, 60, 20, 20)
        canvas.box(50, 64, 20, 36, round: 2)
        canvas.fill(RGB(0x7a4b32))
        canvas.circle(66, 83, 1.4)
        canvas.fill(RGB(0xe8c45a))
    }

    private static func window(_ sketch: Sketch, _ x: Double, _ y: Double, _ width: Double, _ height: Double) {
        sketch.canvas.box(x - 1.6, y - 1.6, width + 3.2, height + 3.2, round: 1)
        sketch.canvas.fill(RGB(0xfaf6ec))
        sketch.shine(lamp, by: glass) { $0.box(x, y, width, height) }
        sketch.canvas.from(x + width / 2, y)
        sketch.canvas.line(x + width / 2, y + height)
        sketch.canvas.from(x, y + height / 2)
        sketch.canvas.line(x + width, y + height / 2)
        sketch.canvas.stroke(RGB(0xfaf6ec), width: 1.4)
    }

    static func castle(_ sketch: Sketch) {
        let canvas = sketch.canvas
        let stone = sketch.style.tint ?? RGB(0xc9c3b8)
        let roof = RGB(0x44618f)
        // Behind: the keep; then side towers, the wall and the gate, each nearer one lighter.
        spire(sketch, x: 62, top: 20, width: 20, foot: 100, stone.darker(0.2), roof.darker(0.16), flag: true)
        spire(sketch, x: 38, top: 34, width: 15, foot: 100, stone.darker(0.14), roof.darker(0.1), flag: false)
        spire(sketch, x: 90, top: 31, width: 15, foot: 100, stone.darker(0.14), roof.darker(0.1), flag: true)
        wall(canvas, 22, 64, 84, 36, stone.darker(0.06))
        spire(sketch, x: 20, top: 46, width: 20, foot: 100, stone, roof, flag: true)
        spire(sketch, x: 108, top: 46, width: 20, foot: 100, stone, roof, flag: false)
        wall(canvas, 48, 56, 32, 44, stone.lighter(0.06))
        canvas.from(55, 100)
        canvas.line(55, 82)
        canvas.arc(64, 82, 9, .pi, 2 * .pi)
        canvas.line(73, 100)
        canvas.close()
        canvas.fill(RGB(0x4d3526))
        for x in [36.0, 88.0] { slit(sketch, x, 76) }
        slit(sketch, 60.5, 66)
        slit(sketch, 67.5, 66)
    }

    private static func wall(
        _ canvas: Canvas, _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ stone: RGB
    ) {
        canvas.box(x, y, width, height)
        let teeth = max(2, Int(width / 7))
        let step = width / (Double(teeth) * 2 - 1)
        for tooth in 0..<teeth { canvas.box(x + Double(tooth) * 2 * step, y - 4, step, 4.2) }
        canvas.fill(
            from: Point(x, 0), to: Point(x + width, 0), [(0, stone.lighter(0.1), 1), (1, stone.darker(0.16), 1)])
    }

    private static func spire(
        _ sketch: Sketch, x: Double, top: Double, width: Double, foot: Double, _ stone: RGB, _ roof: RGB, flag: Bool
    ) {
        let canvas = sketch.canvas
        canvas.box(x - width / 2, top, width, foot - top)
        canvas.fill(
            from: Point(x - width / 2, 0), to: Point(x + width / 2, 0),
            [(0, stone.lighter(0.16), 1), (1, stone.darker(0.24), 1)])
        wall(canvas, x - width * 0.62, top, width * 1.24, 6, stone)
        let peak = top - width * 1.15
        canvas.polygon([Point(x, peak), Point(x + width * 0.58, top - 2), Point(x - width * 0.58, top - 2)])
        canvas.fill(
            from: Point(x - width / 2, 0), to: Point(x + width / 2, 0),
            [(0, roof.lighter(0.2), 1), (1, roof.darker(0.25), 1)])
        if flag {
            canvas.from(x, peak)
            canvas.line(x, peak - 8)
            canvas.stroke(RGB(0x4a4038), width: 0.8)
            canvas.polygon([Point(x, peak - 8), Point(x + 8, peak - 5.8), Point(x, peak - 3.6)])
            canvas.fill(RGB(0xd8413a))
        }
        slit(sketch, x, top + 13)
        if width > 17 { slit(sketch, x, top + 28) }
    }

    private static func slit(_ sketch: Sketch, _ x: Double, _ y: Double) {
        sketch.shine(lamp, by: RGB(0x4a4a55)) { canvas in
            canvas.box(x - 1.5, y, 3, 6.4, round: 1.4)
        }
    }

    static func tower(_ sketch: Sketch) {
        let stone = sketch.style.tint ?? RGB(0xb5aa9a)
        spire(sketch, x: 21, top: 30, width: 26, foot: 100, stone, RGB(0x8a4a3f), flag: false)
    }

    static func lighthouse(_ sketch: Sketch) {
        let canvas = sketch.canvas
        let red = sketch.style.tint ?? RGB(0xd0413a)
        for band in 0..<6 {
            let top = 24 + Double(band) * 12.7
            let from = 9 + Double(band) * 1.1
            canvas.polygon([
                Point(20 - from, top), Point(20 + from, top), Point(20 + from + 1.1, top + 12.8),
                Point(20 - from - 1.1, top + 12.8),
            ])
            let tone = band % 2 == 0 ? red : RGB(0xf4f1ea)
            canvas.fill(
                from: Point(8, 0), to: Point(33, 0),
                [(0, tone.lighter(0.1), 1), (0.45, tone, 1), (1, tone.darker(0.3), 1)])
        }
        canvas.box(7, 21, 26, 4, round: 1)
        canvas.fill(RGB(0x3d4450))
        sketch.shine(RGB(0xfff0b0), by: RGB(0xcfe4ee)) { $0.box(13, 11, 14, 10) }
        for x in [13.0, 20, 27] {
            canvas.from(x, 11)
            canvas.line(x, 21)
        }
        canvas.stroke(RGB(0x3d4450), width: 1)
        canvas.polygon([Point(20, 0), Point(30, 11), Point(10, 11)])
        canvas.fill(red.darker(0.16))
        for (x, y) in [(20.0, 44.0), (20, 69)] {
            sketch.shine(lamp, by: RGB(0x3d4450)) { $0.box(x - 2, y, 4, 6, round: 2) }
        }
        canvas.box(16.5, 88, 7, 12, round: 3)
        canvas.fill(RGB(0x5a4436))
    }

    static func windmill(_ sketch: Sketch) {
        let canvas = sketch.canvas
        let wall = sketch.style.tint ?? RGB(0xe8ddca)
        canvas.polygon([Point(36, 38), Point(60, 38), Point(68, 100), Point(28, 100)])
        canvas.fill(from: Point(30, 0), to: Point(66, 0), [(0, wall.lighter(0.1), 1), (1, wall.darker(0.26), 1)])
        canvas.polygon([Point(32, 40), Point(48, 22), Point(64, 40)])
        canvas.fill(RGB(0x8a4c3c))
        window(sketch, 43, 56, 10, 10)
        canvas.box(42, 82, 12, 18, round: 5)
        canvas.fill(RGB(0x6b452f))
        for sail in 0..<4 {
            canvas.within {
                canvas.move(by: 48, 38)
                canvas.turn(Double(sail) * .pi / 2 + 0.42)
                canvas.box(-1.2, -46, 2.4, 46)
                canvas.fill(RGB(0x6b4c38))
                canvas.box(1.2, -45, 9, 34)
                canvas.fill(RGB(0xf7f1e4), 0.95)
                for rung in 0..<5 {
                    canvas.from(1.2, -43 + Double(rung) * 8)
                    canvas.line(10.2, -43 + Double(rung) * 8)
                }
                canvas.from(5.7, -45)
                canvas.line(5.7, -11)
                canvas.stroke(RGB(0x9a7a5c), width: 0.8)
            }
        }
        canvas.circle(48, 38, 2.6)
        canvas.fill(RGB(0x4a3528))
    }

    static func skyscraper(_ sketch: Sketch) {
        var dice = sketch.style.dice.fork("skyscraper")
        let wall = sketch.style.tint ?? dice.pick([RGB(0x6f86a0), RGB(0x8a95a5), RGB(0x4f6f8f), RGB(0x9a8f86)])
        let canvas = sketch.canvas
        canvas.box(4, 8, 30, 92)
        canvas.box(12, 2, 14, 8)
        canvas.fill(from: Point(4, 0), to: Point(34, 0), [(0, wall.lighter(0.18), 1), (1, wall.darker(0.25), 1)])
        for row in 0..<18 {
            for column in 0..<5 {
                let isLit = dice.chance(0.55)
                let x = 6.5 + Double(column) * 5.3
                let y = 12 + Double(row) * 4.8
                if isLit || sketch.lights == nil {
                    sketch.shine(lamp, by: glass) { $0.box(x, y, 3.6, 2.9) }
                } else {
                    canvas.box(x, y, 3.6, 2.9)
                    canvas.fill(RGB(0x22304a))
                }
            }
        }
    }

    static func barn(_ sketch: Sketch) {
        let canvas = sketch.canvas
        let red = sketch.style.tint ?? RGB(0xa83a32)
        canvas.polygon([
            Point(6, 100), Point(6, 48), Point(26, 18), Point(64, 4), Point(102, 18), Point(122, 48), Point(122, 100),
        ])
        canvas.fill(red)
        canvas.polygon([
            Point(64, 0), Point(104, 14), Point(126, 48), Point(120, 50), Point(100, 20), Point(64, 8), Point(28, 20),
            Point(8, 50), Point(2, 48), Point(24, 14),
        ])
        canvas.fill(sketch.style.isSnowy ? RGB(0xf3f7fb) : RGB(0x6a5a55))
        canvas.box(44, 56, 40, 44)
        canvas.fill(red.darker(0.3), outlined: RGB(0xf4efe6), width: 3)
        canvas.from(44, 56)
        canvas.line(84, 100)
        canvas.from(84, 56)
        canvas.line(44, 100)
        canvas.stroke(RGB(0xf4efe6), width: 3)
        sketch.shine(lamp, by: RGB(0x4a3a36)) { $0.box(56, 26, 16, 14) }
    }

    static func pyramid(_ sketch: Sketch) {
        let canvas = sketch.canvas
        let sand = sketch.style.tint ?? RGB(0xdcb676)
        canvas.polygon([Point(82, 0), Point(112, 100), Point(0, 100)])
        canvas.fill(sand.lighter(0.1))
        canvas.polygon([Point(82, 0), Point(165, 100), Point(112, 100)])
        canvas.fill(sand.darker(0.28))
        for row in 1..<14 {
            let y = Double(row) * 7.2
            canvas.from(82 - 82 * y / 100, y)
            canvas.line(82 + 30 * y / 100, y)
        }
        canvas.stroke(sand.darker(0.2), width: 0.6, 0.6)
    }

    static func eiffel(_ sketch: Sketch) {
        let canvas = sketch.canvas
        let iron = sketch.style.tint ?? RGB(0x8a6f58)
        canvas.from(27, 2)
        canvas.curve(25, 45, 18, 78, 2, 100)
        canvas.line(13, 100)
        canvas.curve(18, 86, 36, 86, 41, 100)
        canvas.line(52, 100)
        canvas.curve(36, 78, 29, 45, 27, 2)
        canvas.close()
        canvas.fill(from: Point(6, 0), to: Point(48, 0), [(0, iron.lighter(0.15), 1), (1, iron.darker(0.25), 1)])
        for y in [38.0, 66, 84] {
            let half = y < 40 ? 6.0 : y < 70 ? 11 : 17
            canvas.box(27 - half, y, half * 2, 3)
        }
        canvas.fill(iron.darker(0.3))
        for step in 0..<7 {
            sketch.shine(lamp, by: iron) { $0.circle(27, 12 + Double(step) * 10, 0.9) }
        }
    }
}
