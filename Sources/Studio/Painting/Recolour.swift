/// Turns the leading colour of a drawing into another and keeps its shading: a red bird becomes blue, its yellow beak
/// stays.
struct Recolour {
    private let target: Oklab
    private let liftsDark: Bool

    /// `keepsEyes`: what was black becomes light on black, so that a black dog has eyes.
    init(to colour: RGB, keepsEyes: Bool = false) {
        target = Oklab(colour)
        liftsDark = keepsEyes && target.lightness < 0.36
    }

    func apply(to canvas: Canvas) {
        let count = canvas.width * canvas.height
        canvas.pixels { pixels in
            guard let lead = leading(pixels, count) else { return }
            var known: [UInt32: RGB] = [:]
            for index in 0..<count {
                let raw = pixels[index]
                let alpha = raw >> 24
                guard alpha > 0 else { continue }
                let scale = 255 / Float(alpha)
                // Flat art has few colours: those of full pixels are worked out once.
                let colour = alpha == 255 ? known[raw] : nil
                let tone = colour ?? changed(RGB(pixel: raw) * scale, lead)
                if alpha == 255, colour == nil, known.count < 4096 { known[raw] = tone }
                let part = Float(alpha)
                pixels[index] =
                    alpha << 24 | UInt32(tone.red * part + 0.5) << 16 | UInt32(tone.green * part + 0.5) << 8
                    | UInt32(tone.blue * part + 0.5)
            }
        }
    }

    /// The colour that covers most; strong colours count for more than greys, black and white for little.
    private func leading(_ pixels: UnsafeMutablePointer<UInt32>, _ count: Int) -> Oklab? {
        var areas: [UInt32: Double] = [:]
        for index in stride(from: 0, to: count, by: 3) where pixels[index] >> 24 == 255 {
            areas[pixels[index] & 0x00f8_f8f8, default: 0] += 1
        }
        var best: (colour: Oklab, weight: Double)?
        for (raw, area) in areas.sorted(by: { $0.key < $1.key }) {
            let colour = Oklab(RGB(raw))
            let dark: Double = colour.lightness < 0.34 ? 0.25 : 1
            let weight = area * (0.22 + Double(min(colour.chroma, 0.2)) * 5) * dark
            if weight > best?.weight ?? 0 { best = (colour, weight) }
        }
        return best?.colour
    }

    private func changed(_ tone: RGB, _ lead: Oklab) -> RGB {
        let own = Oklab(tone)
        let belongs = membership(own, lead)
        if liftsDark, own.lightness < 0.36, own.chroma < 0.035, lead.lightness > 0.45 { return RGB(0x8d949c) }
        guard belongs > 0 else { return tone.clamped }
        let light = target.lightness + (own.lightness - lead.lightness) * 0.85
        let strength = lead.chroma > 0.05 ? min(max(own.chroma / lead.chroma, 0.35), 1.25) : 1
        let new = Oklab(lightness: min(max(light, 0.06), 0.99), a: target.a * strength, b: target.b * strength).rgb
        return tone.mixed(new, belongs).clamped
    }

    /// 1 for shades of the leading colour, 0 for others.
    private func membership(_ own: Oklab, _ lead: Oklab) -> Float {
        if lead.chroma < 0.05 {
            let grey = 1 - smoothstep(0.05, 0.09, own.chroma)
            return grey * smoothstep(0.3, 0.42, own.lightness) * (lead.lightness < 0.42 ? 0 : 1)
                + (lead.lightness < 0.42 ? grey * (1 - smoothstep(0.45, 0.6, own.lightness)) : 0)
        }
        guard own.chroma > 0.02 else { return 0 }
        let cosine = (own.a * lead.a + own.b * lead.b) / (own.chroma * lead.chroma)
        return smoothstep(0.72, 0.9, cosine) * smoothstep(0.02, 0.06, own.chroma)
    }
}
