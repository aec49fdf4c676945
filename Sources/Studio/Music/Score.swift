/// One sounding note. Times are in beats from the beginning, pitches MIDI's.
struct Note: Sendable {
    var start: Double
    var length: Double
    var pitch: Int
    /// 1…127
    var velocity: Int
    var part: Part

    enum Part: Int, Sendable, CaseIterable {
        case lead = 0, chords = 1, bass = 2, arpeggio = 3, pad = 4, drums = 9
    }
}

/// A chord and how long it holds, in beats.
struct Slot: Sendable {
    var start: Double
    var length: Double
    var chord: Chord
}

/// A part of the form where it stands.
struct Section: Sendable {
    var part: Form.Part?
    var start: Double
    var bars: Int
    var slots: [Slot]
    /// 0 hushed … 3 everything plays.
    var energy: Int
    var isLast = false
}

/// All notes of a piece.
struct Score {
    var notes: [Note] = []
    private let plan: MusicPlan

    init(_ plan: MusicPlan) {
        self.plan = plan
        let sections = Harmony(plan).sections()
        let melody = Melody(plan)
        var accompaniment = Accompaniment(plan)
        var drums = DrumPart(plan)
        for section in sections {
            if let part = section.part { notes += melody.notes(section, part) }
            notes += accompaniment.notes(section)
            if plan.hasDrums { notes += drums.notes(section) }
        }
        notes += ending()
        swing()
        humanise()
    }

    /// The tonic's chord, left to ring.
    private func ending() -> [Note] {
        let start = Double(plan.form.barsInAll * plan.genre.beats)
        let chord = plan.key.chord(0, sevenths: plan.genre.hasSevenths)
        let length = 4 * plan.tempo / 60
        var notes = chord.voicing(from: 53).enumerated().map { index, pitch in
            Note(start: start + Double(index) * 0.04, length: length, pitch: pitch, velocity: 74, part: .chords)
        }
        notes.append(
            Note(start: start, length: length, pitch: Chord.pitch(chord.root, from: 31), velocity: 84, part: .bass))
        let high = Chord.pitch(chord.root, from: Melody.range(of: plan.lead).lowerBound + 5)
        notes.append(Note(start: start, length: length * 0.8, pitch: high, velocity: 80, part: .lead))
        if plan.hasDrums, ![.none, .soft, .lofi, .bossa].contains(plan.genre.drums) {
            notes.append(Note(start: start, length: 1, pitch: 49, velocity: 84, part: .drums))
            notes.append(Note(start: start, length: 1, pitch: 36, velocity: 96, part: .drums))
        }
        return notes
    }

    private mutating func swing() {
        guard plan.genre.swing > 0 else { return }
        for index in notes.indices {
            let beat = notes[index].start.rounded(.down)
            let part = notes[index].start - beat
            if part >= 0.45, part < 0.7 { notes[index].start += plan.genre.swing * 0.5 }
        }
    }

    /// Nobody plays like a machine, but for machines.
    private mutating func humanise() {
        guard ![.techno, .chip].contains(plan.genre.drums) else { return }
        var dice = plan.dice.fork("hands")
        for index in notes.indices {
            let late = dice.number(-0.008...0.014) * plan.tempo / 60
            notes[index].start = max(0, notes[index].start + (notes[index].part == .drums ? late / 2 : late))
            notes[index].velocity = min(127, max(1, notes[index].velocity + dice.count(-5...5)))
        }
    }
}

/// Which chord stands where.
struct Harmony {
    private let plan: MusicPlan

    init(_ plan: MusicPlan) {
        self.plan = plan
    }

    func sections() -> [Section] {
        var dice = plan.dice.fork("harmony")
        let sevenths = plan.genre.hasSevenths
        let scale = plan.key.scale
        let first = dice.pick(scale.progressions(sevenths: sevenths))
        let second = dice.pick(scale.progressions(sevenths: sevenths))
        let contrast = dice.pick(scale.contrasts(sevenths: sevenths))
        var sections: [Section] = []
        var bar = 0
        if plan.form.introduction > 0 {
            sections.append(section(nil, bar, plan.form.introduction, first + first, energy: 0))
            bar = plan.form.introduction
        }
        for (index, part) in plan.form.parts.enumerated() {
            let isLast = index == plan.form.parts.count - 1
            var degrees = part == .a ? first + second : contrast + first
            // The end of the whole leads home.
            if isLast || part == .b { degrees = led(degrees, plan.form.bars) }
            let energy = part == .b ? 3 : index == 0 && plan.form.parts.count > 1 ? 1 : isLast ? 3 : 2
            var made = section(part, bar, plan.form.bars, degrees, energy: energy)
            made.isLast = isLast
            sections.append(made)
            bar += plan.form.bars
        }
        return sections
    }

    private func led(_ degrees: [Int], _ bars: Int) -> [Int] {
        var degrees = degrees
        degrees[bars == 8 ? 7 : 3] = plan.key.scale == .dorian ? 6 : 4
        return degrees
    }

    /// Four chords a part, twice as many in a part of eight bars.
    private func section(_ part: Form.Part?, _ bar: Int, _ bars: Int, _ degrees: [Int], energy: Int) -> Section {
        let beats = plan.genre.beats
        let chosen: [Int] =
            switch bars {
            case 1: [degrees[0], degrees[3]]
            case 2: beats == 4 ? Array(degrees.prefix(4)) : [degrees[0], degrees[3]]
            case 4: Array(degrees.prefix(4))
            default: Array(degrees.prefix(8))
            }
        let length = Double(bars * beats) / Double(chosen.count)
        let start = Double(bar * beats)
        let slots = chosen.enumerated().map { index, degree in
            Slot(
                start: start + Double(index) * length, length: length,
                chord: plan.key.chord(degree, sevenths: plan.genre.hasSevenths))
        }
        return Section(part: part, start: start, bars: bars, slots: slots, energy: energy)
    }
}
