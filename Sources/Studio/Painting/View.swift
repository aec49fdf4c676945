/// The picture's frame and what every painter needs to know of it. Lengths are pixels.
struct View: Sendable {
    let width: Int
    let height: Int
    /// Where the ground meets the sky.
    let horizon: Double
    /// A thousandth of the picture's size, so that strokes look alike at any size.
    let unit: Double
    let setting: Setting
    let air: Atmosphere
    let dice: Dice
    /// Cherry blossom is about.
    let petals: Bool

    init(width: Int, height: Int, horizon: Double, setting: Setting, air: Atmosphere, dice: Dice, petals: Bool = false)
    {
        self.width = width
        self.height = height
        self.horizon = horizon
        self.setting = setting
        self.air = air
        self.dice = dice
        self.petals = petals
        unit = (Double(width) * Double(height)).squareRoot() / 1000
    }

    var wide: Double { Double(width) }
    var high: Double { Double(height) }
    var light: Point { Point(air.source.x * wide, air.source.y * high) }

    /// How near a line of the ground is: 0 at the horizon, 1 at the lower edge.
    func nearness(_ y: Double) -> Double { min(max((y - horizon) / (high - horizon), 0), 1) }

    /// The line of the ground at a nearness.
    func line(_ nearness: Double) -> Double { horizon + (high - horizon) * nearness }
}
