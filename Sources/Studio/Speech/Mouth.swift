import Generation

/// Phonemes as shapes of the mouth, and how far each opens it.
enum Mouth {
    static func visemes(_ phonemes: [SpokenPhoneme]) -> [Viseme] {
        var visemes: [Viseme] = []
        for phoneme in phonemes {
            let shape = shape(of: phoneme.sign)
            guard visemes.last?.shape != shape else { continue }
            if visemes.last?.atMilliseconds == phoneme.atMilliseconds { visemes.removeLast() }
            visemes.append(Viseme(shape, atMilliseconds: phoneme.atMilliseconds))
        }
        return visemes
    }

    /// By the first letter that says something: marks of stress and length do not.
    static func shape(of sign: String) -> Viseme.Shape {
        for letter in sign.unicodeScalars {
            if let shape = shapes[letter] { return shape }
        }
        return .rest
    }

    /// 0 for closed lips … 1 for the widest vowel.
    static func opening(_ shape: Viseme.Shape) -> Double {
        switch shape {
        case .closed, .rest: 0
        case .lipTeeth: 0.25
        case .hiss, .tongueTeeth: 0.35
        case .pursed, .hush, .tongue: 0.45
        case .back, .curl, .spread: 0.55
        case .round: 0.75
        case .wide: 0.8
        case .open: 1
        }
    }

    private static let shapes: [Unicode.Scalar: Viseme.Shape] = {
        var shapes: [Unicode.Scalar: Viseme.Shape] = [:]
        let table: [(Viseme.Shape, String)] = [
            (.closed, "pbmɸβ"), (.lipTeeth, "fvɱʋ"), (.tongueTeeth, "θð"), (.tongue, "tdnlɫɾɲ"),
            (.back, "kgɡŋxçhɣʝɦħqɴ"), (.hush, "ʃʒɕʑ"), (.hiss, "sz"), (.curl, "rɹɻʁʀɝɚ"),
            (.open, "aɑɐɒäʌ"), (.wide, "eɛæəɜɘɤ"), (.spread, "iɪjyʏɨ"), (.round, "oɔøœɵ"), (.pursed, "uʊwɯʉʍ"),
        ]
        for (shape, letters) in table {
            for letter in letters.unicodeScalars { shapes[letter] = shape }
        }
        return shapes
    }()
}

/// The opening of the mouth over time.
enum LipSync {
    /// `StudioReport.lipSyncRate` values a second, 0…1: the loudness of each piece against the text's own loud pieces,
    /// held back where the mouth is narrow and shut where the lips close.
    static func curve(_ samples: [Int16], rate: Int, visemes: [Viseme]) -> [Double] {
        let count = (samples.count * StudioReport.lipSyncRate + rate - 1) / rate
        let loudness = (0..<count).map { Levels.rms(samples, piece($0, rate, samples.count)) }
        let loud = loudness.filter { $0 > 60 }.sorted()
        guard !loud.isEmpty else { return loudness.map { _ in 0 } }
        let reference = loud[loud.count * 9 / 10]
        var next = 0
        var shape = Viseme.Shape.rest
        return loudness.enumerated().map { index, value in
            let middle = (2 * index + 1) * 500 / StudioReport.lipSyncRate
            while next < visemes.count, visemes[next].atMilliseconds <= middle {
                shape = visemes[next].shape
                next += 1
            }
            guard value > 60 else { return 0 }
            let part = (value / reference).squareRoot() * (0.25 + 0.75 * Mouth.opening(shape))
            return (min(1, part) * 100).rounded() / 100
        }
    }

    private static func piece(_ index: Int, _ rate: Int, _ end: Int) -> Range<Int> {
        index * rate / StudioReport.lipSyncRate..<min(end, (index + 1) * rate / StudioReport.lipSyncRate)
    }
}
