import Glibc

/// A colour in sRGB, each part 0…1 (more is cut when it is painted).
struct RGB: Sendable, Hashable {
    var red: Float
    var green: Float
    var blue: Float

    init(_ red: Float, _ green: Float, _ blue: Float) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// `0xRRGGBB`
    init(_ hex: UInt32) {
        red = Float((hex >> 16) & 255) / 255
        green = Float((hex >> 8) & 255) / 255
        blue = Float(hex & 255) / 255
    }

    static let white = RGB(1, 1, 1)
    static let black = RGB(0, 0, 0)

    var luma: Float { 0.299 * red + 0.587 * green + 0.114 * blue }

    static func * (colour: RGB, factor: Float) -> RGB {
        RGB(colour.red * factor, colour.green * factor, colour.blue * factor)
    }

    static func * (left: RGB, right: RGB) -> RGB {
        RGB(left.red * right.red, left.green * right.green, left.blue * right.blue)
    }

    static func + (left: RGB, right: RGB) -> RGB {
        RGB(left.red + right.red, left.green + right.green, left.blue + right.blue)
    }

    /// A straight mix in sRGB: quick, for pixels.
    @inline(__always)
    func mixed(_ other: RGB, _ amount: Float) -> RGB {
        RGB(
            red + (other.red - red) * amount, green + (other.green - green) * amount,
            blue + (other.blue - blue) * amount)
    }

    /// A mix that keeps its colour on the way (in Oklab): for gradients.
    func blended(_ other: RGB, _ amount: Float) -> RGB {
        let from = Oklab(self)
        let to = Oklab(other)
        return Oklab(
            lightness: from.lightness + (to.lightness - from.lightness) * amount,
            a: from.a + (to.a - from.a) * amount, b: from.b + (to.b - from.b) * amount
        ).rgb
    }

    func lighter(_ amount: Float) -> RGB { mixed(.white, amount) }
    func darker(_ amount: Float) -> RGB { self * (1 - amount) }

    /// 0 is grey, 1 unchanged, more is stronger.
    func saturated(_ amount: Float) -> RGB {
        let grey = luma
        return RGB(grey, grey, grey).mixed(self, amount).clamped
    }

    var clamped: RGB {
        RGB(min(max(red, 0), 1), min(max(green, 0), 1), min(max(blue, 0), 1))
    }
}

/// Oklab (Björn Ottosson 2020): a space in which equal steps look equal.
struct Oklab: Sendable, Hashable {
    var lightness: Float
    var a: Float
    var b: Float

    init(lightness: Float, a: Float, b: Float) {
        self.lightness = lightness
        self.a = a
        self.b = b
    }

    init(_ colour: RGB) {
        let red = Oklab.linear(colour.red)
        let green = Oklab.linear(colour.green)
        let blue = Oklab.linear(colour.blue)
        let long = cbrtf(0.412_221_47 * red + 0.536_332_54 * green + 0.051_445_993 * blue)
        let medium = cbrtf(0.211_903_5 * red + 0.680_699_55 * green + 0.107_396_96 * blue)
        let short = cbrtf(0.088_302_46 * red + 0.281_718_85 * green + 0.629_978_7 * blue)
        lightness = 0.210_454_26 * long + 0.793_617_8 * medium - 0.004_072_047 * short
        a = 1.977_998_5 * long - 2.428_592_2 * medium + 0.450_593_7 * short
        b = 0.025_904_037 * long + 0.782_771_77 * medium - 0.808_675_77 * short
    }

    var chroma: Float { (a * a + b * b).squareRoot() }

    var rgb: RGB {
        let long = lightness + 0.396_337_78 * a + 0.215_803_76 * b
        let medium = lightness - 0.105_561_346 * a - 0.063_854_17 * b
        let short = lightness - 0.089_484_18 * a - 1.291_485_5 * b
        let l = long * long * long
        let m = medium * medium * medium
        let s = short * short * short
        let red: Float = 4.076_741_7 * l - 3.307_711_6 * m + 0.230_969_93 * s
        let green: Float = -1.268_438 * l + 2.609_757_4 * m - 0.341_319_4 * s
        let blue: Float = -0.004_196_086_3 * l - 0.703_418_6 * m + 1.707_614_7 * s
        return RGB(Oklab.curved(red), Oklab.curved(green), Oklab.curved(blue)).clamped
    }

    private static func linear(_ value: Float) -> Float {
        value <= 0.040_45 ? value / 12.92 : powf((value + 0.055) / 1.055, 2.4)
    }

    private static func curved(_ value: Float) -> Float {
        value <= 0.003_130_8 ? value * 12.92 : 1.055 * powf(value, 1 / 2.4) - 0.055
    }
}
