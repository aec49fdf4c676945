/// The page while it is written. With `Buffer` the only file with unsafe code: escaping looks at eight bytes at a time.
struct Output: ~Copyable {
    private var buffer: Buffer<UInt8>
    private let limit: Int
    private var flushed = 0
    /// The cap was reached: nothing more is written, and the machine stops at its next step.
    var isFull: Bool { buffer.isFull || flushed + count > limit }
    var count: Int { buffer.count }

    /// `limit`: bytes the page may have. The slack is for `escape`, which reserves more than it needs.
    init(limit: Int) {
        self.limit = limit
        buffer = Buffer(capacity: 96 << 10, limit: limit + (64 << 10))
    }

    mutating func truncate(to start: Int) { buffer.truncate(to: start) }

    /// What was written from `start` on; valid until the next write.
    func view(from start: Int) -> UnsafeBufferPointer<UInt8> { buffer.view(start, count - start) }

    mutating func flush(to sink: ([UInt8]) -> Void) {
        sink(Array(view(from: 0)))
        flushed += count
        truncate(to: 0)
    }

    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) { buffer.append(bytes) }
    mutating func append(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { _ = buffer.append($0) } }

    /// A stretch of a program's markup.
    mutating func append(_ bytes: [UInt8], _ start: Int, _ length: Int) {
        bytes.withUnsafeBufferPointer { _ = buffer.append(UnsafeBufferPointer(rebasing: $0[start..<(start + length)])) }
    }

    mutating func append(_ number: Int) {
        guard buffer.reserve(20) else { return }
        var left = number.magnitude
        var digits = left == 0 ? 1 : 0
        while left > 0 { (left, digits) = (left / 10, digits + 1) }
        let end = count + digits + (number < 0 ? 1 : 0)
        // because the reservation made room for the longest number
        if number < 0 { buffer.base[count] = .minus }
        left = number.magnitude
        for place in stride(from: end - 1, to: end - 1 - digits, by: -1) {
            buffer.base[place] = UInt8(ascii: "0") + UInt8(left % 10)
            left /= 10
        }
        buffer.extend(to: end)
    }

    // MARK: escaping

    /// Writes text so that it is text in HTML and in quoted attributes: `&`, `<`, `>`, `"`, `'` and, as Go does, `+`;
    /// NUL becomes U+FFFD.
    mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
        guard var source = text.baseAddress else { return }
        var left = text.count
        while left > 0 {
            let chunk = min(left, 8 << 10)
            // Five bytes is the longest replacement, and words are stored eight bytes at a time
            guard buffer.reserve(5 * chunk + 16) else { return }
            escapeReserved(source, chunk)
            source += chunk
            left -= chunk
        }
    }

    /// Bytes are stored before they are looked at; on a hit the replacement overwrites what follows.
    private mutating func escapeReserved(_ start: UnsafePointer<UInt8>, _ length: Int) {
        // because `escape` reserved five bytes for every byte read, and more for whole words
        var source = UnsafeRawPointer(start)
        var target = UnsafeMutableRawPointer(buffer.base + count)
        let end = source + length
        while length >= 8, source < end {
            // The last bytes are read as the end of the word before them
            let left = min(8, end - source)
            let word = (source + left - 8).loadUnaligned(as: UInt64.self) >> UInt64(64 - 8 * left)
            target.storeBytes(of: word, as: UInt64.self)
            let hit = min(Output.special(word).trailingZeroBitCount >> 3, left)
            source += hit
            target += hit
            if hit < left { replace(&source, &target) }
        }
        while source < end { replace(&source, &target) }
        buffer.extend(to: target - UnsafeMutableRawPointer(buffer.base))
    }

    @inline(__always) private func replace(_ source: inout UnsafeRawPointer, _ target: inout UnsafeMutableRawPointer) {
        // because `escapeReserved` is before the end of what it reads, and has room for the longest replacement
        let (entity, size) = Output.entity(source.load(as: UInt8.self))
        target.storeBytes(of: entity, as: UInt64.self)
        source += 1
        target += size
    }

    /// A bit set in the lowest byte that needs a replacement (bits above it may be wrong).
    @inline(__always) private static func special(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        @inline(__always) func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word }
        let ampersands = zeros((word & (ones &* 0xFE)) ^ (ones &* 0x26))
        let angles = zeros((word & (ones &* 0xFD)) ^ (ones &* 0x3C))
        let quotes = zeros(word ^ (ones &* 0x22))
        let pluses = zeros(word ^ (ones &* 0x2B))
        return (ampersands | angles | quotes | pluses | zeros(word)) & (ones &* 0x80)
    }

    /// The replacement, little-endian, and its length; an ordinary byte stands for itself.
    @inline(__always) private static func entity(_ byte: UInt8) -> (UInt64, Int) {
        switch byte {
        case .ampersand: (0x3B70_6D61_26, 5)
        case .less: (0x3B74_6C26, 4)
        case .greater: (0x3B74_6726, 4)
        case .quote: (0x3B34_3323_26, 5)
        case .apostrophe: (0x3B39_3323_26, 5)
        case .plus: (0x3B33_3423_26, 5)
        case 0: (0xBD_BFEF, 3)
        default: (UInt64(byte), 1)
        }
    }
}
