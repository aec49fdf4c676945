/// The page while it is written. With `Buffer` the only file with unsafe code: sixteen bytes are copied, and looked at, at
/// a time.
struct Output: ~Copyable {
    private var buffer: Buffer<UInt8>
    private let limit: Int
    /// The cap was reached: nothing more is written, and the machine stops at its next step.
    var isFull: Bool { buffer.isFull || count > limit }
    var count: Int { buffer.count }

    private typealias Bytes = SIMD16<UInt8>

    /// `limit`: bytes the page may have. `escape` reserves more than it needs.
    init(limit: Int) {
        self.limit = limit
        buffer = Buffer(capacity: 96 << 10, limit: limit + (64 << 10))
    }

    mutating func truncate(to start: Int) { buffer.truncate(to: start) }

    /// What was written from `start` on; valid until the next write.
    func view(from start: Int) -> UnsafeBufferPointer<UInt8> { buffer.view(start, count - start) }

    mutating func append(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { _ = buffer.append($0) } }

    /// A stretch of a program's markup, behind which there are sixteen bytes more.
    @inline(__always) mutating func append(_ markup: [UInt8], _ start: Int, _ length: Int) {
        precondition(start >= 0 && length >= 0 && start <= markup.count - length - Buffer<UInt8>.slack)
        markup.withUnsafeBytes { copy($0.baseAddress! + start, length) }  // because there are at least sixteen bytes
    }

    /// A text as it is.
    mutating func append(_ source: borrowing Buffer<UInt8>, _ start: Int, _ length: Int) {
        let text = source.view(start, length)
        if let first = text.baseAddress { copy(UnsafeRawPointer(first), length) }
    }

    @inline(__always) private mutating func copy(_ source: UnsafeRawPointer, _ length: Int) {
        guard buffer.reserve(length) else { return }
        let target = UnsafeMutableRawPointer(buffer.base + count)
        // because both sides have sixteen bytes more than `length`
        if length > 128 {
            target.copyMemory(from: source, byteCount: length)
        } else {
            var offset = 0
            repeat {
                target.storeBytes(
                    of: source.loadUnaligned(fromByteOffset: offset, as: Bytes.self), toByteOffset: offset,
                    as: Bytes.self)
                offset += 16
            } while offset < length
        }
        buffer.extend(to: count + length)
    }

    mutating func append(_ number: Int) {
        guard buffer.reserve(20) else { return }
        var left = number.magnitude
        var first = 20
        var digits = InlineArray<20, UInt8>(repeating: .minus)
        repeat {
            first -= 1
            let (quotient, digit) = left.quotientAndRemainder(dividingBy: 10)
            digits[first] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
            left = quotient
        } while left > 0
        if number < 0 { first -= 1 }
        // because the reservation made room for the longest number
        for place in first..<20 { buffer.base[count + place - first] = digits[place] }
        buffer.extend(to: count + 20 - first)
    }

    // MARK: escaping

    /// Writes text so that it is text in HTML and in quoted attributes: `&`, `<`, `>`, `"`, `'` and, as Go does, `+`;
    /// NUL becomes U+FFFD.
    mutating func escape(_ source: borrowing Buffer<UInt8>, _ start: Int, _ length: Int) {
        var place = start
        while place < start + length {
            let chunk = min(start + length - place, 8 << 10)
            // Five bytes is the longest replacement
            guard buffer.reserve(5 * chunk) else { return }
            escapeReserved(source.view(place, chunk))
            place += chunk
        }
    }

    /// Bytes are stored before they are looked at; on a hit the replacement overwrites what follows.
    @inline(__always) private mutating func escapeReserved(_ text: UnsafeBufferPointer<UInt8>) {
        guard let first = text.baseAddress else { return }
        // because `escape` reserved five bytes for every byte read, and both sides have sixteen bytes more
        var source = UnsafeRawPointer(first)
        var target = UnsafeMutableRawPointer(buffer.base + count)
        let end = source + text.count
        while source < end {
            let bytes = source.loadUnaligned(as: Bytes.self)
            target.storeBytes(of: bytes, as: Bytes.self)
            let hit = min(Output.first(Output.special(bytes)), end - source)
            source += hit
            target += hit
            guard hit < 16, source < end else { continue }
            let (entity, size) = Output.entity(source.load(as: UInt8.self))
            target.storeBytes(of: entity, as: UInt64.self)
            source += 1
            target += size
        }
        buffer.extend(to: target - UnsafeMutableRawPointer(buffer.base))
    }

    /// Appends a text as it is if it can stand in a URL and in any attribute, and could not be taken for a scheme: the
    /// case of nearly every link of our own. Letters, digits and `-./=?_`.
    mutating func appendPlainPath(_ source: borrowing Buffer<UInt8>, _ start: Int, _ length: Int) -> Bool {
        let text = source.view(start, length)
        guard let first = text.baseAddress else { return false }
        for offset in stride(from: 0, to: length, by: 16) {
            // because there are sixteen bytes more than the text has
            let bytes = UnsafeRawPointer(first).loadUnaligned(fromByteOffset: offset, as: Bytes.self)
            if Output.first(Output.unplain(bytes)) < min(16, length - offset) { return false }
        }
        append(source, start, length)
        return true
    }

    /// The place of the first byte that a mask marks, or 16.
    @inline(__always) private static func first(_ mask: SIMDMask<SIMD16<Int8>>) -> Int {
        let words = unsafeBitCast(mask, to: SIMD2<UInt64>.self)  // because a mask is a byte of ones for each byte
        return words[0] != 0 ? words[0].trailingZeroBitCount >> 3 : 8 + words[1].trailingZeroBitCount >> 3
    }

    @inline(__always) private static func special(_ bytes: Bytes) -> SIMDMask<SIMD16<Int8>> {
        ((bytes & all(0xFE)) .== all(0x26)) .| ((bytes & all(0xFD)) .== all(0x3C)) .| (bytes .== all(0x22))
            .| (bytes .== all(0x2B)) .| (bytes .== all(0))
    }

    @inline(__always) private static func unplain(_ bytes: Bytes) -> SIMDMask<SIMD16<Int8>> {
        let isOther = (bytes .!= all(0x3D)) .& (bytes .!= all(0x3F)) .& (bytes .!= all(0x5F))
        return ((bytes &- all(0x2D)) .> all(12)) .& (((bytes | all(0x20)) &- all(0x61)) .> all(25)) .& isOther
    }

    /// Operators with a number on one side are not made one instruction.
    @inline(__always) private static func all(_ byte: UInt8) -> Bytes { Bytes(repeating: byte) }

    /// The replacement, little-endian, and its length.
    @inline(__always) private static func entity(_ byte: UInt8) -> (UInt64, Int) {
        switch byte {
        case .ampersand: (0x3B70_6D61_26, 5)
        case .less: (0x3B74_6C26, 4)
        case .greater: (0x3B74_6726, 4)
        case .quote: (0x3B34_3323_26, 5)
        case .apostrophe: (0x3B39_3323_26, 5)
        case .plus: (0x3B33_3423_26, 5)
        default: (0xBD_BFEF, 3)
        }
    }
}
