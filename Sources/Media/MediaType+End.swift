import Generation

extension MediaType {
    /// Whether the file's last mark is there, so that a cut answer is not kept as a picture. Bytes behind it are allowed.
    func hasEnd(in bytes: [UInt8]) -> Bool {
        switch self {
        case .png: return hasLastChunk(bytes)
        case .jpeg: return bytes.suffix(4096).contains(sequence: [0xFF, 0xD9])
        case .gif: return bytes.suffix(4096).contains(0x3B)
        case .mp3: return !bytes.isEmpty
        case .mp4: return hasWholeBoxes(bytes)
        case .webp, .wav:
            guard bytes.count >= 12 else { return false }
            // RIFF: the number of bytes behind the first eight, little-endian.
            let size = (4..<8).reversed().reduce(0) { $0 << 8 | Int(bytes[$1]) }
            return bytes.count >= size + 8
        }
    }

    /// Goes from box to box (ISO 14496-12 §4.2): each has its length before its name, 1 for a long one behind it.
    private func hasWholeBoxes(_ bytes: [UInt8]) -> Bool {
        var start = 0
        var names: Set<[UInt8]> = []
        while start + 8 <= bytes.count {
            func number(_ range: Range<Int>) -> Int { range.reduce(0) { $0 << 8 | Int(bytes[start + $1]) } }
            var length = number(0..<4)
            if length == 1, start + 16 <= bytes.count, bytes[start + 8] == 0 { length = number(9..<16) }
            if length == 0 { length = bytes.count - start }
            names.insert(Array(bytes[start + 4..<start + 8]))
            guard length >= 8 else { return false }
            start += length
        }
        return start == bytes.count && names.contains(Array("moov".utf8))
    }

    /// Goes from chunk to chunk (length, type, data, checksum) behind the signature until `IEND` (PNG §5).
    private func hasLastChunk(_ bytes: [UInt8]) -> Bool {
        var start = 8
        while start + 12 <= bytes.count {
            let length = bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
            if bytes[start + 4..<start + 8].elementsEqual("IEND".utf8) { return true }
            start += length + 12
        }
        return false
    }
}

extension ArraySlice<UInt8> {
    fileprivate func contains(sequence: [UInt8]) -> Bool {
        indices.contains { self[$0...].starts(with: sequence) }
    }
}
