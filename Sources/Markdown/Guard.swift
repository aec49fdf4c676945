/// Disarms what makes cmark-gfm 0.29.0.gfm.6 slower than linear (measured on 2026-11-20); ordinary text passes
/// unchanged. To be removed once the library bounds these itself. Each measure puts a backslash before a character that
/// would have begun something.
enum Guard {
    /// Block quotes and lists within one another on one line: cost grows with the square of the depth.
    static let depth = 100
    /// Columns of a table: each short row is filled up to them.
    static let columns = 200
    /// Bytes that link references may copy in all: a definition is copied for each use.
    static let referenceBytes = 64 << 20
    /// Possible mail addresses: each costs microseconds.
    static let addresses = 10_000

    static func tamed(_ text: [UInt8]) -> [UInt8] {
        var scanner = LineScanner(text)
        return scanner.tamed()
    }

    static func allowsAutolinks(_ text: [UInt8]) -> Bool { text.count { $0 == UInt8(ascii: "@") } <= addresses }
}

private struct LineScanner {
    private let text: [UInt8]
    private let longestDefinition: Int
    private var output: [UInt8] = []

    init(_ text: [UInt8]) {
        self.text = text
        longestDefinition = Guard.referenceBytes / max(1, text.count { $0 == UInt8(ascii: "[") })
    }

    mutating func tamed() -> [UInt8] {
        output.reserveCapacity(text.count + 64)
        var start = 0
        while start < text.count {
            let end = text[start...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? text.count
            line(start..<end)
            start = end
        }
        return output
    }

    private mutating func line(_ line: Range<Int>) {
        var position = line.lowerBound
        var markers = 0
        while position < line.upperBound, isContainerPart(text[position]) {
            if opensContainer(position) { markers += 1 }
            if markers > Guard.depth { break }
            position += 1
        }
        output += text[line.lowerBound..<position]
        if markers > Guard.depth || isWideTable(line) || isLongDefinition(position) {
            output.append(UInt8(ascii: "\\"))
        }
        output += text[position..<line.upperBound]
    }

    /// A list's mark needs a blank after it: `-----` is a rule, not five lists.
    private func opensContainer(_ position: Int) -> Bool {
        if text[position] == UInt8(ascii: ">") { return true }
        return "-+*.)".utf8.contains(text[position]) && position + 1 < text.count
            && " \t\n\r".utf8.contains(text[position + 1])
    }

    private func isContainerPart(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || " \t>-+*.)".utf8.contains(byte)
    }

    /// The line under a table's head, with more columns than a table may have.
    private func isWideTable(_ line: Range<Int>) -> Bool {
        guard line.count > 2 * Guard.columns else { return false }
        var columns = 0
        for byte in text[line] {
            if byte == UInt8(ascii: "|") { columns += 1 }
            guard " \t\r\n>|-:+*.0123456789)".utf8.contains(byte) else { return false }
        }
        return columns > Guard.columns
    }

    /// `[label]: address`, too long for as many uses as there might be.
    private func isLongDefinition(_ start: Int) -> Bool {
        guard start < text.count, text[start] == UInt8(ascii: "["), longestDefinition < text.count - start else {
            return false
        }
        let label = text[(start + 1)...].prefix(1_200).prefix { $0 != UInt8(ascii: "]") }
        guard label.endIndex + 1 < text.count, text[label.endIndex + 1] == UInt8(ascii: ":") else { return false }
        let rest = text[label.endIndex...].prefix(longestDefinition + 1)
        var wasNewline = false
        for byte in rest {
            if byte == UInt8(ascii: "\n"), wasNewline { return false }
            if byte != UInt8(ascii: " "), byte != UInt8(ascii: "\t"), byte != UInt8(ascii: "\r") {
                wasNewline = byte == UInt8(ascii: "\n")
            }
        }
        return rest.count > longestDefinition
    }
}
