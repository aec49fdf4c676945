import Glibc

/// A cluster with its place in the picture. Pixels.
struct Placed {
    var cluster: Cluster
    /// Pixels for one display unit here.
    var scale: Double
    /// Where the cluster's origin comes: its middle on the ground.
    var origin: Point
    /// 0 at the horizon … 1 at the lower edge.
    var nearness: Double

    var box: Box {
        let box = cluster.box
        return Box(
            x: origin.x + box.x * scale, y: origin.y + box.y * scale, width: box.width * scale,
            height: box.height * scale)
    }
}

/// Finds a good place for every cluster: many arrangements are thrown, each is judged by how a picture should look, the
/// best is kept. Large things go back, small ones come forward, near ones may hide a little of far ones, relations hold,
/// and nothing stands in a row.
struct Arrangement {
    let width: Double
    let height: Double
    let horizon: Double
    let setting: Setting
    let relations: [Relation]
    /// How much of the usual room the things take: little where they were only added to a landscape.
    var share = 1.0
    /// Nearness at which things stand on land, and at which they float.
    var land = 0.2...0.9
    var water = 0.2...0.9
    private static let trials = 700

    func place(_ clusters: [Cluster], dice: inout Dice) -> [Placed] {
        guard !clusters.isEmpty else { return [] }
        var best: [Placed] = []
        var bestCost = Double.infinity
        let unit = unitScale(clusters)
        for trial in 0..<Self.trials {
            let shrink = 1 - 0.3 * Double(trial % 7) / 7
            let candidate = throwOnce(clusters, unit * shrink, &dice)
            let cost = judge(candidate) + (1 - shrink) * 3
            if cost < bestCost { (best, bestCost) = (candidate, cost) }
        }
        return best
    }

    /// Pixels for a display unit so that everything together fills the picture well.
    private func unitScale(_ clusters: [Cluster]) -> Double {
        let boxes = clusters.map(\.box)
        let area = boxes.map(\.area).reduce(0, +)
        let widest = boxes.map(\.width).max() ?? 1
        let tallest = clusters.map { $0.box.height * depthFactor(size: $0.box.height) }.max() ?? 1
        let alone = clusters.count == 1
        let summit = clusters.contains { $0.spot == .summit }
        let part: Double = alone ? 0.34 : min(0.64, 0.32 + 0.06 * Double(clusters.count))
        // A tall sheet is filled across, so that nothing gets lost below a high sky.
        let across = height > width * 1.2 ? 0.16 : 0
        let fit = min(
            width * ((alone ? 0.66 : 0.6) + across) / widest, height * (summit ? 0.3 : alone ? 0.62 : 0.66) / tallest)
        return min(fit, (width * height * part / area).squareRoot()) * share
    }

    private func depthFactor(size: Double) -> Double { size > 2 ? 0.84 : 0.95 }

    private func throwOnce(_ clusters: [Cluster], _ unit: Double, _ dice: inout Dice) -> [Placed] {
        let tallest = clusters.map(\.box.height).max() ?? 1
        return clusters.map { cluster in
            let relative = cluster.box.height / tallest
            let nearness = nearness(cluster, relative, clusters.count, &dice)
            let scale = unit * (0.52 + 0.65 * nearness)
            let half = cluster.box.width * scale / 2
            let margin = min(width * 0.04 + half, width / 2)
            var x = dice.number(margin...max(margin, width - margin))
            if clusters.count == 1 { x = width * dice.number(0.42...0.58) }
            x = cluster.reachesIn ? -width * 0.01 - cluster.box.x * scale : x - cluster.box.middle * scale
            return Placed(
                cluster: cluster, scale: scale, origin: Point(x, line(cluster, nearness, scale, &dice)),
                nearness: nearness)
        }
    }

    private func nearness(_ cluster: Cluster, _ relative: Double, _ count: Int, _ dice: inout Dice) -> Double {
        if cluster.spot == .far { return 0.12 }
        let wished = count == 1 ? 0.66 : 0.86 - 0.5 * relative
        let room = isAfloat(cluster) ? water : land
        let thrown = wished + dice.number(-0.16...0.16)
        return min(max(thrown, room.lowerBound + dice.number(0...0.08)), room.upperBound)
    }

    private func isAfloat(_ cluster: Cluster) -> Bool {
        (cluster.home == .water || cluster.home == .deep) && setting.hasWater && setting.place != .underwater
    }

    /// The pixel line on which the cluster's origin stands or hovers.
    private func line(_ cluster: Cluster, _ nearness: Double, _ scale: Double, _ dice: inout Dice) -> Double {
        let tall = cluster.box.height * scale
        let ground = horizon + (height - horizon) * nearness
        if cluster.spot == .summit { return horizon - height * 0.2 }
        switch cluster.home {
        case .air:
            let top = height * 0.05 + tall
            let flies = cluster.spot == .above || setting.place == .city
            let floor = flies ? horizon * 0.9 : horizon + (height - horizon) * 0.1
            let low = setting.place == .space ? height * 0.9 : max(top, floor)
            if cluster.reachesIn { return horizon * dice.number(0.62...0.8) }
            return dice.number(min(top, low)...max(top, low))
        case .deep:
            if setting.place != .underwater {
                return setting.shows(.sea) || setting.place == .lake ? ground : ground - tall * 0.1
            }
            return dice.number(min(height * 0.2 + tall, height * 0.84)...height * 0.86)
        case .ground, .water, .table: return ground
        }
    }

    private func judge(_ placed: [Placed]) -> Double {
        var cost = 0.0
        for (index, one) in placed.enumerated() {
            cost += edges(one)
            for other in placed[(index + 1)...] { cost += pair(one, other) }
        }
        for relation in relations { cost += keep(relation, placed) }
        return cost + balance(placed)
    }

    private func edges(_ one: Placed) -> Double {
        let box = one.box
        let left = one.cluster.reachesIn ? 0 : max(0, width * 0.03 - box.x)
        let right = max(0, box.right - width * 0.97)
        let top = max(0, height * 0.03 - box.y)
        let bottom = max(0, box.bottom - height * 0.97)
        return 30 * (left + right) / width + 30 * (top + bottom) / height
    }

    /// Overlap is welcome while the far one stays recognisable; equal lines read as a row.
    private func pair(_ one: Placed, _ other: Placed) -> Double {
        let shared = one.box.intersection(other.box).area
        let smaller = min(one.box.area, other.box.area)
        let part = shared / max(smaller, 1)
        let near = one.nearness > other.nearness ? one : other
        let far = one.nearness > other.nearness ? other : one
        let hidden = far.box.intersection(near.box).area / max(far.box.area, 1)
        var cost = 0.0
        let airborne = one.cluster.home == .air || other.cluster.home == .air
        if airborne { return part * 9 + (part > 0 ? 0.3 : 0) }
        if hidden > 0.16 { cost += (hidden - 0.16) * 11 }
        // A small thing before a large one is fine only beside its middle.
        if part > 0.6 { cost += abs(near.box.middle - far.box.middle) < far.box.width * 0.22 ? 2.5 : 0.6 }
        let gap = max(0, max(one.box.x, other.box.x) - min(one.box.right, other.box.right))
        cost += min(gap / width * 1.5, 0.9)
        let lines = abs(one.nearness - other.nearness)
        if lines < 0.09 { cost += (0.09 - lines) * 9 }
        if one.cluster.subjects == other.cluster.subjects, part > 0.3 { cost += part * 3 }
        return cost
    }

    private func keep(_ relation: Relation, _ placed: [Placed]) -> Double {
        guard let one = placed.first(where: { $0.cluster.subjects.contains(relation.subject) }),
            let other = placed.first(where: { $0.cluster.subjects.contains(relation.object) }),
            one.cluster.subjects != other.cluster.subjects
        else { return 0 }
        let away = abs(one.box.middle - other.box.middle) / width
        let touching = (one.box.width + other.box.width) / 2 / width
        switch relation.kind {
        case .over:
            return max(0, one.box.bottom - other.box.y) / height * 8 + max(
                0, away - (one.cluster.hasBeam ? 0.03 : 0.14)) * 8
        case .with where other.cluster.home == .air, .holding where other.cluster.home == .air:
            let side = abs(away - touching * 0.9)
            let turned = other.box.middle > one.box.middle ? 2.0 : 0
            return max(0, other.box.bottom - one.box.y - one.box.height * 0.2) / height * 12 + side * 6 + turned
        case .between:
            return keepBetween(relation, one, placed)
        case .beside, .with, .holding, .wearing, .reading:
            return max(0, away - touching * 1.06) * 8 + max(0, touching * 0.72 - away) * 6
        case .behind:
            return max(0, one.nearness - other.nearness + 0.1) * 12 + max(0, away - touching * 0.56) * 10
        case .before:
            return max(0, other.nearness - one.nearness + 0.1) * 12 + max(0, away - touching * 0.7) * 8
        case .inside, .leaving, .on, .riding:
            return max(0, away - touching * 0.4) * 8 + max(0, other.nearness - one.nearness + 0.04) * 8
        case .under:
            return max(0, away - touching * 0.4) * 8 + (one.box.y < other.box.y ? 2 : 0)
        case .chasing, .lookingAt:
            return (one.box.middle < other.box.middle ? 2.5 : 0) + max(0, away - touching * 1.4) * 5
        }
    }

    /// In the middle of those that it stands between, in one line with them.
    private func keepBetween(_ relation: Relation, _ one: Placed, _ placed: [Placed]) -> Double {
        let objects = Set(relations.filter { $0.kind == .between && $0.subject == relation.subject }.map(\.object))
        let sides = placed.filter { !objects.isDisjoint(with: $0.cluster.subjects) }.sorted {
            $0.box.middle < $1.box.middle
        }
        guard let left = sides.first, let right = sides.last, sides.count > 1 else { return 0 }
        let off = abs(one.box.middle - (left.box.middle + right.box.middle) / 2) / width
        let inner = right.box.x - left.box.right
        let depth = abs(one.nearness - (left.nearness + right.nearness) / 2)
        return off * 14 + max(0, one.box.width * 0.8 - inner) / width * 8 + depth * 5
    }

    /// The whole group stands about the middle and is not cut by it.
    private func balance(_ placed: [Placed]) -> Double {
        let all = placed.dropFirst().reduce(placed[0].box) { $0.union($1.box) }
        let off = abs(all.middle - width / 2) / width
        let weight = placed.map(\.box.area).reduce(0, +)
        let centre = placed.map { $0.box.area * $0.box.middle }.reduce(0, +) / max(weight, 1)
        let filled = min(1, all.width / width)
        return off * 3 + abs(centre - width / 2) / width * 1.5 + (placed.count > 1 ? max(0, 0.5 - filled) * 2 : 0)
    }
}
