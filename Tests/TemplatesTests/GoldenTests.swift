import FoundationEssentials
import Templates
import Testing

@testable import template_cases

/// `inputs/name.txt` holds a JSON context, `---`, a template, and more templates after `--- other.html`;
/// `inputs/name.expected` what comes of it. `"$settings"` in the context sets what is not the default. With
/// UPDATE_GOLDENS set the expectations are written instead of compared; the difference is then reviewed like code.
@Suite struct `A golden file` {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "inputs")

    static var names: [String] {
        let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        return (files ?? []).filter { $0.hasSuffix(".txt") }.map { String($0.dropLast(4)) }.sorted()
    }

    @Test func `exists for every rule`() { #expect(Self.names.count > 80) }

    @Test(arguments: names)
    func `renders as expected`(name: String) throws {
        let input = try String(contentsOf: Self.folder.appending(path: "\(name).txt"), encoding: .utf8)
        let result = try Golden(input).result()
        let file = Self.folder.appending(path: "\(name).expected")
        if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] != nil {
            try result.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(result == (try String(contentsOf: file, encoding: .utf8)))
    }
}

/// One input file, read.
private struct Golden {
    private let context: LooseValue
    private var settings = Settings()
    private var sources: [String: String] = [:]

    init(_ input: String) throws {
        let lines = input.split(separator: "\n", omittingEmptySubsequences: false)
        let first = try #require(lines.firstIndex { $0.hasPrefix("---") })
        context = try #require(JSON.value(lines[..<first].joined(separator: "\n")))
        var name = "main.html"
        var body: [Substring] = []
        for line in lines[(first + 1)...] {
            if line.hasPrefix("--- ") {
                sources[name] = body.joined(separator: "\n") + "\n"
                name = String(line.dropFirst(4))
                body = []
            } else {
                body.append(line)
            }
        }
        sources[name] = body.joined(separator: "\n")
        guard case .map(let pairs) = context,
            case .map(let options)? = pairs.first(where: { $0.key == "$settings" })?.value
        else { return }
        for option in options { set(option.key, option.value) }
    }

    private mutating func set(_ key: String, _ value: LooseValue) {
        switch (key, value) {
        case ("lenient", _): settings.undefined = .lenient
        case ("trim_blocks", _): settings.trimBlocks = true
        case ("strip_blocks", _): settings.stripBlocks = true
        case ("escaping", _): settings.escaping = .off
        case ("fuel", .int(let number)): settings.limits.fuel = number
        case ("output", .int(let number)): settings.limits.output = number
        case ("memory", .int(let number)): settings.limits.memory = number
        case ("nesting", .int(let number)): settings.limits.nesting = number
        case ("parts", .int(let number)): settings.limits.parts = number
        case ("includes", .int(let number)): settings.limits.includes = number
        default: Issue.record("no setting '\(key)'")
        }
    }

    func result() -> String {
        do {
            let templates = try Templates(sources: sources, settings: settings)
            var page: [UInt8] = []
            try templates.render("main.html", context, into: &page)
            return String(decoding: page, as: UTF8.self) + "\n"
        } catch {
            return "error: \(error)\n"
        }
    }
}
