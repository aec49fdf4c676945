import Glibc

/// Puts what belongs together into clusters: riders on their mounts, cups in hands, cats under trees. Everything else
/// becomes a cluster of its own, several of a kind one each.
struct ClusterBuilder {
    /// More would be a crowd of dots, and take long.
    private static let mostClusters = 24

    private let scene: Scene
    private let maker: PartMaker
    private let setting: Setting
    private var bound: Set<Int> = []
    /// Subjects that no drawing could be found for.
    private(set) var missing: [Int] = []

    init(scene: Scene, setting: Setting, gallery: Gallery, dice: Dice) {
        self.scene = scene
        self.setting = setting
        maker = PartMaker(scene: scene, setting: setting, gallery: gallery, dice: dice)
    }

    mutating func clusters() -> [Cluster] {
        var clusters: [Cluster] = []
        for relation in scene.relations where !bound.contains(relation.subject) { clusters += together(relation) }
        for index in scene.subjects.indices where !bound.contains(index) { clusters += alone(index) }
        return Array(clusters.prefix(Self.mostClusters))
    }

    private mutating func together(_ relation: Relation) -> [Cluster] {
        let upper = scene.subjects[relation.subject]
        let lower = scene.subjects[relation.object]
        guard let one = Things.thing(upper.thing), let other = Things.thing(lower.thing) else { return [] }
        let isShared = [.with, .holding, .reading, .wearing].contains(relation.kind)
        // What is held can be in two hands; what is sat on is there once.
        guard isShared || !bound.contains(relation.object) else { return [] }
        if PairBuilder.holdsAll(relation.kind, other) { return gathered(relation, other).map { [$0] } ?? [] }
        guard let first = PairBuilder(maker: maker, relation: relation).cluster(one, other) else { return [] }
        bound.formUnion([relation.subject, relation.object])
        let others = (1..<max(1, upper.count)).compactMap { copy in
            // Each of several riders has a mount; a ball that several play with is there once.
            isShared && lower.count == 1
                ? cluster(relation.subject, one, copy: copy)
                : PairBuilder(maker: maker, relation: relation, copy: copy).cluster(one, other)
        }
        return [first] + others
    }

    /// All who sit on, stand in or shelter under one thing.
    private mutating func gathered(_ relation: Relation, _ other: Thing) -> Cluster? {
        let siblings = scene.relations.filter {
            $0.kind == relation.kind && $0.object == relation.object && !bound.contains($0.subject)
        }
        let total = siblings.map { scene.subjects[$0.subject].count }.reduce(0, +)
        var whole: Cluster?
        var start = 0
        for sibling in siblings {
            let count = scene.subjects[sibling.subject].count
            let pair = PairBuilder(maker: maker, relation: sibling, slots: .init(start: start, total: total))
            guard let one = Things.thing(scene.subjects[sibling.subject].thing), let cluster = pair.cluster(one, other)
            else { continue }
            start += count
            bound.formUnion([sibling.subject, sibling.object])
            whole?.join(cluster)
            whole = whole ?? cluster
        }
        return whole
    }

    private mutating func alone(_ index: Int) -> [Cluster] {
        guard let thing = Things.thing(scene.subjects[index].thing) else { return [] }
        let clusters = (0..<scene.subjects[index].count).compactMap { cluster(index, thing, copy: $0) }
        if clusters.isEmpty { missing.append(index) }
        return clusters
    }

    private func cluster(_ index: Int, _ thing: Thing, copy: Int) -> Cluster? {
        guard let part = maker.part(index, thing, copy: copy) else { return nil }
        let subject = scene.subjects[index]
        var cluster = Cluster(
            parts: [part], home: maker.home(of: index, thing), subjects: [index], spot: subject.spot,
            isLit: thing.has("lit"), hasBeacon: thing.has("beacon"),
            hasBeam: thing.has("beam") && setting.place != .space, contact: part.box.x...part.box.right)
        if subject.action == .fishing, case .person(let costume) = thing.look {
            var own = maker.look(index, copy)
            let figure = FigureDrawing(pose: .named(.onGround), costume: .named(costume, &own))
            cluster.parts += PairBuilder.fishing(part.box, figure)
        }
        if subject.action == .burning, let flames = OwnDrawings.drawing("flames") {
            let box = part.box
            cluster.parts.append(
                Part(
                    drawing: flames,
                    box: Box(x: box.x, y: box.y - box.height * 0.22, width: box.width, height: box.height * 0.9)))
            cluster.isLit = true
        }
        cluster.reachesIn = thing.has("edge")
        var own = maker.look(index, copy).fork("side")
        if copy > 0, own.chance(0.3), cluster.home != .ground || thing.hasFigure { cluster.flip() }
        return cluster
    }
}
