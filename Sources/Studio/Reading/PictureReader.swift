import FoundationEssentials
import Generation
import Glibc

/// A picture in, facts out.
struct PictureReader {
    /// Letters are looked for in a picture whose longer side is at most this; smaller ones are made larger.
    private static let letterSide = 1600
    private static let colourSide = 320

    func read(_ path: String, progress: (Int) -> Void) throws(StudioError) -> Product {
        let file = try PictureFile.read(path)
        let bitmap = try file.bitmap()
        progress(20)
        var facts = PictureFacts(
            type: file.kind.rawValue, width: bitmap.width, height: bitmap.height, bytes: file.bytes.count,
            hasTransparency: stride(from: 3, to: bitmap.bytes.count, by: 4).contains { bitmap.bytes[$0] < 250 })
        note(NotesInFile(file), &facts)
        try look(bitmap, &facts)
        progress(40)
        let luma = try sized(bitmap, PictureReader.letterSide, atLeast: 900).luma
        facts.codes = try CodeReader.read(luma)
        progress(50)
        facts.textLanguages = LetterReader.languages()
        facts.text = String(try LetterReader.read(luma).prefix(8_000))
        return Product(bytes: try PictureReader.json(facts))
    }

    private func note(_ notes: NotesInFile, _ facts: inout PictureFacts) {
        facts.notes = notes.texts
        guard let exif = EXIF(notes.exif) else { return }
        facts.takenAt = exif.takenAt
        facts.camera = exif.camera
    }

    private func look(_ bitmap: Bitmap, _ facts: inout PictureFacts) throws(StudioError) {
        let small = try sized(bitmap, PictureReader.colourSide, atLeast: 1)
        facts.colours = ColourNames.colours(of: small)
        let values = small.luma.values.map(Double.init)
        let mean = values.reduce(0, +) / Double(values.count)
        let spread = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)).squareRoot()
        facts.lightness = (mean * 100).rounded() / 100
        facts.contrast = (spread * 100).rounded() / 100
        facts.brightness = mean < 0.3 ? "dark" : mean > 0.65 ? "bright" : "medium"
        facts.isColourless = small.red.values.indices.allSatisfy { index in
            let colour = small[index]
            return abs(colour.red - colour.green) < 0.06 && abs(colour.green - colour.blue) < 0.06
        }
    }

    private func sized(_ bitmap: Bitmap, _ longest: Int, atLeast: Int) throws(StudioError) -> Planes {
        let side = Double(max(bitmap.width, bitmap.height))
        let wanted = min(max(side, Double(atLeast)), Double(longest))
        let width = max(1, Int((Double(bitmap.width) * wanted / side).rounded()))
        let height = max(1, Int((Double(bitmap.height) * wanted / side).rounded()))
        return Planes(try Resample.scaled(bitmap, to: width, height))
    }

    /// Keys in order, so that the same picture gives the same bytes.
    static func json(_ value: some Encodable) throws(StudioError) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return Array(try encoder.encode(value))
        } catch {
            throw StudioError("the facts cannot be written: \(error)")
        }
    }
}

/// The angle of a point around the middle.
enum Turn {
    /// 0 ≤ angle < 360, from the first axis on.
    static func degrees(_ up: Float, _ across: Float) -> Float {
        let angle = atan2f(up, across) * 180 / .pi
        return angle < 0 ? angle + 360 : angle
    }
}
