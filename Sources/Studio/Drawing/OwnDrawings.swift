/// Our own drawings by name.
enum OwnDrawings {
    private static let table: [String: (aspect: Double, draw: @Sendable (Sketch) -> Void)] = [
        "tree": (0.84, PlantDrawings.tree), "pine": (0.58, PlantDrawings.pine),
        "cherrytree": (1.1, PlantDrawings.cherryTree), "autumntree": (0.84, PlantDrawings.autumnTree),
        "baretree": (0.84, PlantDrawings.bareTree), "bush": (1.6, PlantDrawings.bush),
        "flowers": (1, PlantDrawings.flowers), "rock": (1.4, PlantDrawings.rock), "bamboo": (0.5, PlantDrawings.bamboo),
        "house": (1.2, BuildingDrawings.house), "castle": (1.28, BuildingDrawings.castle),
        "tower": (0.42, BuildingDrawings.tower), "lighthouse": (0.4, BuildingDrawings.lighthouse),
        "windmill": (0.96, BuildingDrawings.windmill), "skyscraper": (0.38, BuildingDrawings.skyscraper),
        "barn": (1.28, BuildingDrawings.barn), "bridge": (3, YardDrawings.bridge),
        "pyramid": (1.65, BuildingDrawings.pyramid), "eiffel": (0.54, BuildingDrawings.eiffel),
        "bicycle": (1.6, VehicleDrawings.bicycle), "skateboard": (5.7, VehicleDrawings.skateboard),
        "surfboard": (8, VehicleDrawings.surfboard), "broom": (3.5, VehicleDrawings.broom),
        "carpet": (5.9, VehicleDrawings.carpet), "sailboat": (0.96, VehicleDrawings.sailboat),
        "boat": (3.3, VehicleDrawings.boat), "pirateship": (1.24, VehicleDrawings.pirateShip),
        "submarine": (2, VehicleDrawings.submarine), "plane": (2.5, VehicleDrawings.plane),
        "hotairballoon": (0.72, VehicleDrawings.hotAirBalloon), "ufo": (2.2, VehicleDrawings.ufo),
        "dragon": (2.14, CreatureDrawings.dragon), "jellyfish": (0.72, CreatureDrawings.jellyfish),
        "fence": (3.4, YardDrawings.fence), "wall": (2.6, YardDrawings.wall), "box": (1.3, YardDrawings.box),
        "fireplace": (1.2, YardDrawings.fireplace), "station": (2.4, YardDrawings.station),
        "flower": (0.5, PlantDrawings.flower), "branch": (3.2, PlantDrawings.bough),
        "streetlamp": (0.25, ObjectDrawings.streetLamp), "campfire": (1, ObjectDrawings.campfire),
        "flames": (1.2, ObjectDrawings.flames),
        "fireworks": (1, ObjectDrawings.fireworks), "sofa": (2.2, ObjectDrawings.sofa),
        "bench": (2.16, ObjectDrawings.bench), "table": (1.78, ObjectDrawings.table),
        "piano": (1.4, ObjectDrawings.piano), "sword": (0.24, ObjectDrawings.sword), "rod": (0.9, ObjectDrawings.rod),
    ]

    static func drawing(_ name: String, traits: [String: String] = [:]) -> Drawing? {
        if name == "bird" { return bird(traits) }
        guard let entry = table[name] else { return nil }
        return Drawing(aspect: entry.aspect, draw: entry.draw)
    }

    /// A bird in flight in its own colours.
    static func bird(_ traits: [String: String]) -> Drawing {
        func colour(_ trait: String) -> RGB? { traits[trait].flatMap { UInt32($0, radix: 16) }.map { RGB($0) } }
        let own = colour("bird") ?? RGB(0x5a6b80)
        return Drawing(aspect: 1.9) { sketch in
            let back = sketch.style.tint ?? own
            CreatureDrawings.bird(
                sketch, back: back, belly: colour("belly") ?? back.lighter(0.5),
                head: sketch.style.tint == nil ? colour("head") ?? back : back, tips: colour("tips") ?? back.darker(0.3)
            )
        }
    }
}
