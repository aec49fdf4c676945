/// How a kind of music is played.
struct Genre: Sendable {
    enum Chords: Sendable { case pad, block, alberti, strum, comping, oomPah, power, offbeat, stabs }
    enum Bass: Sendable { case none, long, roots, walking, octaves, rootFifth, driving, dotted }
    enum Drums: Sendable { case none, soft, pop, rock, swing, lofi, techno, bossa, march, cinematic, waltz, chip }
    enum Arpeggio: Sendable { case none, slow, eighths, sixteenths }

    var name: String
    /// Quarter notes a minute.
    var tempo: ClosedRange<Double>
    var beats = 4
    /// How late the second of two eighths comes: 0 even, 0.33 a triplet.
    var swing = 0.0
    /// General MIDI programs, counted from 0; one of the leads is taken.
    var leads: [Int]
    var chordProgram: Int
    var bassProgram: Int
    var arpeggioProgram: Int
    var padProgram: Int?
    var chords: Chords
    var bass: Bass
    var drums: Drums
    var arpeggio: Arpeggio
    var hasSevenths = false
    /// Notes of the melody: 0 long and few … 2 short and many.
    var density = 1
    /// 0 dry … 127 a cathedral.
    var reverb = 50

    static func named(_ name: String) -> Genre? { all.first { $0.name == name } }

    static let all: [Genre] = [
        Genre(
            name: "pop", tempo: 96...118, leads: [73, 4, 11, 25], chordProgram: 0, bassProgram: 33, arpeggioProgram: 24,
            padProgram: 48, chords: .block, bass: .dotted, drums: .pop, arpeggio: .eighths),
        Genre(
            name: "ambient", tempo: 58...68, leads: [8, 11, 0, 73], chordProgram: 89, bassProgram: 32,
            arpeggioProgram: 46,
            padProgram: 95, chords: .pad, bass: .long, drums: .none, arpeggio: .slow, hasSevenths: true, density: 0,
            reverb: 100),
        Genre(
            name: "lofi", tempo: 70...82, swing: 0.2, leads: [4, 11, 26], chordProgram: 4, bassProgram: 33,
            arpeggioProgram: 11, padProgram: 89, chords: .comping, bass: .dotted, drums: .lofi, arpeggio: .none,
            hasSevenths: true, reverb: 45),
        Genre(
            name: "jazz", tempo: 118...150, swing: 0.33, leads: [66, 65, 11, 59], chordProgram: 0, bassProgram: 32,
            arpeggioProgram: 26, chords: .comping, bass: .walking, drums: .swing, arpeggio: .none, hasSevenths: true,
            density: 2, reverb: 40),
        Genre(
            name: "rock", tempo: 116...138, leads: [29, 30, 27], chordProgram: 30, bassProgram: 34, arpeggioProgram: 27,
            padProgram: 18, chords: .power, bass: .driving, drums: .rock, arpeggio: .none, reverb: 30),
        Genre(
            name: "classical", tempo: 92...116, leads: [40, 73, 68, 71], chordProgram: 0, bassProgram: 42,
            arpeggioProgram: 46, padProgram: 48, chords: .alberti, bass: .long, drums: .none, arpeggio: .none,
            reverb: 65),
        Genre(
            name: "techno", tempo: 122...132, leads: [81, 80, 87], chordProgram: 90, bassProgram: 38,
            arpeggioProgram: 81,
            padProgram: 89, chords: .stabs, bass: .octaves, drums: .techno, arpeggio: .sixteenths, reverb: 45),
        Genre(
            name: "waltz", tempo: 138...168, beats: 3, leads: [40, 71, 21], chordProgram: 48, bassProgram: 43,
            arpeggioProgram: 46, chords: .oomPah, bass: .roots, drums: .waltz, arpeggio: .none, reverb: 60),
        Genre(
            name: "lullaby", tempo: 78...92, beats: 3, leads: [10, 8, 73], chordProgram: 46, bassProgram: 32,
            arpeggioProgram: 10, padProgram: 49, chords: .alberti, bass: .long, drums: .none, arpeggio: .none,
            density: 0,
            reverb: 80),
        Genre(
            name: "folk", tempo: 96...122, leads: [73, 40, 22, 25], chordProgram: 25, bassProgram: 32,
            arpeggioProgram: 24,
            chords: .strum, bass: .rootFifth, drums: .soft, arpeggio: .none, reverb: 40),
        Genre(
            name: "cinematic", tempo: 84...108, leads: [60, 40, 56, 52], chordProgram: 48, bassProgram: 43,
            arpeggioProgram: 45, padProgram: 52, chords: .pad, bass: .driving, drums: .cinematic, arpeggio: .sixteenths,
            density: 0, reverb: 85),
        Genre(
            name: "bossa", tempo: 112...132, leads: [73, 24, 65], chordProgram: 24, bassProgram: 32,
            arpeggioProgram: 11,
            padProgram: 48, chords: .comping, bass: .dotted, drums: .bossa, arpeggio: .none, hasSevenths: true,
            reverb: 45),
        Genre(
            name: "march", tempo: 108...118, leads: [56, 72, 71], chordProgram: 61, bassProgram: 58,
            arpeggioProgram: 57,
            chords: .offbeat, bass: .rootFifth, drums: .march, arpeggio: .none, reverb: 45),
        Genre(
            name: "chiptune", tempo: 128...150, leads: [80], chordProgram: 80, bassProgram: 38, arpeggioProgram: 80,
            chords: .stabs, bass: .octaves, drums: .chip, arpeggio: .sixteenths, density: 2, reverb: 8),
        Genre(
            name: "blues", tempo: 84...104, swing: 0.33, leads: [22, 29, 66], chordProgram: 16, bassProgram: 33,
            arpeggioProgram: 26, chords: .comping, bass: .walking, drums: .swing, arpeggio: .none, hasSevenths: true,
            reverb: 35),
        Genre(
            name: "ballad", tempo: 66...80, leads: [42, 73, 40, 68], chordProgram: 0, bassProgram: 32,
            arpeggioProgram: 0,
            padProgram: 49, chords: .alberti, bass: .long, drums: .none, arpeggio: .none, density: 0, reverb: 75),
    ]
}
