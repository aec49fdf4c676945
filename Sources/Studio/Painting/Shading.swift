import Glibc

/// Gives a flat drawing volume: its outline is taken as the edge of a cushion, lit from where the light is, with a rim
/// towards it, darker to the foot, and seen through the air between.
struct Shading {
    let view: View
    /// 0 at hand … 1 at the horizon.
    let distance: Float

    func apply(to canvas: Canvas, middle: Point) {
        let width = canvas.width
        let height = canvas.height
        let radius = max(2, min(width, height) / 16)
        let dx = Float(view.light.x - middle.x)
        let dy = Float(view.light.y - middle.y)
        let length = max((dx * dx + dy * dy).squareRoot(), 1)
        let toward = (dx / length, dy / length)
        let base = view.air.litSubject(0.62)
        let rimLight = view.air.key.clamped.mixed(.white, 0.25)
        let haze = view.air.haze
        let far = min(max(distance, 0), 0.9)
        let lift: Float = view.air.isDark ? 0.75 : 1
        canvas.pixels { pixels in
            let cushion = softened(pixels, width, height, radius)
            for y in 1..<(height - 1) {
                let low = Float(y) / Float(height)
                for x in 1..<(width - 1) {
                    let index = y * width + x
                    let raw = pixels[index]
                    let alpha = raw >> 24
                    guard alpha > 0 else { continue }
                    let opacity = Float(alpha) * (1 / 255)
                    let slopeX = cushion[index - 1] - cushion[index + 1]
                    let slopeY = cushion[index - width] - cushion[index + width]
                    let facing = (slopeX * toward.0 + slopeY * toward.1) * Float(radius)
                    let form = 1 + min(max(facing * 0.5, -0.34), 0.24) - low * 0.1
                    let rim = max(0, facing - 0.24) * 0.9 * lift
                    var tone = RGB(pixel: raw) * (1 / opacity)
                    tone = tone * base * form + rimLight * (rim * 0.42)
                    tone = tone.mixed(haze, far).clamped
                    pixels[index] = premultiplied(tone, alpha)
                }
            }
        }
    }

    @inline(__always)
    private func premultiplied(_ tone: RGB, _ alpha: UInt32) -> UInt32 {
        let scale = Float(alpha)
        return alpha << 24 | UInt32(tone.red * scale + 0.5) << 16 | UInt32(tone.green * scale + 0.5) << 8
            | UInt32(tone.blue * scale + 0.5)
    }

    /// The opacity, blurred twice by running sums.
    private func softened(_ pixels: UnsafeMutablePointer<UInt32>, _ width: Int, _ height: Int, _ radius: Int) -> [Float]
    {
        var field = [Float](repeating: 0, count: width * height)
        for index in field.indices { field[index] = Float(pixels[index] >> 24) * (1 / 255) }
        for _ in 0..<2 {
            Blur.rows(&field, width, height, radius)
            Blur.columns(&field, width, height, radius)
        }
        return field
    }
}

/// Box blurs by running sums; outside counts as zero.
enum Blur {
    static func rows(_ field: inout [Float], _ width: Int, _ height: Int, _ radius: Int) {
        let scale = 1 / Float(2 * radius + 1)
        var line = [Float](repeating: 0, count: width)
        for y in 0..<height {
            let start = y * width
            var sum: Float = 0
            for x in 0..<min(radius, width) { sum += field[start + x] }
            for x in 0..<width {
                if x + radius < width { sum += field[start + x + radius] }
                if x - radius - 1 >= 0 { sum -= field[start + x - radius - 1] }
                line[x] = sum * scale
            }
            for x in 0..<width { field[start + x] = line[x] }
        }
    }

    /// Whole rows at a time, so that memory is read in order.
    static func columns(_ field: inout [Float], _ width: Int, _ height: Int, _ radius: Int) {
        let scale = 1 / Float(2 * radius + 1)
        var sums = [Float](repeating: 0, count: width)
        let source = field
        for y in 0..<min(radius, height) {
            for x in 0..<width { sums[x] += source[y * width + x] }
        }
        for y in 0..<height {
            if y + radius < height {
                let row = (y + radius) * width
                for x in 0..<width { sums[x] += source[row + x] }
            }
            if y - radius - 1 >= 0 {
                let row = (y - radius - 1) * width
                for x in 0..<width { sums[x] -= source[row + x] }
            }
            for x in 0..<width { field[y * width + x] = sums[x] * scale }
        }
    }
}
