import Generation

/// What colours are called, and which ones a picture mostly has.
enum ColourNames {
    /// The name that people would use, in English.
    static func name(of colour: RGB) -> String {
        let space = Oklab(colour)
        let lightness = space.lightness
        if space.chroma < 0.028 {
            switch lightness {
            case ..<0.2: return "black"
            case ..<0.45: return "dark grey"
            case ..<0.72: return "grey"
            case ..<0.93: return "light grey"
            default: return "white"
            }
        }
        let hue = hue(of: space, colour)
        let depth =
            lightness < (hue == "brown" ? 0.36 : 0.45) ? "dark " : lightness > 0.82 && hue != "yellow" ? "light " : ""
        return depth + hue
    }

    /// By the angle in Oklab, whose circle begins at pink-red.
    private static func hue(of space: Oklab, _ colour: RGB) -> String {
        let turn = Turn.degrees(space.b, space.a)
        switch turn {
        case ..<12: return space.lightness > 0.62 ? "pink" : "crimson"
        case ..<40: return space.lightness > 0.75 ? "pink" : space.chroma < 0.09 ? "brown" : "red"
        case ..<80: return space.lightness < 0.62 ? "brown" : space.chroma < 0.075 ? "beige" : "orange"
        case ..<112: return space.lightness < 0.55 ? "olive" : space.chroma < 0.07 ? "beige" : "yellow"
        case ..<165: return space.lightness < 0.5 && space.chroma < 0.07 ? "olive" : "green"
        case ..<215: return "turquoise"
        case ..<285: return "blue"
        case ..<325: return "purple"
        default: return space.lightness > 0.6 ? "pink" : "crimson"
        }
    }

    /// At most six, from the largest part of the picture on; parts below 3 % are left out.
    static func colours(of planes: Planes) -> [PictureFacts.Colour] {
        var sums: [String: (red: Float, green: Float, blue: Float, count: Float)] = [:]
        var seen: [UInt32: String] = [:]
        let count = planes.red.values.count
        for index in 0..<count {
            let colour = planes[index]
            // Five bits a part name the colour well enough, and each such colour only once.
            let key = UInt32(colour.red * 31) << 10 | UInt32(colour.green * 31) << 5 | UInt32(colour.blue * 31)
            let name = seen[key] ?? name(of: colour)
            seen[key] = name
            let sum = sums[name] ?? (0, 0, 0, 0)
            sums[name] = (sum.red + colour.red, sum.green + colour.green, sum.blue + colour.blue, sum.count + 1)
        }
        let ordered = sums.sorted { ($0.value.count, $1.key) > ($1.value.count, $0.key) }
        return ordered.prefix(6).compactMap { name, sum in
            let share = Double(sum.count) / Double(max(1, count))
            guard share >= 0.03 else { return nil }
            let mean = RGB(sum.red / sum.count, sum.green / sum.count, sum.blue / sum.count)
            return PictureFacts.Colour(name: name, hex: hex(mean), share: (share * 100).rounded() / 100)
        }
    }

    private static func hex(_ colour: RGB) -> String {
        let digits = Array("0123456789abcdef")
        let parts = [colour.red, colour.green, colour.blue].map { Int(min(max($0, 0), 1) * 255 + 0.5) }
        return "#" + parts.map { "\(digits[$0 / 16])\(digits[$0 % 16])" }.joined()
    }
}
