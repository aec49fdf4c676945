/// Tells two versions of our own bytes apart, for ETags and cache addresses; not against forgery. FNV-1a, eight bytes at
/// a time, in base 36.
func contentHash(of bytes: [UInt8]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    bytes.withUnsafeBytes { buffer in
        var offset = 0
        while offset + 8 <= buffer.count {
            hash = (hash ^ buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) &* 0x100_0000_01b3
            hash ^= hash >> 29
            offset += 8
        }
        while offset < buffer.count {
            hash = (hash ^ UInt64(buffer[offset])) &* 0x100_0000_01b3
            offset += 1
        }
    }
    return String(hash, radix: 36)
}
