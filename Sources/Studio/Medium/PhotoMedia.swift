import Glibc

/// Old photographs.
struct PhotoMedia {
    let unit: Float
    let noise: Noise

    /// Brown tones, faded, with stains and a pale border.
    func sepia(_ raster: inout Raster) {
        let ramp = Ramp([RGB(0x2a180c), RGB(0x74502f), RGB(0xb98f5f), RGB(0xe6cfa4), RGB(0xf7ead0)])
        let border = (30 * unit).pixels
        let (noise, unit, width, height) = (noise, unit, raster.width, raster.height)
        raster.map { _, x, y, tone in
            let away = min(min(x, width - 1 - x), min(y, height - 1 - y))
            let (u, v) = (Float(x) / unit, Float(y) / unit)
            let speck = (grain(x, y) - 0.5) * 0.09
            guard away >= border else { return RGB(0.955, 0.925, 0.85) * (1 + speck * 0.4) }
            let stain = max(0, noise.fractal(u * 0.004 + 7, v * 0.004, octaves: 3)) * 0.2
            let dx = u / 500 - Float(width) / unit / 1000
            let dy = v / 500 - Float(height) / unit / 1000
            let corner = max(0, dx * dx + dy * dy - 0.45) * 0.26
            let light = smoothstep(-0.05, 1, 0.3 * tone.red + 0.45 * tone.green + 0.25 * tone.blue)
            return ramp.at(0.05 + light * 0.9 + speck + stain * 0.6 - corner)
        }
    }

    /// Silver on black, with contrast and grain.
    func monochrome(_ raster: inout Raster) {
        raster.map { _, x, y, tone in
            let light = smoothstep(-0.08, 1.02, 0.36 * tone.red + 0.5 * tone.green + 0.14 * tone.blue)
            let speck = (grain(x, y) - 0.5) * 0.1 * (1.1 - light)
            let grey = min(max(light + speck, 0), 1)
            return RGB(grey, grey, grey * 0.985)
        }
    }
}
