import Glibc

/// What stands about houses and in rooms: fences, walls, boxes, a fireplace, a station, a bridge.
enum YardDrawings {
    static func fence(_ sketch: Sketch) {
        let canvas = sketch.canvas
        let wood = sketch.style.tint ?? RGB(0xb98a5a)
        for y in [34.0, 66] { canvas.box(0, y, 340, 10, round: 2) }
        canvas.fill(wood.darker(0.22))
        for post in 0..<9 {
            let x = 6 + Double(post) * 38
            canvas.polygon([Point(x, 14), Point(x + 12, 2), Point(x + 24, 14), Point(x + 24, 100), Point(x, 100)])
            canvas.fill(
                from: Point(x, 0), to: Point(x + 24, 0), [(0, wood.lighter(0.2), 1), (1, wood.darker(0.1), 1)])
            for y in [39.0, 71] {
                canvas.circle(x + 12, y, 1.8)
                canvas.fill(wood.darker(0.5))
            }
        }
        guard sketch.style.isSnowy else { return }
        for post in 0..<9 {
            canvas.ellipse(18 + Double(post) * 38, 6, 13, 5)
            canvas.fill(RGB(0xf2f6fa))
        }
    }

    static func wall(_ sketch: Sketch) {
        let canvas = sketch.canvas
        let brick = sketch.style.tint ?? RGB(0xa85f48)
        var dice = sketch.style.dice.fork("bricks")
        canvas.box(0, 4, 260, 96)
        canvas.fill(RGB(0xcfc4b6))
        for row in 0..<8 {
            for column in -1..<9 {
                let x = Double(column) * 30 + (row % 2 == 0 ? 0 : 15)
                let left = max(0, x + 1)
                let width = min(260, x + 29) - left
                guard width > 2 else { continue }
                canvas.box(left, 7 + Double(row) * 11.7, width, 10, round: 1)
                canvas.fill(brick.mixed(dice.chance(0.5) ? .black : .white, Float(dice.number(0...0.16))))
            }
        }
        canvas.box(-3, 0, 266, 8, round: 2)
        canvas.fill(RGB(0xb9ada0))
    }

    /// An open cardboard box, seen from the front.
    static func box(_ sketch: Sketch) {
        let canvas = sketch.canvas
        let card = sketch.style.tint ?? RGB(0xc79a66)
        canvas.polygon([Point(18, 30), Point(112, 30), Point(104, 18), Point(26, 18)])
        canvas.fill(card.darker(0.45))
        for (a, b) in [(Point(18, 30), Point(-6, 12)), (Point(112, 30), Point(136, 12))] {
            canvas.polygon([a, b, Point(b.x < 60 ? b.x + 14 : b.x - 14, 4), Point(a.x < 60 ? 26 : 104, 18)])
            canvas.fill(card.lighter(0.14))
        }
        canvas.box(18, 30, 94, 70, round: 1)
        canvas.fill(from: Point(18, 0), to: Point(112, 0), [(0, card.lighter(0.1), 1), (1, card.darker(0.16), 1)])
        canvas.polygon([Point(18, 30), Point(112, 30), Point(118, 46), Point(12, 46)])
        canvas.fill(card.lighter(0.2))
        canvas.box(58, 46, 14, 54)
        canvas.fill(RGB(0xe6d3ae), 0.7)
    }

    static func fireplace(_ sketch: Sketch) {
        let canvas = sketch.canvas
        let stone = sketch.style.tint ?? RGB(0x9a8a7c)
        canvas.box(14, 0, 92, 30)
        canvas.fill(stone.darker(0.08))
        canvas.box(6, 28, 108, 72)
        canvas.fill(stone)
        for row in 0..<6 {
            for column in 0..<5 {
                let x = 8 + Double(column) * 22 - (row % 2 == 0 ? 0 : 8)
                canvas.box(max(8, x), 31 + Double(row) * 11.4, min(112, x + 20) - max(8, x), 10, round: 2)
                canvas.fill(column % 2 == row % 3 ? stone.lighter(0.1) : stone.darker(0.1))
            }
        }
        canvas.from(30, 100)
        canvas.line(30, 60)
        canvas.curve(30, 44, 90, 44, 90, 60)
        canvas.line(90, 100)
        canvas.close()
        canvas.fill(RGB(0x2a1d1a))
        for (width, height, colour) in [(19.0, 36.0, RGB(0xf0602b)), (12, 26, RGB(0xf99f35)), (6, 15, RGB(0xffe07a))] {
            sketch.shine(colour, by: colour) { canvas in
                canvas.from(60 - width, 94)
                canvas.curve(60 - width, 84, 60 - width * 0.5, 80, 58, 94 - height)
                canvas.curve(60 + width * 0.6, 80, 60 + width, 86, 60 + width, 94)
                canvas.close()
            }
        }
        canvas.box(38, 92, 44, 6, round: 3)
        canvas.fill(RGB(0x5d3a26))
        canvas.box(0, 22, 120, 9, round: 2)
        canvas.fill(RGB(0x6b4630))
    }

    /// A country station: a low house with a clock under a wide roof, on its platform.
    static func station(_ sketch: Sketch) {
        let canvas = sketch.canvas
        canvas.box(40, 36, 160, 54)
        canvas.fill(sketch.style.tint ?? RGB(0xe9dcc0))
        canvas.polygon([Point(14, 38), Point(40, 8), Point(200, 8), Point(226, 38)])
        canvas.fill(sketch.style.isSnowy ? RGB(0xeef3f8) : RGB(0x7d4a3c))
        for x in [20.0, 216] { canvas.box(x, 38, 5, 52) }
        canvas.fill(RGB(0x6a4a38))
        for x in [54.0, 88, 158] {
            sketch.shine(RGB(0xffd978), by: RGB(0x9cc4dc)) { $0.box(x, 50, 22, 20, round: 1) }
        }
        canvas.box(124, 48, 24, 42)
        canvas.fill(RGB(0x6a4a38))
        canvas.circle(120, 23, 10)
        canvas.fill(.white, outlined: RGB(0x4a4038), width: 2)
        canvas.from(120, 23)
        canvas.line(120, 16)
        canvas.from(120, 23)
        canvas.line(125, 25)
        canvas.stroke(RGB(0x2a2622), width: 1.6)
        canvas.box(0, 88, 240, 12, round: 1)
        canvas.fill(RGB(0xa9a49c))
        canvas.box(0, 88, 240, 3)
        canvas.fill(RGB(0xe8c84a))
    }

    /// An arched bridge with railings over a stream.
    static func bridge(_ sketch: Sketch) {
        let canvas = sketch.canvas
        let paint = sketch.style.tint ?? RGB(0xa79d90)
        canvas.from(0, 100)
        canvas.line(0, 62)
        canvas.curve(90, 20, 210, 20, 300, 62)
        canvas.line(300, 100)
        canvas.line(262, 100)
        canvas.curve(230, 50, 70, 50, 38, 100)
        canvas.close()
        canvas.fill(from: Point(0, 30), to: Point(0, 100), [(0, paint.lighter(0.12), 1), (1, paint.darker(0.3), 1)])
        for post in 0..<13 {
            let part = Double(post) / 12
            let x = 6 + part * 288
            let y = 62 - 126 * part * (1 - part)
            canvas.box(x - 2.2, y - 22, 4.4, 24)
        }
        canvas.fill(paint.darker(0.12))
        for lift in [20.0, 10] {
            canvas.from(2, 62 - lift)
            canvas.curve(90, 20 - lift, 210, 20 - lift, 298, 62 - lift)
            canvas.stroke(lift > 15 ? paint.lighter(0.12) : paint.darker(0.05), width: lift > 15 ? 5 : 3)
        }
    }
}
