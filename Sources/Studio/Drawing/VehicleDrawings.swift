import Glibc

/// Vehicles that the art lacks or shows from the wrong side. They look to the left.
enum VehicleDrawings {
    static func bicycle(_ sketch: Sketch) {
        let canvas = sketch.canvas
        let frame = sketch.style.tint ?? RGB(0xd8433c)
        for x in [33.0, 127] { wheel(canvas, x, 67, 31) }
        let crank = Point(84, 67)
        canvas.from(127, 67)
        canvas.line(crank.x, crank.y)
        canvas.line(56, 30)
        canvas.line(94, 33)
        canvas.line(127, 67)
        canvas.from(crank.x, crank.y)
        canvas.line(99, 22)
        canvas.from(33, 67)
        canvas.line(53, 22)
        canvas.stroke(frame, width: 5)
        canvas.from(53, 24)
        canvas.line(51, 15)
        canvas.curve(50, 11, 42, 11, 41, 17)
        canvas.stroke(RGB(0x3a3d44), width: 4)
        canvas.from(90, 20)
        canvas.curve(96, 15, 108, 16, 112, 18)
        canvas.line(104, 22)
        canvas.close()
        canvas.fill(RGB(0x2e2f36))
        canvas.circle(crank.x, crank.y, 7)
        canvas.fill(RGB(0x565c66))
        canvas.from(crank.x - 4, crank.y + 12)
        canvas.line(crank.x + 4, crank.y - 12)
        canvas.stroke(RGB(0x3a3d44), width: 3)
        for side in [-1.0, 1] {
            canvas.box(crank.x - side * 4 - 6, crank.y + side * 12 - 1.5, 12, 3.4, round: 1)
            canvas.fill(RGB(0x2e2f36))
        }
        sketch.shine(RGB(0xfff3c0), by: RGB(0xe8e4d0)) { $0.circle(47, 29, 4.2) }
    }

    static func wheel(_ canvas: Canvas, _ x: Double, _ y: Double, _ radius: Double) {
        for spoke in 0..<8 {
            let angle = Double(spoke) / 8 * .pi
            canvas.from(x - cos(angle) * radius, y - sin(angle) * radius)
            canvas.line(x + cos(angle) * radius, y + sin(angle) * radius)
        }
        canvas.stroke(RGB(0xb9bfc7), width: 0.9)
        canvas.circle(x, y, radius - 2)
        canvas.stroke(RGB(0x2b2d33), width: 5)
        canvas.circle(x, y, radius - 5.4)
        canvas.stroke(RGB(0xaab1ba), width: 1.4)
        canvas.circle(x, y, 4)
        canvas.fill(RGB(0x565c66))
    }

    static func skateboard(_ sketch: Sketch) {
        let canvas = sketch.canvas
        canvas.from(10, 20)
        canvas.curve(40, 48, 60, 44, 90, 44)
        canvas.line(470, 44)
        canvas.curve(510, 44, 530, 48, 560, 20)
        canvas.stroke(sketch.style.tint ?? RGB(0xd8433c), width: 22)
        for x in [130.0, 440] {
            canvas.circle(x, 76, 24)
            canvas.fill(RGB(0xf3e6c8), outlined: RGB(0x3a3d44), width: 6)
        }
    }

    static func surfboard(_ sketch: Sketch) {
        let canvas = sketch.canvas
        let colour = sketch.style.tint ?? RGB(0xf6b73c)
        canvas.from(0, 30)
        canvas.curve(120, 100, 620, 110, 800, 55)
        canvas.curve(640, 20, 160, 10, 0, 30)
        canvas.fill(
            from: Point(0, 0), to: Point(0, 100),
            [(0, colour.lighter(0.5), 1), (0.5, colour, 1), (1, colour.darker(0.3), 1)])
        canvas.from(30, 42)
        canvas.curve(200, 60, 600, 66, 770, 55)
        canvas.stroke(RGB(0xf8f4ea), width: 10)
    }

    static func broom(_ sketch: Sketch) {
        let canvas = sketch.canvas
        canvas.from(6, 34)
        canvas.line(230, 52)
        canvas.stroke(RGB(0x8a5a35), width: 9)
        canvas.from(222, 40)
        canvas.curve(270, 10, 310, 14, 346, 4)
        canvas.curve(330, 40, 332, 70, 350, 98)
        canvas.curve(310, 92, 270, 92, 222, 64)
        canvas.close()
        canvas.fill(sketch.style.tint ?? RGB(0xd9a94e))
        for straw in 0..<7 {
            canvas.from(226, 52)
            canvas.line(340, 12 + Double(straw) * 13)
        }
        canvas.stroke(RGB(0xa87c30), width: 2)
        canvas.box(218, 38, 10, 28, round: 3)
        canvas.fill(RGB(0x8f3a34))
    }

    static func carpet(_ sketch: Sketch) {
        let canvas = sketch.canvas
        canvas.from(0, 40)
        canvas.curve(110, 0, 190, 90, 330, 44)
        canvas.curve(420, 20, 500, 70, 560, 40)
        canvas.line(590, 76)
        canvas.curve(520, 110, 430, 60, 340, 88)
        canvas.curve(200, 120, 120, 40, 20, 84)
        canvas.close()
        canvas.fill(sketch.style.tint ?? RGB(0x9c2f4a), outlined: RGB(0xe8bc50), width: 9)
        canvas.from(50, 56)
        canvas.curve(120, 24, 190, 106, 330, 66)
        canvas.curve(430, 40, 500, 86, 550, 60)
        canvas.stroke(RGB(0xe8bc50), width: 7)
    }

    static func sailboat(_ sketch: Sketch) {
        let canvas = sketch.canvas
        let sail = sketch.style.tint ?? RGB(0xf8f5ec)
        canvas.box(46, 2, 2.2, 84)
        canvas.fill(RGB(0x6b4a35))
        canvas.from(44, 8)
        canvas.curve(30, 34, 16, 58, 6, 74)
        canvas.curve(20, 76, 34, 76, 44, 75)
        canvas.close()
        canvas.fill(from: Point(6, 0), to: Point(46, 0), [(0, sail.darker(0.14), 1), (1, sail.lighter(0.2), 1)])
        canvas.from(50, 4)
        canvas.curve(72, 26, 82, 52, 84, 76)
        canvas.curve(72, 78, 60, 78, 50, 77)
        canvas.close()
        canvas.fill(from: Point(50, 0), to: Point(86, 0), [(0, sail, 1), (1, sail.darker(0.22), 1)])
        canvas.polygon([Point(47, 1), Point(60, 4), Point(47, 7)])
        canvas.fill(RGB(0xd8433c))
        hull(canvas, RGB(0x7a4a2c), stripe: RGB(0xf3ead6))
    }

    private static func hull(_ canvas: Canvas, _ wood: RGB, stripe: RGB) {
        canvas.from(0, 80)
        canvas.curve(30, 86, 70, 86, 96, 79)
        canvas.curve(92, 90, 86, 97, 78, 100)
        canvas.line(20, 100)
        canvas.curve(10, 96, 4, 90, 0, 80)
        canvas.fill(from: Point(0, 80), to: Point(0, 100), [(0, wood.lighter(0.15), 1), (1, wood.darker(0.35), 1)])
        canvas.from(0, 81)
        canvas.curve(30, 87, 70, 87, 96, 80)
        canvas.stroke(stripe, width: 2)
    }

    static func boat(_ sketch: Sketch) {
        let canvas = sketch.canvas
        let wood = sketch.style.tint ?? RGB(0x9a5f35)
        canvas.from(0, 6)
        canvas.curve(100, 46, 220, 46, 330, 8)
        canvas.curve(316, 62, 296, 90, 270, 100)
        canvas.line(70, 100)
        canvas.curve(36, 88, 12, 56, 0, 6)
        canvas.fill(from: Point(0, 0), to: Point(0, 100), [(0, wood.lighter(0.22), 1), (1, wood.darker(0.4), 1)])
        canvas.from(0, 8)
        canvas.curve(100, 48, 220, 48, 330, 10)
        canvas.stroke(wood.lighter(0.45), width: 9)
        for plank in 0..<2 {
            let y = 46 + Double(plank) * 24
            canvas.from(24 + Double(plank) * 14, y)
            canvas.curve(110, y + 22, 220, y + 22, 306 - Double(plank) * 14, y)
        }
        canvas.stroke(wood.darker(0.35), width: 3)
    }

    static func pirateShip(_ sketch: Sketch) {
        let canvas = sketch.canvas
        let sail = sketch.style.tint ?? RGB(0x2f3038)
        for (x, top, size) in [(34.0, 16.0, 1.0), (62, 4, 1.2), (90, 18, 0.95)] {
            canvas.box(x - 1.2, top, 2.4, 76 - top)
            canvas.fill(RGB(0x5a3d2a))
            for (row, height) in [(0, 22.0), (1, 26)] {
                let y = top + 4 + Double(row) * 26 * size
                let half = (11 + Double(row) * 3) * size
                canvas.from(x - half, y)
                canvas.line(x + half, y)
                canvas.curve(
                    x + half - 3, y + height * 0.5, x + half - 2, y + height * 0.8, x + half + 1, y + height * size)
                canvas.curve(x, y + height * size - 5, x - half, y + height * size - 4, x - half - 3, y + height * size)
                canvas.curve(x - half - 6, y + height * 0.6, x - half - 4, y + height * 0.3, x - half, y)
                canvas.fill(
                    from: Point(x - half - 5, 0), to: Point(x + half, 0),
                    [(0, sail.lighter(0.2), 1), (1, sail.darker(0.2), 1)])
            }
        }
        canvas.circle(61, 42, 5)
        canvas.box(58.5, 44, 5, 5, round: 1)
        canvas.fill(RGB(0xf1ece0))
        canvas.from(0, 62)
        canvas.line(12, 72)
        canvas.curve(40, 80, 80, 80, 104, 70)
        canvas.line(124, 60)
        canvas.curve(122, 84, 114, 96, 104, 100)
        canvas.line(26, 100)
        canvas.curve(14, 94, 8, 82, 0, 62)
        canvas.fill(from: Point(0, 62), to: Point(0, 100), [(0, RGB(0x8a5a35), 1), (1, RGB(0x40281a), 1)])
        for port in 0..<5 {
            sketch.shine(RGB(0xffc862), by: RGB(0x2e1d14)) { $0.box(30 + Double(port) * 15, 84, 6, 5) }
        }
    }

    static func submarine(_ sketch: Sketch) {
        let canvas = sketch.canvas
        let body = sketch.style.tint ?? RGB(0xf4c237)
        canvas.box(84, 8, 26, 34, round: 6)
        canvas.box(92, 0, 4, 12)
        canvas.box(80, 0, 16, 4, round: 2)
        canvas.fill(body.darker(0.15))
        canvas.polygon([Point(176, 62), Point(200, 36), Point(200, 92)])
        canvas.fill(body.darker(0.3))
        canvas.ellipse(96, 64, 92, 36)
        canvas.fill(
            from: Point(0, 28), to: Point(0, 100),
            [(0, body.lighter(0.3), 1), (0.5, body, 1), (1, body.darker(0.35), 1)])
        for port in 0..<3 {
            sketch.shine(RGB(0xbff0ff), by: RGB(0xa9dcf0)) { $0.circle(50 + Double(port) * 40, 60, 11) }
            canvas.circle(50 + Double(port) * 40, 60, 12)
            canvas.stroke(RGB(0x7a5a20), width: 4)
        }
    }

    static func plane(_ sketch: Sketch) {
        let canvas = sketch.canvas
        let stripe = sketch.style.tint ?? RGB(0x3a78c8)
        canvas.polygon([Point(168, 42), Point(214, 8), Point(226, 8), Point(208, 48)])
        canvas.fill(RGB(0xd5dce4))
        canvas.polygon([Point(196, 44), Point(232, 0), Point(250, 0), Point(238, 46)])
        canvas.fill(stripe)
        canvas.from(4, 52)
        canvas.curve(20, 30, 60, 32, 90, 32)
        canvas.line(216, 36)
        canvas.curve(242, 38, 246, 48, 230, 50)
        canvas.curve(160, 70, 60, 76, 26, 68)
        canvas.curve(8, 64, 0, 58, 4, 52)
        canvas.fill(
            from: Point(0, 30), to: Point(0, 74),
            [(0, RGB(0xffffff), 1), (0.55, RGB(0xe9eef3), 1), (1, RGB(0xa9b4c0), 1)])
        canvas.polygon([Point(96, 54), Point(140, 54), Point(190, 100), Point(168, 100)])
        canvas.fill(from: Point(96, 54), to: Point(180, 100), [(0, RGB(0xc3ccd6), 1), (1, stripe.darker(0.1), 1)])
        for window in 0..<11 {
            sketch.shine(RGB(0xfff0b8), by: RGB(0x5d7f9f)) { $0.box(60 + Double(window) * 12, 42, 5, 6, round: 2.4) }
        }
        canvas.polygon([Point(14, 48), Point(30, 38), Point(40, 38), Point(36, 48)])
        canvas.fill(RGB(0x3d5570))
    }

    static func hotAirBalloon(_ sketch: Sketch) {
        let canvas = sketch.canvas
        let main = sketch.style.tint ?? RGB(0xe0493f)
        let colours = [
            main.darker(0.16), RGB(0xf7e3b0), main, RGB(0xf7e3b0), main.darker(0.1), RGB(0xf2d894), main.darker(0.25),
        ]
        canvas.within {
            canvas.from(36, 74)
            canvas.curve(24, 62, 2, 52, 2, 32)
            canvas.curve(2, -10, 70, -10, 70, 32)
            canvas.curve(70, 52, 48, 62, 36, 74)
            canvas.clip()
            for (index, colour) in colours.enumerated() {
                let edge = cos(Double(index) / Double(colours.count) * .pi) * -34
                let next = cos(Double(index + 1) / Double(colours.count) * .pi) * -34
                canvas.from(36, -4)
                canvas.curve(36 + edge * 1.35, 6, 36 + edge * 1.3, 54, 36 + edge * 0.2, 76)
                canvas.line(36 + next * 0.2, 76)
                canvas.curve(36 + next * 1.3, 54, 36 + next * 1.35, 6, 36, -4)
                canvas.fill(colour)
            }
        }
        for x in [30.0, 42] {
            canvas.from(x, 70)
            canvas.line(36 + (x - 36) * 0.8, 88)
        }
        canvas.stroke(RGB(0x6a4a35), width: 0.8)
        sketch.shine(RGB(0xffb347), by: RGB(0xffc35a)) { $0.ellipse(36, 80, 1.4, 3.4) }
        canvas.box(30, 87, 12, 13, round: 2)
        canvas.fill(RGB(0x8f5f38))
        canvas.box(29.4, 86.4, 13.2, 2.6, round: 1)
        canvas.fill(RGB(0x6a4326))
    }

    static func ufo(_ sketch: Sketch) {
        let canvas = sketch.canvas
        canvas.ellipse(110, 34, 42, 34)
        canvas.fill(from: Point(70, 0), to: Point(150, 60), [(0, RGB(0xd6f6ff), 0.95), (1, RGB(0x5fb6d8), 0.95)])
        canvas.ellipse(110, 60, 108, 32)
        canvas.fill(
            from: Point(0, 30), to: Point(0, 92),
            [
                (0, (sketch.style.tint ?? RGB(0xc9d2dc)).lighter(0.2), 1),
                (1, (sketch.style.tint ?? RGB(0x6f7c8c)).darker(0.2), 1),
            ])
        canvas.ellipse(110, 52, 66, 15)
        canvas.fill(RGB(0x9fb0c0))
        for bulb in 0..<7 {
            let angle = Double(bulb) / 6 * .pi
            sketch.shine(RGB(bulb % 2 == 0 ? 0x9dffb0 : 0xffe27a), by: RGB(0x8fe0a0)) {
                $0.circle(110 - cos(angle) * 92, 66 + sin(angle) * 18, 6)
            }
        }
    }
}
