/// How loud sound is, and making it as loud as wanted.
enum Levels {
    /// Root of the mean square of a range of samples.
    static func rms(_ samples: [Int16], _ range: Range<Int>) -> Double {
        guard !range.isEmpty else { return 0 }
        var sum = 0.0
        for index in range { sum += Double(samples[index]) * Double(samples[index]) }
        return (sum / Double(range.count)).squareRoot()
    }

    /// As loud as wanted where it is heard at all, but with no peak above `peak` (32,767 is the most a sample holds).
    static func settle(_ samples: inout [Int16], rms wanted: Double, peak: Double) {
        let heard = samples.filter { abs(Int($0)) > 60 }
        guard !heard.isEmpty else { return }
        let highest = Double(heard.map { abs(Int($0)) }.max() ?? 1)
        let gain = min(wanted / rms(heard, heard.indices), peak / highest)
        for index in samples.indices {
            samples[index] = Int16(max(-peak, min(peak, (Double(samples[index]) * gain).rounded())))
        }
    }

    /// A straight line from or to silence at the ends, so that nothing clicks.
    static func fade(_ samples: inout [Int16], first: Int, last: Int) {
        for index in 0..<min(first, samples.count) {
            samples[index] = Int16(Int(samples[index]) * index / first)
        }
        for index in 0..<min(last, samples.count) {
            let at = samples.count - 1 - index
            samples[at] = Int16(Int(samples[at]) * index / last)
        }
    }
}
