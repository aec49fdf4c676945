/// The colours of air and light in a setting. All of the picture is lit by this one value.
struct Atmosphere: Sendable {
    /// From the zenith to the horizon.
    var sky: [RGB]
    /// What far things fade into.
    var haze: RGB
    /// Light from everywhere, and from the sun, the moon or a lamp; they multiply a thing's own colour and add up.
    var ambient: RGB
    var key: RGB
    /// Where the light comes from, in parts of the picture's size.
    var source: Point
    /// The disc in the sky; nil when clouds or a ceiling hide it.
    var disc: RGB?
    var cloudLight: RGB
    var cloudShade: RGB
    /// 0 no clouds … 1 closed.
    var cover: Float
    var isDark: Bool
    /// 0 clear air … 1 thick fog.
    var fog: Float
    /// How much larger than usual the sun or the moon is.
    var discScale = 1.0

    /// A surface of this colour in this light; `amount` of the key light falls on it.
    func lit(_ colour: RGB, _ amount: Float = 0.7) -> RGB {
        colour * (ambient + key * amount)
    }

    /// The surface seen through the air; distance 0 near … 1 at the horizon.
    func distant(_ colour: RGB, _ distance: Float, _ amount: Float = 0.7) -> RGB {
        lit(colour, amount).mixed(haze, min(1, distance * (0.85 + fog * 0.5) + fog * 0.12))
    }

    /// Things that somebody asked for stay readable in the dark.
    func litSubject(_ amount: Float) -> RGB {
        let light = ambient + key * amount
        return isDark ? light.mixed(RGB(1, 0.94, 0.9), 0.5) : light.mixed(.white, 0.08)
    }
}

extension Atmosphere {
    init(_ setting: Setting, dice: inout Dice) {
        self = Atmosphere.clear(setting, &dice)
        cover = 0.28 + Float(dice.number(-0.1...0.12))
        switch setting.weather {
        case .clear: break
        case .wind: cover = 0.45
        case .cloudy: overcast(0.55, cover: 0.75)
        case .rain: overcast(0.72, cover: 0.85)
        case .storm:
            overcast(0.8, cover: 0.92)
            dim(0.8)
        case .snow: overcast(0.6, cover: 0.8)
        case .fog:
            overcast(0.6, cover: 0.5)
            fog = 0.75
        }
        if setting.medium == .neon, isDark, !setting.isAirless { synthetic() }
        if isDark, setting.shows(.city) || setting.place == .street || setting.place == .village { glowFromBelow() }
        if setting.sky.contains(.clouds) { cover = max(cover, 0.5) }
        if setting.sky.contains(.stars) || setting.sky.contains(.aurora), setting.weather == .clear { cover = 0.12 }
        if setting.mood == .gloomy { dim(0.85) }
        tint(setting)
    }

    private static func clear(_ setting: Setting, _ dice: inout Dice) -> Atmosphere {
        let side: Double = dice.chance(0.5) ? dice.number(0.18...0.34) : dice.number(0.66...0.82)
        switch setting.place {
        case .mars: return mars(setting.time, side)
        case .moon, .space: return airless(side)
        case .underwater: return underwater(setting.time)
        default: break
        }
        switch setting.time {
        case .dawn:
            return Atmosphere(
                sky: [0x4f78c4, 0x8f9fdb, 0xdcb3cf, 0xf9c3a4, 0xffe2b0].map { RGB($0) }, haze: RGB(0xf3cdbd),
                ambient: RGB(0.6, 0.56, 0.66), key: RGB(0.5, 0.38, 0.27), source: Point(side, 0.5),
                disc: RGB(0xfff1c9), cloudLight: RGB(0xffd9c2), cloudShade: RGB(0xa793c4), cover: 0.3, isDark: false,
                fog: 0.06)
        case .day:
            return daylight(side, dice.pick([0, 0, 1, 2]), isSunny: setting.sky.contains(.sun))
        case .sunset:
            return Atmosphere(
                sky: [0x2b2a63, 0x5d3a80, 0xb44d74, 0xf07e52, 0xffc66b].map { RGB($0) }, haze: RGB(0xe08a63),
                ambient: RGB(0.5, 0.4, 0.53), key: RGB(0.72, 0.42, 0.22), source: Point(side, 0.47),
                disc: RGB(0xffe6a1), cloudLight: RGB(0xffa66b), cloudShade: RGB(0x6b3f72), cover: 0.35, isDark: false,
                fog: 0.04)
        case .night:
            return Atmosphere(
                sky: [0x050a22, 0x0a1638, 0x122658, 0x1e3d78, 0x355b92].map { RGB($0) }, haze: RGB(0x24406f),
                ambient: RGB(0.25, 0.32, 0.52), key: RGB(0.3, 0.36, 0.46), source: Point(side, 0.2),
                disc: RGB(0xf6f0da), cloudLight: RGB(0x5a74a8), cloudShade: RGB(0x131f42), cover: 0.22, isDark: true,
                fog: 0.02)
        }
    }

    /// High noon, a soft morning, a warm afternoon.
    private static func daylight(_ side: Double, _ kind: Int, isSunny: Bool) -> Atmosphere {
        let skies: [[UInt32]] = [
            [0x2574cf, 0x4a97e4, 0x85c0f2, 0xb9dff8, 0xe2f3fb], [0x3f8fcf, 0x6db3e0, 0xa3d3ea, 0xcfe9ee, 0xf3f3e4],
            [0x3a7fc6, 0x6ba6dc, 0xa9cbe4, 0xdcdcd2, 0xf8e3bc],
        ]
        let hazes: [UInt32] = [0xc6e1f3, 0xdcebe8, 0xeadfc8]
        let keys = [RGB(0.55, 0.5, 0.42), RGB(0.52, 0.49, 0.43), RGB(0.62, 0.5, 0.34)]
        return Atmosphere(
            sky: skies[kind].map { RGB($0) }, haze: RGB(hazes[kind]), ambient: RGB(0.62, 0.66, 0.72), key: keys[kind],
            source: Point(side, kind == 0 ? 0.13 : kind == 1 ? 0.2 : 0.27),
            disc: kind == 1 && !isSunny ? nil : RGB(kind == 2 ? 0xfff3d0 : 0xfffbe6),
            cloudLight: RGB(kind == 2 ? 0xfff6e6 : 0xffffff), cloudShade: RGB(kind == 2 ? 0xb4b6c6 : 0xa9c3de),
            cover: 0.3, isDark: false, fog: kind == 1 ? 0.03 : 0)
    }

    private static func mars(_ time: DayTime, _ side: Double) -> Atmosphere {
        let night = time == .night
        let low = time == .sunset || time == .dawn
        return Atmosphere(
            sky: (night
                ? [0x0c0608, 0x1d0f10, 0x35191a, 0x552a22, 0x7a4230]
                : [0x7a4028, 0xa85f38, 0xd08a56, 0xe8b27e, 0xf7d7a8]).map { RGB($0) },
            haze: RGB(night ? 0x4a241c : low ? 0xd99a68 : 0xe3b183),
            ambient: night ? RGB(0.34, 0.27, 0.32) : RGB(0.62, 0.5, 0.44),
            key: night ? RGB(0.2, 0.16, 0.2) : RGB(0.62, 0.48, 0.34), source: Point(side, low ? 0.45 : 0.2),
            disc: RGB(0xfff3dc), cloudLight: RGB(0xe9b98a), cloudShade: RGB(0x9c5a3a), cover: 0.2, isDark: night,
            fog: 0.08)
    }

    private static func airless(_ side: Double) -> Atmosphere {
        Atmosphere(
            sky: [0x02030a, 0x04061a, 0x070a24, 0x0a0f2e, 0x0d1336].map { RGB($0) }, haze: RGB(0x4a5068),
            ambient: RGB(0.42, 0.44, 0.54), key: RGB(0.72, 0.7, 0.66), source: Point(side, 0.2), disc: nil,
            cloudLight: RGB(0x8a90b0), cloudShade: RGB(0x202440), cover: 0, isDark: true, fog: 0)
    }

    private static func underwater(_ time: DayTime) -> Atmosphere {
        let dark = time == .night
        return Atmosphere(
            sky: (dark
                ? [0x155a78, 0x0d3f62, 0x082b4c, 0x051d38, 0x031228]
                : [0x9ae9e6, 0x46bfd0, 0x1f8fb4, 0x14658f, 0x0c4470]).map { RGB($0) },
            haze: RGB(dark ? 0x0a2f50 : 0x1c7ca4), ambient: dark ? RGB(0.3, 0.42, 0.56) : RGB(0.52, 0.72, 0.78),
            key: RGB(0.36, 0.42, 0.4), source: Point(0.42, -0.1), disc: nil, cloudLight: .white, cloudShade: .white,
            cover: 0, isDark: dark, fog: 0.2)
    }

    private mutating func overcast(_ amount: Float, cover: Float) {
        let grey: RGB = isDark ? RGB(0x2a364c) : RGB(0xa3b0bb).mixed(haze, 0.35)
        sky = sky.enumerated().map { index, colour in
            colour.blended(grey * (0.78 + 0.06 * Float(index)), amount)
        }
        haze = haze.blended(grey * 1.02, amount)
        cloudLight = cloudLight.blended(grey * 1.2, amount * 0.8)
        cloudShade = cloudShade.blended(grey * 0.7, amount * 0.8)
        key = key * (1 - amount * 0.6)
        ambient = ambient.mixed(RGB(ambient.luma, ambient.luma, ambient.luma * 1.04), amount * 0.5) * 0.97
        disc = amount > 0.65 ? nil : disc.map { $0.mixed(grey, amount * 0.6) }
        self.cover = cover
        fog = max(fog, amount * 0.18)
    }

    /// The lights of a town in the air above it.
    private mutating func glowFromBelow() {
        let lamps = RGB(0xb88a78)
        for (index, amount) in [Float(0), 0.08, 0.2, 0.36, 0.5].enumerated() {
            sky[index] = sky[index].blended(lamps, amount)
        }
        haze = haze.blended(RGB(0x6a6488), 0.6)
        cloudLight = cloudLight.blended(RGB(0x8a7a8c), 0.5)
        ambient = ambient + RGB(0.12, 0.08, 0.03)
    }

    /// A night of neon: violet above, magenta over the roofs.
    private mutating func synthetic() {
        sky = [0x0a0420, 0x1c0a40, 0x43136e, 0x8a2490, 0xf0509c].map { RGB($0) }
        haze = RGB(0x54207a)
        cloudLight = RGB(0x7a3aa0)
        cloudShade = RGB(0x220c46)
        ambient = RGB(0.4, 0.32, 0.6)
    }

    private mutating func dim(_ factor: Float) {
        sky = sky.map { $0 * factor }
        haze = haze * factor
        ambient = ambient * (0.4 + 0.6 * factor)
        cloudLight = cloudLight * factor
        cloudShade = cloudShade * factor
    }

    private mutating func tint(_ setting: Setting) {
        for (part, strength) in [(TintedPart.sky, Float(0.55)), (.all, 0.4), (.light, 0.35)] {
            guard let tint = setting.tints[part] else { continue }
            let colour = Pigments.colour(of: tint, nth: 0)
            sky = sky.map { $0.blended(colour * (0.35 + 0.75 * $0.luma), strength) }
            haze = haze.blended(colour, strength * 0.6)
            cloudLight = cloudLight.blended(colour.lighter(0.5), strength * 0.6)
            key = key.mixed(key * (colour.mixed(.white, 0.4)), strength)
        }
        if let moon = setting.tints[.moon] { disc = Pigments.colour(of: moon, nth: 0).lighter(0.15) }
        if let sun = setting.tints[.sun] { disc = Pigments.colour(of: sun, nth: 0).lighter(0.08) }
        if let clouds = setting.tints[.clouds] {
            cloudLight = cloudLight.blended(Pigments.colour(of: clouds, nth: 0), 0.85)
            cloudShade = cloudShade.blended(Pigments.colour(of: clouds, nth: 0).darker(0.3), 0.7)
            cover = max(cover, 0.5)
        }
    }
}

/// Named colours as paint.
enum Pigments {
    private static let named: [String: UInt32] = [
        "red": 0xd8282f, "blue": 0x2f72d6, "green": 0x46a049, "yellow": 0xf8c934, "orange": 0xf28a1f,
        "purple": 0x8748c0, "pink": 0xf27fb2, "white": 0xf5f5f2, "black": 0x2b2c33, "grey": 0x8b949c, "brown": 0x8a5733,
        "gold": 0xe2ae34, "silver": 0xc3cad2, "turquoise": 0x2fbcb4, "beige": 0xe4d1ab,
    ]
    private static let motley: [UInt32] = [
        0xe2453f, 0xf6b72c, 0x3f9fdc, 0x58b257, 0xa05bc4, 0xf07f3c, 0xee7fb0, 0x35bdb2,
    ]

    /// `nth` counts the copies of a motley thing.
    static func colour(of tint: Tint, nth: Int) -> RGB {
        let plain = tint.name == "motley" ? RGB(motley[nth % motley.count]) : RGB(named[tint.name] ?? 0x8b949c)
        return tint.shade > 0 ? plain.lighter(0.4) : tint.shade < 0 ? plain.darker(0.38) : plain
    }
}
