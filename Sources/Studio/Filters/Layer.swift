/// One value a pixel, 0…1, in rows.
struct Layer {
    let width: Int
    let height: Int
    var values: [Float]

    /// The mean over a box of `2 × radius + 1` pixels, `passes` times: three are nearly a Gaussian.
    func blurred(_ radius: Int, passes: Int = 3) -> Layer {
        guard radius > 0 else { return self }
        var layer = self
        for _ in 0..<passes { layer = layer.meanAcross(radius).meanDown(radius) }
        return layer
    }

    private func meanAcross(_ radius: Int) -> Layer {
        var result = self
        values.withUnsafeBufferPointer { source in
            result.values.withUnsafeMutableBufferPointer { target in
                for y in 0..<height {
                    Layer.mean(source, target, from: y * width, step: 1, count: width, radius)
                }
            }
        }
        return result
    }

    /// All columns at once, row by row, because memory is read in rows.
    private func meanDown(_ radius: Int) -> Layer {
        var result = self
        let part = 1 / Float(2 * radius + 1)
        var sums = [Float](repeating: 0, count: width)
        values.withUnsafeBufferPointer { source in
            result.values.withUnsafeMutableBufferPointer { target in
                for offset in -radius...radius {
                    let row = min(max(offset, 0), height - 1) * width
                    for x in 0..<width { sums[x] += source[row + x] }
                }
                for y in 0..<height {
                    let leaving = max(y - radius, 0) * width
                    let coming = min(y + radius + 1, height - 1) * width
                    for x in 0..<width {
                        target[y * width + x] = sums[x] * part
                        sums[x] += source[coming + x] - source[leaving + x]
                    }
                }
            }
        }
        return result
    }

    @inline(__always)
    private static func mean(
        _ source: UnsafeBufferPointer<Float>, _ target: UnsafeMutableBufferPointer<Float>, from start: Int, step: Int,
        count: Int, _ radius: Int
    ) {
        let part = 1 / Float(2 * radius + 1)
        var sum: Float = 0
        for offset in -radius...radius { sum += source[start + min(max(offset, 0), count - 1) * step] }
        for index in 0..<count {
            target[start + index * step] = sum * part
            let coming = min(index + radius + 1, count - 1)
            sum += source[start + coming * step] - source[start + max(index - radius, 0) * step]
        }
    }

    /// How steep it is at each place (Sobel's operator), 0…about 4.
    func edges() -> Layer {
        var result = Layer(width: width, height: height, values: [Float](repeating: 0, count: values.count))
        guard width > 2, height > 2 else { return result }
        for y in 1..<height - 1 {
            for x in 1..<width - 1 {
                let at = y * width + x
                let (above, below) = (at - width, at + width)
                let left = values[above - 1] + 2 * values[at - 1] + values[below - 1]
                let right = values[above + 1] + 2 * values[at + 1] + values[below + 1]
                let top = values[above - 1] + 2 * values[above] + values[above + 1]
                let bottom = values[below - 1] + 2 * values[below] + values[below + 1]
                result.values[at] = ((right - left) * (right - left) + (bottom - top) * (bottom - top)).squareRoot()
            }
        }
        return result
    }
}

/// A picture as three layers.
struct Planes {
    var red: Layer
    var green: Layer
    var blue: Layer

    var width: Int { red.width }
    var height: Int { red.height }

    init(_ canvas: Canvas) {
        let count = canvas.width * canvas.height
        var parts = (0..<3).map { _ in [Float](repeating: 0, count: count) }
        canvas.pixels { pixels in
            for index in 0..<count {
                let pixel = pixels[index]
                parts[0][index] = Float(pixel >> 16 & 255) * (1 / 255)
                parts[1][index] = Float(pixel >> 8 & 255) * (1 / 255)
                parts[2][index] = Float(pixel & 255) * (1 / 255)
            }
        }
        red = Layer(width: canvas.width, height: canvas.height, values: parts[0])
        green = Layer(width: canvas.width, height: canvas.height, values: parts[1])
        blue = Layer(width: canvas.width, height: canvas.height, values: parts[2])
    }

    var luma: Layer {
        var layer = red
        for index in layer.values.indices {
            layer.values[index] =
                0.299 * red.values[index] + 0.587 * green.values[index] + 0.114 * blue.values[index]
        }
        return layer
    }

    func blurred(_ radius: Int) -> Planes {
        var planes = self
        planes.red = red.blurred(radius)
        planes.green = green.blurred(radius)
        planes.blue = blue.blurred(radius)
        return planes
    }

    @inline(__always)
    subscript(_ index: Int) -> RGB {
        get { RGB(red.values[index], green.values[index], blue.values[index]) }
        set {
            red.values[index] = newValue.red
            green.values[index] = newValue.green
            blue.values[index] = newValue.blue
        }
    }

    /// Each pixel anew.
    mutating func change(_ body: (RGB, Int) -> RGB) {
        for index in red.values.indices { self[index] = body(self[index], index) }
    }

    func canvas() throws(StudioError) -> Canvas {
        let canvas = try Canvas(width: width, height: height)
        canvas.pixels { pixels in
            for index in red.values.indices { pixels[index] = pixel(self[index], grain(index % width, index / width)) }
        }
        return canvas
    }
}
