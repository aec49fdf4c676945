/// A picture as three planes of light 0…1, for what is done to it as a whole.
struct Raster {
    let width: Int
    let height: Int
    var red: [Float]
    var green: [Float]
    var blue: [Float]

    init(_ canvas: Canvas) {
        width = canvas.width
        height = canvas.height
        let count = width * height
        red = [Float](repeating: 0, count: count)
        green = red
        blue = red
        canvas.pixels { pixels in
            for index in 0..<count {
                let tone = RGB(pixel: pixels[index])
                (red[index], green[index], blue[index]) = (tone.red, tone.green, tone.blue)
            }
        }
    }

    @inline(__always)
    subscript(index: Int) -> RGB {
        get { RGB(red[index], green[index], blue[index]) }
        set { (red[index], green[index], blue[index]) = (newValue.red, newValue.green, newValue.blue) }
    }

    func write(to canvas: Canvas) {
        canvas.pixels { pixels in
            for index in 0..<(width * height) { pixels[index] = pixel(self[index].clamped) }
        }
    }

    var luma: [Float] { red.indices.map { self[$0].luma } }

    /// How sharply light changes at each pixel, 0…1 and more; `soft` blurs first.
    func edges(soft radius: Int) -> [Float] {
        var light = luma
        if radius > 0 {
            Blur.rows(&light, width, height, radius)
            Blur.columns(&light, width, height, radius)
        }
        var edges = [Float](repeating: 0, count: light.count)
        for y in 1..<(height - 1) {
            for x in 1..<(width - 1) {
                let at = y * width + x
                let across =
                    light[at - width + 1] + 2 * light[at + 1] + light[at + width + 1] - light[at - width - 1]
                    - 2 * light[at - 1] - light[at + width - 1]
                let down =
                    light[at + width - 1] + 2 * light[at + width] + light[at + width + 1] - light[at - width - 1]
                    - 2 * light[at - width] - light[at - width + 1]
                edges[at] = (across * across + down * down).squareRoot()
            }
        }
        return edges
    }

    /// Every pixel by what it is given: its index, its place, its colour.
    mutating func map(_ change: (Int, Int, Int, RGB) -> RGB) {
        for y in 0..<height {
            for x in 0..<width {
                let index = y * width + x
                self[index] = change(index, x, y, self[index])
            }
        }
    }

    /// How deep inside a frame of the given width a pixel lies: 0 on the frame, 1 within; ragged by the noise.
    @inline(__always)
    func inside(_ x: Int, _ y: Int, frame: Float, ragged: Float, _ noise: Noise) -> Float {
        let away = Float(min(min(x, width - 1 - x), min(y, height - 1 - y)))
        guard away < frame * 2.2 else { return 1 }
        let rough = ragged * noise.fractal(Float(x) / (frame * 2), Float(y) / (frame * 2), octaves: 3)
        return smoothstep(frame * 0.86, frame * 1.06, away + rough * frame)
    }
}
