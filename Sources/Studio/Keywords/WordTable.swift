/// A few words with a meaning, in four languages: lines of `id | German | English | Japanese | Korean`, with `-` for
/// none and an underscore for a space. German and English words are found at the beginning of a word of the text, or
/// as the whole word when they have fewer than four letters; Japanese and Korean ones anywhere.
struct WordTable: Sendable {
    private struct Row: Sendable {
        var id: String
        var latin: [String]
        var eastern: [String]
    }

    /// Scalars of a text that are looked at.
    static let longestText = 8_000
    private static let negations: Set = [
        "no", "not", "without", "never", "ohne", "kein", "keine", "keinen", "keiner", "nicht", "less", "weniger",
    ]
    private static let negationsBehind = ["なし", "のない", "無し", "ではな", "じゃな", "없이", "없는", "말고"]
    private let rows: [Row]

    init(_ table: String) {
        rows = table.split(separator: "\n").compactMap { line in
            let columns = line.split(separator: "|", omittingEmptySubsequences: false).map { column in
                column.split(separator: " ").filter { $0 != "-" }.map { word in
                    word.lowercased().map { $0 == "_" ? " " : String($0) }.joined()
                }
            }
            guard columns.count == 5, let id = line.split(separator: " ").first else { return nil }
            return Row(id: String(id), latin: columns[1] + columns[2], eastern: columns[3] + columns[4])
        }
    }

    /// The ids whose words stand in the text, in its order. What is denied ("ohne Schlagzeug") does not count.
    func ids(in text: String) -> [String] {
        hits(in: text).filter { !$0.isDenied }.map(\.id)
    }

    /// The ids whose words are denied.
    func deniedIDs(in text: String) -> [String] {
        hits(in: text).filter(\.isDenied).map(\.id)
    }

    private struct Hit {
        var id: String
        var place: Int
        var isDenied: Bool
    }

    private func hits(in text: String) -> [Hit] {
        let known = String(String.UnicodeScalarView(text.unicodeScalars.prefix(WordTable.longestText))).lowercased()
        let words = known.split { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "'" }
        let joined = " " + words.joined(separator: " ") + " "
        return rows.compactMap { latinHit($0, joined) ?? easternHit($0, known) }.sorted { $0.place < $1.place }
    }

    private func latinHit(_ row: Row, _ joined: String) -> Hit? {
        let places = row.latin.compactMap { word in
            ByteSearch.place(of: word.count < 4 ? " \(word) " : " \(word)", in: joined)
        }
        guard let place = places.min() else { return nil }
        let before = String(decoding: Array(joined.utf8.prefix(place)), as: UTF8.self).split(separator: " ").suffix(2)
        return Hit(id: row.id, place: place, isDenied: before.contains { WordTable.negations.contains(String($0)) })
    }

    private func easternHit(_ row: Row, _ text: String) -> Hit? {
        for word in row.eastern {
            guard let place = ByteSearch.place(of: word, in: text) else { continue }
            let behind = String(decoding: Array(text.utf8.dropFirst(place + word.utf8.count).prefix(18)), as: UTF8.self)
            let isDenied = WordTable.negationsBehind.contains {
                ByteSearch.place(of: $0, in: behind).map { $0 <= 6 } == true
            }
            return Hit(id: row.id, place: place, isDenied: isDenied)
        }
        return nil
    }
}

/// Where one text stands in another, in bytes of UTF-8.
enum ByteSearch {
    static func place(of word: String, in text: String) -> Int? {
        let wanted = Array(word.utf8)
        guard let first = wanted.first else { return nil }
        return Array(text.utf8).withUnsafeBufferPointer { bytes in
            guard bytes.count >= wanted.count else { return nil }
            return (0...bytes.count - wanted.count).first { start in
                bytes[start] == first && wanted.indices.allSatisfy { bytes[start + $0] == wanted[$0] }
            }
        }
    }
}
