/// Gradient noise over the plane (after Perlin 2002) with its own hash, so that it needs no table.
struct Noise: Sendable {
    private let seed: UInt32

    init(_ dice: inout Dice) {
        seed = UInt32(truncatingIfNeeded: dice.next())
    }

    /// About −1…1, smooth, period none.
    @inline(__always)
    func at(_ x: Float, _ y: Float) -> Float {
        let floorX = x.rounded(.down)
        let floorY = y.rounded(.down)
        let column = Int32(truncatingIfNeeded: Int(floorX))
        let row = Int32(truncatingIfNeeded: Int(floorY))
        let dx = x - floorX
        let dy = y - floorY
        let fadeX = dx * dx * dx * (dx * (dx * 6 - 15) + 10)
        let fadeY = dy * dy * dy * (dy * (dy * 6 - 15) + 10)
        let top = slope(column, row, dx, dy)
        let topRight = slope(column &+ 1, row, dx - 1, dy)
        let bottom = slope(column, row &+ 1, dx, dy - 1)
        let bottomRight = slope(column &+ 1, row &+ 1, dx - 1, dy - 1)
        let upper = top + (topRight - top) * fadeX
        let lower = bottom + (bottomRight - bottom) * fadeX
        return (upper + (lower - upper) * fadeY) * 1.4
    }

    /// Several octaves, each half as strong and twice as fine: about −1…1.
    @inline(__always)
    func fractal(_ x: Float, _ y: Float, octaves: Int) -> Float {
        var sum: Float = 0
        var strength: Float = 0.55
        var u = x
        var v = y
        for _ in 0..<octaves {
            sum += strength * at(u, v)
            strength *= 0.5
            let turned = u * 1.6 + v * 1.2
            v = v * 1.6 - u * 1.2 + 17.3
            u = turned
        }
        return sum
    }

    /// Sharp crests, 0…1, as of mountains.
    @inline(__always)
    func ridged(_ x: Float, _ y: Float, octaves: Int) -> Float {
        var sum: Float = 0
        var strength: Float = 0.5
        var u = x
        var v = y
        for _ in 0..<octaves {
            sum += strength * (1 - abs(at(u, v)))
            strength *= 0.5
            u = u * 2.03 + 11.1
            v = v * 2.03 + 5.7
        }
        return sum
    }

    @inline(__always)
    private func slope(_ column: Int32, _ row: Int32, _ dx: Float, _ dy: Float) -> Float {
        var hash = UInt32(bitPattern: column) &* 0x9e37_79b1 ^ UInt32(bitPattern: row) &* 0x85eb_ca77 ^ seed
        hash = (hash ^ (hash >> 15)) &* 0x2c1b_3c6d
        hash ^= hash >> 12
        let first: Float = (hash & 1) == 0 ? dx : -dx
        let second: Float = (hash & 2) == 0 ? dy : -dy
        switch hash & 12 {
        case 0: return first + second
        case 4: return first * 1.35 + second * 0.42
        case 8: return first * 0.42 + second * 1.35
        default: return (hash & 16) == 0 ? first * 1.41 : second * 1.41
        }
    }
}

/// 0 below `low`, 1 above `high`, smooth between.
@inline(__always)
func smoothstep(_ low: Float, _ high: Float, _ value: Float) -> Float {
    let part = min(max((value - low) / (high - low), 0), 1)
    return part * part * (3 - 2 * part)
}
