import Glibc

/// Wet and thick paint.
struct PaintMedia {
    let unit: Float
    let noise: Noise

    /// Patches that dry with darker edges, granulating on rough paper that stays white at the border.
    func watercolour(_ raster: inout Raster) {
        raster = Smoothing(raster).applied(to: raster, radius: (7 * unit).pixels)
        let edges = raster.edges(soft: (2 * unit).pixels)
        let paper = RGB(0.985, 0.97, 0.94)
        let (width, noise, unit) = (Float(raster.width), noise, unit)
        let frame = raster
        raster.map { index, x, y, tone in
            let (u, v) = (Float(x) / unit, Float(y) / unit)
            let pool = noise.fractal(u * 0.006, v * 0.006, octaves: 4)
            let grains = noise.at(u * 0.35, v * 0.35) * 0.5 + grain(x, y) - 0.5
            let wash = tone.saturated(1.12).mixed(paper, min(max(0.2 + pool * 0.3, 0.06), 0.5))
            let rim = min(edges[index] * 0.5, 0.3)
            let painted = (wash * (1 - rim) * (1 + grains * 0.06)).clamped
            let margin = frame.inside(x, y, frame: width * 0.035, ragged: 0.9, noise)
            return (paper * (1 + (grain(x, y) - 0.5) * 0.03)).mixed(painted, margin)
        }
    }

    /// Short strokes that follow the forms, lit from the left as thick paint is.
    func oil(_ raster: inout Raster) {
        raster = Smoothing(raster).applied(to: raster, radius: (6 * unit).pixels)
        let (width, height) = (raster.width, raster.height)
        var relief = [Float](repeating: 0, count: width * height)
        for y in 0..<height {
            for x in 0..<width {
                let (u, v) = (Float(x) / unit, Float(y) / unit)
                let turn = noise.at(u * 0.006, v * 0.006) * 4
                let (along, across) = (u * cosf(turn) + v * sinf(turn), v * cosf(turn) - u * sinf(turn))
                relief[y * width + x] =
                    noise.at(along * 0.022, across * 0.15) + 0.45 * noise.at(along * 0.07, across * 0.4)
            }
        }
        let step = (1.6 * unit).pixels
        raster.map { index, x, y, tone in
            let there = min(y + step, height - 1) * width + min(x + step, width - 1)
            let slope = relief[index] - relief[there]
            let stroke = tone.saturated(1.22) * (1 + relief[index] * 0.11)
            return (stroke * (1 + slope * 0.1)).clamped
        }
    }
}
