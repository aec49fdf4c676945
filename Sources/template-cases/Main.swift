import FoundationEssentials
import Glibc
import Templates

/// `template-cases FILE…` runs files of recorded template cases (a JSON array each; see docs/templates.md) and ends with 1
/// if one fails. `--features` prints what is left out, and why; `--pages FILE` what the cases render, as a JSON array.
@main struct Main {
    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        if arguments.contains("--features") { return LeftOut.printAll() }
        guard !arguments.isEmpty else {
            print("usage: template-cases FILE… | --features | --pages FILE")
            exit(2)
        }
        if arguments.first == "--pages", let path = arguments.dropFirst().first { return printPages(path) }
        var tally = Tally()
        for path in arguments { tally.run(path) }
        tally.printSummary()
        exit(tally.failed == 0 && tally.isReadable ? 0 : 1)
    }

    private static func printPages(_ path: String) {
        do {
            guard let cases = Tally.cases(path) else { exit(1) }
            let pages = try cases.map { LooseValue.text(try Case($0).page()) }
            var output: [UInt8] = []
            let model = LooseValue.map([.init(key: "pages", value: .list(pages))])
            try Templates(sources: ["pages": "{{ pages|tojson }}"]).render("pages", model, into: &output)
            print(String(decoding: output, as: UTF8.self))
        } catch {
            print(error)
            exit(1)
        }
    }
}

/// What became of all cases.
struct Tally {
    private(set) var isReadable = true
    private(set) var failed = 0
    private var passed = 0
    private var skipped: [String: Int] = [:]

    /// `nil`, and a line that says so, if the file cannot be read.
    static func cases(_ path: String) -> [LooseValue]? {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8),  // because the next line says so
            case .list(let cases)? = JSON.value(text)
        else {
            print("\(path): cannot be read, or is no JSON array")
            return nil
        }
        return cases
    }

    mutating func run(_ path: String) {
        guard let cases = Tally.cases(path) else {
            isReadable = false
            return
        }
        for value in cases {
            let testCase = Case(value)
            if let feature = LeftOut.feature(of: testCase) {
                skipped[feature, default: 0] += 1
            } else if let difference = testCase.difference() {
                failed += 1
                print("failed \(testCase.name): \(difference)")
            } else {
                passed += 1
            }
        }
    }

    func printSummary() {
        for (feature, count) in skipped.sorted(by: { $0.key < $1.key }) { print("skipped \(count) for \(feature)") }
        print("\(passed) passed, \(failed) failed, \(skipped.values.reduce(0, +)) skipped")
    }
}
