/// The page while it is written. Beside `Arena` the only file with unsafe code: a raw buffer is four times as fast as
/// `[UInt8].append`. Every write is preceded by a reservation.
struct Output: ~Copyable {
    private var base: UnsafeMutablePointer<UInt8>
    private(set) var count = 0
    private var capacity = 128 << 10
    private let limit: Int
    private var isRefusing = false
    /// The cap was reached: nothing more is written, and the machine stops at its next step.
    var isFull: Bool { isRefusing || count > limit }

    /// `limit`: bytes the page may have.
    init(limit: Int) {
        self.limit = limit
        base = .allocate(capacity: capacity)
    }

    deinit { base.deallocate() }

    mutating func reset() {
        count = 0
        isRefusing = false
    }

    /// Forgets what was written from `start` on.
    mutating func truncate(to start: Int) { count = min(count, start) }

    /// What was written from `start` on; valid until the next write.
    func written(from start: Int) -> UnsafeBufferPointer<UInt8> {
        precondition(start <= count)
        // because the range was just checked against what was written
        return UnsafeBufferPointer(start: base + start, count: count - start)
    }

    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let source = bytes.baseAddress, reserve(bytes.count) else { return }
        // because the reservation above made room for `count` bytes
        (base + count).update(from: source, count: bytes.count)
        count += bytes.count
    }

    /// A stretch of a program's markup.
    mutating func append(_ bytes: [UInt8], _ start: Int, _ length: Int) {
        guard reserve(length) else { return }
        bytes.withUnsafeBufferPointer { all in
            precondition(start >= 0 && length >= 0 && start + length <= all.count)
            guard let source = all.baseAddress else { return }
            // because the range was just checked and the reservation made room for it
            (base + count).update(from: source + start, count: length)
        }
        count += length
    }

    mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append($0) }
    }

    mutating func append(_ number: Int) {
        guard reserve(20) else { return }
        var digits = 1
        var left = number.magnitude
        while left >= 10 {
            left /= 10
            digits += 1
        }
        // because the reservation above made room for the longest number
        if number < 0 {
            base[count] = UInt8(ascii: "-")
            count += 1
        }
        left = number.magnitude
        for place in stride(from: count + digits - 1, through: count, by: -1) {
            base[place] = UInt8(ascii: "0") + UInt8(left % 10)
            left /= 10
        }
        count += digits
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
            guard reserve(5 * chunk + 16) else { return }
            escapeReserved(source, chunk)
            source += chunk
            left -= chunk
        }
    }

    /// Eight bytes are stored before they are looked at; on a hit the replacement overwrites what follows.
    private mutating func escapeReserved(_ start: UnsafePointer<UInt8>, _ length: Int) {
        // because `escape` reserved five bytes for every byte read, and sixteen more for whole words
        var source = UnsafeRawPointer(start)
        var target = UnsafeMutableRawPointer(base + count)
        let end = source + length
        while end - source >= 8 {
            let word = source.loadUnaligned(as: UInt64.self)
            target.storeBytes(of: word, as: UInt64.self)
            let hits = Output.special(word)
            if hits == 0 {
                source += 8
                target += 8
            } else {
                let skip = hits.trailingZeroBitCount >> 3
                source += skip
                target += skip
                let (entity, size) = Output.entity(source.load(as: UInt8.self))
                target.storeBytes(of: entity, as: UInt64.self)
                target += size
                source += 1
            }
        }
        while source < end {
            let (entity, size) = Output.entity(source.load(as: UInt8.self))
            target.storeBytes(of: entity, as: UInt64.self)
            target += size
            source += 1
        }
        count = target - UnsafeMutableRawPointer(base)
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
        case UInt8(ascii: "&"): (0x3B70_6D61_26, 5)
        case UInt8(ascii: "<"): (0x3B74_6C26, 4)
        case UInt8(ascii: ">"): (0x3B74_6726, 4)
        case UInt8(ascii: "\""): (0x3B34_3323_26, 5)
        case UInt8(ascii: "'"): (0x3B39_3323_26, 5)
        case UInt8(ascii: "+"): (0x3B33_3423_26, 5)
        case 0: (0xBD_BFEF, 3)
        default: (UInt64(byte), 1)
        }
    }

    // MARK: room

    @inline(__always) private mutating func reserve(_ more: Int) -> Bool {
        count + more <= capacity || grow(more)
    }

    private mutating func grow(_ more: Int) -> Bool {
        // The slack is for `escape`, which reserves more than it needs
        guard count + more <= limit + (64 << 10) else {
            isRefusing = true
            return false
        }
        let larger = max(2 * capacity, count + more)
        let fresh = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        fresh.update(from: base, count: count)
        base.deallocate()
        (base, capacity) = (fresh, larger)
        return true
    }
}
