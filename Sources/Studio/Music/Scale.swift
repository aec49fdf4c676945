/// The steps of a key above its tonic, in semitones.
enum Scale: String, Sendable {
    case major, minor, dorian, lydian, mixolydian

    var steps: [Int] {
        switch self {
        case .major: [0, 2, 4, 5, 7, 9, 11]
        case .minor: [0, 2, 3, 5, 7, 8, 10]
        case .dorian: [0, 2, 3, 5, 7, 9, 10]
        case .lydian: [0, 2, 4, 6, 7, 9, 11]
        case .mixolydian: [0, 2, 4, 5, 7, 9, 10]
        }
    }

    var isDark: Bool { self == .minor || self == .dorian }

    /// Four chords by their degree, 0 the tonic's.
    func progressions(sevenths: Bool) -> [[Int]] {
        switch (self, sevenths) {
        case (.major, true): [[1, 4, 0, 5], [0, 5, 1, 4], [2, 5, 1, 4], [3, 4, 2, 5]]
        case (.minor, true): [[0, 3, 6, 2], [0, 5, 1, 4], [0, 3, 5, 4]]
        case (.major, false): [[0, 4, 5, 3], [0, 5, 3, 4], [0, 3, 5, 4], [0, 2, 3, 4], [0, 3, 0, 4]]
        case (.minor, false): [[0, 5, 2, 6], [0, 6, 5, 4], [0, 3, 5, 4], [0, 5, 3, 4]]
        case (.dorian, _): [[0, 3, 0, 6], [0, 3, 6, 3], [0, 6, 3, 0]]
        case (.lydian, _): [[0, 1, 0, 4], [0, 1, 5, 4], [0, 4, 1, 5]]
        case (.mixolydian, _): [[0, 3, 0, 4], [0, 6, 3, 0], [0, 3, 4, 3]]
        }
    }

    /// For the part between that begins elsewhere and leads back.
    func contrasts(sevenths: Bool) -> [[Int]] {
        switch self {
        case .major, .lydian: [[3, 4, 2, 5], [5, 3, 1, 4], [3, 0, 1, 4]]
        case .minor: [[5, 6, 0, 4], [3, 0, 5, 4], [2, 6, 3, 4]]
        case .dorian: [[2, 6, 3, 4], [6, 3, 0, 4]]
        case .mixolydian: [[3, 3, 0, 4], [3, 0, 6, 4]]
        }
    }
}

/// A key: what its degrees sound like. Pitches are MIDI's, 60 is the middle C.
struct Key: Sendable {
    var tonic: Int
    var scale: Scale

    var name: String {
        let names = ["C", "D flat", "D", "E flat", "E", "F", "F sharp", "G", "A flat", "A", "B flat", "B"]
        return "\(names[tonic % 12]) \(scale.rawValue)"
    }

    func chord(_ degree: Int, sevenths: Bool) -> Chord {
        let parts = sevenths ? [0, 2, 4, 6] : [0, 2, 4]
        let pitchClasses = parts.map { part in
            let step = (degree + part) % 7
            // The fifth's own chord leads back to the tonic by a half step, in minor too.
            let raised = scale == .minor && degree == 4 && step == 6 ? 1 : 0
            return (tonic + scale.steps[step] + raised) % 12
        }
        return Chord(pitchClasses: pitchClasses)
    }

    /// The pitches within a range that go with a chord.
    func pitches(_ range: ClosedRange<Int>, over chord: Chord) -> [Int] {
        var classes = Set(scale.steps.map { (tonic + $0) % 12 })
        for pitchClass in chord.pitchClasses where !classes.contains(pitchClass) {
            classes.remove((pitchClass + 11) % 12)
            classes.insert(pitchClass)
        }
        return range.filter { classes.contains($0 % 12) }
    }
}

/// Pitch classes from the root upwards: 0 is C.
struct Chord: Sendable {
    var pitchClasses: [Int]

    var root: Int { pitchClasses[0] }
    var fifth: Int { pitchClasses[2] }

    func has(_ pitch: Int) -> Bool { pitchClasses.contains(pitch % 12) }

    /// Each note within the octave from `low` up, lowest first: neighbours in a progression move little.
    func voicing(from low: Int) -> [Int] {
        pitchClasses.map { Chord.pitch($0, from: low) }.sorted()
    }

    static func pitch(_ pitchClass: Int, from low: Int) -> Int {
        low + (pitchClass - low % 12 + 12) % 12
    }
}
