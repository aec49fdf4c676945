/// What a prompt asks to see: things with their colours and numbers, how they stand to each other, and where and when
/// that is. A value that can be compared, so that reading a prompt is tested without a picture.
struct Scene: Sendable, Equatable {
    var subjects: [Subject] = []
    var relations: [Relation] = []
    /// In the order they were named; the first gives the ground. Empty: the subjects decide.
    var places: [Place] = []
    var time: DayTime?
    var weather: Weather?
    var season: Season?
    var mood: Mood?
    var sky: Set<SkyFeature> = []
    /// Colours wished for parts that are not subjects.
    var tints: [TintedPart: Tint] = [:]
    var medium: Medium?

    /// True when nothing was understood: the words then only give a mood and a seed.
    var isAbstract: Bool {
        subjects.isEmpty && places.isEmpty && time == nil && weather == nil && season == nil && sky.isEmpty
    }
}

/// One named thing, or several of a kind.
struct Subject: Sendable, Hashable {
    /// A key of `Things`.
    var thing: String
    var count = 1
    var tint: Tint?
    var size = Size.usual
    var action: Action?
    /// Where in the landscape, when a relation to a place says so.
    var spot: Spot?

    enum Spot: String, Sendable, Hashable { case summit, above, far, beforeMoon }

    enum Size: String, Sendable, Hashable { case tiny, small, usual, big, huge }
}

extension Subject {
    /// A bird over a meadow flies, a rider only crosses it.
    var flies: Bool {
        let thing = Things.thing(self.thing)
        return thing?.home == .air || thing?.has("flies") == true || action == .flying
    }
}

/// `subject` stands in this relation to `object`; both are indexes of `Scene.subjects`.
struct Relation: Sendable, Hashable {
    var kind: Kind
    var subject: Int
    var object: Int

    enum Kind: String, Sendable, Hashable {
        case on, riding, inside, under, over, beside, behind, before, with, reading, holding, wearing, lookingAt
        case chasing, leaving, between
    }
}

extension Relation.Kind {
    /// Hands take what they hold, wear or read along.
    func carries(_ object: Subject) -> Bool {
        guard [.with, .holding, .wearing, .reading].contains(self) else { return false }
        let thing = Things.thing(object.thing)
        return ["hold", "hat", "eyes", "wear"].contains { thing?.has($0) == true }
    }
}

extension Action {
    /// "Flying a kite", "playing the guitar"; one who walks and sees a house does not walk the house.
    func takes(_ object: Subject) -> Bool {
        let thing = Things.thing(object.thing)
        switch self {
        case .flying: return thing?.home == .air
        case .walking, .waving: return thing?.has("hold") == true || thing?.id == "dog"
        default: return thing?.has("hold") == true
        }
    }
}

enum Action: String, Sendable, Hashable {
    case flying, running, walking, sitting, standing, sleeping, dancing, swimming, jumping, waving, reading, playing
    case eating, climbing, fishing, floating, burning
}

enum Place: String, Sendable, Hashable, CaseIterable {
    case city, street, village, forest, jungle, meadow, field, garden, park, hills, mountains, cliff, volcano, desert
    case savanna, beach, sea, island, lake, river, waterfall, underwater, snow, mars, moon, space, heaven, room, library
    case kitchen, table, cave, swamp, stage, fuji, bamboo, oldtown

    /// High ground that a castle can stand on.
    var isSummit: Bool {
        switch self {
        case .mountains, .hills, .cliff, .volcano, .island: true
        default: false
        }
    }

    /// What a colour word before the place colours.
    var tintedPart: TintedPart {
        switch self {
        case .sea, .lake, .river, .underwater, .waterfall: .water
        case .heaven, .space: .sky
        case .mountains, .hills, .volcano, .cliff: .land
        default: .ground
        }
    }

    var isIndoors: Bool {
        switch self {
        case .room, .library, .kitchen, .table, .stage: true
        default: false
        }
    }
}

enum DayTime: String, Sendable, Hashable { case dawn, day, sunset, night }

enum Weather: String, Sendable, Hashable { case clear, cloudy, rain, snow, fog, storm, wind }

enum Season: String, Sendable, Hashable { case spring, summer, autumn, winter }

/// How a picture is drawn: what is done to it at the end, and for some also what is shown.
enum Medium: String, Sendable, Hashable, CaseIterable {
    case watercolour, oil, pencil, pixel, neon, minimal, comic, sepia, monochrome, woodcut, mosaic
}

enum Mood: String, Sendable, Hashable { case calm, joyful, gloomy, magical, romantic, mighty, hopeful, lonely, dreamy }

enum SkyFeature: String, Sendable, Hashable { case sun, moon, stars, clouds, rainbow, aurora, comet, galaxy, planet }

/// Parts of the picture that a colour word may stand before, other than subjects.
enum TintedPart: String, Sendable, Hashable { case sky, clouds, moon, sun, land, ground, water, light, all }

/// A colour by its name in `ColourWords`; `motley` gives each thing of several another colour.
struct Tint: Sendable, Hashable {
    var name: String
    /// Light and dark forms: −1 dark … 1 light.
    var shade: Int = 0

    init(_ name: String, shade: Int = 0) {
        self.name = name
        self.shade = shade
    }
}
