import Glibc

/// Creatures in flight, which the art shows sitting or not at all.
enum CreatureDrawings {
    static func dragon(_ sketch: Sketch) {
        let canvas = sketch.canvas
        let skin = sketch.style.tint ?? RGB(0x4f9a52)
        let wing = skin.mixed(RGB(0xb8452f), sketch.style.tint == nil ? 0.75 : 0.2)
        spread(
            canvas, Point(96, 50),
            [Point(128, 6), Point(178, 0), Point(166, 22), Point(170, 40), Point(148, 44), Point(128, 60)],
            wing.darker(0.28))
        // The tail ends in a barb; the neck bends back before the head.
        canvas.from(92, 62)
        canvas.curve(126, 82, 140, 96, 172, 84)
        canvas.curve(186, 78, 190, 66, 200, 62)
        canvas.curve(192, 84, 176, 100, 146, 98)
        canvas.curve(120, 96, 100, 88, 84, 80)
        canvas.close()
        canvas.fill(skin.darker(0.1))
        canvas.polygon([Point(196, 68), Point(212, 48), Point(204, 72)])
        canvas.fill(wing)
        canvas.from(40, 34)
        canvas.curve(60, 30, 62, 44, 72, 48)
        canvas.curve(86, 46, 104, 52, 106, 66)
        canvas.curve(104, 84, 78, 86, 66, 76)
        canvas.curve(56, 66, 56, 50, 44, 48)
        canvas.close()
        canvas.fill(from: Point(60, 36), to: Point(84, 86), [(0, skin.lighter(0.14), 1), (1, skin.darker(0.22), 1)])
        canvas.from(50, 50)
        canvas.curve(60, 54, 60, 68, 70, 76)
        canvas.curve(78, 84, 92, 82, 98, 76)
        canvas.stroke(RGB(0xf0d89a), width: 6)
        leg(canvas, Point(72, 76), skin.darker(0.12))
        leg(canvas, Point(98, 78), skin.darker(0.2))
        head(sketch, skin)
        for spike in 0..<6 {
            let x = 50 + Double(spike) * 10
            let y = [33.0, 38, 43, 46, 48, 52][spike]
            canvas.polygon([Point(x, y), Point(x + 7, y - 9), Point(x + 9, y + 3)])
        }
        canvas.fill(wing.darker(0.1))
        spread(
            canvas, Point(84, 52),
            [
                Point(70, 8), Point(92, -2), Point(100, 16), Point(122, 14), Point(118, 34), Point(134, 46),
                Point(112, 58),
            ], wing)
    }

    private static func leg(_ canvas: Canvas, _ hip: Point, _ colour: RGB) {
        canvas.from(hip.x, hip.y)
        canvas.line(hip.x + 6, hip.y + 14)
        canvas.line(hip.x - 2, hip.y + 20)
        canvas.stroke(colour, width: 7)
    }

    private static func head(_ sketch: Sketch, _ skin: RGB) {
        let canvas = sketch.canvas
        canvas.polygon([Point(44, 30), Point(58, 14), Point(52, 32)])
        canvas.polygon([Point(38, 28), Point(48, 10), Point(46, 30)])
        canvas.fill(RGB(0xe8d8b0))
        canvas.from(48, 30)
        canvas.curve(40, 24, 30, 26, 24, 32)
        canvas.line(4, 36)
        canvas.curve(0, 40, 2, 44, 8, 44)
        canvas.line(24, 46)
        canvas.line(8, 48)
        canvas.curve(14, 54, 30, 54, 40, 50)
        canvas.curve(52, 48, 54, 38, 48, 30)
        canvas.fill(skin.lighter(0.06))
        canvas.polygon([Point(10, 44), Point(12, 48), Point(14, 44.6)])
        canvas.polygon([Point(17, 45), Point(19, 49), Point(21, 45.6)])
        canvas.fill(.white)
        sketch.shine(RGB(0xffd23f), by: RGB(0xffd23f)) { $0.circle(32, 35, 3.2) }
        canvas.circle(31.4, 35, 1.4)
        canvas.circle(8, 39, 1)
        canvas.fill(RGB(0x1c1c20))
    }

    /// A bat's wing: fingers from the wrist, skin between them.
    private static func spread(_ canvas: Canvas, _ root: Point, _ tips: [Point], _ colour: RGB) {
        canvas.from(root.x, root.y)
        canvas.curve(root.x, root.y - 20, tips[0].x - 8, tips[0].y + 12, tips[0].x, tips[0].y)
        for index in 1..<tips.count {
            let middle = Point((tips[index - 1].x + tips[index].x) / 2, (tips[index - 1].y + tips[index].y) / 2)
            let pull = index == 1 ? 0.0 : 0.3
            let bent = Point(middle.x + (root.x - middle.x) * pull, middle.y + (root.y - middle.y) * pull)
            canvas.curve(bent.x, bent.y, bent.x, bent.y, tips[index].x, tips[index].y)
        }
        canvas.close()
        canvas.fill(from: root, to: tips[1], [(0, colour.darker(0.25), 1), (1, colour.lighter(0.12), 1)])
        for tip in tips.dropFirst() {
            canvas.from(tips[0].x, tips[0].y)
            canvas.line(tip.x, tip.y)
        }
        canvas.from(root.x, root.y)
        canvas.line(tips[0].x, tips[0].y)
        canvas.stroke(colour.darker(0.3), width: 2.4)
    }

    /// A flying bird with its wings raised.
    static func bird(_ sketch: Sketch, back: RGB, belly: RGB, head: RGB, tips: RGB) {
        var dice = sketch.style.dice.fork("bird")
        let lift = dice.number(0...26)
        let canvas = sketch.canvas
        wing(canvas, from: 84, to: 128, tip: Point(150, 8 + lift), back.darker(0.24), tips.darker(0.2))
        canvas.polygon([Point(132, 66), Point(184, 60), Point(176, 70), Point(186, 80), Point(132, 78)])
        canvas.fill(back.darker(0.14))
        canvas.from(30, 66)
        canvas.curve(44, 54, 80, 54, 112, 60)
        canvas.curve(134, 63, 148, 68, 154, 72)
        canvas.curve(128, 92, 80, 96, 56, 86)
        canvas.curve(42, 82, 32, 76, 30, 66)
        canvas.fill(back)
        canvas.from(48, 80)
        canvas.curve(72, 99, 118, 92, 148, 75)
        canvas.curve(118, 80, 80, 83, 48, 80)
        canvas.fill(belly)
        canvas.circle(36, 65, 14.5)
        canvas.fill(head)
        canvas.polygon([Point(24, 62), Point(6, 69), Point(25, 72)])
        canvas.fill(RGB(0xf2a93b))
        canvas.circle(31, 62, 2.3)
        canvas.fill(RGB(0x1c1c20))
        wing(canvas, from: 62, to: 116, tip: Point(122, -6 + lift), back.lighter(0.08), tips)
    }

    /// A wing with a smooth front and feathers behind, from the back up to its tip.
    private static func wing(
        _ canvas: Canvas, from front: Double, to rear: Double, tip: Point, _ colour: RGB, _ end: RGB
    ) {
        let root = 64.0
        canvas.from(front, root)
        canvas.curve(front - 2, root - 30, tip.x - 34, tip.y + 2, tip.x, tip.y)
        let feathers = 4
        for feather in 1...feathers {
            let part = Double(feather) / Double(feathers)
            let x = tip.x + (rear - tip.x) * part + (1 - part) * 16
            let y = tip.y + (root - tip.y) * part
            canvas.curve(x + 10, y - (root - tip.y) / 5, x + 8, y - 4, x, y)
        }
        canvas.close()
        canvas.fill(from: Point((front + rear) / 2, root), to: tip, [(0, colour, 1), (0.55, colour, 1), (1, end, 1)])
    }

    static func jellyfish(_ sketch: Sketch) {
        let canvas = sketch.canvas
        let colour = sketch.style.tint ?? RGB(0xe58ac8)
        for arm in 0..<7 {
            let x = 12 + Double(arm) * 8
            canvas.from(x, 40)
            canvas.curve(x - 8, 58, x + 9, 72, x - 2, 98 - Double(arm % 3) * 8)
            canvas.stroke(colour.lighter(0.3), width: 3, 0.75)
        }
        canvas.from(4, 42)
        canvas.curve(4, -8, 68, -8, 68, 42)
        canvas.curve(56, 50, 48, 38, 36, 46)
        canvas.curve(24, 38, 16, 50, 4, 42)
        canvas.fill(around: Point(30, 18), radius: 46, [(0, colour.lighter(0.55), 0.95), (1, colour, 0.88)])
    }
}
