import Glibc

/// An animal that sits and looks at us: our own body under the face of the art.
struct BeastDrawing {
    var fur: RGB
    var belly: RGB
    var limbs: RGB
    var tail: String
    var tip: RGB
    var isStout: Bool
    var isLong: Bool
    var ears: SleepingHead.Ears
    var face: (Canvas, Box) -> Void

    init(_ thing: Thing, face: @escaping (Canvas, Box) -> Void) {
        let fur = thing.colour("fur") ?? RGB(0xb08050)
        self.fur = fur
        belly = thing.colour("belly") ?? fur.lighter(0.4)
        limbs = thing.colour("limbs") ?? fur.darker(0.07)
        tail = thing.traits["tail"] ?? "none"
        tip = thing.colour("tip") ?? fur.darker(0.3)
        ears = SleepingHead.Ears(of: thing.id)
        isStout = thing.has("stout")
        isLong = thing.traits["legs"] == "long"
        self.face = face
    }

    var drawing: Drawing {
        Drawing(aspect: 0.92) { sketch in
            drawTail(sketch.canvas)
            drawBody(sketch.canvas)
            let size = isStout ? 54.0 : 50.0
            face(sketch.canvas, Box(x: 42 - size / 2, y: 0, width: size, height: size))
        }
    }

    /// On four long legs, the head turned to us.
    var standing: Drawing {
        Drawing(aspect: 1.42) { sketch in
            let canvas = sketch.canvas
            for (x, shade) in [(70.0, Float(0.26)), (118, 0.26)] { leg(canvas, x, shade) }
            drawStandingTail(canvas)
            canvas.from(56, 46)
            canvas.curve(74, 40, 106, 42, 124, 48)
            canvas.curve(136, 56, 134, 74, 122, 77)
            canvas.curve(100, 80, 82, 80, 62, 76)
            canvas.curve(48, 70, 46, 54, 56, 46)
            canvas.fill(
                from: Point(90, 38), to: Point(90, 82),
                [(0, fur.lighter(0.1), 1), (0.7, fur, 1), (1, fur.darker(0.24), 1)])
            canvas.from(38, 34)
            canvas.curve(50, 36, 62, 40, 74, 46)
            canvas.line(64, 74)
            canvas.curve(48, 66, 40, 54, 34, 44)
            canvas.close()
            canvas.fill(fur)
            canvas.ellipse(54, 64, 9, 12, turned: -0.4)
            canvas.fill(belly, 0.9)
            for x in [60.0, 108] { leg(canvas, x, 0) }
            face(canvas, Box(x: 14, y: 0, width: 48, height: 48))
        }
    }

    private func leg(_ canvas: Canvas, _ x: Double, _ shade: Float) {
        canvas.from(x - 7, 68)
        canvas.curve(x - 5, 80, x - 4, 88, x - 5, 97)
        canvas.line(x + 5, 97)
        canvas.curve(x + 5, 88, x + 7, 80, x + 9, 68)
        canvas.close()
        canvas.fill(limbs.darker(shade))
        canvas.box(x - 7, 94, 12.5, 5.6, round: 2.6)
        canvas.fill(limbs.darker(shade + 0.22))
    }

    private func drawStandingTail(_ canvas: Canvas) {
        canvas.from(126, 54)
        switch tail {
        case "bushy", "ringed":
            canvas.curve(140, 56, 142, 72, 136, 84)
            canvas.stroke(fur.darker(0.1), width: 11)
        case "tuft":
            canvas.curve(138, 56, 138, 72, 133, 80)
            canvas.stroke(fur.darker(0.1), width: 4)
            canvas.ellipse(133, 83, 4.4, 7)
            canvas.fill(tip)
        default:
            canvas.line(132, 58)
            canvas.stroke(belly, width: 8)
        }
    }

    var sleeping: Drawing {
        Drawing(aspect: 1.5) { sketch in
            let canvas = sketch.canvas
            canvas.ellipse(88, 68, 58, 32)
            canvas.fill(from: Point(60, 36), to: Point(110, 104), [(0, fur.lighter(0.1), 1), (1, fur.darker(0.2), 1)])
            canvas.ellipse(118, 78, 26, 21)
            canvas.fill(fur.darker(0.08))
            canvas.from(132, 92)
            canvas.curve(110, 104, 70, 104, 50, 92)
            canvas.stroke(fur.darker(0.16), width: tail == "bushy" || tail == "ringed" ? 15 : 8)
            if tail == "bushy" || tail == "ringed" || tail == "tuft" {
                canvas.ellipse(54, 93, 11, 7, turned: 0.3)
                canvas.fill(tip)
            }
            canvas.ellipse(34, 95, 14, 5)
            canvas.fill(limbs.darker(0.08))
            SleepingHead(fur: fur, belly: belly, ears: ears).draw(canvas, at: Point(34, 70))
            for (x, y, size) in [(56.0, 34.0, 7.0), (66, 20, 9), (80, 4, 12)] {
                canvas.from(x, y)
                canvas.line(x + size, y)
                canvas.line(x, y + size)
                canvas.line(x + size, y + size)
                canvas.stroke(RGB(0xf4f6fb), width: size * 0.2)
            }
        }
    }

    private func drawBody(_ canvas: Canvas) {
        let wide = isStout ? 31.0 : 24.0
        for side in [-1.0, 1] {
            canvas.ellipse(42 + side * wide * 0.82, 84, wide * 0.5, 14)
            canvas.fill(fur.darker(0.1))
            canvas.ellipse(42 + side * (wide * 0.95), 95, wide * 0.42, 5.4)
            canvas.fill(limbs.darker(0.08))
        }
        canvas.from(42 - wide * 0.55, 42)
        canvas.curve(42 - wide * 1.25, 62, 42 - wide * 1.2, 94, 42 - wide * 0.5, 98)
        canvas.line(42 + wide * 0.5, 98)
        canvas.curve(42 + wide * 1.2, 94, 42 + wide * 1.25, 62, 42 + wide * 0.55, 42)
        canvas.close()
        canvas.fill(
            from: Point(42 - wide, 0), to: Point(42 + wide, 0), [(0, fur.lighter(0.08), 1), (1, fur.darker(0.14), 1)])
        canvas.ellipse(42, 72, wide * 0.52, 22)
        canvas.fill(belly)
        let top = isLong ? 54.0 : 58.0
        for side in [-1.0, 1] {
            let x = 42 + side * wide * 0.44
            canvas.from(42 + side * wide * 0.62, top)
            canvas.curve(x + side * 4, 74, x + side * 1, 86, x, 94)
            canvas.stroke(limbs, width: isStout ? 13 : 10)
            canvas.ellipse(x, 95.4, isStout ? 8.6 : 7.2, 4.4)
            canvas.fill(limbs.darker(0.1))
        }
    }

    private func drawTail(_ canvas: Canvas) {
        switch tail {
        case "bushy", "ringed":
            canvas.from(58, 92)
            canvas.curve(92, 96, 92, 62, 80, 46)
            canvas.curve(76, 66, 70, 78, 56, 82)
            canvas.close()
            canvas.fill(fur.darker(0.05))
            canvas.from(80, 46)
            canvas.curve(76, 56, 76, 60, 74, 64)
            canvas.curve(80, 68, 84, 66, 87.5, 65)
            canvas.curve(86, 56, 84, 50, 80, 46)
            canvas.fill(tip)
            if tail == "ringed" {
                canvas.from(68, 78)
                canvas.line(84, 82)
                canvas.stroke(tip, width: 5)
            }
        case "tuft":
            canvas.from(58, 94)
            canvas.curve(88, 96, 90, 74, 78, 60)
            canvas.stroke(fur.darker(0.08), width: 5)
            canvas.ellipse(77, 57, 6, 9, turned: -0.5)
            canvas.fill(tip)
        case "short":
            canvas.circle(66, 88, 7)
            canvas.fill(fur.darker(0.12))
        default: break
        }
    }
}
