/// One opaque pixel from colour parts 0…1, each rounded up or down by `dither` (0…1), so that gradients show no steps.
@inline(__always)
func pixel(_ colour: RGB, _ dither: Float = 0.5) -> UInt32 {
    let red = UInt32(min(max(colour.red * 255 + dither, 0), 255))
    let green = UInt32(min(max(colour.green * 255 + dither, 0), 255))
    let blue = UInt32(min(max(colour.blue * 255 + dither, 0), 255))
    return 0xff00_0000 | red << 16 | green << 8 | blue
}

/// A cheap grain for dithering: 0…1, without pattern.
@inline(__always)
func grain(_ x: Int, _ y: Int) -> Float {
    var hash = UInt32(truncatingIfNeeded: x) &* 0x9e37_79b1 ^ UInt32(truncatingIfNeeded: y) &* 0x85eb_ca77
    hash = (hash ^ (hash >> 15)) &* 0x2c1b_3c6d
    hash ^= hash >> 12
    return Float(hash >> 8) * 0x1p-24
}

extension RGB {
    /// Of an opaque pixel.
    @inline(__always)
    init(pixel: UInt32) {
        self.init(
            Float((pixel >> 16) & 255) * (1 / 255), Float((pixel >> 8) & 255) * (1 / 255),
            Float(pixel & 255) * (1 / 255))
    }
}

/// Colours between fixed stops at equal distances, looked up quickly.
struct Ramp: Sendable {
    private let steps: [RGB]

    init(_ stops: [RGB], count: Int = 256) {
        steps = (0..<count).map { index in
            let place = Float(index) / Float(count - 1) * Float(stops.count - 1)
            let lower = min(Int(place), stops.count - 2)
            return stops[lower].blended(stops[lower + 1], place - Float(lower))
        }
    }

    /// 0 the first stop … 1 the last.
    @inline(__always)
    func at(_ place: Float) -> RGB {
        let position = min(max(place, 0), 1) * Float(steps.count - 1)
        let lower = min(Int(position), steps.count - 2)
        return steps[lower].mixed(steps[lower + 1], position - Float(lower))
    }
}
