/// A scene made ready to be painted: setting, light, and every cluster in its place.
struct Composition {
    let view: View
    let recipe: Recipe
    let placed: [Placed]
    /// From hands to what flies on a string.
    let strings: [(Point, Point)]
    /// Subjects without a drawing.
    let missing: [String]

    init(_ scene: Scene, width: Int, height: Int, seed: UInt64, art: ArtFolder?) {
        var dice = Dice(seed: seed)
        let setting = Setting(of: scene, dice: &dice)
        let share = Composition.share(of: scene)
        let scene = Company.unfolded(Motif.enrich(scene, setting, dice.fork("motif")))
        var recipe = Recipe(setting)
        // With nothing on the road, the skyline is what is to be seen.
        if setting.place == .city, scene.subjects.isEmpty { recipe.horizon = 0.8 }
        if setting.medium == .minimal { recipe.simplify() }
        var air = Atmosphere(setting, dice: &dice)
        if setting.medium == .minimal { air.cover = 0 }
        let horizon = setting.place == .space ? Double(height) : Double(height) * recipe.horizon
        let gallery = Gallery(art: art, isDark: air.isDark)
        var builder = ClusterBuilder(scene: scene, setting: setting, gallery: gallery, dice: dice.fork("clusters"))
        let clusters = builder.clusters()
        let floor = setting.place == .space ? Double(height) * 0.55 : horizon
        let arrangement = Arrangement(
            width: Double(width), height: Double(height), horizon: floor, setting: setting, relations: scene.relations,
            share: share, land: recipe.land, water: recipe.floating)
        var own = dice.fork("arrangement")
        placed = arrangement.place(clusters, dice: &own)
        if let lit = placed.first(where: { $0.cluster.spot == .beforeMoon })?.box {
            air.source = Point(lit.middle / Double(width), (lit.y + lit.height * 0.45) / Double(height))
            air.discScale = max(lit.width, lit.height) * 0.6 / Double(min(width, height)) / 0.074
        }
        missing = builder.missing.map { scene.subjects[$0].thing }
        strings = Composition.strings(scene, placed)
        view = View(
            width: width, height: height, horizon: horizon, setting: setting, air: air, dice: dice.fork("view"),
            petals: setting.place == .fuji || scene.subjects.contains { $0.thing == "cherrytree" })
        self.recipe = recipe
    }

    /// How much room the things take: what was only added to a landscape takes little, a single one what its size says.
    private static func share(of scene: Scene) -> Double {
        guard let only = scene.subjects.first else { return scene.isAbstract ? 0.72 : 0.4 }
        guard scene.subjects.count == 1, only.count == 1 else { return 1 }
        let thing = Things.thing(only.thing)
        let isFleeting = thing?.home != .table && (thing?.height ?? 1) < (scene.places.isEmpty ? 0.35 : 0.6)
        switch only.size {
        case .tiny: return 0.42
        case .small: return 0.64
        case .usual: return isFleeting ? 0.74 : 1
        case .big: return 1.12
        case .huge: return 1.28
        }
    }

    private static func strings(_ scene: Scene, _ placed: [Placed]) -> [(Point, Point)] {
        scene.relations.compactMap { relation -> (Point, Point)? in
            guard Things.thing(scene.subjects[relation.object].thing)?.has("string") == true,
                let holder = placed.first(where: { $0.cluster.subjects.contains(relation.subject) })?.box,
                let held = placed.first(where: { $0.cluster.subjects.contains(relation.object) })?.box
            else { return nil }
            let hand = Point(holder.x + holder.width * 0.2, holder.y + holder.height * 0.12)
            return (hand, Point(held.middle, held.y + held.height * 0.62))
        }
    }
}
