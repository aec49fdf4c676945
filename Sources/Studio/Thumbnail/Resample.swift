import Glibc

/// Scales down by weighing every source pixel (a triangle as wide as two target pixels), first across, then down.
enum Resample {
    static func scaled(_ bitmap: Bitmap, to width: Int, _ height: Int) throws(StudioError) -> Canvas {
        let canvas = try Canvas(width: width, height: height)
        let across = taps(bitmap.width, width)
        let down = taps(bitmap.height, height)
        // Only the rows that a target row needs are held, so that a large picture needs little memory.
        var rows: [Int: [Float]] = [:]
        canvas.pixels { pixels in
            for y in 0..<height {
                let tap = down[y]
                rows = rows.filter { $0.key >= tap.first }
                var line = [Float](repeating: 0, count: width * 4)
                for (offset, weight) in tap.weights.enumerated() {
                    let source = tap.first + offset
                    let row = rows[source] ?? narrowed(bitmap, source, across)
                    rows[source] = row
                    for index in line.indices { line[index] += row[index] * weight }
                }
                for x in 0..<width { pixels[y * width + x] = opaque(line, x * 4) }
            }
        }
        return canvas
    }

    private struct Tap {
        var first: Int
        var weights: [Float]
    }

    private static func taps(_ from: Int, _ to: Int) -> [Tap] {
        let scale = Double(from) / Double(to)
        let reach = max(scale, 1)
        return (0..<to).map { target in
            let centre = (Double(target) + 0.5) * scale - 0.5
            let first = max(0, Int((centre - reach).rounded(.up)))
            let last = min(from - 1, Int((centre + reach).rounded(.down)))
            var weights = (first...max(first, last)).map { Float(max(0, 1 - abs(Double($0) - centre) / reach)) }
            let sum = weights.reduce(0, +)
            if sum > 0 { weights = weights.map { $0 / sum } } else { weights = [1] }
            return Tap(first: first, weights: weights)
        }
    }

    /// One row across: premultiplied, so that what is transparent gives no colour.
    private static func narrowed(_ bitmap: Bitmap, _ y: Int, _ taps: [Tap]) -> [Float] {
        var row = [Float](repeating: 0, count: taps.count * 4)
        let start = y * bitmap.width * 4
        for (x, tap) in taps.enumerated() {
            for (offset, weight) in tap.weights.enumerated() {
                let at = start + (tap.first + offset) * 4
                let alpha = Float(bitmap.bytes[at + 3]) * (1 / 255)
                row[x * 4] += Float(bitmap.bytes[at]) * alpha * weight
                row[x * 4 + 1] += Float(bitmap.bytes[at + 1]) * alpha * weight
                row[x * 4 + 2] += Float(bitmap.bytes[at + 2]) * alpha * weight
                row[x * 4 + 3] += alpha * weight
            }
        }
        return row
    }

    /// On white, as a page shows it.
    private static func opaque(_ line: [Float], _ at: Int) -> UInt32 {
        let white = 255 * (1 - line[at + 3])
        func part(_ value: Float) -> UInt32 { UInt32(min(max(value + white + 0.5, 0), 255)) }
        return 0xff00_0000 | part(line[at]) << 16 | part(line[at + 1]) << 8 | part(line[at + 2])
    }
}
