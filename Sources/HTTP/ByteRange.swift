/// Which bytes of a representation a Range field asks for (RFC 9110 §14).
package enum ByteRange: Sendable, Hashable {
    /// No range, one that is not understood, or several at once: the whole is always a right answer.
    case whole
    case part(offset: Int, length: Int)
    /// 416.
    case unsatisfiable

    /// `size` in bytes.
    package init(_ field: String?, size: Int) {
        self = field.flatMap { Self.parse($0, size: size) } ?? .whole
    }

    /// The Content-Range field: `bytes 0-99/1234`, or `bytes */1234` beside 416; `nil` beside the whole.
    package func contentRange(size: Int) -> String? {
        switch self {
        case .whole: nil
        case .part(let offset, let length): "bytes \(offset)-\(offset + length - 1)/\(size)"
        case .unsatisfiable: "bytes */\(size)"
        }
    }

    private static func parse(_ field: String, size: Int) -> ByteRange? {
        var words = FieldWords(field.utf8)
        guard words.token()?.lowercased() == "bytes", words.skip(ASCII.equals) else { return nil }
        words.skipBlanks()
        // "0-99" and "-99" are tokens; a comma is not part of one, so several ranges leave a rest.
        guard let range = words.token(), words.isAtEnd else { return nil }
        let ends = range.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, ends.contains(where: { !$0.isEmpty }) else { return nil }
        guard ends.allSatisfy({ $0.utf8.allSatisfy(ASCII.isDigit) }) else { return nil }
        // A number too long for an Int is beyond the end of anything.
        let numbers = ends.map { $0.isEmpty ? nil : Int($0) ?? Int.max }
        return resolve(first: numbers[0], last: numbers[1], size: size)
    }

    private static func resolve(first: Int?, last: Int?, size: Int) -> ByteRange? {
        guard let first else {
            let count = min(last ?? 0, size)
            if last == 0 { return .unsatisfiable }
            return count == 0 ? .whole : .part(offset: size - count, length: count)
        }
        if let last, last < first { return nil }
        guard first < size else { return .unsatisfiable }
        return .part(offset: first, length: min(last ?? .max, size - 1) - first + 1)
    }
}
