import Glibc

/// A tune of phrases: a motif, an answer, the motif again over another chord, a cadence.
struct Melody {
    private let plan: MusicPlan

    init(_ plan: MusicPlan) {
        self.plan = plan
    }

    /// Where an instrument sounds well.
    static func range(of program: Int) -> ClosedRange<Int> {
        switch program {
        case 42, 58: 48...67
        case 56, 57, 60, 61, 66, 52: 55...74
        case 24...31, 65: 57...77
        case 8, 10: 72...91
        default: 65...84
        }
    }

    /// The same part of the form has the same tune, but for its end.
    func notes(_ section: Section, _ part: Form.Part) -> [Note] {
        var dice = plan.dice.fork(part == .a ? "tune" : "answer")
        let motifs = (0..<4).map { _ in TuneBar(beats: plan.genre.beats, density: density(part), &dice) }
        let order = orders[section.bars] ?? [0, 1, 0, 3]
        let range = Melody.range(of: plan.lead)
        var place = (range.lowerBound + range.upperBound) / 2 + (part == .b ? 4 : 0)
        var notes: [Note] = []
        for bar in 0..<section.bars {
            let start = section.start + Double(bar * plan.genre.beats)
            let isEnd = bar == section.bars - 1
            let motif = isEnd ? TuneBar.cadence(beats: plan.genre.beats) : motifs[order[bar % order.count]]
            notes += line(motif, start, section, &place, endsOnTonic: isEnd && section.isLast)
            // Phrases that wander off come back.
            place = (place * 3 + (range.lowerBound + range.upperBound) / 2) / 4
        }
        return swelled(notes, section)
    }

    private let orders: [Int: [Int]] = [1: [0], 2: [0, 1], 4: [0, 1, 0, 3], 8: [0, 1, 0, 2, 0, 1, 3, 3]]

    private func density(_ part: Form.Part) -> Int {
        let mood = plan.moods.contains("energetic") || plan.moods.contains("playful") ? 1 : 0
        return min(2, plan.genre.density + mood + (part == .b && plan.genre.density == 0 ? 1 : 0))
    }

    private func line(
        _ motif: TuneBar, _ start: Double, _ section: Section, _ place: inout Int, endsOnTonic: Bool
    ) -> [Note] {
        var notes: [Note] = []
        var time = start
        var wanted = place
        for (index, step) in motif.steps.enumerated() {
            let slot = section.slots.last { $0.start <= time + 0.01 } ?? section.slots[0]
            let pitches = plan.key.pitches(Melody.range(of: plan.lead), over: slot.chord)
            let isStrong = index == 0 || step.length >= 2 || time == time.rounded() && Int(time - start) % 2 == 0
            let moved = Melody.moved(wanted, by: step.move, in: pitches)
            wanted = isStrong ? Melody.nearest(moved, pitches.filter(slot.chord.has)) : moved
            if endsOnTonic, index == motif.steps.count - 1 {
                wanted = Melody.nearest(wanted, pitches.filter { $0 % 12 == plan.key.tonic % 12 })
            }
            if !step.isRest {
                let accent = index == 0 ? 8 : time == time.rounded() ? 3 : -2
                notes.append(
                    Note(start: time, length: step.length / 2 * hold, pitch: wanted, velocity: 82 + accent, part: .lead)
                )
            }
            time += step.length / 2
        }
        place = wanted
        return notes
    }

    private var hold: Double { plan.moods.contains("playful") ? 0.6 : plan.genre.density == 2 ? 0.85 : 0.96 }

    /// Louder towards the middle of a part.
    private func swelled(_ notes: [Note], _ section: Section) -> [Note] {
        let length = Double(section.bars * plan.genre.beats)
        return notes.map { note in
            var note = note
            let place = (note.start - section.start) / length
            note.velocity = min(122, note.velocity + Int(9 * sin(place * .pi)) + section.energy * 3 - 4)
            return note
        }
    }

    private static func moved(_ pitch: Int, by steps: Int, in pitches: [Int]) -> Int {
        guard let at = pitches.firstIndex(where: { $0 >= pitch }) else { return pitches.last ?? pitch }
        let target = at + steps
        // At the end of the range the way turns back.
        if target < 0 { return pitches[min(pitches.count - 1, -target)] }
        if target >= pitches.count { return pitches[max(0, 2 * (pitches.count - 1) - target)] }
        return pitches[target]
    }

    private static func nearest(_ pitch: Int, _ pitches: [Int]) -> Int {
        pitches.min { abs($0 - pitch) * 2 + ($0 < pitch ? 1 : 0) < abs($1 - pitch) * 2 + ($1 < pitch ? 1 : 0) } ?? pitch
    }
}

/// A bar's rhythm, in eighths, and the way its pitch goes, in steps of the scale.
struct TuneBar: Sendable {
    struct Step: Sendable {
        var length: Double
        var move: Int
        var isRest = false
    }

    var steps: [Step]

    init(beats: Int, density: Int, _ dice: inout Dice) {
        let rhythm = dice.pick(beats == 3 ? TuneBar.threes[density] : TuneBar.fours[density])
        let rises = dice.chance(0.55) ? 1 : -1
        steps = rhythm.enumerated().map { index, length in
            // An arch: away in the first half, back in the second.
            let direction = index * 2 < rhythm.count ? rises : -rises
            let size = dice.pick([1, 1, 1, 1, 2, 2, 0, 3])
            let move = index == 0 ? dice.count(-1...1) : dice.chance(0.8) ? size * direction : -size * direction
            return Step(length: Double(abs(length)), move: move, isRest: length < 0)
        }
    }

    private init(_ steps: [Step]) {
        self.steps = steps
    }

    static func cadence(beats: Int) -> TuneBar {
        let first: [Step] = [Step(length: 1, move: 1), Step(length: 1, move: -1)]
        let long = Step(length: Double(beats * 2 - 3), move: -1)
        return TuneBar(first + [long])
    }

    /// Rests are negative.
    private static let fours: [[[Int]]] = [
        [[4, 4], [6, 2], [3, 1, 4], [8], [4, 2, 2], [2, 6]],
        [[2, 2, 4], [3, 1, 2, 2], [2, 1, 1, 4], [3, 3, 2], [1, 1, 2, 4], [-1, 1, 2, 2, 2], [4, 1, 1, 2]],
        [
            [1, 1, 1, 1, 2, 2], [2, 1, 1, 2, 1, 1], [1, 1, 2, 1, 1, 2], [-1, 1, 1, 1, 3, 1], [1, 2, 1, 1, 2, 1],
            [3, 1, 1, 1, 2],
        ],
    ]
    private static let threes: [[[Int]]] = [
        [[6], [4, 2], [2, 4], [3, 3]], [[2, 2, 2], [3, 1, 2], [4, 2], [2, 1, 1, 2], [4, 1, 1]],
        [[1, 1, 2, 2], [1, 1, 1, 1, 2], [2, 1, 1, 1, 1], [3, 1, 1, 1]],
    ]
}
