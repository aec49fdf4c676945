/// One drawing in its place within a cluster. Boxes are in display units, x to the right, y down, with the ground at 0.
struct Part {
    var drawing: Drawing
    var box: Box
    var isFlipped = false
    /// Radians about the box's middle.
    var turn = 0.0
    var tint: RGB?
    /// Art is recoloured by its pixels, our own drawings by their paint.
    var isArt = false
    /// It has eyes, which are to be seen on any fur.
    var isAlive = false
    /// What lies below this line (cluster units) is not shown: a hull in the water, a passenger behind a rim.
    var cut: Double?
    var seed: UInt64 = 0
}

/// Things that belong together and keep their distances: a rider and a horse, a cat on a chair. Drawn in order.
struct Cluster {
    var parts: [Part]
    var home: Thing.Home
    /// Indexes of `Scene.subjects`; the first is the one the cluster is there for.
    var subjects: [Int]
    var spot: Subject.Spot?
    var isLit = false
    var hasBeacon = false
    /// Light falls from it to the ground.
    var hasBeam = false
    /// It grows into the picture from its left edge.
    var reachesIn = false
    /// Where it touches the ground, from and to, in cluster units.
    var contact: ClosedRange<Double>

    /// The part that carries the others.
    var base = 0

    /// Takes in another cluster on the same base.
    mutating func join(_ other: Cluster) {
        var guests = other.parts
        guests.remove(at: other.base)
        parts.insert(contentsOf: guests, at: base == 0 ? parts.count : base)
        if base > 0 { base += guests.count }
        subjects = [subjects[0]] + other.subjects.prefix(1) + subjects.dropFirst()
    }

    var box: Box {
        parts.dropFirst().reduce(parts[0].box) { $0.union($1.box) }
    }

    mutating func flip() {
        let middle = box.middle
        for index in parts.indices {
            parts[index].box.x = 2 * middle - parts[index].box.right
            parts[index].isFlipped.toggle()
            parts[index].turn = -parts[index].turn
        }
        contact = (2 * middle - contact.upperBound)...(2 * middle - contact.lowerBound)
    }
}
