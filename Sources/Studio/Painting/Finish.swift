import Glibc

/// The last pass: light that spills over its edges, a darker frame, a little grain.
struct Finish {
    let view: View

    func apply(to canvas: Canvas) {
        let width = view.width
        let height = view.height
        let small = bloom(canvas)
        let vignette: Float = view.setting.place.isIndoors ? 0.3 : 0.24
        let strength: Float = view.air.isDark ? 0.62 : 0.34
        canvas.pixels { pixels in
            for y in 0..<height {
                let v = (Float(y) / Float(height) - 0.5) * 2
                let sy = min(max((Float(y) + 0.5) / 4 - 0.5, 0), Float(small.height - 1))
                let y0 = min(Int(sy), small.height - 2)
                let fy = sy - Float(y0)
                for x in 0..<width {
                    let u = (Float(x) / Float(width) - 0.5) * 2
                    let sx = min(max((Float(x) + 0.5) / 4 - 0.5, 0), Float(small.width - 1))
                    let x0 = min(Int(sx), small.width - 2)
                    let fx = sx - Float(x0)
                    let at = y0 * small.width + x0
                    var tone = RGB(pixel: pixels[y * width + x])
                    let light = RGB(
                        small.sample(small.red, at, fx, fy), small.sample(small.green, at, fx, fy),
                        small.sample(small.blue, at, fx, fy))
                    tone = tone + light * strength * (1.1 - tone.luma)
                    let edge = max(0, u * u + v * v - 0.5)
                    tone = tone * (1 - vignette * min(1, edge * 0.72))
                    let noise = (grain(x &+ 977, y &+ 331) - 0.5) * 0.018
                    tone = RGB(tone.red + noise, tone.green + noise, tone.blue + noise)
                    pixels[y * width + x] = pixel(tone)
                }
            }
        }
    }

    /// A quarter of the size in each direction, blurred: what is brighter than the rest.
    private struct Bloom {
        var width: Int
        var height: Int
        var red: [Float]
        var green: [Float]
        var blue: [Float]

        @inline(__always)
        func sample(_ plane: [Float], _ at: Int, _ fx: Float, _ fy: Float) -> Float {
            let top = plane[at] + (plane[at + 1] - plane[at]) * fx
            let bottom = plane[at + width] + (plane[at + width + 1] - plane[at + width]) * fx
            return top + (bottom - top) * fy
        }
    }

    private func bloom(_ canvas: Canvas) -> Bloom {
        let width = max(2, view.width / 4)
        let height = max(2, view.height / 4)
        let blank = [Float](repeating: 0, count: width * height)
        var bloom = Bloom(width: width, height: height, red: blank, green: blank, blue: blank)
        let threshold: Float = view.air.isDark ? 0.5 : 0.78
        canvas.pixels { pixels in
            for y in 0..<height {
                for x in 0..<width {
                    var sum = RGB.black
                    let row = min(y * 4 + 1, view.height - 1)
                    let next = min(y * 4 + 3, view.height - 1)
                    for (line, column) in [(row, x * 4 + 1), (row, x * 4 + 3), (next, x * 4 + 1), (next, x * 4 + 3)] {
                        sum = sum + RGB(pixel: pixels[line * view.width + min(column, view.width - 1)])
                    }
                    let tone = sum * 0.25
                    let part = smoothstep(threshold, 1, max(tone.red, max(tone.green, tone.blue)))
                    bloom.red[y * width + x] = tone.red * part
                    bloom.green[y * width + x] = tone.green * part
                    bloom.blue[y * width + x] = tone.blue * part
                }
            }
        }
        let radius = max(1, Int(view.unit * 4))
        for pass in 1...2 {
            soften(&bloom.red, width, height, radius * pass)
            soften(&bloom.green, width, height, radius * pass)
            soften(&bloom.blue, width, height, radius * pass)
        }
        return bloom
    }

    private func soften(_ plane: inout [Float], _ width: Int, _ height: Int, _ radius: Int) {
        Blur.rows(&plane, width, height, radius)
        Blur.columns(&plane, width, height, radius)
    }
}
