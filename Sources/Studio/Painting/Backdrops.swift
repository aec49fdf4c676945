/// Further places that were named stand behind the first, and a colour word before hills or mountains colours them.
enum Backdrops {
    static func add(to recipe: inout Recipe, _ setting: Setting, _ far: RGB) {
        tint(&recipe, setting)
        guard !setting.place.isIndoors, setting.place != .underwater, setting.place != .space else { return }
        let outside = setting.backdrops
        if outside.contains(.mountains), setting.place != .mountains, setting.place != .hills {
            recipe.ranges.insert(
                .init(form: .peaks, rise: 0.6, distance: 0.95, colour: far, snow: setting.isSnowy ? 0.8 : 0.35), at: 0)
        }
        if outside.contains(.volcano) {
            recipe.ranges.insert(.init(form: .cone, rise: 0.66, distance: 0.8, colour: RGB(0x5f5660), snow: 0), at: 0)
        }
        if outside.contains(.desert) {
            recipe.ranges.append(.init(form: .dunes, rise: 0.16, distance: 0.6, colour: RGB(0xe0b878)))
        }
        if outside.contains(.city) || outside.contains(.village) { recipe.skyline = max(recipe.skyline, 2) }
        if outside.contains(.forest) {
            recipe.props.append(Recipe.Prop(name: "pine", count: 22, nearness: 0.0...0.05, height: 0.24...0.44))
        }
        if setting.place != .beach, setting.place != .cliff, setting.place != .island, setting.place != .sea,
            recipe.water == nil,
            !outside.isDisjoint(with: [.sea, .lake, .river])
        {
            recipe.water = 0...0.3
            recipe.groundStart = 0.28
            recipe.ranges = recipe.ranges.filter { $0.distance > 0.8 }
        }
        if outside.contains(.beach), setting.place != .sea {
            (recipe.ground, recipe.water, recipe.groundStart) = (.sand, 0...0.34, 0.3)
        }
    }

    private static func tint(_ recipe: inout Recipe, _ setting: Setting) {
        guard let tint = setting.tints[.land] else { return }
        let colour = Pigments.colour(of: tint, nth: 0)
        for index in recipe.ranges.indices {
            recipe.ranges[index].colour = recipe.ranges[index].colour.mixed(colour, 0.8)
        }
    }
}
