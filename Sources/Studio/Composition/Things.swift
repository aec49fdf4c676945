/// What a thing looks like, how large it is and where it belongs; read from the tables in `Lexicon/`.
struct Thing: Sendable, Hashable {
    var id: String
    var look: Look
    /// Real height in metres.
    var height: Double
    var home: Home
    var traits: [String: String]

    enum Home: String, Sendable, Hashable { case ground, water, deep, air, table }

    enum Look: Sendable, Hashable {
        /// Vector art by the code points in its file's name.
        case art(String)
        /// Our own sitting body under the face of the art.
        case beast(face: String)
        case person(costume: String)
        case own(String)
    }

    func has(_ trait: String) -> Bool { traits[trait] != nil }

    func number(_ trait: String) -> Double? { traits[trait].flatMap(Double.init) }

    func colour(_ trait: String) -> RGB? {
        traits[trait].flatMap { UInt32($0, radix: 16) }.map { RGB($0) }
    }

    /// Where a rider sits, in parts of the drawing's box, and how.
    var seat: Seat? {
        guard let parts = traits["seat"]?.split(separator: ","), parts.count == 3, let x = Double(parts[0]),
            let y = Double(parts[1]), let way = Seat.Way(rawValue: String(parts[2]))
        else { return nil }
        return Seat(x: x, y: y, way: way)
    }

    /// A window that one looks out at: its middle, its upper and its lower edge, in parts of the drawing's box.
    var window: (x: Double, top: Double, bottom: Double)? {
        guard let parts = traits["window"]?.split(separator: ",").compactMap({ Double($0) }), parts.count == 3 else {
            return nil
        }
        return (parts[0], parts[1], parts[2])
    }

    /// The middle of the head, its lower end and its width, in parts of the drawing's box.
    var head: (x: Double, y: Double, width: Double)? {
        guard let parts = traits["head"]?.split(separator: ","), parts.count == 3, let x = Double(parts[0]),
            let y = Double(parts[1]), let width = Double(parts[2])
        else { return nil }
        return (x, y, width)
    }

    struct Seat: Sendable, Hashable {
        var x: Double
        var y: Double
        var way: Way

        enum Way: String, Sendable, Hashable { case astride, pedal, bike, stand, chair, ground }
    }

    /// People, and animals with a face of their own, can sit, ride and hold.
    var hasFigure: Bool {
        switch look {
        case .person, .beast: true
        case .art, .own: has("face")
        }
    }
}

/// Every thing by its name; art without an entry of its own is `art:<code points>`.
enum Things {
    static let tables = [
        AnimalWords.table, PeopleWords.table, VehicleWords.table, ObjectWords.plants, ObjectWords.objects,
    ]

    private static let known: [String: Thing] = {
        var things: [String: Thing] = [:]
        for table in tables {
            for line in table.split(separator: "\n") {
                if let thing = thing(of: line.prefix { $0 != "|" }) { things[thing.id] = thing }
            }
        }
        return things
    }()

    static var all: [Thing] { Array(known.values) }

    static func thing(_ id: String) -> Thing? {
        if let thing = known[id] { return thing }
        guard id.hasPrefix("art:") else { return nil }
        return ArtKinds.thing(String(id.dropFirst(4)))
    }

    /// How many "cats" are when nobody says.
    static func usualCount(of id: String) -> Int {
        guard let thing = thing(id) else { return 2 }
        if thing.has("flies") || thing.home == .air || thing.height < 0.3 { return 5 }
        return thing.height > 12 ? 2 : 3
    }

    private static func thing(of facts: Substring) -> Thing? {
        let words = facts.split(separator: " ").map(String.init)
        guard words.count >= 4, let colon = words[1].firstIndex(of: ":"), let height = Double(words[2]),
            let home = Thing.Home(rawValue: words[3])
        else { return nil }
        let name = String(words[1][words[1].index(after: colon)...])
        var traits: [String: String] = [:]
        for word in words[4...] {
            let pair = word.split(separator: "=", maxSplits: 1).map(String.init)
            traits[pair[0]] = pair.count > 1 ? pair[1] : ""
        }
        let look: Thing.Look
        switch words[1][..<colon] {
        case "svg": look = .art(name)
        case "beast": look = .beast(face: name)
        case "person": look = .person(costume: name)
        default: look = .own(name)
        }
        return Thing(id: words[0], look: look, height: height, home: home, traits: traits)
    }
}
