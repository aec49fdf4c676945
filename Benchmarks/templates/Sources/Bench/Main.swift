import CAllocations
import FoundationEssentials
import Glibc
import Templates

/// Answers one word a line on stdin with one measurement a line on stdout, so that `run.py` can take turns between
/// engines: `page ENGINE FILE` writes the page, `run ENGINE COUNT` prints the microseconds of wall and CPU time that one
/// page takes, and how often memory was allocated for it.
@main struct Main {
    static func main() throws {
        let page = Page()
        let compiled = ContinuousClock().measure { _ = try? views() }
        let templates = try views()
        var hand = ByHand()
        var prepared = try PreparedPage(CommandLine.arguments[1], "history.html", page)
        var output: [UInt8] = []
        while let line = readLine() {
            let words = line.split(separator: " ")
            func once() throws {
                switch words[1] {
                case "hand": _ = hand.page(page)
                case "prepared": try prepared.render()
                default:
                    output.removeAll(keepingCapacity: true)
                    try templates.render("history.html", page, into: &output)
                }
            }
            switch words[0] {
            case "compile": print(compiled / .microseconds(1))
            case "context":
                try write(json(page), to: String(words[2]))
                print("ok")
            case "page":
                try once()
                let bytes =
                    words[1] == "hand" ? Array(hand.page(page)) : words[1] == "prepared" ? prepared.page : output
                try write(bytes, to: String(words[2]))
                print("ok")
            default:
                let count = Int(words[2]) ?? 1
                try once()
                let (before, cpu, start) = (allocation_count(), clock(), ContinuousClock.now)
                for _ in 0..<count { try once() }
                let wall = (ContinuousClock.now - start) / .microseconds(1) / Double(count)
                let time = Double(clock() - cpu) / Double(CLOCKS_PER_SEC) * 1e6 / Double(count)
                print(wall, time, (allocation_count() - before) / count)
            }
            fflush(nil)
        }
    }

    /// The same values for the other engines.
    private static func json(_ page: Page) throws -> [UInt8] {
        var json: [UInt8] = []
        let text = "{{ {'css': css, 'version': version, 'title': title, 'days': days}|tojson }}"
        try Templates(sources: ["json": text]).render("json", page, into: &json)
        return json
    }

    private static func write(_ bytes: [UInt8], to path: String) throws {
        try Data(bytes).write(to: URL(filePath: path))
    }

    private static func views() throws -> Templates {
        try Templates(directory: CommandLine.arguments[1])
    }
}
