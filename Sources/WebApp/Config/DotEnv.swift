private import Glibc
private import Generation

/// The `.env` file: `KEY=value` lines, `#` comments, an optional `export`, single or double quotes.
enum DotEnv {
    static func parse(_ text: String, problems: inout [String]) -> [String: String] {
        var values: [String: String] = [:]
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let content = String(line).trimmed
            if content.isEmpty || content.hasPrefix("#") { continue }
            guard let (key, value) = pair(content) else {
                problems.append(".env, line \(number + 1): not of the form KEY=value.")
                continue
            }
            values[key] = value
        }
        return values
    }

    private static func pair(_ line: String) -> (String, String)? {
        let bare = line.hasPrefix("export ") ? String(line.dropFirst(7)) : line
        guard let equals = bare.firstIndex(of: "=") else { return nil }
        let key = String(bare[..<equals]).trimmed
        guard !key.isEmpty, key.utf8.allSatisfy(isNameByte) else { return nil }
        return (key, unquoted(String(bare[bare.index(after: equals)...]).trimmed))
    }

    private static func unquoted(_ value: String) -> String {
        for quote in ["\"", "'"] where value.count >= 2 && value.hasPrefix(quote) && value.hasSuffix(quote) {
            return String(value.dropFirst().dropLast())
        }
        guard let comment = value.range(ofComment: ()) else { return value }
        return String(value[..<comment]).trimmed
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte & 0xDF) || byte == UInt8(ascii: "_")
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}

extension String {
    /// Where ` #` begins.
    fileprivate func range(ofComment: Void) -> String.Index? {
        var previous: Character = "x"
        for index in indices {
            if self[index] == "#" && previous == " " { return index }
            previous = self[index]
        }
        return nil
    }
}
