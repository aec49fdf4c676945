/// Words that say what something is about: in lower case, of 3 to 30 characters, at most ten, each once (contract A5).
package struct Tags: Sendable, Hashable {
    package static let maximum = 10
    private static let length = 3...30
    package let words: [String]

    /// From what a model says: a list in JSON or one with commas, line breaks, numbers or dashes.
    package init(said text: String) {
        let inner = text.firstIndex(of: "[").flatMap { start in
            text[start...].firstIndex(of: "]").map { text[text.index(after: start)..<$0] }
        }
        self.init((inner ?? text[...]).split { ",\n;、，".contains($0) }.map(String.init))
    }

    /// From what an entry keeps.
    package init(listed text: String) {
        self.init(text.split(separator: ",").map(String.init))
    }

    package init(_ candidates: [String]) {
        var words: [String] = []
        for candidate in candidates where words.count < Tags.maximum {
            let word = candidate.lowercased().trimming { !$0.isLetter && !$0.isNumber }
            let isNew = Tags.length.contains(word.count) && !words.contains(word)
            // A number in front is a list's, not a word.
            if isNew, word.contains(where: \.isLetter) { words.append(word) }
        }
        self.words = words
    }

    package var text: String { words.joined(separator: ", ") }
}

extension String {
    fileprivate func trimming(_ isOuter: (Character) -> Bool) -> String {
        guard let first = firstIndex(where: { !isOuter($0) }), let last = lastIndex(where: { !isOuter($0) }) else {
            return ""
        }
        return String(self[first...last])
    }
}
