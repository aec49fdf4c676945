import Generation
import Glibc

/// Words in, a piece of music out.
struct Musician {
    static let lengths = 5.0...60.0
    static let usualLength = 30.0
    /// Root of the mean square that a piece is brought to, of full scale 1: about −17 dB.
    private static let loudness: Float = 0.145
    /// Above this the sound is bent, never cut.
    private static let knee: Float = 0.7
    private static let fadeSeconds = 1.6

    func compose(_ text: String, seconds: Double, seed: UInt64, progress: (Int) -> Void) throws(StudioError) -> Product
    {
        let plan = MusicPlan(text, seconds: seconds, seed: seed)
        let score = Score(plan)
        progress(5)
        let frames = Int((seconds * Double(SynthEngine.rate)).rounded())
        let engine = try SynthEngine()
        seat(plan, engine)
        var told = 5
        var (left, right) = engine.render(score.notes, secondsPerBeat: 60 / plan.tempo, frames: frames) { part in
            let now = 5 + Int(part * 85)
            if now >= told + 10 {
                told = now
                progress(now)
            }
        }
        Musician.finish(&left, &right)
        let file = WAVFile(rate: SynthEngine.rate, channels: 2, samples: Musician.woven(left, right))
        return Product(bytes: file.bytes(), report: StudioReport(scene: plan.summary, seconds: file.seconds))
    }

    /// Who sits where, as seen from the audience.
    private func seat(_ plan: MusicPlan, _ engine: SynthEngine) {
        let genre = plan.genre
        engine.set(.lead, program: plan.lead, volume: 104, pan: 68, reverb: genre.reverb)
        engine.set(
            .chords, program: genre.chordProgram, volume: genre.chords == .power ? 70 : 82, pan: 48,
            reverb: genre.reverb)
        engine.set(.bass, program: genre.bassProgram, volume: 100, pan: 62, reverb: genre.reverb / 3)
        engine.set(.arpeggio, program: genre.arpeggioProgram, volume: 72, pan: 88, reverb: min(127, genre.reverb + 15))
        engine.set(.pad, program: genre.padProgram ?? 48, volume: 66, pan: 40, reverb: min(127, genre.reverb + 20))
        engine.set(.drums, program: 0, volume: 92, pan: 64, reverb: genre.reverb / 3)
    }

    /// One loudness for all pieces, no peak beyond the scale, and an end that fades.
    static func finish(_ left: inout [Float], _ right: inout [Float]) {
        var sum: Float = 0
        for index in left.indices { sum += left[index] * left[index] + right[index] * right[index] }
        let rms = (sum / Float(max(1, left.count * 2))).squareRoot()
        let gain = rms > 0 ? loudness / rms : 0
        let fade = Int(fadeSeconds * Double(SynthEngine.rate))
        for index in left.indices {
            let remaining = left.count - 1 - index
            let part = remaining < fade ? (1 - cosf(.pi * Float(remaining) / Float(fade))) / 2 : 1
            left[index] = bent(left[index] * gain) * part
            right[index] = bent(right[index] * gain) * part
        }
    }

    /// Straight below the knee, then ever flatter towards 0.97.
    private static func bent(_ value: Float) -> Float {
        let size = abs(value)
        guard size > knee else { return value }
        let room: Float = 0.97 - knee
        let over = (size - knee) / room
        return (knee + room * over / (1 + over)) * (value < 0 ? -1 : 1)
    }

    private static func woven(_ left: [Float], _ right: [Float]) -> [Int16] {
        var samples = [Int16](repeating: 0, count: left.count * 2)
        for index in left.indices {
            samples[index * 2] = Int16((left[index] * 32_767).rounded())
            samples[index * 2 + 1] = Int16((right[index] * 32_767).rounded())
        }
        return samples
    }
}
