import Generation
import Glibc

/// A picture in, the same picture in another look out: pixels are changed, nothing is understood or invented.
struct PictureFilter {
    /// The longer side of what comes out; a larger picture is made smaller first.
    static let longestSide = 2048

    func filter(_ job: StudioJob, progress: (Int) -> Void) throws(StudioError) -> Product {
        let text = job.prompt ?? ""
        let bitmap = try PictureFile.read(job.source ?? "").bitmap()
        let scale = min(1, Double(PictureFilter.longestSide) / Double(max(bitmap.width, bitmap.height)))
        let width = max(1, Int((Double(bitmap.width) * scale).rounded()))
        let height = max(1, Int((Double(bitmap.height) * scale).rounded()))
        var planes = Planes(try Resample.scaled(bitmap, to: width, height))
        progress(25)
        var dice = Dice(seed: job.seed ^ Dice.seed(of: text))
        let look = Look(text)
        for style in look.styles {
            style.apply(&planes, &dice)
            progress(70)
        }
        look.tone(&planes)
        progress(85)
        return Product(bytes: try PNGWriter.bytes(of: planes.canvas()), report: StudioReport(scene: look.summary))
    }
}

/// What the words ask for.
struct Look {
    let styles: [Technique]
    let tones: [String]
    let colours: [String]

    /// Without any word that is known, the picture is painted in oil: a change that is seen and does no harm.
    init(_ text: String) {
        tones = FilterWords.tones.ids(in: text)
        let named = FilterWords.styles.ids(in: text).compactMap(Technique.init(rawValue:))
        // "Black and white" names colours too; they tint nothing then.
        colours = named.contains(.mono) ? [] : Array(FilterWords.colours.ids(in: text).prefix(2))
        styles = named.isEmpty && tones.isEmpty && colours.isEmpty ? [.oil] : Array(named.prefix(2))
    }

    var summary: String {
        let words = styles.map(\.rawValue) + tones + colours.map { "\($0) tint" }
        return "filter: \(words.joined(separator: ", "))"
    }

    func tone(_ planes: inout Planes) {
        for tone in tones { apply(tone, &planes) }
        guard let first = colours.first.flatMap({ FilterWords.hues[$0] }) else { return }
        // One colour for the shadows and another for the lights where two are named.
        let second = colours.dropFirst().first.flatMap { FilterWords.hues[$0] } ?? first
        let dark = Ramp([.black, first, second, .white])
        planes.change { colour, _ in
            let toned = dark.at(colour.luma)
            return colour.mixed(toned, 0.58)
        }
    }

    private func apply(_ tone: String, _ planes: inout Planes) {
        let height = planes.height
        let width = planes.width
        planes.change { colour, index in
            switch tone {
            case "warmer": return (colour * RGB(1.1, 1.01, 0.82)).lighter(0.02).clamped
            case "colder": return (colour * RGB(0.84, 0.97, 1.14)).saturated(0.92)
            case "brighter": return Look.curved(colour, 0.68)
            case "darker": return (Look.curved(colour, 1.5) * RGB(0.86, 0.89, 1)).clamped
            case "vivid": return colour.saturated(1.6)
            case "pale": return colour.saturated(0.6).lighter(0.22)
            case "contrast":
                return RGB(
                    smoothstep(0.04, 0.96, colour.red), smoothstep(0.04, 0.96, colour.green),
                    smoothstep(0.04, 0.96, colour.blue))
            case "fog":
                let far = 1 - Float(index / width) / Float(height)
                return colour.mixed(RGB(0.86, 0.88, 0.9), 0.25 + 0.45 * far)
            default: return colour
            }
        }
    }

    private static func curved(_ colour: RGB, _ power: Float) -> RGB {
        RGB(powf(colour.red, power), powf(colour.green, power), powf(colour.blue, power))
    }
}
