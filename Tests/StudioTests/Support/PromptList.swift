import FoundationEssentials
import Glibc

@testable import Studio

/// The list of docs/pictures.md: prompts as people type them, with the scene that is to be read from each.
struct PromptList {
    struct Row: Sendable, CustomStringConvertible {
        var number: Int
        var language: String
        var width: Int
        var height: Int
        var prompt: String
        var scene: String
        var verdict: String

        var description: String { "\(number) \(prompt.prefix(60))" }
    }

    static let rows: [Row] = {
        guard let bytes = FileBytes.read("\(root)/docs/pictures.md", limit: 1 << 20) else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap(row)
    }()

    static var root: String { #filePath.components(separatedBy: "/Tests/")[0] }

    /// `| 2 | de | square | Eine rote Katze … | red cat on house; night | ✓ … |`
    private static func row(_ line: Substring) -> Row? {
        let cells = line.dropFirst(2).dropLast(2).components(separatedBy: " | ")
        let sizes = ["square": (1024, 1024), "wide": (1792, 1024), "tall": (1024, 1792)]
        guard line.hasPrefix("| "), cells.count == 6, let number = Int(cells[0]), let size = sizes[cells[2]],
            let prompt = plain(cells[3])
        else { return nil }
        return Row(
            number: number, language: cells[1], width: size.0, height: size.1, prompt: prompt, scene: cells[4],
            verdict: cells[5])
    }

    /// A cell is a JSON string without its quotation marks; `⟨×80⟩` at its end repeats it.
    private static func plain(_ cell: String) -> String? {
        let parts = cell.components(separatedBy: " ⟨×")
        let times = parts.count > 1 ? Int(parts[1].filter(\.isNumber)) ?? 0 : 1
        let json = "\"" + parts[0].components(separatedBy: "\"").joined(separator: "\\\"") + "\""
        // What is no JSON makes the row disappear, and the count of rows is tested.
        return (try? JSONDecoder().decode(String.self, from: Data(json.utf8))).map {
            String(repeating: $0, count: times)
        }
    }
}

/// A scene in the words of the list: `red cat on house, 2 dog; city, night, rain`. Both halves are sets.
struct SceneNote: Equatable, CustomStringConvertible {
    var things: Set<String>
    var surroundings: Set<String>

    init(_ text: String) {
        let halves = text.components(separatedBy: "; ").map {
            Set($0.components(separatedBy: ", ").filter { $0 != "–" })
        }
        things = halves[0]
        surroundings = halves.count > 1 ? halves[1] : []
    }

    init(_ scene: Scene) {
        let names = scene.subjects.map(SceneNote.name)
        let related = Set(scene.relations.flatMap { [$0.subject, $0.object] })
        things = Set(scene.relations.map { "\(names[$0.subject]) \($0.kind.rawValue) \(names[$0.object])" })
        for index in names.indices where !related.contains(index) { things.insert(names[index]) }
        surroundings = Set(scene.places.map(\.rawValue) + scene.sky.map(\.rawValue))
        let single = [
            scene.time?.rawValue, scene.weather?.rawValue, scene.season?.rawValue, scene.mood?.rawValue,
            scene.medium?.rawValue,
        ]
        surroundings.formUnion(single.compactMap { $0 })
        surroundings.formUnion(scene.tints.map { "\(SceneNote.name($1)) \($0.rawValue)" })
    }

    var description: String {
        "\(things.sorted().joined(separator: ", ")); \(surroundings.sorted().joined(separator: ", "))"
    }

    private static func name(_ subject: Subject) -> String {
        let words = [
            subject.count > 1 ? "\(subject.count)" : nil, subject.tint.map(name),
            subject.size == .usual ? nil : subject.size.rawValue, subject.thing, subject.action?.rawValue,
        ]
        return words.compactMap { $0 }.joined(separator: " ")
    }

    private static func name(_ tint: Tint) -> String {
        (tint.shade > 0 ? "light " : tint.shade < 0 ? "dark " : "") + tint.name
    }
}
