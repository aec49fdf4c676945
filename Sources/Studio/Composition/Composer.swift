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
        let share = scene.subjects.isEmpty ? (scene.isAbstract ? 0.72 : 0.4) : 1
        let scene = Motif.enrich(scene, setting, dice.fork("motif"))
        var recipe = Recipe(setting)
        // With nothing on the road, the skyline is what is to be seen.
        if setting.place == .city, scene.subjects.isEmpty { recipe.horizon = 0.8 }
        let air = Atmosphere(setting, dice: &dice)
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
        missing = builder.missing.map { scene.subjects[$0].thing }
        strings = Composition.strings(scene, placed)
        view = View(
            width: width, height: height, horizon: horizon, setting: setting, air: air, dice: dice.fork("view"),
            petals: setting.place == .fuji || scene.subjects.contains { $0.thing == "cherrytree" })
        self.recipe = recipe
    }

    private static func strings(_ scene: Scene, _ placed: [Placed]) -> [(Point, Point)] {
        scene.relations.compactMap { relation -> (Point, Point)? in
            guard Things.thing(scene.subjects[relation.object].thing)?.has("string") == true,
                let holder = placed.first(where: { $0.cluster.subjects.contains(relation.subject) })?.box,
                let held = placed.first(where: { $0.cluster.subjects.contains(relation.object) })?.box
            else { return nil }
            let hand = Point(holder.x + holder.width * 0.62, holder.y + holder.height * 0.56)
            return (hand, Point(held.middle, held.y + held.height * 0.62))
        }
    }
}
