import Glibc

/// Seas, lakes and rivers: a mirror of the sky with waves, glitter under the light, and foam in a storm.
struct WaterPainter {
    let view: View

    /// Paints water between two nearnesses of the ground (0 the horizon … 1 the lower edge). `mirrors`: how much of what
    /// stands behind is seen in it, upside down.
    func paint(on canvas: Canvas, from start: Double, to end: Double, mirrors: Float = 0.4) {
        var dice = view.dice.fork("water")
        let noise = Noise(&dice)
        let width = view.width
        let top = max(0, Int(view.line(start)))
        let bottom = min(view.height, Int(view.line(end).rounded(.up)))
        let sky = Ramp(view.air.sky)
        let range = Float(view.high - view.horizon)
        let own = ownColour
        let roughness: Float =
            view.setting.weather == .storm ? 1 : view.setting.weather == .wind ? 0.6 : calm ? 0.2 : 0.42
        guard top < bottom else { return }
        canvas.pixels { pixels in
            for y in top..<bottom {
                let near = (Float(y) - Float(view.horizon)) / range
                let depth = 1 / (max(near, 0) + 0.045)
                let body = view.air.lit(own, 0.5)
                for x in 0..<width {
                    let u = (Float(x) - Float(width) / 2) / range * depth
                    let long = noise.at(u * 0.9 + 3, depth * 4.2)
                    let short = noise.fractal(u * 2.6, depth * 9, octaves: 3)
                    let wave = long * 0.5 + short * 0.6
                    let up = 1 - near * 0.75 - wave * 0.1 * roughness
                    var tone = body.mixed(sky.at(up), (0.66 - near * 0.36) * (1 - roughness * 0.3))
                    if mirrors > 0 {
                        let mirror =
                            Int(view.horizon) - Int((Float(y) - Float(view.horizon)) * 0.85)
                            + Int(wave * 5 * Float(view.unit))
                        let side = x + Int(short * 9 * roughness * Float(view.unit) * (0.3 + near))
                        if mirror >= 0, mirror < Int(view.horizon), side >= 0, side < width {
                            tone = tone.mixed(
                                RGB(pixel: pixels[mirror * width + side]), mirrors * powf(max(0, 1 - near), 1.4))
                        }
                    }
                    tone =
                        tone + view.air.haze * (max(0, wave) * 0.1 * roughness) + tone
                        * (min(0, wave) * 0.3 * roughness)
                    tone = tone + glitter(x, near, wave, roughness)
                    let foam = smoothstep(0.62, 0.95, wave + roughness * 0.28) * roughness
                    let far = powf(max(0, 1 - near), 7) * 0.55
                    let white = view.air.lit(RGB(0.9, 0.95, 1), 0.5)
                    pixels[y * width + x] = pixel(
                        tone.mixed(white, foam * 0.7).mixed(view.air.haze, far).clamped, grain(x, y))
                }
            }
        }
    }

    private var calm: Bool { view.setting.place == .lake || view.setting.mood == .calm }

    private var ownColour: RGB {
        if let tint = view.setting.tints[.water] { return Pigments.colour(of: tint, nth: 0) }
        switch view.setting.place {
        case .beach, .island: return RGB(0x2fb3bd)
        case .swamp: return RGB(0x4f6a4a)
        case .lake, .river: return RGB(0x2f7f9c)
        default: return view.setting.weather == .storm ? RGB(0x2f5566) : RGB(0x1f6f9e)
        }
    }

    /// A path of light towards the sun or the moon.
    @inline(__always)
    private func glitter(_ x: Int, _ near: Float, _ wave: Float, _ roughness: Float) -> RGB {
        guard let disc = view.air.disc else { return .black }
        let away = (Float(x) - Float(view.light.x)) / Float(view.wide)
        let spread = 0.035 + near * 0.16
        let path = max(0, 1 - (away * away) / (spread * spread))
        let sparkle = smoothstep(0.02, 0.4, wave)
        return disc
            * (path * path * (0.12 + 0.75 * sparkle) * (view.air.isDark ? 0.5 : view.setting.time == .day ? 0.35 : 0.8))
    }
}
