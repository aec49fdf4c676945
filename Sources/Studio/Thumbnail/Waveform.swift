import CCairo

/// A sound's loudness over time as a row of bars.
enum Waveform {
    private static let pitch = 5.0
    private static let thickness = 3.0

    /// A fourth as high as wide.
    static func canvas(of sound: WAVFile, width: Int) throws(StudioError) -> Canvas {
        let canvas = try Canvas(width: width, height: max(1, width / 4))
        let pen = canvas.pen
        cairo_set_source_rgb(pen, 0.11, 0.13, 0.18)
        cairo_paint(pen)
        let count = max(1, Int((Double(width) - thickness) / pitch))
        let loudness = levels(sound, count)
        let loudest = max(loudness.max() ?? 0, 1)
        let middle = Double(canvas.height) / 2
        let left = (Double(width) - Double(count - 1) * pitch) / 2
        let dark = RGB(0x38b2ac)
        cairo_set_line_width(pen, thickness)
        cairo_set_line_cap(pen, CAIRO_LINE_CAP_ROUND)
        for (index, level) in loudness.enumerated() {
            let reach = max(0.01, level / loudest * (middle - 6))
            let colour = dark.blended(RGB(0x9f7aea), Float(index) / Float(count))
            cairo_set_source_rgb(pen, Double(colour.red), Double(colour.green), Double(colour.blue))
            cairo_move_to(pen, left + Double(index) * pitch, middle - reach)
            cairo_line_to(pen, left + Double(index) * pitch, middle + reach)
            cairo_stroke(pen)
        }
        return canvas
    }

    private static func levels(_ sound: WAVFile, _ count: Int) -> [Double] {
        (0..<count).map { index in
            let start = sound.samples.count * index / count
            let end = sound.samples.count * (index + 1) / count
            return Levels.rms(sound.samples, start..<end)
        }
    }
}
