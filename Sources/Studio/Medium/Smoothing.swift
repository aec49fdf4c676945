/// Smooths a picture into patches with clear edges, as of a brush (Kuwahara, Hachimura and Kinoshita 1976): each pixel
/// becomes the mean of the calmest of the four squares that meet in it.
struct Smoothing {
    private let width: Int
    private let height: Int
    /// Sums over everything above and to the left; they may wrap round, the differences are right all the same.
    private var sums: [[UInt32]]
    private var squares: [UInt32]

    init(_ raster: Raster) {
        width = raster.width
        height = raster.height
        let (width, height) = (raster.width, raster.height)
        let stride = width + 1
        let blank = [UInt32](repeating: 0, count: stride * (height + 1))
        sums = [blank, blank, blank]
        squares = blank
        for (plane, values) in [raster.red, raster.green, raster.blue].enumerated() {
            Smoothing.add(values, width, height, into: &sums[plane]) { $0 }
        }
        Smoothing.add(raster.luma, width, height, into: &squares) { $0 &* $0 }
    }

    private static func add(
        _ values: [Float], _ width: Int, _ height: Int, into sums: inout [UInt32], _ power: (UInt32) -> UInt32
    ) {
        let stride = width + 1
        for y in 0..<height {
            var row: UInt32 = 0
            for x in 0..<width {
                row &+= power(UInt32(min(max(values[y * width + x], 0), 1) * 255))
                sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1] &+ row
            }
        }
    }

    func applied(to raster: Raster, radius: Int) -> Raster {
        var result = raster
        for y in 0..<height {
            let above = max(0, y - radius)
            let below = min(height, y + radius + 1)
            for x in 0..<width {
                let left = max(0, x - radius)
                let right = min(width, x + radius + 1)
                var best = Float.infinity
                for (top, bottom) in [(above, y + 1), (y, below)] {
                    for (start, end) in [(left, x + 1), (x, right)] {
                        let patch = patch(start, top, end, bottom)
                        if patch.variance < best {
                            best = patch.variance
                            result[y * width + x] = patch.mean
                        }
                    }
                }
            }
        }
        return result
    }

    @inline(__always)
    private func patch(_ left: Int, _ top: Int, _ right: Int, _ bottom: Int) -> (mean: RGB, variance: Float) {
        let stride = width + 1
        let (a, b) = (top * stride + left, top * stride + right)
        let (c, d) = (bottom * stride + left, bottom * stride + right)
        let scale = 1 / Float((right - left) * (bottom - top))
        @inline(__always) func total(_ sums: [UInt32]) -> Float {
            Float(sums[d] &- sums[b] &- sums[c] &+ sums[a]) * scale
        }
        let mean = RGB(total(sums[0]), total(sums[1]), total(sums[2])) * (1 / 255)
        let light = mean.luma * 255
        return (mean, total(squares) - light * light)
    }
}
