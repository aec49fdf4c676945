import Glibc

/// Lines: graphite on paper, tubes of light in the dark.
struct LineMedia {
    let unit: Float
    let noise: Noise

    /// Contours and three directions of hatching, denser where it is darker.
    func pencil(_ raster: inout Raster) {
        raster = Smoothing(raster).applied(to: raster, radius: (3 * unit).pixels)
        let edges = raster.edges(soft: (1 * unit).pixels)
        let fine = raster.edges(soft: 0)
        let (noise, unit) = (noise, unit)
        let paper = RGB(0.972, 0.962, 0.94)
        let graphite = RGB(0.19, 0.19, 0.22)
        let frame = raster
        let width = Float(raster.width)
        raster.map { index, x, y, tone in
            let (u, v) = (Float(x) / unit, Float(y) / unit)
            let waver = noise.at(u * 0.02, v * 0.02) * 3
            let dark = 1 - powf(tone.luma, 0.8)
            var mark = dark * 0.34
            for (nth, direction) in [(Float(0.72), Float(0.7)), (0.7, -0.72), (0.98, 0.16)].enumerated() {
                let line = (u * direction.0 + v * direction.1 + waver) / 6.2
                let stroke = smoothstep(0.26, 0.05, abs(line - line.rounded()))
                mark += stroke * smoothstep(0.24 + 0.2 * Float(nth), 0.5 + 0.2 * Float(nth), dark) * 0.4
            }
            mark += min(edges[index] * 1.5 + fine[index] * 0.4, 0.85)
            let tooth = 0.74 + 0.26 * noise.at(u * 0.7, v * 0.7) + (grain(x, y) - 0.5) * 0.3
            let faded = frame.inside(x, y, frame: width * 0.05, ragged: 1.1, noise)
            return paper.mixed(graphite, min(max(mark * tooth * faded, 0), 0.92))
        }
    }

    /// The night in blue and violet; every contour glows in cyan, magenta or its own strong colour.
    func neon(_ raster: inout Raster) {
        // In the dark the eye sees by steps of light, not by light.
        var bright = raster
        bright.map { _, _, _, tone in RGB(tone.red.squareRoot(), tone.green.squareRoot(), tone.blue.squareRoot()) }
        let edges = bright.edges(soft: (1.6 * unit).pixels)
        let (width, height) = (raster.width, raster.height)
        var glow = Raster(like: raster)
        for index in edges.indices {
            let place = Float(index % width) / Float(width)
            let tone = raster[index]
            let own = tone.saturated(2.4)
            let lamp = RGB(0.1, 0.95, 1).mixed(RGB(1, 0.15, 0.75), place)
            let chroma = max(tone.red, max(tone.green, tone.blue)) - min(tone.red, min(tone.green, tone.blue))
            glow[index] = lamp.mixed(own, min(chroma * 1.6, 0.8)) * smoothstep(0.12, 0.5, edges[index])
        }
        let lines = glow
        for radius in [(7 * unit).pixels, (14 * unit).pixels] { glow.blur(radius) }
        raster.map { index, _, y, tone in
            let low = Float(y) / Float(height)
            let light = tone.luma
            let night = RGB(0.05, 0.02, 0.14).mixed(RGB(0.36, 0.08, 0.42), low * 0.6 + light * 0.3)
            let base = night.mixed(tone.saturated(1.7), 0.24 + 0.4 * light) * (0.6 + 0.6 * light)
            return (base + lines[index] * 0.85 + glow[index] * 1.5).clamped
        }
    }
}

extension Raster {
    /// All black.
    init(like other: Raster) {
        self = other
        let blank = [Float](repeating: 0, count: width * height)
        (red, green, blue) = (blank, blank, blank)
    }

    mutating func blur(_ radius: Int) {
        for plane in [\Raster.red, \.green, \.blue] {
            Blur.rows(&self[keyPath: plane], width, height, radius)
            Blur.columns(&self[keyPath: plane], width, height, radius)
        }
    }
}
