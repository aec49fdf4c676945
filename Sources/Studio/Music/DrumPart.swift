/// Drums: a bar is written in sixteenths, X loud, x plain, o soft. Keys are General MIDI's percussion.
struct DrumPart {
    private let plan: MusicPlan
    private var dice: Dice

    init(_ plan: MusicPlan) {
        self.plan = plan
        dice = plan.dice.fork("drums")
    }

    mutating func notes(_ section: Section) -> [Note] {
        let bars = patterns()
        guard !bars.isEmpty else { return [] }
        var notes: [Note] = []
        for bar in 0..<section.bars {
            let start = section.start + Double(bar * plan.genre.beats)
            let isFill = bar == section.bars - 1 && section.energy > 0 && section.bars > 1
            for (key, pattern) in bars where section.energy > 1 || isKept(key, section.energy) {
                notes += strokes(key, pattern, start, upTo: isFill && hasFills ? 12 : 16)
            }
            if isFill, hasFills { notes += fill(start) }
            if bar == 0, section.energy == 3, hasFills {
                notes.append(Note(start: start, length: 1, pitch: 49, velocity: 88, part: .drums))
            }
        }
        return notes
    }

    private var hasFills: Bool {
        [.pop, .rock, .swing, .cinematic].contains(plan.genre.drums) && plan.genre.beats == 4
    }

    /// A hushed part has no snare, an introduction only what ticks.
    private func isKept(_ key: Int, _ energy: Int) -> Bool {
        switch plan.genre.drums {
        case .techno: energy > 0 || key == 36
        case .march: true
        case .none, .soft, .pop, .rock, .swing, .lofi, .bossa, .cinematic, .waltz, .chip:
            energy > 0 ? plan.genre.name != "cinematic" || key != 38 : [42, 44, 51, 70].contains(key)
        }
    }

    private func strokes(_ key: Int, _ pattern: String, _ start: Double, upTo end: Int) -> [Note] {
        pattern.utf8.enumerated().compactMap { index, letter -> Note? in
            guard index < end, letter != UInt8(ascii: ".") else { return nil }
            let velocity = letter == UInt8(ascii: "X") ? 104 : letter == UInt8(ascii: "x") ? 80 : 52
            return Note(start: start + Double(index) / 4, length: 0.2, pitch: key, velocity: velocity, part: .drums)
        }
    }

    private mutating func fill(_ start: Double) -> [Note] {
        let toms = dice.pick([[38, 38, 47, 45], [50, 47, 45, 41], [38, 40, 38, 41], [50, 50, 45, 45]])
        return toms.enumerated().map { index, key in
            Note(start: start + 3 + Double(index) / 4, length: 0.2, pitch: key, velocity: 78 + index * 7, part: .drums)
        }
    }

    private func patterns() -> [(Int, String)] {
        switch plan.genre.drums {
        case .none: []
        case .soft: [(36, "x.......x......."), (37, "....x.......x..."), (70, "o.x.o.x.o.x.o.x.")]
        case .pop: [(36, "X......xX......."), (38, "....X.......X..."), (42, "x.o.x.o.x.o.x.o.")]
        case .rock: [(36, "X.....x.X.x....."), (38, "....X.......X..."), (42, "X.x.X.x.X.x.X.x.")]
        case .swing:
            [(51, "x...x.o.x...x.o."), (44, "....x.......x..."), (36, "o.......o......."), (38, "..........o.....")]
        case .lofi: [(36, "X.....o...x....."), (38, "....x.......x..o"), (42, "x.o.x.o.x.o.x.o.")]
        case .techno:
            [(36, "X...X...X...X..."), (46, "..x...x...x...x."), (42, "x.o.x.o.x.o.x.o."), (39, "....X.......X...")]
        case .bossa: [(36, "x.....xxx.....x."), (37, "x..x..x...x..x.."), (70, "xoxoxoxoxoxoxoxo")]
        case .march: [(36, "X.......X......."), (38, "x..ox.ooX..ox.xx"), (49, "X...............")]
        case .cinematic:
            [(41, "X.....x.X...x..."), (45, "..........x...x."), (38, "o.o.ooo.o.o.oooo"), (36, "X.......X.......")]
        case .waltz: [(36, "x..........."), (42, "....o...o..."), (37, "....o...o...")]
        case .chip: [(36, "X...X...X...X..."), (38, "....X.......X..."), (42, "x.xxx.xxx.xxx.xx")]
        }
    }
}
