import Glibc

/// An animal's head with closed eyes, resting on its paws; the art has none that sleeps.
struct SleepingHead {
    let fur: RGB
    let belly: RGB
    let ears: Ears

    enum Ears {
        case pointed, floppy, long, round

        init(of animal: String) {
            switch animal {
            case "cat", "fox", "wolf", "tiger", "leopard", "raccoon", "horse", "donkey", "unicorn", "zebra":
                self = .pointed
            case "dog", "cow", "ox", "pig", "sheep", "goat", "deer", "elephant": self = .floppy
            case "rabbit": self = .long
            default: self = .round
            }
        }
    }

    func draw(_ canvas: Canvas, at centre: Point) {
        canvas.within {
            canvas.move(by: centre.x, centre.y)
            canvas.turn(-0.16)
            drawEars(canvas)
            canvas.ellipse(0, 0, 25, 21)
            canvas.fill(from: Point(-20, -20), to: Point(22, 22), [(0, fur.lighter(0.1), 1), (1, fur.darker(0.1), 1)])
            canvas.ellipse(-6, 9, 12, 9)
            canvas.fill(belly.lighter(0.1))
            drawFace(canvas)
        }
    }

    private func drawFace(_ canvas: Canvas) {
        let dark = RGB(0x33261f)
        for x in [-16.0, 4] {
            canvas.from(x - 5, -2)
            canvas.curve(x - 3, 2.4, x + 3, 2.4, x + 5, -2)
        }
        canvas.stroke(dark, width: 1.9)
        canvas.ellipse(-6, 5, 3.6, 2.4)
        canvas.fill(dark)
        canvas.from(-6, 7)
        canvas.curve(-6, 11, -11, 12, -13, 10)
        canvas.from(-6, 7)
        canvas.curve(-6, 11, -1, 12, 1, 10)
        canvas.stroke(dark, width: 1.3)
    }

    private func drawEars(_ canvas: Canvas) {
        for side in [-1.0, 1] {
            switch ears {
            case .pointed:
                canvas.polygon([Point(side * 22, -6), Point(side * 21, -31), Point(side * 4, -18)])
                canvas.fill(fur.darker(0.08))
                canvas.polygon([Point(side * 19, -11), Point(side * 18.6, -24), Point(side * 9, -17)])
                canvas.fill(RGB(0xe8a8a0))
            case .floppy:
                canvas.ellipse(side * 23, -2, 7, 15, turned: side * 0.3)
                canvas.fill(fur.darker(0.34))
            case .long:
                canvas.ellipse(side * 9 + 8, -26, 5.4, 18, turned: 0.5)
                canvas.fill(fur.darker(0.06))
                canvas.ellipse(side * 9 + 8, -26, 2.6, 13, turned: 0.5)
                canvas.fill(RGB(0xe8a8a0))
            case .round:
                canvas.circle(side * 17, -16, 9)
                canvas.fill(fur.darker(0.12))
                canvas.circle(side * 17, -16, 4.6)
                canvas.fill(fur.lighter(0.3))
            }
        }
    }
}
