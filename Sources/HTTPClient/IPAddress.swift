private import Glibc

/// An IPv4 or IPv6 address as its bytes in network order.
package struct IPAddress: Sendable, Hashable, CustomStringConvertible {
    /// 4 or 16.
    package let bytes: [UInt8]

    /// `nil` for another number of bytes.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 4 || bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    /// Dotted decimal without leading zeros (inet_pton(3) takes nothing else), or IPv6 without brackets and zone.
    package init?(_ text: String) {
        guard !text.utf8.contains(0), !text.contains("%") else { return nil }
        let isSix = text.contains(":")
        var bytes = [UInt8](repeating: 0, count: isSix ? 16 : 4)
        guard inet_pton(isSix ? AF_INET6 : AF_INET, text, &bytes) == 1 else { return nil }
        self.bytes = bytes
    }

    package var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        // Cannot fail because the family is known and the buffer is as long as the longest address.
        _ = inet_ntop(bytes.count == 4 ? AF_INET : AF_INET6, bytes, &text, socklen_t(text.count))
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// The IPv4 address that one of RFC 6052's well-known NAT64 addresses (64:ff9b::/96) stands for.
    var embeddedFour: IPAddress? {
        guard bytes.count == 16, bytes.starts(with: [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]) else { return nil }
        return IPAddress(bytes: Array(bytes[12...]))
    }
}

/// Addresses that begin with the same bits.
struct IPRange: Sendable {
    let prefix: [UInt8]
    let bits: Int

    /// From `10.0.0.0/8`; `nil` where it is not written like that.
    init?(_ text: String) {
        let parts = text.split(separator: "/")
        guard parts.count == 2, let address = IPAddress(String(parts[0])), let bits = Int(parts[1]) else { return nil }
        guard (0...address.bytes.count * 8).contains(bits) else { return nil }
        prefix = address.bytes
        self.bits = bits
    }

    func contains(_ address: IPAddress) -> Bool {
        guard address.bytes.count == prefix.count else { return false }
        let whole = bits / 8
        guard address.bytes[..<whole] == prefix[..<whole] else { return false }
        guard bits % 8 != 0 else { return true }
        let mask = UInt8(truncatingIfNeeded: 0xFF00 >> (bits % 8))
        return address.bytes[whole] & mask == prefix[whole] & mask
    }
}
