import Glibc

/// Flat inks: posters, comics, woodblocks.
struct PrintMedia {
    let unit: Float
    let noise: Noise

    /// Even, quiet areas on a cream sheet.
    func minimal(_ raster: inout Raster) {
        raster = Smoothing(raster).applied(to: raster, radius: (9 * unit).pixels)
        var calm = raster
        calm.blur((9 * unit).pixels)
        let edges = raster.edges(soft: (5 * unit).pixels)
        let sheet = RGB(0.97, 0.95, 0.91)
        let margin = Int(Float(min(raster.width, raster.height)) * 0.055)
        let (width, height) = (raster.width, raster.height)
        raster.map { index, x, y, tone in
            let inner = min(min(x, width - 1 - x), min(y, height - 1 - y)) >= margin
            guard inner else { return sheet }
            let even = calm[index].mixed(tone, smoothstep(0.02, 0.1, edges[index]))
            return even.saturated(0.84).mixed(sheet, 0.16)
        }
    }

    /// Flat colours, dots in the shadows, ink lines, a white gutter.
    func comic(_ raster: inout Raster) {
        raster = Smoothing(raster).applied(to: raster, radius: (4 * unit).pixels)
        let edges = raster.edges(soft: (1.2 * unit).pixels)
        let pitch = max(5, 9 * unit)
        let gutter = (16 * unit).pixels
        let (width, height) = (raster.width, raster.height)
        raster.map { index, x, y, tone in
            let away = min(min(x, width - 1 - x), min(y, height - 1 - y))
            if away < gutter { return away < gutter - (4 * unit).pixels ? .white : RGB(0.07, 0.07, 0.1) }
            let flat = stepped(tone.saturated(1.4), 5)
            let (u, v) = ((Float(x) + Float(y)) / pitch, (Float(x) - Float(y)) / pitch)
            let (du, dv) = (u - u.rounded(), v - v.rounded())
            let size = (1 - tone.luma) * 0.42
            let dot = smoothstep(size + 0.08, size - 0.08, (du * du + dv * dv).squareRoot())
            let inked = flat.mixed(flat.darker(0.3), dot * 0.75)
            return inked.mixed(RGB(0.06, 0.06, 0.1), smoothstep(0.3, 0.55, edges[index])).clamped
        }
    }

    /// Muted inks on old paper, indigo outlines, the grain of the block.
    func woodcut(_ raster: inout Raster) {
        raster = Smoothing(raster).applied(to: raster, radius: (6 * unit).pixels)
        let edges = raster.edges(soft: (1.4 * unit).pixels)
        let paper = RGB(0.955, 0.89, 0.76)
        let (noise, unit) = (noise, unit)
        let frame = raster
        let width = Float(raster.width)
        raster.map { index, x, y, tone in
            let (u, v) = (Float(x) / unit, Float(y) / unit)
            let wood = noise.fractal(u * 0.012, v * 0.2, octaves: 3)
            let flat = stepped(tone.saturated(0.8), 9)
            let ink = RGB(flat.red * paper.red, flat.green * paper.green, flat.blue * paper.blue).mixed(paper, 0.16)
            let printed = (ink * (1 + wood * 0.05)).mixed(
                RGB(0.1, 0.14, 0.27), smoothstep(0.26, 0.5, edges[index]) * 0.9)
            let inside = frame.inside(x, y, frame: width * 0.03, ragged: 0.12, noise)
            return paper.mixed(printed, inside).clamped
        }
    }

    /// The same colour in one of few lightnesses.
    @inline(__always)
    private func stepped(_ tone: RGB, _ steps: Float) -> RGB {
        let light = max(tone.luma, 0.02)
        let level = max((light * steps).rounded() / steps, 0.5 / steps)
        return (tone * (level / light)).clamped.mixed(tone, 0.2)
    }
}
