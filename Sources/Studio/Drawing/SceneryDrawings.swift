import Glibc

/// Scenery that nobody asks for by name.
enum SceneryDrawings {
    static func acacia(_ sketch: Sketch) {
        let canvas = sketch.canvas
        canvas.from(84, 100)
        canvas.curve(82, 76, 88, 60, 60, 40)
        canvas.from(85, 70)
        canvas.curve(90, 56, 104, 50, 116, 38)
        canvas.from(84, 66)
        canvas.line(86, 34)
        canvas.stroke(RGB(0x5a4030), width: 4.6)
        var dice = sketch.style.dice.fork("acacia")
        for (tone, y, reach) in [(RGB(0x4f6a2c), 34.0, 74.0), (RGB(0x6b8a38), 27, 62), (RGB(0x88a548), 21, 44)] {
            for _ in 0..<16 {
                canvas.ellipse(
                    85 + dice.number(-reach...reach) * 0.86, y + dice.number(-5...4), dice.number(14...24),
                    dice.number(6...10))
            }
            canvas.fill(tone)
        }
    }

    static func fern(_ sketch: Sketch) {
        let canvas = sketch.canvas
        for leaf in 0..<9 {
            let angle = -.pi * (0.1 + 0.8 * Double(leaf) / 8)
            let length = 90 - abs(Double(leaf) - 4) * 5
            let tip = Point(80 + cos(angle) * length, 100 + sin(angle) * length + 18)
            canvas.from(80, 100)
            canvas.curve(
                80 + cos(angle) * length * 0.3, 100 + sin(angle) * length * 0.9, tip.x - 8, tip.y - 16, tip.x, tip.y)
            canvas.curve(
                tip.x - 14, tip.y - 8, 80 + cos(angle) * length * 0.4, 100 + sin(angle) * length * 0.66, 80, 100)
            canvas.fill(RGB(leaf % 2 == 0 ? 0x3f8a45 : 0x2f7338))
        }
    }
}
