/// What is wrong with a TZif file.
struct TZifError: Error {
    let detail: String
}

/// A decoded TZif file, versions 1 to 4 (RFC 9636 §3): the moments at which the offset changed, and the rule for after.
struct ZoneHistory: Sendable, Hashable {
    /// Seconds since 1970, strictly ascending, and the offset from each on.
    private let transitions: [Int64]
    private let offsets: [Int32]
    /// Before the first transition (§3.2: the first local time type).
    private let firstOffset: Int32
    /// After the last one.
    private let rule: ZoneRule?

    init(_ bytes: [UInt8]) throws(TZifError) {
        var reader = ByteReader(bytes)
        var header = try TZifHeader(&reader)
        var timeSize = 4
        if header.version >= 2 {
            // The first block is for readers of 32 bits; the second says all (§3.1).
            try reader.skip(header.blockSize(timeSize: 4))
            header = try TZifHeader(&reader)
            timeSize = 8
        }
        guard header.leapCount == 0 else { throw TZifError(detail: "it counts leap seconds (a zone of “right/”)") }
        let block = try TZifBlock(&reader, header, timeSize: timeSize)
        transitions = block.transitions
        offsets = block.offsets
        firstOffset = block.firstOffset
        rule = header.version >= 2 ? try ZoneHistory.footer(&reader) : nil
    }

    func offset(at time: Int64) -> Int {
        guard let first = transitions.first, let last = transitions.last else {
            return rule?.offset(at: time) ?? Int(firstOffset)
        }
        guard time >= first else { return Int(firstOffset) }
        if time >= last { return rule?.offset(at: time) ?? Int(offsets[offsets.count - 1]) }
        return Int(offsets[indexOfLast(notAfter: time)])
    }

    /// Binary search; `time` lies between the first and the last.
    private func indexOfLast(notAfter time: Int64) -> Int {
        var low = 0
        var high = transitions.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if transitions[middle] <= time { low = middle } else { high = middle }
        }
        return low
    }

    /// A line with a POSIX TZ string; an empty one says that there is no rule (§3.3).
    private static func footer(_ reader: inout ByteReader) throws(TZifError) -> ZoneRule? {
        guard try reader.byte() == 0x0A else { throw TZifError(detail: "no footer") }
        var text: [UInt8] = []
        while true {
            let byte = try reader.byte()
            if byte == 0x0A { break }
            text.append(byte)
        }
        return text.isEmpty ? nil : try ZoneRule(String(decoding: text, as: UTF8.self))
    }
}

/// The 44 bytes before each block (RFC 9636 §3.1).
private struct TZifHeader {
    let version: Int
    let utCount: Int
    let standardCount: Int
    let leapCount: Int
    let timeCount: Int
    let typeCount: Int
    let characterCount: Int

    init(_ reader: inout ByteReader) throws(TZifError) {
        guard try reader.bytes(4).elementsEqual("TZif".utf8) else {
            throw TZifError(detail: "it does not begin with TZif")
        }
        let version = try reader.byte()
        self.version = version == 0 ? 1 : Int(version) - 0x30
        guard self.version >= 1 else { throw TZifError(detail: "version \(version)") }
        try reader.skip(15)
        utCount = try reader.count()
        standardCount = try reader.count()
        leapCount = try reader.count()
        timeCount = try reader.count()
        typeCount = try reader.count()
        characterCount = try reader.count()
        guard typeCount >= 1, typeCount <= 256 else { throw TZifError(detail: "\(typeCount) local time types") }
    }

    func blockSize(timeSize: Int) -> Int {
        timeCount * (timeSize + 1) + typeCount * 6 + characterCount + leapCount * (timeSize + 4) + standardCount
            + utCount
    }
}

/// What follows a header (RFC 9636 §3.2), as far as offsets need it.
private struct TZifBlock {
    let transitions: [Int64]
    let offsets: [Int32]
    let firstOffset: Int32

    init(_ reader: inout ByteReader, _ header: TZifHeader, timeSize: Int) throws(TZifError) {
        var times: [Int64] = []
        for _ in 0..<header.timeCount {
            let time = try reader.integer(timeSize)
            guard times.last ?? .min < time || times.isEmpty else {
                throw TZifError(detail: "transitions out of order")
            }
            times.append(time)
        }
        let kinds = try reader.bytes(header.timeCount)
        var types: [Int32] = []
        for _ in 0..<header.typeCount {
            types.append(Int32(try reader.integer(4)))
            try reader.skip(2)
        }
        guard kinds.allSatisfy({ $0 < types.count }) else { throw TZifError(detail: "an unknown local time type") }
        guard types.allSatisfy({ abs(Int($0)) < 26 * 3600 }) else {
            throw TZifError(detail: "an offset above 26 hours")
        }
        try reader.skip(
            header.characterCount + header.leapCount * (timeSize + 4) + header.standardCount + header.utCount)
        transitions = times
        offsets = kinds.map { types[Int($0)] }
        firstOffset = types[0]
    }
}

/// Big-endian numbers, never beyond the end.
private struct ByteReader {
    private let all: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { all = bytes }

    mutating func bytes(_ count: Int) throws(TZifError) -> ArraySlice<UInt8> {
        guard count <= all.count - position else { throw TZifError(detail: "it ends too early") }
        position += count
        return all[(position - count)..<position]
    }

    mutating func skip(_ count: Int) throws(TZifError) { _ = try bytes(count) }

    mutating func byte() throws(TZifError) -> UInt8 { try bytes(1)[position - 1] }

    /// Of 4 or 8 bytes, signed.
    mutating func integer(_ size: Int) throws(TZifError) -> Int64 {
        let value = try bytes(size).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return size == 4 ? Int64(Int32(truncatingIfNeeded: value)) : Int64(bitPattern: value)
    }

    mutating func count() throws(TZifError) -> Int {
        let value = try bytes(4).reduce(0) { $0 << 8 | Int($1) }
        guard value <= all.count else { throw TZifError(detail: "it ends too early") }
        return value
    }
}
