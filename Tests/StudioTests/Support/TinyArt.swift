import Generation
import Glibc

@testable import Studio

/// A folder of a few plain drawings in place of the real art, removed with its owner.
final class TinyArt {
    let path: String

    /// `complete`: with a grey box for everything else that has art.
    init(complete: Bool = false) throws {
        path = try Scratch.folder()
        let special = Dictionary(uniqueKeysWithValues: TinyArt.drawings)
        for (code, shapes) in (complete ? TinyArt.boxes : [:]).merging(special, uniquingKeysWith: { $1 }) {
            let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 36 36\">\(shapes)</svg>"
            try FileBytes.write(Array(svg.utf8), to: "\(path)/\(code).svg")
        }
        try FileBytes.write(Array(TinyArt.lexicon.utf8), to: "\(path)/lexicon.tsv")
    }

    deinit { Scratch.remove(path) }

    var folder: ArtFolder? { ArtFolder(path: path) }

    /// A grey box for everything that has art.
    private static var boxes: [String: String] {
        var boxes: [String: String] = [:]
        for thing in Things.all {
            let face = thing.traits["face"]
            for code in [thing.look.code, face].compactMap({ $0 }) {
                boxes[code] = "<rect x=\"3\" y=\"3\" width=\"30\" height=\"30\" fill=\"#8899A6\"/>"
            }
        }
        return boxes
    }

    /// A yellow cat with a blue eye, an orange car with black wheels, a red square that must never be drawn.
    private static let drawings: [(String, String)] = [
        (
            "1f408",
            "<rect x=\"4\" y=\"10\" width=\"28\" height=\"22\" fill=\"#FFCC4E\"/><circle cx=\"9\" cy=\"15\" r=\"2\" fill=\"#3366FF\"/>"
        ),
        ("1f431", "<circle cx=\"18\" cy=\"18\" r=\"16\" fill=\"#FFCC4E\"/>"),
        ("1f415", "<rect x=\"6\" y=\"10\" width=\"26\" height=\"22\" fill=\"#D99E82\"/>"),
        (
            "1f40e",
            "<rect x=\"2\" y=\"8\" width=\"32\" height=\"14\" fill=\"#C1694F\"/><rect x=\"6\" y=\"22\" width=\"4\" height=\"12\" fill=\"#C1694F\"/>"
        ),
        (
            "1f697",
            "<rect x=\"0\" y=\"12\" width=\"36\" height=\"16\" fill=\"#F4900C\"/><circle cx=\"9\" cy=\"30\" r=\"4\" fill=\"#292F33\"/>"
        ),
        ("1f426", "<circle cx=\"18\" cy=\"18\" r=\"12\" fill=\"#DD2E44\"/>"),
        ("1f7e5", "<rect width=\"36\" height=\"36\" fill=\"#00FF00\"/>"),
        ("1f4d6", "<rect x=\"2\" y=\"8\" width=\"32\" height=\"22\" fill=\"#E1E8ED\"/>"),
        ("1f9ff", "<circle cx=\"18\" cy=\"18\" r=\"17\" fill=\"#0000AA\"/>"),
    ]

    private static let lexicon = """
        1f7e5\trotes Quadrat;rot;Quadrat\tred square;red;square\t赤い四角;赤\t빨간색 정사각형;빨강
        1f9ff\tNazar-Amulett;Nazar-Amulett\tnazar amulet;nazar;amulet\tナザール・ボンジュウ\t나자르 부적
        1f697\tAuto;Auto\tautomobile;car\t車\t자동차
        """
}

extension Thing.Look {
    fileprivate var code: String? {
        switch self {
        case .art(let code), .beast(let code): code
        case .person, .own: nil
        }
    }
}

/// Temporary folders.
enum Scratch {
    static func folder() throws -> String {
        var template = Array("/tmp/studio-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw StudioError("no temporary folder") }
        return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// One level deep: the tests make no deeper folders.
    static func remove(_ path: String) {
        if let folder = opendir(path) {
            while let entry = readdir(folder) {
                let name = withUnsafePointer(to: entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                if name != ".", name != ".." { unlink("\(path)/\(name)") }
            }
            closedir(folder)
        }
        rmdir(path)
    }
}

/// A picture's pixels as colours, for counting.
struct Pixels {
    let width: Int
    let height: Int
    private var colours: [RGB]

    init(_ canvas: Canvas) {
        width = canvas.width
        height = canvas.height
        var colours: [RGB] = []
        canvas.pixels { pixels in
            for index in 0..<(canvas.width * canvas.height) { colours.append(RGB(pixel: pixels[index])) }
        }
        self.colours = colours
    }

    func colour(_ x: Int, _ y: Int) -> RGB { colours[y * width + x] }

    var brightness: Float { colours.map(\.luma).reduce(0, +) / Float(colours.count) }

    /// The part of all pixels that are like this.
    func part(_ matches: (RGB) -> Bool) -> Double {
        Double(colours.filter(matches).count) / Double(colours.count)
    }

    func part(in box: Box, _ matches: (RGB) -> Bool) -> Double {
        var inside = 0
        var matching = 0
        for y in max(0, Int(box.y))..<min(height, Int(box.bottom)) {
            for x in max(0, Int(box.x))..<min(width, Int(box.right)) {
                inside += 1
                if matches(colours[y * width + x]) { matching += 1 }
            }
        }
        return inside == 0 ? 0 : Double(matching) / Double(inside)
    }
}

extension RGB {
    var isRed: Bool { red > 0.45 && red > green * 1.9 && red > blue * 1.9 }
    var isBlue: Bool { blue > 0.35 && blue > red * 1.6 && blue > green * 1.25 }
    var isGreen: Bool { green > 0.6 && green > red * 1.8 && green > blue * 1.8 }
}

/// Reads, composes and draws a prompt in process.
enum Drawn {
    static func scene(_ prompt: String, art: ArtFolder? = nil) -> Scene {
        SceneReader(art: art?.lexicon()).scene(of: prompt)
    }

    /// As `picture` composes it.
    static func composition(_ prompt: String, _ width: Int = 160, _ height: Int = 160, art: ArtFolder?) -> Composition {
        let seed = job(prompt, width, height).seed ^ Dice.seed(of: prompt.lowercased())
        return Composition(scene(prompt, art: art), width: width, height: height, seed: seed, art: art)
    }

    static func picture(_ prompt: String, _ width: Int = 128, _ height: Int = 128, art: ArtFolder?) throws -> Canvas {
        try Illustrator(art: art).illustrate(job(prompt, width, height)) { _ in }.canvas
    }

    static func job(_ prompt: String, _ width: Int, _ height: Int) -> StudioJob {
        .illustration(prompt, width, height, to: "/nowhere")
    }
}
