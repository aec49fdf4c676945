import Glibc

/// The black sky of moon and space: stars, nebulae and a planet.
struct SpacePainter {
    let view: View

    func paint(on canvas: Canvas) {
        paintNebula(on: canvas)
        paintStars(on: canvas)
        paintPlanet(on: canvas)
    }

    private var depth: Int { view.setting.place == .space ? view.height : min(view.height, Int(view.horizon) + 4) }

    private func paintNebula(on canvas: Canvas) {
        var dice = view.dice.fork("nebula")
        let shape = Noise(&dice)
        let hue = Noise(&dice)
        let strong: Float = view.setting.place == .space ? 1 : 0.5
        let palette = dice.pick([
            [RGB(0x5a2aa0), RGB(0x1f6fc0), RGB(0xd0507a)], [RGB(0x2a5ab8), RGB(0x1fa0a8), RGB(0x7a3ac0)],
            [RGB(0x8a2f6a), RGB(0xd07040), RGB(0x3a4ac0)],
        ])
        let width = view.width
        let scale = Float(2.4 / view.high)
        canvas.pixels { pixels in
            for y in 0..<depth {
                for x in 0..<width {
                    let u = Float(x) * scale
                    let v = Float(y) * scale
                    let warp = shape.at(u * 0.7 + 9, v * 0.7) * 0.9
                    let cloud = smoothstep(-0.05, 0.75, shape.fractal(u + warp, v - warp * 0.6, octaves: 5))
                    guard cloud > 0.003 else { continue }
                    let mix = hue.at(u * 0.8, v * 0.8)
                    let tone =
                        mix > 0 ? palette[0].mixed(palette[1], mix * 1.4) : palette[0].mixed(palette[2], -mix * 1.4)
                    let old = RGB(pixel: pixels[y * width + x])
                    pixels[y * width + x] = pixel(old + tone * (cloud * 0.62 * strong), grain(x, y))
                }
            }
        }
    }

    private func paintStars(on canvas: Canvas) {
        var dice = view.dice.fork("space stars")
        let count = Int(1100 * view.wide * Double(depth) / (view.unit * view.unit * 1e6))
        for _ in 0..<count {
            let x = dice.number(0...view.wide)
            let y = dice.number(0...Double(depth))
            let size = pow(dice.unit(), 7) * 1.8 + 0.4
            let colour = dice.pick([RGB.white, RGB(0xbcd3ff), RGB(0xffdfb5)])
            canvas.circle(x, y, size * view.unit)
            canvas.fill(colour, dice.number(0.3...1))
            if size > 1.6 { canvas.glow(x, y, 14 * view.unit, colour, 0.6) }
        }
    }

    private func paintPlanet(on canvas: Canvas) {
        var dice = view.dice.fork("planet")
        let onMoon = view.setting.place == .moon
        let radius = (onMoon ? 92 : dice.number(120...170)) * view.unit
        let x = onMoon ? view.light.x : view.wide * (view.air.source.x < 0.5 ? 0.8 : 0.2)
        let y = onMoon ? view.horizon * 0.34 : view.high * 0.24
        paintBall(on: canvas, Point(x, y), radius, earth: onMoon, &dice)
        if !onMoon {
            canvas.within {
                canvas.move(by: x, y)
                canvas.turn(-0.35)
                canvas.scale(1, 0.22)
                canvas.arc(0, 0, radius * 1.62, -0.35, .pi + 0.35)
                canvas.stroke(RGB(0xe8cfa8), width: radius * 0.26, 0.75)
                canvas.arc(0, 0, radius * 1.9, -0.28, .pi + 0.28)
                canvas.stroke(RGB(0xb89a7a), width: radius * 0.1, 0.6)
            }
        }
    }

    /// A lit ball with land and clouds by noise.
    private func paintBall(on canvas: Canvas, _ centre: Point, _ radius: Double, earth: Bool, _ dice: inout Dice) {
        let noise = Noise(&dice)
        let bands = dice.pick([[0xd8a878, 0xb87850], [0x8fb8d8, 0x5078b0], [0xd890a8, 0x8a4a80]] as [[UInt32]])
        canvas.glow(centre.x, centre.y, radius * 1.9, earth ? RGB(0x5aa0ff) : RGB(bands[0]), 0.35)
        let width = view.width
        let light: (Float, Float, Float) = (-0.55, -0.5, 0.67)
        let box = (
            Int(centre.x - radius) - 1, Int(centre.x + radius) + 1, Int(centre.y - radius) - 1,
            Int(centre.y + radius) + 1
        )
        canvas.pixels { pixels in
            for y in max(0, box.2)..<min(view.height, max(0, box.3)) {
                for x in max(0, box.0)..<min(width, max(0, box.1)) {
                    let nx = (Float(x) - Float(centre.x)) / Float(radius)
                    let ny = (Float(y) - Float(centre.y)) / Float(radius)
                    let square = nx * nx + ny * ny
                    guard square < 1 else { continue }
                    let nz = (1 - square).squareRoot()
                    let shade = max(0.04, nx * light.0 + ny * light.1 + nz * light.2)
                    let colour = earth ? land(noise, nx, ny, nz) : band(noise, nx, ny, nz, bands)
                    let rim = powf(1 - nz, 3) * 0.5 * max(0, 0.3 - nx - ny)
                    let edge = min(1, (1 - square.squareRoot()) * Float(radius))
                    let tone = colour * (0.06 + shade * 1.1) + RGB(0.45, 0.65, 1) * rim
                    let old = RGB(pixel: pixels[y * width + x])
                    pixels[y * width + x] = pixel(old.mixed(tone.clamped, edge), grain(x, y))
                }
            }
        }
    }

    private func land(_ noise: Noise, _ x: Float, _ y: Float, _ z: Float) -> RGB {
        let u = x * 1.7 + z * 0.9
        let v = y * 1.7 - z * 0.5
        let ground = noise.fractal(u + 4, v + 2, octaves: 5)
        let sea = RGB(0x1d5fae).mixed(RGB(0x2f86d0), z)
        let shore = smoothstep(0.02, 0.08, ground)
        let green = RGB(0x4f8a45).mixed(RGB(0xb79a62), smoothstep(0.2, 0.5, ground))
        let cloud = smoothstep(0.08, 0.5, noise.fractal(u * 1.6 + 40, v * 2.6 + 9, octaves: 4))
        return sea.mixed(green, shore).mixed(RGB(0xf5f8fa), max(cloud, smoothstep(0.78, 0.9, abs(y))) * 0.9)
    }

    private func band(_ noise: Noise, _ x: Float, _ y: Float, _ z: Float, _ colours: [UInt32]) -> RGB {
        let wave = sinf(y * 13 + noise.fractal(x * 2 + z, y * 5, octaves: 3) * 1.6)
        return RGB(colours[0]).mixed(RGB(colours[1]), 0.5 + 0.5 * wave)
    }
}
