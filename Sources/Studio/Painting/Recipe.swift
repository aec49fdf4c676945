/// What a landscape is made of, from the horizon to the front.
struct Recipe: Sendable {
    var horizon = 0.6
    var ranges: [LandPainter.Range] = []
    /// Rows of houses in the distance.
    var skyline = 0
    /// Water between two nearnesses.
    var water: ClosedRange<Double>?
    /// The ground begins at this nearness.
    var ground: GroundPainter.Cover? = .grass
    var groundStart = 0.0
    var road = false
    /// Water falls over the rocks.
    var falls = false
    var props: [Prop] = []
    /// What grows at the lower edge.
    var foreground = Foreground.none

    enum Foreground: Sendable { case none, grass, flowers, reeds, stones, wheat, snow }

    /// Our own drawings strewn over the ground: how many, where (nearness), and how high (parts of the picture at the
    /// lower edge).
    struct Prop: Sendable {
        var name: String
        var count: Int
        var nearness: ClosedRange<Double>
        var height: ClosedRange<Double>
        /// Only near the left and the right edge.
        var atSides = false
    }
}

extension Recipe {
    init(_ setting: Setting) {
        let trees = Recipe.tree(setting)
        let green = setting.season == .autumn ? RGB(0xa8823c) : setting.isSnowy ? RGB(0xdde6f0) : RGB(0x5c9148)
        let far = setting.isSnowy ? RGB(0xc6d2e2) : RGB(0x6d8aa0)
        switch setting.place {
        case .city: city()
        case .street: street(green, trees)
        case .village: village(green, trees)
        case .forest: forest(green, trees)
        case .jungle: jungle()
        case .meadow, .garden, .park: meadow(setting.place, green, far, trees)
        case .field: field(green, trees)
        case .hills: hills(green, far, trees)
        case .mountains: mountains(setting, green, trees)
        case .cliff, .island, .beach, .sea: coast(setting, green)
        case .fuji: fuji(green)
        case .bamboo: bamboo(green)
        case .oldtown: oldtown(green)
        case .volcano: volcano()
        case .desert: desert()
        case .savanna: savanna()
        case .lake, .river, .waterfall, .swamp: waters(setting, green, far, trees)
        case .snow: snow()
        case .mars: mars()
        case .moon: moon()
        case .heaven: (horizon, ground, ranges) = (0.66, .cloud, [])
        case .cave: (horizon, ground, foreground) = (0.62, .rock, .stones)
        case .underwater: (horizon, ground, groundStart) = (0.72, .sand, 0.3)
        case .space: (horizon, ground) = (1, nil)
        case .room, .library, .kitchen, .table, .stage: (horizon, ground) = (0.66, .boards)
        }
        Backdrops.add(to: &self, setting, far)
    }

    /// Where things can stand: on this side of the water, or anywhere.
    var land: ClosedRange<Double> {
        guard let water, ground != nil else { return 0.2...0.9 }
        return min(0.9, max(water.upperBound, groundStart) + 0.1)...0.96
    }

    /// Where things can float.
    var floating: ClosedRange<Double> {
        guard let water else { return 0.2...0.9 }
        let far = max(water.lowerBound, 0.1) + 0.06
        return far...max(far, min(water.upperBound, 0.9) - 0.04)
    }

    /// Little besides the land itself.
    mutating func simplify() {
        foreground = .none
        props = props.prefix(2).map { prop in
            var fewer = prop
            fewer.count = min(prop.count, 3)
            return fewer
        }
    }

    static func tree(_ setting: Setting) -> String {
        if setting.isSnowy { return "pine" }
        return setting.season == .autumn
            ? "autumntree" : setting.season == .spring && setting.place == .park ? "cherrytree" : "tree"
    }

    private mutating func city() {
        (horizon, ground, skyline, road) = (0.66, .asphalt, 3, true)
        props = [Prop(name: "streetlamp", count: 3, nearness: 0.05...0.3, height: 0.3...0.3, atSides: true)]
    }

    private mutating func street(_ green: RGB, _ tree: String) {
        (horizon, road) = (0.58, true)
        ranges = [
            .init(form: .hills, rise: 0.2, distance: 0.75, colour: green),
            .init(form: .hills, rise: 0.1, distance: 0.45, colour: green),
        ]
        props = [
            Prop(name: tree, count: 7, nearness: 0.02...0.2, height: 0.34...0.5, atSides: true),
            Prop(name: "house", count: 2, nearness: 0.04...0.1, height: 0.4...0.5, atSides: true),
            Prop(name: "bush", count: 5, nearness: 0.1...0.4, height: 0.08...0.12, atSides: true),
        ]
        foreground = .grass
    }

    private mutating func village(_ green: RGB, _ tree: String) {
        ranges = [
            .init(form: .peaks, rise: 0.34, distance: 0.95, colour: RGB(0x7389a0), snow: 0.3),
            .init(form: .hills, rise: 0.2, distance: 0.7, colour: green),
        ]
        props = [
            Prop(name: "house", count: 5, nearness: 0.02...0.1, height: 0.28...0.36),
            Prop(name: "house", count: 3, nearness: 0.14...0.3, height: 0.36...0.44, atSides: true),
            Prop(name: tree, count: 9, nearness: 0.01...0.25, height: 0.3...0.44),
            Prop(name: "bush", count: 6, nearness: 0.1...0.5, height: 0.06...0.1, atSides: true),
        ]
        foreground = .grass
    }

    private mutating func forest(_ green: RGB, _ tree: String) {
        (horizon, ground) = (0.6, .forestFloor)
        ranges = [
            .init(form: .hills, rise: 0.3, distance: 0.85, colour: green),
            .init(form: .hills, rise: 0.16, distance: 0.6, colour: green),
        ]
        props = [
            Prop(name: "pine", count: 22, nearness: 0.0...0.03, height: 0.34...0.6),
            Prop(name: tree, count: 10, nearness: 0.03...0.1, height: 0.5...0.72),
            Prop(name: "pine", count: 10, nearness: 0.06...0.2, height: 0.6...0.95, atSides: true),
            Prop(name: "bush", count: 8, nearness: 0.1...0.45, height: 0.07...0.13, atSides: true),
            Prop(name: "rock", count: 3, nearness: 0.2...0.6, height: 0.03...0.07, atSides: true),
        ]
        foreground = .grass
    }

    private mutating func oldtown(_ green: RGB) {
        (horizon, ground) = (0.64, .asphalt)
        ranges = [.init(form: .hills, rise: 0.3, distance: 0.85, colour: green)]
        props = [
            Prop(name: "tower", count: 2, nearness: 0.0...0.02, height: 0.8...0.95),
            Prop(name: "house", count: 16, nearness: 0.01...0.06, height: 0.42...0.58),
            Prop(name: "house", count: 8, nearness: 0.08...0.24, height: 0.5...0.66, atSides: true),
            Prop(name: "streetlamp", count: 3, nearness: 0.2...0.4, height: 0.26...0.3, atSides: true),
        ]
    }

    private mutating func bamboo(_ green: RGB) {
        (horizon, ground) = (0.62, .forestFloor)
        ranges = [.init(form: .hills, rise: 0.5, distance: 0.7, colour: RGB(0x8fb86a))]
        props = [
            Prop(name: "bamboo", count: 26, nearness: 0.0...0.06, height: 0.8...1.15),
            Prop(name: "bamboo", count: 10, nearness: 0.06...0.2, height: 1.0...1.3, atSides: true),
            Prop(name: "fern", count: 9, nearness: 0.1...0.7, height: 0.08...0.14, atSides: true),
        ]
        foreground = .grass
    }

    private mutating func jungle() {
        ground = .forestFloor
        ranges = [
            .init(form: .hills, rise: 0.4, distance: 0.8, colour: RGB(0x3f8a55)),
            .init(form: .hills, rise: 0.26, distance: 0.5, colour: RGB(0x2f7a48)),
        ]
        props = [
            Prop(name: "palmtree", count: 9, nearness: 0.02...0.14, height: 0.5...0.8),
            Prop(name: "tree", count: 8, nearness: 0.02...0.1, height: 0.5...0.75),
            Prop(name: "palmtree", count: 5, nearness: 0.1...0.3, height: 0.7...1.0, atSides: true),
            Prop(name: "fern", count: 12, nearness: 0.2...0.8, height: 0.12...0.2, atSides: true),
        ]
        foreground = .reeds
    }

    private mutating func meadow(_ place: Place, _ green: RGB, _ far: RGB, _ tree: String) {
        horizon = 0.58
        ranges = [
            .init(form: .hills, rise: 0.24, distance: 0.9, colour: far),
            .init(form: .hills, rise: 0.14, distance: 0.65, colour: green),
            .init(form: .hills, rise: 0.07, distance: 0.4, colour: green.lighter(0.06)),
        ]
        let many = place == .meadow ? 4 : 7
        props = [
            Prop(name: tree, count: many, nearness: 0.0...0.12, height: 0.26...0.42),
            Prop(name: "bush", count: 5, nearness: 0.02...0.3, height: 0.05...0.09, atSides: true),
        ]
        if place == .garden {
            props.append(Prop(name: "flowers", count: 22, nearness: 0.1...0.75, height: 0.06...0.11, atSides: true))
        }
        if place == .park {
            props.append(Prop(name: "bench", count: 1, nearness: 0.12...0.2, height: 0.09...0.1, atSides: true))
            props.append(Prop(name: "streetlamp", count: 2, nearness: 0.1...0.25, height: 0.34...0.36, atSides: true))
        }
        foreground = .flowers
    }

    private mutating func field(_ green: RGB, _ tree: String) {
        (horizon, ground, foreground) = (0.56, .wheat, .wheat)
        ranges = [
            .init(form: .hills, rise: 0.16, distance: 0.85, colour: green),
            .init(form: .hills, rise: 0.08, distance: 0.5, colour: RGB(0xc2ab58)),
        ]
        props = [
            Prop(name: tree, count: 5, nearness: 0.0...0.05, height: 0.2...0.32),
            Prop(name: "barn", count: 1, nearness: 0.03...0.06, height: 0.26...0.3, atSides: true),
        ]
    }

    private mutating func hills(_ green: RGB, _ far: RGB, _ tree: String) {
        horizon = 0.62
        ranges = [
            .init(form: .peaks, rise: 0.36, distance: 1, colour: far, snow: 0.25),
            .init(form: .hills, rise: 0.3, distance: 0.8, colour: green),
            .init(form: .hills, rise: 0.2, distance: 0.55, colour: green),
            .init(form: .hills, rise: 0.1, distance: 0.3, colour: green),
        ]
        props = [
            Prop(name: tree, count: 6, nearness: 0.0...0.2, height: 0.18...0.34),
            Prop(name: "pine", count: 6, nearness: 0.0...0.1, height: 0.2...0.3),
        ]
        foreground = .grass
    }

    private mutating func mountains(_ setting: Setting, _ green: RGB, _ tree: String) {
        horizon = 0.66
        let snow = setting.isSnowy ? 0.8 : 0.34
        let rock = RGB(0x6a7788)
        ranges = [
            .init(form: .peaks, rise: 0.78, distance: 0.95, colour: rock, snow: snow),
            .init(form: .peaks, rise: 0.52, distance: 0.7, colour: rock.darker(0.08), snow: snow * 0.7),
            .init(form: .hills, rise: 0.16, distance: 0.45, colour: setting.isSnowy ? green : RGB(0x3f6b4a)),
        ]
        props = [
            Prop(name: "pine", count: 26, nearness: 0.0...0.07, height: 0.14...0.26),
            Prop(name: "pine", count: 7, nearness: 0.08...0.3, height: 0.36...0.56, atSides: true),
            Prop(name: "rock", count: 5, nearness: 0.15...0.7, height: 0.03...0.09, atSides: true),
        ]
        foreground = .grass
    }

    private mutating func coast(_ setting: Setting, _ green: RGB) {
        horizon = 0.54
        switch setting.place {
        case .beach:
            (water, ground, groundStart) = (0...0.36, .sand, 0.3)
            ranges = [.init(form: .hills, rise: 0.08, distance: 0.9, colour: green)]
            props = [Prop(name: "palmtree", count: 3, nearness: 0.36...0.62, height: 0.62...0.86, atSides: true)]
            if setting.season == .winter { props = [] }
            foreground = .stones
        case .island:
            (water, ground, groundStart) = (0...0.5, .sand, 0.48)
            props = [Prop(name: "palmtree", count: 4, nearness: 0.5...0.66, height: 0.5...0.8, atSides: true)]
        case .cliff:
            (water, ground, groundStart) = (0...1, nil, 1)
            ranges = [.init(form: .rocks, rise: 0.1, distance: 0.85, colour: RGB(0x7f8a88))]
        default:
            (water, ground) = (0...1, nil)
            if setting.backdrops.contains(.mountains) || setting.backdrops.contains(.city) { break }
            ranges = []
        }
    }

    private mutating func fuji(_ green: RGB) {
        horizon = 0.6
        ranges = [
            .init(form: .cone, rise: 0.72, distance: 0.78, colour: RGB(0x5a6f96), snow: 0.5),
            .init(form: .hills, rise: 0.12, distance: 0.6, colour: green),
        ]
        (water, ground, groundStart, foreground) = (0...0.5, .grass, 0.46, .flowers)
        props = [
            Prop(name: "pine", count: 16, nearness: 0.0...0.01, height: 0.1...0.18),
            Prop(name: "cherrytree", count: 2, nearness: 0.56...0.7, height: 0.6...0.74, atSides: true),
        ]
    }

    private mutating func volcano() {
        (horizon, ground, foreground) = (0.66, .rock, .stones)
        ranges = [
            .init(form: .hills, rise: 0.2, distance: 0.9, colour: RGB(0x6a5a60)),
            .init(form: .cone, rise: 0.78, distance: 0.6, colour: RGB(0x584a4c)),
        ]
        props = [Prop(name: "rock", count: 8, nearness: 0.1...0.8, height: 0.03...0.1, atSides: true)]
    }

    private mutating func desert() {
        (horizon, ground, foreground) = (0.58, .sand, .stones)
        let sand = RGB(0xe0b878)
        ranges = [
            .init(form: .mesas, rise: 0.2, distance: 0.9, colour: RGB(0xb8744a)),
            .init(form: .dunes, rise: 0.24, distance: 0.65, colour: sand),
            .init(form: .dunes, rise: 0.14, distance: 0.4, colour: sand.lighter(0.08)),
        ]
        props = [Prop(name: "cactus", count: 3, nearness: 0.05...0.3, height: 0.18...0.3, atSides: true)]
    }

    private mutating func savanna() {
        (horizon, ground, foreground) = (0.58, .wheat, .wheat)
        ranges = [
            .init(form: .peaks, rise: 0.2, distance: 1, colour: RGB(0x8090a8)),
            .init(form: .hills, rise: 0.08, distance: 0.7, colour: RGB(0xb89a55)),
        ]
        props = [Prop(name: "acacia", count: 5, nearness: 0.0...0.14, height: 0.3...0.5)]
    }

    private mutating func waters(_ setting: Setting, _ green: RGB, _ far: RGB, _ tree: String) {
        horizon = 0.56
        ranges = [
            .init(form: .peaks, rise: 0.5, distance: 0.9, colour: far, snow: 0.3),
            .init(form: .hills, rise: 0.2, distance: 0.6, colour: green),
        ]
        props = [Prop(name: "pine", count: 22, nearness: 0.0...0.01, height: 0.12...0.24)]
        switch setting.place {
        case .lake: (water, ground, groundStart, foreground) = (0...0.72, .grass, 0.7, .reeds)
        case .river:
            (water, ground, foreground) = (0.2...0.62, .grass, .reeds)
            props.append(Prop(name: tree, count: 4, nearness: 0.04...0.16, height: 0.3...0.42))
        case .swamp:
            (water, ground, foreground) = (0.1...0.9, .mud, .reeds)
            ranges = [.init(form: .hills, rise: 0.16, distance: 0.8, colour: RGB(0x4a5a48))]
            props = [
                Prop(name: "baretree", count: 7, nearness: 0.02...0.16, height: 0.4...0.7),
                Prop(name: "baretree", count: 2, nearness: 0.3...0.5, height: 0.8...1, atSides: true),
            ]
        default:
            (water, ground, groundStart, foreground, falls) = (0...0.62, .grass, 0.58, .reeds, true)
            ranges = [
                .init(form: .peaks, rise: 0.7, distance: 0.92, colour: far),
                .init(form: .rocks, rise: 0.72, distance: 0.42, colour: RGB(0x5d6a5c)),
            ]
            props = [
                Prop(name: tree, count: 8, nearness: 0.0...0.03, height: 0.24...0.4, atSides: true),
                Prop(name: "bush", count: 6, nearness: 0.0...0.02, height: 0.06...0.1, atSides: true),
            ]
            if setting.backdrops.contains(.jungle) {
                props.append(Prop(name: "palmtree", count: 6, nearness: 0.6...0.7, height: 0.5...0.8, atSides: true))
                props.append(Prop(name: "fern", count: 8, nearness: 0.64...0.9, height: 0.1...0.16, atSides: true))
            }
        }
    }

    private mutating func snow() {
        (horizon, ground, foreground) = (0.6, .snow, .snow)
        let ice = RGB(0xc2d4e8)
        ranges = [
            .init(form: .peaks, rise: 0.5, distance: 0.9, colour: RGB(0x7d90a8), snow: 0.9),
            .init(form: .hills, rise: 0.16, distance: 0.55, colour: ice),
            .init(form: .hills, rise: 0.08, distance: 0.3, colour: RGB(0xdde8f2)),
        ]
        props = [
            Prop(name: "pine", count: 9, nearness: 0.0...0.1, height: 0.2...0.36),
            Prop(name: "pine", count: 3, nearness: 0.12...0.3, height: 0.5...0.7, atSides: true),
        ]
    }

    private mutating func mars() {
        (horizon, ground, foreground) = (0.6, .sand, .stones)
        ranges = [
            .init(form: .mesas, rise: 0.34, distance: 0.92, colour: RGB(0xa8502e)),
            .init(form: .peaks, rise: 0.26, distance: 0.75, colour: RGB(0x9c4526)),
            .init(form: .dunes, rise: 0.1, distance: 0.4, colour: RGB(0xb5552f)),
        ]
        props = [Prop(name: "rock", count: 9, nearness: 0.05...0.9, height: 0.02...0.08, atSides: true)]
    }

    private mutating func moon() {
        (horizon, ground, foreground) = (0.6, .regolith, .stones)
        ranges = [
            .init(form: .hills, rise: 0.2, distance: 0.5, colour: RGB(0x8e9098)),
            .init(form: .hills, rise: 0.1, distance: 0.25, colour: RGB(0x9c9ea6)),
        ]
        props = [Prop(name: "rock", count: 6, nearness: 0.1...0.9, height: 0.015...0.05, atSides: true)]
    }
}
