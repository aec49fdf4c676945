/// Pictures of small pieces: square pixels, panes of glass.
struct TileMedia {
    let unit: Float
    let dice: Dice

    /// Squares of few colours, mixed by a pattern.
    func pixel(_ raster: inout Raster) {
        let side = max(4, (8.5 * unit).pixels)
        let pattern: [Float] = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5]
        let source = raster
        for top in stride(from: 0, to: raster.height, by: side) {
            for left in stride(from: 0, to: raster.width, by: side) {
                let bottom = min(top + side, raster.height)
                let right = min(left + side, raster.width)
                let mean = Self.mean(source, left, top, right, bottom).saturated(1.3)
                let lift = (pattern[(top / side) % 4 * 4 + (left / side) % 4] / 16 - 0.5) * 0.055
                let tone = RGB(level(mean.red + lift), level(mean.green + lift), level(mean.blue + lift))
                for y in top..<bottom {
                    for x in left..<right { raster[y * raster.width + x] = tone }
                }
            }
        }
    }

    private func level(_ light: Float) -> Float { min(max((light * 7).rounded() / 7, 0), 1) }

    private static func mean(_ raster: Raster, _ left: Int, _ top: Int, _ right: Int, _ bottom: Int) -> RGB {
        var sum = RGB.black
        for y in top..<bottom {
            for x in left..<right { sum = sum + raster[y * raster.width + x] }
        }
        return sum * (1 / Float((right - left) * (bottom - top)))
    }

    /// Panes of glass between leads: cells round points that are thrown into a grid.
    func mosaic(_ raster: inout Raster) {
        let side = max(8, 24 * unit)
        let columns = Int(Float(raster.width) / side) + 3
        let rows = Int(Float(raster.height) / side) + 3
        var own = dice.fork("panes")
        let points = (0..<(columns * rows)).map { index in
            let x = (Float(index % columns) - 1 + Float(own.number(0.12...0.88))) * side
            let y = (Float(index / columns) - 1 + Float(own.number(0.12...0.88))) * side
            return (x: x, y: y, light: Float(own.number(0.86...1.16)))
        }
        let source = raster
        let panes = points.map { point in
            let x = min(max(Int(point.x), 1), raster.width - 2)
            let y = min(max(Int(point.y), 1), raster.height - 2)
            return (Self.mean(source, x - 1, y - 1, x + 2, y + 2).saturated(1.5) * point.light).clamped
        }
        let lead = max(1, 2.2 * unit)
        raster.map { _, x, y, _ in
            let column = Int(Float(x) / side) + 1
            let row = Int(Float(y) / side) + 1
            var (first, second, pane) = (Float.infinity, Float.infinity, 0)
            for index in [-1, 0, 1].flatMap({ dy in [-1, 0, 1].map { (row + dy) * columns + column + $0 } }) {
                guard points.indices.contains(index) else { continue }
                let dx = points[index].x - Float(x)
                let dy = points[index].y - Float(y)
                let away = (dx * dx + dy * dy).squareRoot()
                if away < first {
                    (first, second, pane) = (away, first, index)
                } else if away < second {
                    second = away
                }
            }
            return panes[pane].mixed(RGB(0.08, 0.08, 0.1), smoothstep(lead, lead * 0.4, second - first) * 0.9)
        }
    }
}
