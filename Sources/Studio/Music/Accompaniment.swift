/// Chords, bass, arpeggio and pad under the tune.
struct Accompaniment {
    private let plan: MusicPlan
    private var dice: Dice
    private let comping: [(Double, Double)]

    init(_ plan: MusicPlan) {
        self.plan = plan
        dice = plan.dice.fork("accompaniment")
        comping = dice.pick([
            [(0, 1.4), (1.5, 0.5)], [(0, 0.8), (2.5, 1.2)], [(0.5, 0.6), (1.5, 1.6)], [(0, 1.8), (2, 0.4), (3.5, 0.5)],
        ])
    }

    mutating func notes(_ section: Section) -> [Note] {
        let genre = plan.genre
        var notes: [Note] = []
        for (index, slot) in section.slots.enumerated() {
            let next = index + 1 < section.slots.count ? section.slots[index + 1].chord : section.slots[0].chord
            notes += chords(slot, section)
            if section.energy > 0 || genre.bass == .long { notes += bass(slot, next) }
            if genre.arpeggio != .none, section.energy >= 2 || genre.arpeggio != .eighths {
                notes += arpeggio(slot, section)
            }
            if genre.padProgram != nil, section.energy >= 2 || genre.chords == .pad { notes += pad(slot, section) }
        }
        return notes
    }

    private mutating func chords(_ slot: Slot, _ section: Section) -> [Note] {
        let voices = slot.chord.voicing(from: 53)
        let loud = 66 + section.energy * 3
        switch plan.genre.chords {
        case .pad:
            return voices.map { note(.chords, slot, 0, slot.length * 0.98, $0, loud - 4) }
        case .block:
            return places(slot, [0, 2], within: 4).flatMap { start, length in
                voices.enumerated().map {
                    note(.chords, slot, start + Double($0.offset) * 0.015, length, $0.element, loud)
                }
            }
        case .alberti: return alberti(slot, voices, loud)
        case .strum:
            let low = [voices[0] - 12] + voices
            return places(slot, [0, 1, 1.5, 2.5, 3, 3.5], within: 4).flatMap { start, length in
                low.enumerated().map { index, pitch in
                    note(.chords, slot, start + Double(index) * 0.022, length, pitch, start == 0 ? loud + 8 : loud - 4)
                }
            }
        case .comping:
            return places(slot, comping.map(\.0), within: 4, lengths: comping.map(\.1)).flatMap { start, length in
                voices.map { note(.chords, slot, start, length, $0, loud - 2) }
            }
        case .oomPah:
            return places(slot, [1, 2], within: 3, lengths: [0.5, 0.5]).flatMap { start, length in
                voices.map { note(.chords, slot, start, length, $0, loud - 4) }
            }
        case .power:
            let root = Chord.pitch(slot.chord.root, from: 40)
            return places(slot, [0, 1.5, 2, 3, 3.5], within: 4).flatMap { start, length in
                [root, root + 7, root + 12].map { note(.chords, slot, start, length * 0.95, $0, loud + 6) }
            }
        case .offbeat:
            return places(slot, [0.5, 1.5, 2.5, 3.5], within: 4, lengths: [0.3]).flatMap { start, length in
                voices.map { note(.chords, slot, start, length, $0, loud) }
            }
        case .stabs:
            return places(slot, [0, 0.75, 1.5, 2.5, 3.25], within: 4, lengths: [0.3]).flatMap { start, length in
                voices.map { note(.chords, slot, start, length, $0, loud - 6) }
            }
        }
    }

    /// Low, high, middle, high: a broken chord.
    private func alberti(_ slot: Slot, _ voices: [Int], _ loud: Int) -> [Note] {
        let low = voices[0] - 12
        let pattern =
            plan.genre.beats == 3
            ? [low, voices[1], voices[2], voices[1] + 12, voices[2], voices[1]]
            : [low, voices[2], voices[1], voices[2]]
        let step = plan.tempo < 74 ? 0.5 : 0.5
        return stride(from: 0, to: slot.length - 0.01, by: step).enumerated().map { index, start in
            note(
                .chords, slot, start, step * 1.6, pattern[index % pattern.count],
                index % pattern.count == 0 ? loud + 4 : loud - 6)
        }
    }

    private mutating func bass(_ slot: Slot, _ next: Chord) -> [Note] {
        let root = Chord.pitch(slot.chord.root, from: 31)
        let fifth = Chord.pitch(slot.chord.fifth, from: root)
        switch plan.genre.bass {
        case .none: return []
        case .long: return [note(.bass, slot, 0, slot.length * 0.97, root, 74)]
        case .roots:
            return places(slot, [0], within: plan.genre.beats, lengths: [1.2]).map {
                note(.bass, slot, $0.0, $0.1, root, 84)
            }
        case .walking: return walking(slot, root, next)
        case .octaves:
            return stride(from: 0, to: slot.length - 0.01, by: 0.5).enumerated().map { index, start in
                note(.bass, slot, start, 0.4, index % 2 == 0 ? root : root + 12, index % 2 == 0 ? 92 : 80)
            }
        case .rootFifth:
            return places(slot, [0, 2], within: 4, lengths: [1.2]).enumerated().map { index, place in
                note(.bass, slot, place.0, place.1, index % 2 == 0 ? root : fifth, 86)
            }
        case .driving:
            return stride(from: 0, to: slot.length - 0.01, by: 0.5).enumerated().map { index, start in
                note(.bass, slot, start, 0.42, root, index % 4 == 0 ? 92 : 80)
            }
        case .dotted:
            return places(slot, [0, 1.5, 2, 3.5], within: 4, lengths: [1.3, 0.45, 1.2, 0.45]).enumerated().map {
                index, place in
                note(.bass, slot, place.0, place.1, index % 4 == 3 ? fifth : root, index % 2 == 0 ? 88 : 76)
            }
        }
    }

    /// A note a beat, the last a half step from where it goes.
    private mutating func walking(_ slot: Slot, _ root: Int, _ next: Chord) -> [Note] {
        let target = Chord.pitch(next.root, from: 31)
        let tones = [
            root, Chord.pitch(slot.chord.pitchClasses[1], from: root), Chord.pitch(slot.chord.fifth, from: root),
            root + 12,
        ]
        return (0..<Int(slot.length)).map { beat in
            let isLast = beat == Int(slot.length) - 1
            let pitch =
                isLast
                ? target + dice.pick([-1, 1]) : beat == 0 ? root : tones[(beat + dice.count(0...1)) % tones.count]
            return note(.bass, slot, Double(beat), 0.9, pitch, beat % 2 == 0 ? 84 : 90)
        }
    }

    private func arpeggio(_ slot: Slot, _ section: Section) -> [Note] {
        let voices = slot.chord.voicing(from: plan.genre.arpeggio == .slow ? 60 : 65)
        let climb = voices + [voices[0] + 12]
        let way = climb + climb.dropFirst().dropLast().reversed()
        let step: Double =
            switch plan.genre.arpeggio {
            case .none, .slow: 1
            case .eighths: 0.5
            case .sixteenths: 0.25
            }
        return stride(from: 0, to: slot.length - 0.01, by: step).enumerated().map { index, start in
            note(
                .arpeggio, slot, start, step * (step == 1 ? 2.5 : 0.9), way[index % way.count], 50 + section.energy * 5)
        }
    }

    private func pad(_ slot: Slot, _ section: Section) -> [Note] {
        slot.chord.voicing(from: 57).map { note(.pad, slot, 0, slot.length, $0, 44 + section.energy * 5) }
    }

    /// Where a pattern of so many beats falls within a slot, and how long each stroke holds: to the next one, unless
    /// lengths are given (the last of them goes on).
    private func places(_ slot: Slot, _ starts: [Double], within beats: Int, lengths: [Double] = []) -> [(
        Double, Double
    )] {
        stride(from: 0, to: slot.length - 0.01, by: Double(beats)).flatMap { offset in
            starts.enumerated().compactMap { index, start -> (Double, Double)? in
                let place = offset + start
                guard place < slot.length - 0.01 else { return nil }
                let end = index + 1 < starts.count ? starts[index + 1] : Double(beats)
                let length = lengths.isEmpty ? end - start : lengths[min(index, lengths.count - 1)]
                return (place, min(length, slot.length - place))
            }
        }
    }

    private func note(_ part: Note.Part, _ slot: Slot, _ start: Double, _ length: Double, _ pitch: Int, _ velocity: Int)
        -> Note
    {
        Note(start: slot.start + start, length: length, pitch: pitch, velocity: velocity, part: part)
    }
}
