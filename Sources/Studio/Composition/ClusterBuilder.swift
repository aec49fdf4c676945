import Glibc

/// Puts what belongs together into clusters: riders on their mounts, cups in hands, cats under trees. Everything else
/// becomes a cluster of its own, several of a kind one each.
struct ClusterBuilder {
    /// More would be a crowd of dots, and take long.
    private static let mostClusters = 24

    private let scene: Scene
    private let maker: PartMaker
    private var bound: Set<Int> = []
    /// Subjects that no drawing could be found for.
    private(set) var missing: [Int] = []

    init(scene: Scene, setting: Setting, gallery: Gallery, dice: Dice) {
        self.scene = scene
        maker = PartMaker(scene: scene, setting: setting, gallery: gallery, dice: dice)
    }

    mutating func clusters() -> [Cluster] {
        var clusters: [Cluster] = []
        for relation in scene.relations where !bound.contains(relation.subject) && !bound.contains(relation.object) {
            clusters += together(relation)
        }
        for index in scene.subjects.indices where !bound.contains(index) { clusters += alone(index) }
        return Array(clusters.prefix(Self.mostClusters))
    }

    private mutating func together(_ relation: Relation) -> [Cluster] {
        let upper = scene.subjects[relation.subject]
        let lower = scene.subjects[relation.object]
        guard let one = Things.thing(upper.thing), let other = Things.thing(lower.thing) else { return [] }
        let first = PairBuilder(maker: maker, relation: relation, copy: 0).cluster(one, other)
        guard let first else { return [] }
        bound.insert(relation.subject)
        bound.insert(relation.object)
        guard upper.count > 1, !PairBuilder.holdsAll(relation.kind, other) else { return [first] }
        // Each of several riders has a mount; a ball that several play with is there once.
        let shares = lower.count == 1 && [.with, .holding, .reading].contains(relation.kind)
        let others = (1..<upper.count).compactMap { copy in
            shares
                ? cluster(relation.subject, one, copy: copy)
                : PairBuilder(maker: maker, relation: relation, copy: copy).cluster(one, other)
        }
        return [first] + others
    }

    private mutating func alone(_ index: Int) -> [Cluster] {
        guard let thing = Things.thing(scene.subjects[index].thing) else { return [] }
        if thing.id == "couple" || thing.id == "family" { return [company(index, thing)] }
        let clusters = (0..<scene.subjects[index].count).compactMap { cluster(index, thing, copy: $0) }
        if clusters.isEmpty { missing.append(index) }
        return clusters
    }

    private func cluster(_ index: Int, _ thing: Thing, copy: Int) -> Cluster? {
        guard let part = maker.part(index, thing, copy: copy) else { return nil }
        let subject = scene.subjects[index]
        var cluster = Cluster(
            parts: [part], home: maker.home(of: index, thing), subjects: [index], spot: subject.spot,
            isLit: thing.has("lit"), hasBeacon: thing.has("beacon"), contact: part.box.x...part.box.right)
        if subject.action == .fishing, case .person(let costume) = thing.look {
            var own = maker.look(index, copy)
            let figure = FigureDrawing(pose: .named(.onGround), costume: .named(costume, &own))
            cluster.parts += PairBuilder.fishing(part.box, figure)
        }
        var own = maker.look(index, copy).fork("side")
        if copy > 0, own.chance(0.3), cluster.home != .ground || thing.hasFigure { cluster.flip() }
        return cluster
    }

    /// Two or four people side by side.
    private func company(_ index: Int, _ thing: Thing) -> Cluster {
        let roles = thing.id == "couple" ? ["man", "woman"] : ["man", "girl", "woman", "boy"]
        var parts: [Part] = []
        var x = 0.0
        for (nth, role) in roles.enumerated() {
            var own = maker.look(index, nth)
            let figure = FigureDrawing(pose: .named(.standing), costume: .named(role, &own))
            let height = role == "girl" || role == "boy" ? 1.1 : 1.46
            var part = Part(
                drawing: figure.drawing(.both),
                box: figure.box(height: height, with: Point(50, Drawing.height), at: Point(x, 0)))
            part.tint = maker.tint(index, nth)
            parts.append(part)
            x += height * 0.33
        }
        let middle = (parts[0].box.x + parts[parts.count - 1].box.right) / 2
        for nth in parts.indices { parts[nth].box.x -= middle }
        let half = parts[parts.count - 1].box.right
        return Cluster(parts: parts, home: .ground, subjects: [index], spot: nil, contact: -half...half)
    }
}
