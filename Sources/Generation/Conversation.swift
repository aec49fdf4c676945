/// One question with its answer, as a provider is told what was said before.
package struct Turn: Sendable, Hashable {
    package let prompt: String
    package let answer: String
    package init(prompt: String, answer: String) {
        self.prompt = prompt
        self.answer = answer
    }

    /// UTF-8.
    package var byteCount: Int { prompt.utf8.count + answer.utf8.count }
}

/// What stands around an entry in its conversation. Questions may branch: several can follow the same answer.
package struct Conversation: Sendable, Hashable {
    /// From the first question on, without deleted ones.
    package var earlier: [EntryLine]
    /// What was asked directly after this entry's answer, oldest first.
    package var followUps: [EntryLine]
    package init(earlier: [EntryLine] = [], followUps: [EntryLine] = []) {
        self.earlier = earlier
        self.followUps = followUps
    }
}

extension Array where Element == Turn {
    /// The newest turns that fit, whole ones only, in their order.
    package func newest(upTo bytes: Int) -> [Turn] {
        var room = bytes
        let kept = reversed().prefix { turn in
            room -= turn.byteCount
            return room >= 0
        }
        return kept.reversed()
    }
}
