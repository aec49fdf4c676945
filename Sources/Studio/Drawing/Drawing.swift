/// Something that can be drawn: a hundred units high, `aspect` times as wide, standing on its lower edge. Creatures and
/// vehicles look to the left, as the vector art does.
struct Drawing {
    var aspect: Double
    var draw: (Sketch) -> Void
    /// Colours of the art that shine in the dark by themselves.
    var shining: [RGB] = []
    /// How far paint may reach beyond the box, in parts of its height: hats above heads.
    var overhang = 0.12

    static let height = 100.0
    var width: Double { aspect * Drawing.height }
}

/// What a drawing is drawn with: the canvas, scaled to its units, and how the picture wants it.
struct Sketch {
    let canvas: Canvas
    /// The second canvas takes what shines by itself; nil in daylight.
    let lights: Canvas?
    var style: Style

    /// Draws a shape that is lit from within at night: windows, lamps.
    func shine(_ colour: RGB, by day: RGB, _ path: (Canvas) -> Void) {
        path(canvas)
        canvas.fill(lights == nil ? day : colour)
        guard let lights else { return }
        path(lights)
        lights.fill(colour)
    }
}

/// How the picture wants its drawings.
struct Style: Sendable {
    var tint: RGB?
    var season = Season.summer
    var isSnowy = false
    var isDark = false
    var dice: Dice
}
