/// How a figure holds itself: joints in its own hundred units of height, looking to the left. Limbs run from the
/// shoulder or hip over the elbow or knee to the hand or foot.
struct Pose: Sendable, Hashable {
    var head: Point
    var neck: Point
    var hip: Point
    var nearArm: [Point]
    var farArm: [Point]
    var nearLeg: [Point]
    var farLeg: [Point]
    /// What the hands hold comes here; nil when they are busy.
    var hold: Point?

    enum Name: String, Sendable, Hashable, CaseIterable {
        case standing, walking, running, waving, holding, reading, sitting, onGround, dancing, arms, flying
        case astride, pedal, bike, board, playing
    }

    static func named(_ name: Name) -> Pose {
        switch name {
        case .standing: upright()
        case .walking:
            upright(
                nearArm: [Point(53, 33), Point(58, 45), Point(57, 57)],
                farArm: [Point(47, 33), Point(40, 44), Point(35, 53)],
                nearLeg: [Point(52, 60), Point(45, 77), Point(38, 95)],
                farLeg: [Point(49, 60), Point(54, 77), Point(64, 93)])
        case .running: running
        case .waving:
            upright(farArm: [Point(45, 33), Point(36, 24), Point(31, 10)])
        case .holding:
            upright(
                nearArm: [Point(55, 34), Point(54, 47), Point(39, 49)],
                farArm: [Point(46, 34), Point(40, 46), Point(34, 50)], hold: Point(34, 47))
        case .reading:
            upright(
                nearArm: [Point(55, 34), Point(53, 48), Point(37, 44)],
                farArm: [Point(46, 34), Point(42, 47), Point(30, 44)], hold: Point(31, 40))
        case .playing:
            upright(
                nearArm: [Point(55, 34), Point(59, 47), Point(47, 52)],
                farArm: [Point(45, 34), Point(35, 44), Point(30, 38)], hold: Point(42, 50))
        case .arms:
            upright(
                nearArm: [Point(55, 33), Point(64, 25), Point(66, 11)],
                farArm: [Point(45, 33), Point(36, 25), Point(34, 11)])
        case .dancing:
            upright(
                nearArm: [Point(55, 33), Point(66, 28), Point(74, 18)],
                farArm: [Point(45, 33), Point(35, 27), Point(29, 14)],
                nearLeg: [Point(53, 60), Point(63, 70), Point(56, 82)],
                farLeg: [Point(48, 60), Point(47, 78), Point(45, 96)])
        case .sitting: seated(knee: Point(36, 70), foot: Point(35, 96))
        case .onGround: seated(knee: Point(38, 78), foot: Point(24, 93), hip: Point(56, 90))
        case .astride: astride
        case .pedal: pedalling(hand: Point(-30, -5), near: Point(-13, 36), far: Point(-9, 22), lean: 14)
        case .bike: pedalling(hand: Point(-25, -9), near: Point(-7, 27), far: Point(-10, 25), lean: 8)
        case .board:
            upright(
                nearArm: [Point(55, 36), Point(68, 38), Point(78, 31)],
                farArm: [Point(44, 36), Point(32, 36), Point(22, 29)],
                nearLeg: [Point(54, 62), Point(64, 76), Point(63, 96)],
                farLeg: [Point(46, 62), Point(34, 75), Point(36, 96)])
        case .flying: flying
        }
    }

    private static func upright(
        nearArm: [Point] = [Point(55, 33), Point(59, 46), Point(57, 58)],
        farArm: [Point] = [Point(45, 33), Point(41, 46), Point(42, 58)],
        nearLeg: [Point] = [Point(55, 60), Point(56.6, 78), Point(56.4, 96)],
        farLeg: [Point] = [Point(45, 60), Point(44, 78), Point(42.6, 96)], hold: Point? = nil
    ) -> Pose {
        Pose(
            head: Point(49, 15), neck: Point(50, 29), hip: Point(50, 60), nearArm: nearArm, farArm: farArm,
            nearLeg: nearLeg, farLeg: farLeg, hold: hold)
    }

    private static let running = Pose(
        head: Point(41, 16), neck: Point(45, 30), hip: Point(53, 59),
        nearArm: [Point(47, 34), Point(58, 42), Point(50, 51)],
        farArm: [Point(42, 35), Point(32, 44), Point(24, 37)], nearLeg: [Point(53, 60), Point(38, 68), Point(35, 87)],
        farLeg: [Point(54, 60), Point(64, 74), Point(81, 78)], hold: nil)

    private static let flying = Pose(
        head: Point(41, 20), neck: Point(48, 31), hip: Point(66, 55),
        nearArm: [Point(49, 35), Point(36, 36), Point(20, 30)],
        farArm: [Point(44, 34), Point(34, 26), Point(22, 18)], nearLeg: [Point(66, 56), Point(80, 66), Point(95, 76)],
        farLeg: [Point(68, 54), Point(84, 60), Point(98, 66)], hold: nil)

    private static let astride = Pose(
        head: Point(45, 24), neck: Point(48, 38), hip: Point(51, 68),
        nearArm: [Point(50, 42), Point(44, 54), Point(31, 56)],
        farArm: [Point(46, 42), Point(39, 52), Point(28, 54)], nearLeg: [Point(51, 69), Point(40, 81), Point(46, 98)],
        farLeg: [Point(50, 69), Point(38, 80), Point(43, 97)], hold: nil)

    private static func seated(knee: Point, foot: Point, hip: Point = Point(55, 68)) -> Pose {
        let top = hip.y - 31
        return Pose(
            head: Point(hip.x - 3, top - 14), neck: Point(hip.x - 2, top), hip: hip,
            nearArm: [Point(hip.x, top + 4), Point(hip.x - 3, top + 17), Point(hip.x - 16, top + 19)],
            farArm: [Point(hip.x - 5, top + 4), Point(hip.x - 11, top + 16), Point(hip.x - 22, top + 17)],
            nearLeg: [hip, knee, foot],
            farLeg: [Point(hip.x - 1, hip.y), Point(knee.x - 3, knee.y - 1), Point(foot.x - 4, foot.y - 1)],
            hold: Point(hip.x - 21, top + 14))
    }

    /// On a saddle: hands on the handlebar and feet on the pedals, all seen from the hip.
    private static func pedalling(hand: Point, near: Point, far: Point, lean: Double) -> Pose {
        let hip = Point(62, 62)
        let neck = Point(hip.x - lean, hip.y - 29)
        let shoulder = Point(neck.x + 1, neck.y + 4)
        let grip = Point(hip.x + hand.x, hip.y + hand.y)
        return Pose(
            head: Point(neck.x - 4, neck.y - 14), neck: neck, hip: hip, nearArm: limb(shoulder, grip, 14, 14, bend: -1),
            farArm: limb(Point(shoulder.x - 3, shoulder.y), Point(grip.x - 1, grip.y - 1), 14, 14, bend: -1),
            nearLeg: limb(hip, Point(hip.x + near.x, hip.y + near.y), 20, 20, bend: 1),
            farLeg: limb(hip, Point(hip.x + far.x, hip.y + far.y), 20, 20, bend: 1), hold: nil)
    }

    /// With the short legs of an animal that stands upright.
    var stocky: Pose {
        let drop = 10.0
        func lower(_ point: Point) -> Point { Point(point.x, point.y + drop) }
        func short(_ leg: [Point]) -> [Point] {
            leg.map { Point($0.x, 96 - (96 - $0.y) * (96 - hip.y - drop) / (96 - hip.y)) }
        }
        return Pose(
            head: lower(head), neck: lower(neck), hip: lower(hip), nearArm: nearArm.map(lower),
            farArm: farArm.map(lower),
            nearLeg: short(nearLeg), farLeg: short(farLeg), hold: hold.map(lower))
    }

    /// Two bones of given lengths from a root towards a target; `bend` says to which side the joint goes (1: to the left
    /// of a limb that hangs down).
    static func limb(_ root: Point, _ target: Point, _ upper: Double, _ lower: Double, bend: Double) -> [Point] {
        let dx = target.x - root.x
        let dy = target.y - root.y
        let distance = min(max((dx * dx + dy * dy).squareRoot(), 0.001), upper + lower - 0.01)
        let along = (upper * upper - lower * lower + distance * distance) / (2 * distance)
        let side = max(0, upper * upper - along * along).squareRoot() * bend
        let length = (dx * dx + dy * dy).squareRoot()
        let unitX = dx / max(length, 0.001)
        let unitY = dy / max(length, 0.001)
        let joint = Point(root.x + unitX * along - unitY * side, root.y + unitY * along + unitX * side)
        return [root, joint, Point(root.x + unitX * distance, root.y + unitY * distance)]
    }
}
