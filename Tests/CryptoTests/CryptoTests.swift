import Crypto
import Testing

@Suite struct `Hashes and random bytes` {
    @Test(
        arguments: [
            // FIPS 180-4 examples.
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ])
    func `SHA-256 gives the standard's digests`(_ text: String, _ digest: String) throws {
        #expect(hexadecimal(try SHA256.digest(of: Array(text.utf8))) == digest)
    }

    @Test func `SHA-256 of pieces is that of the whole`() throws {
        let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        for size in [1, 63, 64, 65, 4096, 100_000] {
            var hash = try SHA256()
            for start in stride(from: 0, to: bytes.count, by: size) {
                try hash.update(Array(bytes[start..<min(bytes.count, start + size)]))
            }
            #expect(try hash.finish() == SHA256.digest(of: bytes))
        }
    }

    @Test func `random bytes are as many as asked and never the same`() throws {
        #expect(try randomBytes(0) == [])
        let drawn = try (0..<100).map { _ in try randomBytes(16) }
        #expect(drawn.filter { $0.count == 16 }.count == 100)
        #expect(Set(drawn).count == 100)
    }

    @Test func `hexadecimal digits are lower case and two a byte`() {
        #expect(hexadecimal([0x00, 0x0F, 0xA0, 0xFF]) == "000fa0ff")
        #expect(hexadecimal([UInt8]()) == "")
    }
}
