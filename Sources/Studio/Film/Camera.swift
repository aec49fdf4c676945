import Glibc

/// What the camera sees at one moment, in parts of the picture: 0…1 from the left and from the top.
struct Shot: Sendable {
    var x: Double
    var y: Double
    /// 1 sees the whole picture, 1.25 four fifths of it.
    var zoom: Double
    /// How far the near (lower) part is moved against the far (upper) one, in parts of the width.
    var turn = 0.0
}

/// A way of the camera over a still picture.
struct Camera: Sendable {
    enum Move: String, Sendable {
        case zoomIn, zoomOut, panLeft, panRight, tiltUp, tiltDown, orbit, drone, shake, still
    }

    /// The picture is held this much larger than the film, so that a close look stays sharp.
    static let closest = 1.3

    let moves: [Move]
    private let drift: (x: Double, y: Double)
    private let phases: [Double]

    /// Without a word for it the camera comes slowly closer.
    init(_ text: String, _ dice: inout Dice) {
        let named = FilmWords.moves.ids(in: text).compactMap(Move.init(rawValue:))
        moves = named.isEmpty ? [.zoomIn] : Array(named.prefix(2))
        drift = (dice.number(-0.35...0.35), dice.number(-0.3...0.2))
        phases = (0..<4).map { _ in dice.number(0...(2 * .pi)) }
    }

    /// `time` goes from 0 to 1.
    func shot(_ time: Double, seconds: Double) -> Shot {
        // A start and an end without a jerk, and nearly even speed between.
        let eased = time * time * (3 - 2 * time) * 0.6 + time * 0.4
        var shot = Shot(x: 0.5, y: 0.5, zoom: 1)
        for move in moves { apply(move, eased, time * seconds, to: &shot) }
        let room = (1 - 1 / shot.zoom) / 2
        // The turning part needs room at both sides.
        let sideRoom = max(0, room - abs(shot.turn) / 2)
        shot.x = min(max(shot.x, 0.5 - sideRoom), 0.5 + sideRoom)
        shot.y = min(max(shot.y, 0.5 - room), 0.5 + room)
        return shot
    }

    private func apply(_ move: Move, _ eased: Double, _ seconds: Double, to shot: inout Shot) {
        switch move {
        case .zoomIn: zoom(1.02 + 0.26 * eased, &shot)
        case .zoomOut: zoom(1.28 - 0.26 * eased, &shot)
        case .panLeft: pan(&shot, 0.5 - eased)
        case .panRight: pan(&shot, eased - 0.5)
        case .tiltUp: tilt(&shot, 0.5 - eased)
        case .tiltDown: tilt(&shot, eased - 0.5)
        case .orbit:
            shot.zoom = max(shot.zoom, 1.2)
            shot.turn = 0.05 * (eased - 0.5)
            shot.x += 0.11 * (0.5 - eased)
            shot.zoom += 0.06 * eased
        case .drone:
            shot.zoom = max(shot.zoom, 1.08 + 0.18 * eased)
            shot.y += 0.1 * (0.5 - eased)
            shot.turn += 0.03 * (eased - 0.5)
        case .shake:
            shot.zoom = max(shot.zoom, 1.1)
            shot.x += 0.012 * (sin(seconds * 7.1 + phases[0]) + 0.6 * sin(seconds * 13.7 + phases[1]))
            shot.y += 0.010 * (sin(seconds * 8.3 + phases[2]) + 0.6 * sin(seconds * 12.1 + phases[3]))
        case .still: break
        }
    }

    private func zoom(_ zoom: Double, _ shot: inout Shot) {
        shot.zoom = max(shot.zoom, zoom)
        shot.x += drift.x * (shot.zoom - 1) * 0.5
        shot.y += drift.y * (shot.zoom - 1) * 0.5
    }

    private func pan(_ shot: inout Shot, _ way: Double) {
        shot.zoom = max(shot.zoom, 1.25)
        shot.x += way * 0.2
    }

    private func tilt(_ shot: inout Shot, _ way: Double) {
        shot.zoom = max(shot.zoom, 1.25)
        shot.y += way * 0.2
    }
}

/// The picture as one shot sees it.
struct Projector {
    let source: Canvas
    let width: Int
    let height: Int

    /// Fills a frame, each row by its own place and scale; sampled between four pixels with weights of 256 parts.
    func project(_ shot: Shot, into frame: inout [UInt32]) {
        let scale = Double(source.width) / shot.zoom / Double(width)
        let left = shot.x * Double(source.width) - scale * Double(width) / 2
        let top = shot.y * Double(source.height) - scale * Double(height) / 2
        source.pixels { pixels in
            frame.withUnsafeMutableBufferPointer { target in
                for y in 0..<height {
                    let depth = Double(y) / Double(height) - 0.5
                    let start = left + shot.turn * depth * Double(source.width)
                    row(y, top + (Double(y) + 0.5) * scale - 0.5, start + 0.5 * scale - 0.5, scale, pixels, target)
                }
            }
        }
    }

    @inline(__always)
    private func row(
        _ y: Int, _ sourceY: Double, _ start: Double, _ scale: Double, _ pixels: UnsafeMutablePointer<UInt32>,
        _ target: UnsafeMutableBufferPointer<UInt32>
    ) {
        let clampedY = min(max(sourceY, 0), Double(source.height - 1) - 0.001)
        let upper = Int(clampedY)
        let lower = min(upper + 1, source.height - 1)
        let downWeight = UInt32((clampedY - Double(upper)) * 256)
        let last = (source.width - 2) << 16
        var at = Int(start * 65_536)
        let step = Int(scale * 65_536)
        for x in 0..<width {
            let place = min(max(at, 0), last)
            let column = place >> 16
            let weight = UInt32((place >> 8) & 255)
            let above = Projector.mixed(
                pixels[upper * source.width + column], pixels[upper * source.width + column + 1], weight)
            let below = Projector.mixed(
                pixels[lower * source.width + column], pixels[lower * source.width + column + 1], weight)
            target[y * width + x] = Projector.mixed(above, below, downWeight)
            at += step
        }
    }

    /// Two parts of a pixel at once: red and blue, then green.
    @inline(__always)
    static func mixed(_ first: UInt32, _ second: UInt32, _ weight: UInt32) -> UInt32 {
        let keep = 256 &- weight
        let outer = ((first & 0x00ff_00ff) &* keep &+ (second & 0x00ff_00ff) &* weight) >> 8 & 0x00ff_00ff
        let inner = ((first >> 8 & 0xff) &* keep &+ (second >> 8 & 0xff) &* weight) & 0xff00
        return 0xff00_0000 | outer | inner
    }
}
