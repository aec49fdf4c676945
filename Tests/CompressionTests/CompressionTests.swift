import Compression
import Testing

@Suite struct `Gzip and back` {
    @Test(arguments: [1, 6, 9]) func `what goes in comes out`(level: Int) throws {
        for text in ["", "a", String(repeating: "Tagwerk ", count: 4000)] {
            let compressed = try Gzip.compress(Array(text.utf8), level: level)
            #expect(compressed.prefix(2) == [0x1F, 0x8B])
            #expect(try Gzip.decompress(compressed, limit: 32_000) == Array(text.utf8))
        }
    }

    @Test func `repetition becomes small`() throws {
        let compressed = try Gzip.compress([UInt8](repeating: 7, count: 100_000))
        #expect(compressed.count < 1000)
    }

    @Test func `a result over the limit is refused`() throws {
        let compressed = try Gzip.compress([UInt8](repeating: 7, count: 1001))
        #expect(throws: CompressionError.self) { try Gzip.decompress(compressed, limit: 1000) }
        #expect(try Gzip.decompress(compressed, limit: 1001).count == 1001)
    }

    @Test func `broken, cut and continued input is refused`() throws {
        let compressed = try Gzip.compress(Array("Tagwerk".utf8))
        #expect(throws: CompressionError.self) { try Gzip.decompress([1, 2, 3], limit: 100) }
        #expect(throws: CompressionError.self) { try Gzip.decompress(compressed.dropLast(), limit: 100) }
        #expect(throws: CompressionError.self) { try Gzip.decompress(compressed + [0], limit: 100) }
    }

    @Test func `a level that zlib does not know is an error that says so`() {
        #expect { try Gzip.compress([1], level: 99) } throws: { error in
            (error as? CompressionError)?.call == "deflateInit2" && "\(error)".contains("stream error")
        }
    }
}
