import Glibc

/// The ground from the horizon to the lower edge, in perspective, textured by noise.
struct GroundPainter {
    let view: View

    enum Cover: Sendable {
        case grass, sand, snow, asphalt, regolith, rock, earth, wheat, mud, boards, forestFloor, cloud
    }

    func paint(_ cover: Cover, on canvas: Canvas, from start: Double = 0, tint: RGB? = nil) {
        var dice = view.dice.fork("ground")
        let noise = Noise(&dice)
        let base = tint ?? GroundPainter.colour(of: cover, view.setting)
        let hidden = view.setting.isSnowy && [.grass, .forestFloor, .wheat, .earth, .mud, .sand, .rock].contains(cover)
        let surface: Cover = hidden ? .snow : cover
        let width = view.width
        let top = Int(view.line(start))
        let range = Float(view.high - view.horizon)
        let centre = Float(view.wide / 2)
        let glow = view.air.source
        canvas.pixels { pixels in
            for y in max(0, top)..<view.height {
                let near = (Float(y) - Float(view.horizon)) / range
                let depth = 1 / (max(near, 0) + 0.06)
                let far = powf(max(0, 1 - near), 2.2)
                let distance = min(1, far * (0.62 + view.air.fog * 0.4))
                for x in 0..<width {
                    let u = (Float(x) - centre) / range * depth
                    let shade = texture(surface, noise, u, depth, near, x, y)
                    let side = 1 - abs(Float(x) / Float(width) - Float(glow.x))
                    let tone = view.air.lit(base * shade, 0.5 + 0.3 * side)
                    pixels[y * width + x] = pixel(tone.mixed(view.air.haze, distance).clamped, grain(x, y))
                }
            }
        }
    }

    static func colour(of cover: Cover, _ setting: Setting) -> RGB {
        if let tint = setting.tints[.ground] { return Pigments.colour(of: tint, nth: 0).darker(0.12) }
        if setting.isSnowy, cover != .asphalt, cover != .boards, cover != .cloud { return RGB(0xe9eff6) }
        switch cover {
        case .grass: return setting.season == .autumn ? RGB(0x9a9a44) : RGB(0x62a047)
        case .sand: return setting.place == .mars ? RGB(0xb5552f) : RGB(0xe6c48c)
        case .snow: return RGB(0xeaf0f7)
        case .asphalt: return RGB(0x4c515c)
        case .regolith: return RGB(0xa3a5ad)
        case .rock: return RGB(0x7d7f80)
        case .earth: return RGB(0x8a6a48)
        case .wheat: return RGB(0xd9b455)
        case .mud: return RGB(0x5a5a40)
        case .boards: return RGB(0x9c6a40)
        case .forestFloor: return setting.season == .autumn ? RGB(0xa0662f) : RGB(0x4e7438)
        case .cloud: return RGB(0xf4f6fb)
        }
    }

    /// A factor about 1: how light the ground is at a place of the plane.
    @inline(__always)
    private func texture(_ cover: Cover, _ noise: Noise, _ u: Float, _ z: Float, _ near: Float, _ x: Int, _ y: Int)
        -> Float
    {
        switch cover {
        case .grass, .wheat, .forestFloor:
            let patches = noise.fractal(u * 1.3, z * 1.6, octaves: 4)
            let size = 0.05 + 0.3 * near
            let blades = noise.at(Float(x) * 0.16 / size, Float(y) * 0.05 / size) * (0.3 + near)
            return 1 + 0.24 * patches + 0.13 * blades - 0.16 * near
        case .sand:
            let bend = noise.fractal(u * 0.9, z * 0.9, octaves: 3)
            let ripples = sinf(z * 17 + bend * 7 + u * 2) * 0.045 * smoothstep(0.02, 0.4, near)
            return 1 + 0.1 * bend + ripples + (grain(x, y) - 0.5) * 0.06
        case .snow, .cloud:
            let soft = noise.fractal(u * 1.1, z * 1.1, octaves: 3)
            let sparkle: Float = cover == .snow && grain(x &+ 71, y) > 0.9975 ? 0.2 * near : 0
            return 0.99 + 0.09 * soft + sparkle
        case .asphalt:
            return 1 + 0.08 * noise.fractal(u * 2.5, z * 2.5, octaves: 2) + (grain(x, y) - 0.5) * 0.12 * (0.3 + near)
        case .regolith, .rock, .earth, .mud:
            let lumps = noise.fractal(u * 2.4, z * 2.4, octaves: 5)
            return 1 + 0.24 * lumps + (grain(x, y) - 0.5) * 0.07
        case .boards:
            let plank = (u * 5).rounded(.down)
            let seam: Float = u * 5 - plank < 0.05 ? 0.72 : 1
            let wood = noise.fractal(plank * 7.3 + u * 24, z * 2.2 + plank, octaves: 3)
            return seam * (0.94 + 0.1 * wood + 0.07 * sinf(plank * 12.9))
        }
    }
}
