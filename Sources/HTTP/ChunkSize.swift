/// The line before a chunk: its size in hex, and extensions that nobody needs (RFC 9112 §7.1).
struct ChunkSize {
    let count: Int
    let extensionCount: Int

    /// The line comes without its line end.
    static func parse(_ line: ArraySlice<UInt8>) throws(Refusal) -> ChunkSize {
        let digits = line.prefix { ASCII.hexValue($0) != nil }
        // 15 hex digits fit an Int; a longer number is an attempt to overflow somebody.
        guard !digits.isEmpty, digits.count <= 15 else { throw .badRequest }
        let rest = line[digits.endIndex...]
        guard rest.isEmpty || rest.first(where: { !ASCII.isBlank($0) }) == ASCII.semicolon,
            rest.allSatisfy(ASCII.isFieldContent)
        else { throw .badRequest }
        // Never nil because the prefix holds hex digits only.
        let count = digits.reduce(0) { $0 << 4 | Int(ASCII.hexValue($1)!) }
        return ChunkSize(count: count, extensionCount: rest.count)
    }
}
