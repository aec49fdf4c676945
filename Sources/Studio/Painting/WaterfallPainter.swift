import Glibc

/// Water that falls over the rocks at the back into the pool, with spray at its foot.
struct WaterfallPainter {
    let view: View

    /// `crest`: the upper edge of the rocks for each column.
    func paint(over crest: [Float], on canvas: Canvas) {
        var dice = view.dice.fork("waterfall")
        let noise = Noise(&dice)
        let middle = Float(view.wide) * Float(dice.number(0.4...0.6))
        let half = Float(min(view.wide, view.high)) * Float(dice.number(0.085...0.11))
        let foot = Float(view.horizon) + Float(view.high - view.horizon) * 0.16
        let lip = crest[max(0, Int(middle - half))...min(view.width - 1, Int(middle + half))].max() ?? 0
        let water = view.air.lit(RGB(0xeaf6fb), 0.8)
        let deep = view.air.lit(RGB(0x8fbfd0), 0.6)
        canvas.pixels { pixels in
            for y in max(0, Int(lip))..<min(view.height, Int(foot)) {
                let fall = (Float(y) - lip) / max(foot - lip, 1)
                let wide = half * (0.8 + 0.35 * fall)
                for x in max(0, Int(middle - wide * 1.3))..<min(view.width, Int(middle + wide * 1.3)) {
                    let across = (Float(x) - middle) / wide
                    let ragged = abs(across) + 0.22 * noise.at(across * 3 + 9, fall * 7)
                    let cover = 1 - smoothstep(0.8, 1, ragged)
                    guard cover > 0.01 else { continue }
                    let strand = 0.5 + 0.5 * noise.fractal(across * 9, fall * 2.2, octaves: 3)
                    let tone = deep.mixed(water, min(1, strand * 1.1 + fall * 0.2)).clamped
                    let place = y * view.width + x
                    pixels[place] = pixel(RGB(pixel: pixels[place]).mixed(tone, cover * 0.95), grain(x, y))
                }
            }
        }
        paintSpray(at: Point(Double(middle), Double(foot)), Double(half), &dice, on: canvas)
    }

    private func paintSpray(at foot: Point, _ half: Double, _ dice: inout Dice, on canvas: Canvas) {
        let white = view.air.lit(RGB(0xf4fafc), 0.8).clamped
        for _ in 0..<34 {
            let x = foot.x + half * dice.number(-1.7...1.7)
            let y = foot.y + half * dice.number(-0.34...0.16)
            let radius = half * dice.number(0.16...0.5)
            canvas.circle(x, y, radius)
            canvas.fill(around: Point(x, y), radius: radius, [(0, white, 0.34), (1, white, 0)])
        }
    }
}
