/// Two things in one relation as one cluster: who sits on what, holds what, looks out of what.
struct PairBuilder {
    let maker: PartMaker
    let relation: Relation
    /// Which of several riders or holders this is.
    var copy = 0
    /// Places on what carries them all, when others share it.
    var slots: Slots?

    struct Slots {
        var start: Int
        var total: Int
    }

    private var subject: Subject { maker.scene.subjects[relation.subject] }
    private var object: Subject { maker.scene.subjects[relation.object] }
    private var gallery: Gallery { maker.gallery }

    /// Nil when the two are better shown near each other, each by itself.
    func cluster(_ one: Thing, _ other: Thing) -> Cluster? {
        switch relation.kind {
        case .riding:
            ride(one, other) ?? (other.has("in") ? contain(one, other) : other.has("lamps") ? nil : carry(one, other))
        case .on: fits(one, other) ? ride(one, other) ?? carry(one, other) : carry(one, other)
        case .inside, .leaving: other.has("in") ? contain(one, other) : nil
        case .under:
            other.has("hold") ? hold(one, other) : other.has("canopy") ? shelter(one, other) : creep(one, other)
        case .with, .holding, .reading, .wearing:
            other.has("hat") || other.has("eyes") || other.has("wear")
                ? WearingBuilder(maker: maker, relation: relation).cluster(one, other)
                : other.has("hold") ? hold(one, other) : nil
        case .beside, .behind, .before, .over, .lookingAt, .chasing, .between: nil
        }
    }

    /// Whether one cluster takes all of several: cats on a sofa, children under a tree.
    static func holdsAll(_ kind: Relation.Kind, _ other: Thing) -> Bool {
        switch kind {
        case .under: true
        case .on, .riding, .inside: other.seat == nil || other.seat?.way == .chair || other.seat?.way == .ground
        default: false
        }
    }

    private func fits(_ rider: Thing, _ mount: Thing) -> Bool {
        guard let seat = mount.seat, rider.hasFigure else { return false }
        return seat.way != .astride || mount.home == .air || rider.height <= mount.height * 1.6
    }

    /// A rider around a mount: the far leg behind it, the near one before it.
    private func ride(_ rider: Thing, _ mount: Thing) -> Cluster? {
        guard let seat = mount.seat, let under = maker.part(relation.object, mount, copy: copy) else { return nil }
        let isChair = seat.way == .chair || seat.way == .ground
        let riders = isChair ? subject.count : 1
        let seats = isChair ? room : Slots(start: 0, total: 1)
        var behind: [Part] = []
        var before: [Part] = []
        for nth in 0..<riders {
            let place = seat.x + (Double(seats.start + nth) + 0.5) / Double(seats.total) * 0.7 - 0.35
            let saddle = Point(under.box.x + place * under.box.width, under.box.y + seat.y * under.box.height)
            if isChair, !rider.look.isPerson, rider.hasFigure, rider.has("fur") {
                before.append(perch(rider, under, saddle))
                continue
            }
            var own = maker.look(relation.subject, isChair ? nth : copy)
            guard let figure = gallery.figure(rider, pose: seat.way.pose, dice: &own) else { return nil }
            let height = riderHeight(rider, mount, under.box.height, seat.way)
            let joint = seat.way == .stand ? Point(50, 98) : figure.pose.hip
            let box = figure.box(height: height, with: joint, at: saddle)
            let halves = maker.halves(figure, box, relation.subject, isChair ? nth : copy)
            if isChair { before.append(halves.far) } else { behind.append(halves.far) }
            before.append(halves.near)
            if subject.action == .fishing || rider.id == "fisherman" { before += PairBuilder.fishing(box, figure) }
        }
        let hides = isChair && mount.has("in")
        let parts = hides ? before + [under] : behind + [under] + before
        var cluster = Cluster(
            parts: parts, home: maker.home(of: relation.object, mount), subjects: [relation.subject, relation.object],
            spot: subject.spot ?? object.spot, contact: under.box.x...under.box.right)
        cluster.base = hides ? before.count : behind.count
        return cluster
    }

    private var room: Slots { slots ?? Slots(start: 0, total: subject.count) }

    private func riderHeight(_ rider: Thing, _ mount: Thing, _ height: Double, _ way: Thing.Seat.Way) -> Double {
        switch way {
        case .pedal: height * 1.56
        case .bike: height * 1.42
        case .stand: max(maker.height(relation.subject, rider), height * 1.2)
        case .chair, .ground: min(height * 1.75, maker.height(relation.subject, rider) * 1.15)
        case .astride:
            height * min(max(max(rider.height, 1.3) / mount.height, 0.44), mount.home == .air ? 3.2 : 1.25)
        }
    }

    /// A rod from the hand outwards.
    static func fishing(_ box: Box, _ figure: FigureDrawing) -> [Part] {
        guard let hand = figure.pose.nearArm.last, let rod = OwnDrawings.drawing("rod") else { return [] }
        let scale = box.height / Drawing.height
        let height = box.height * 1.05
        let end = Point(box.x + (hand.x - figure.left) * scale, box.y + hand.y * scale)
        let width = height * rod.aspect
        return [Part(drawing: rod, box: Box(x: end.x - width, y: end.y - height * 0.5, width: width, height: height))]
    }

    /// An animal on a seat.
    private func perch(_ animal: Thing, _ under: Part, _ seat: Point) -> Part {
        let height = min(maker.height(relation.subject, animal), under.box.height * 1.1)
        var part = maker.resting(relation.subject, animal, height: height)
        part.box.x += seat.x
        part.box.y += seat.y + part.box.height * 0.08
        return part
    }

    /// One or several standing on top of something.
    private func carry(_ upper: Thing, _ lower: Thing) -> Cluster? {
        guard var base = maker.part(relation.object, lower, copy: copy) else { return nil }
        if lower.has("hold"), !lower.has("top"), upper.height > lower.height * 2.5 { return nil }
        if upper.height > lower.height * 4, lower.has("hold") { base.scale(by: 1.7) }
        let count = subject.count
        let top = base.box.y + base.box.height * (lower.number("top") ?? 0.08)
        var parts: [Part] = []
        for nth in 0..<count {
            guard var part = maker.part(relation.subject, upper, copy: nth) else { return nil }
            let width = base.box.width * 0.9 / Double(room.total)
            if part.box.width > width * 1.5, lower.height > 0.5 { part.scale(by: width * 1.5 / part.box.width) }
            // Whoever the picture is of is not lost on what carries him.
            let least = min(base.box.height * 0.42, width * 0.9 / part.drawing.aspect)
            if relation.kind == .on, part.box.height < least { part.scale(by: min(1.7, least / part.box.height)) }
            if relation.kind == .riding, room.total == 1 {
                part.scale(by: min(1.9, max(1, base.box.width * 0.36 / part.box.width)))
            }
            let slot = base.box.x + base.box.width * (Double(room.start + nth) + 0.5) / Double(room.total)
            part.box.x = slot - part.box.width / 2
            part.box.y = top - part.box.height + base.box.height * 0.025
            parts.append(part)
        }
        // One walks behind the railing of a bridge, and sits on this side of a bough.
        let isRailed = lower.has("bridge")
        var cluster = Cluster(
            parts: isRailed ? parts + [base] : [base] + parts, home: maker.home(of: relation.object, lower),
            subjects: [relation.subject, relation.object], spot: object.spot, isLit: lower.has("lit"),
            contact: base.box.x...base.box.right)
        cluster.base = isRailed ? parts.count : 0
        cluster.reachesIn = lower.has("edge")
        return cluster
    }

    /// Looking out over the rim of a boat, a basket, a cup; sitting in it when there is a seat.
    private func contain(_ inner: Thing, _ outer: Thing) -> Cluster? {
        if outer.home == .water, inner.hasFigure, outer.seat != nil, let cluster = ride(inner, outer) { return cluster }
        guard let shell = maker.part(relation.object, outer),
            var part = maker.part(relation.subject, inner, action: .sitting)
        else { return nil }
        if let window = outer.window { return seated(part, inner, shell, outer, window) }
        let rim = shell.box.y + shell.box.height * (outer.number("in") ?? 0.3)
        let width = shell.box.width * 0.72 / Double(max(1, room.total - subject.count + 1))
        if part.box.width > width { part.scale(by: width / part.box.width) }
        if part.box.height < -rim * 0.8 {
            part.scale(by: min(2.2, -rim * 0.9 / part.box.height, width / part.box.width))
        }
        let place = (Double(room.start) + 0.5 * Double(subject.count)) / Double(room.total) - 0.5
        part.box.x = shell.box.middle + place * shell.box.width * 0.7 - part.box.width / 2
        part.box.y = rim - part.box.height * 0.62
        part.cut = min(-shell.box.height * 0.06, rim + part.box.height * 0.3)
        // Into an open vessel one looks from above: what is in it stands before its far rim.
        let isOpen = outer.has("open")
        if isOpen { part.cut = rim + shell.box.height * 0.07 }
        var cluster = Cluster(
            parts: isOpen ? [shell, part] : [part, shell], home: maker.home(of: relation.object, outer),
            subjects: [relation.subject, relation.object], spot: nil, contact: shell.box.x...shell.box.right)
        cluster.base = isOpen ? 0 : 1
        return cluster
    }

    /// Seen from the shoulders up in a car's window.
    private func seated(
        _ guest: Part, _ inner: Thing, _ shell: Part, _ outer: Thing, _ window: (x: Double, top: Double, bottom: Double)
    ) -> Cluster {
        var part = guest
        let height = shell.box.height
        part.scale(by: height * (window.bottom - window.top) * (inner.look.isPerson ? 2.6 : 1.7) / part.box.height)
        let behind = 0.27 * Double(room.start)
        part.box.x = shell.box.x + shell.box.width * (window.x + behind) - part.box.width / 2
        part.box.y = shell.box.y + height * window.top - part.box.height * (inner.look.isPerson ? 0.31 : 0)
        part.cut = shell.box.y + height * window.bottom
        return Cluster(
            parts: [shell, part], home: maker.home(of: relation.object, outer),
            subjects: [relation.subject, relation.object], spot: nil, contact: shell.box.x...shell.box.right)
    }

    /// Under a tree, before its trunk.
    private func shelter(_ guest: Thing, _ roof: Thing) -> Cluster? {
        guard let cover = maker.part(relation.object, roof) else { return nil }
        var parts: [Part] = []
        for nth in 0..<subject.count {
            guard var part = maker.part(relation.subject, guest, copy: nth) else { return nil }
            part.scale(by: min(1.3, cover.box.height * 0.5 / part.box.height))
            let place = room.start + nth
            let side: Double = place % 2 == 0 ? -1 : 1
            let reach = max(cover.box.width * 0.24, part.box.width * 0.42 + cover.box.height * 0.05)
            let away = reach + Double(place / 2) * part.box.width * 0.8
            part.box.x = cover.box.middle + side * away - part.box.width / 2
            part.box.y += cover.box.height * 0.035
            parts.append(part)
        }
        let half = cover.box.width * 0.16
        return Cluster(
            parts: [cover] + parts, home: .ground, subjects: [relation.subject, relation.object], spot: object.spot,
            isLit: roof.has("lit"), contact: (cover.box.middle - half)...(cover.box.middle + half))
    }

    /// Below something hollow: a table, a bridge. The thing below is drawn first and made to fit.
    private func creep(_ guest: Thing, _ roof: Thing) -> Cluster? {
        guard ["piece_table", "bridge", "bench", "bed", "chair"].contains(roof.id),
            let cover = maker.part(relation.object, roof), var part = maker.part(relation.subject, guest)
        else { return nil }
        let ceiling = cover.box.height * (roof.id == "bridge" ? 0.42 : 0.66)
        if part.box.height > ceiling { part.scale(by: ceiling / part.box.height) }
        part.box.x = cover.box.middle - part.box.width / 2
        var cluster = Cluster(
            parts: [part, cover], home: maker.home(of: relation.object, roof),
            subjects: [relation.subject, relation.object], spot: nil, contact: cover.box.x...cover.box.right)
        cluster.base = 1
        return cluster
    }

    /// Holding, reading, eating, playing: the thing in the hands; an umbrella goes over the head.
    private func hold(_ holder: Thing, _ held: Thing) -> Cluster? {
        guard var item = maker.part(relation.object, held, copy: copy) else { return nil }
        var own = maker.look(relation.subject, copy)
        let grip = Grip(held, kind: relation.kind, sits: subject.action == .sitting)
        guard let figure = gallery.figure(holder, pose: grip.pose, dice: &own) else { return present(holder, item) }
        let height = maker.height(relation.subject, holder) * (holder.height < 1 ? 1.3 : 1)
        let box = figure.box(height: height, with: Point(50, Drawing.height), at: Point(0, 0))
        let scale = height / Drawing.height
        let hand = figure.pose.hold ?? Point(34, 48)
        let at = Point((hand.x - 50) * scale, (hand.y - Drawing.height) * scale)
        let size = height * grip.size
        let width = size * item.drawing.aspect
        item.box = Box(
            x: at.x - width * 0.5, y: at.y - size * (grip.isOverhead ? 1.02 : 0.5), width: width, height: size)
        if held.id == "umbrella" { item.box.y = box.y - size * 0.34 }
        let halves = maker.halves(figure, box, relation.subject, copy)
        let parts = grip.isOverhead ? [item, halves.far, halves.near] : [halves.far, halves.near, item]
        return Cluster(
            parts: parts, home: maker.home(of: relation.subject, holder),
            subjects: [relation.subject, relation.object], spot: subject.spot, isLit: held.has("lit"),
            contact: (-height * 0.16)...(height * 0.16))
    }

    /// Who has no hands has the thing before it, or several in a row.
    private func present(_ holder: Thing, _ thing: Part) -> Cluster? {
        guard let body = maker.part(relation.subject, holder, copy: copy) else { return nil }
        let count = min(object.count, 5)
        let share = count > 1 ? 0.3 : 0.42
        let size = min(body.box.height * share, body.box.width * (count > 1 ? 0.42 : 0.6) / thing.drawing.aspect)
        let width = size * thing.drawing.aspect
        let items = (0..<count).map { nth in
            var item = maker.part(relation.object, Things.thing(object.thing) ?? holder, copy: nth) ?? thing
            let middle = body.box.x + body.box.width * (count > 1 ? (Double(nth) + 0.5) / Double(count) : 0.3)
            let sink = nth % 2 == 0 ? 0 : size * 0.12
            item.box = Box(x: middle - width / 2, y: sink - size, width: width, height: size)
            return item
        }
        return Cluster(
            parts: [body] + items, home: maker.home(of: relation.subject, holder),
            subjects: [relation.subject, relation.object], spot: subject.spot, contact: body.box.x...body.box.right)
    }
}

/// How something is held.
private struct Grip {
    let pose: Pose.Name
    /// In heights of the holder.
    let size: Double
    let isOverhead: Bool

    init(_ held: Thing, kind: Relation.Kind, sits: Bool) {
        let isMusic = ["guitar", "violin", "saxophone", "trumpet"].contains(held.id)
        isOverhead = ["umbrella", "balloon", "flagpole"].contains(held.id)
        pose = isOverhead ? .holding : isMusic ? .playing : kind == .reading ? .reading : sits ? .sitting : .holding
        size = isOverhead ? 0.72 : isMusic ? 0.5 : held.height > 0.7 ? 0.6 : held.height > 0.25 ? 0.26 : 0.19
    }
}

extension Thing.Seat.Way {
    fileprivate var pose: Pose.Name {
        switch self {
        case .astride: .astride
        case .pedal: .pedal
        case .bike: .bike
        case .stand: .board
        case .chair: .sitting
        case .ground: .onGround
        }
    }
}
