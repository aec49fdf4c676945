/// The first picture of a GIF (CompuServe, GIF89a specification, 1990).
enum GIFReader {
    static func read(_ file: [UInt8]) throws(StudioError) -> Bitmap {
        var reader = ByteReader(bytes: file, at: 6)
        let width = try reader.little(2)
        let height = try reader.little(2)
        try Bitmap.check(width, height)
        let flags = try reader.byte()
        try reader.skip(2)
        let colours = flags & 0x80 != 0 ? try reader.take(3 << (flags & 7 + 1)) : []
        var clear: Int?
        while true {
            switch try reader.byte() {
            case 0x21:
                if try reader.byte() == 0xf9 { clear = try transparency(&reader) } else { _ = try reader.blocks() }
            case 0x2c:
                let frame = try Frame(&reader, colours)
                return try bitmap(width, height, frame, clear)
            default: throw StudioError("the GIF has no picture in it")
            }
        }
    }

    private static func transparency(_ reader: inout ByteReader) throws(StudioError) -> Int? {
        let block = try reader.blocks()
        guard block.count >= 4 else { throw StudioError("the GIF is broken") }
        return block[0] & 1 != 0 ? Int(block[3]) : nil
    }

    private struct Frame {
        let x, y, width, height: Int
        let isInterlaced: Bool
        let colours: [UInt8]
        let indices: [UInt8]

        init(_ reader: inout ByteReader, _ common: [UInt8]) throws(StudioError) {
            x = try reader.little(2)
            y = try reader.little(2)
            width = try reader.little(2)
            height = try reader.little(2)
            try Bitmap.check(width, height)
            let flags = try reader.byte()
            isInterlaced = flags & 0x40 != 0
            colours = flags & 0x80 != 0 ? try reader.take(3 << (flags & 7 + 1)) : common
            let size = try reader.byte()
            indices = try LZW.decoded(try reader.blocks(), size: size, count: width * height)
        }

        /// The line of the picture that is stored at a place.
        func line(_ stored: Int) -> Int {
            guard isInterlaced else { return stored }
            var place = stored
            for (first, step) in [(0, 8), (4, 8), (2, 4), (1, 2)] {
                let count = max(0, (height - first + step - 1) / step)
                if place < count { return first + place * step }
                place -= count
            }
            return height - 1
        }
    }

    private static func bitmap(_ width: Int, _ height: Int, _ frame: Frame, _ clear: Int?) throws(StudioError) -> Bitmap
    {
        var bitmap = Bitmap(width: width, height: height, bytes: [UInt8](repeating: 0, count: width * height * 4))
        for stored in 0..<frame.height {
            let y = frame.y + frame.line(stored)
            guard y < height else { continue }
            for column in 0..<frame.width where frame.x + column < width {
                let index = Int(frame.indices[stored * frame.width + column])
                guard index != clear, index * 3 + 2 < frame.colours.count else { continue }
                let at = (y * width + frame.x + column) * 4
                for part in 0..<3 { bitmap.bytes[at + part] = frame.colours[index * 3 + part] }
                bitmap.bytes[at + 3] = 255
            }
        }
        return bitmap
    }
}

/// The compression of GIF: codes of growing length for rows of bytes that came before.
enum LZW {
    static func decoded(_ data: [UInt8], size: Int, count: Int) throws(StudioError) -> [UInt8] {
        guard 2...8 ~= size else { throw StudioError("the GIF is broken") }
        let clear = 1 << size
        var output: [UInt8] = []
        output.reserveCapacity(count)
        // A code is the code before it and one byte more.
        var before = [Int](repeating: 0, count: 4096)
        var last = [UInt8](repeating: 0, count: 4096)
        for code in 0..<clear { last[code] = UInt8(truncatingIfNeeded: code) }
        var (next, width, previous, bits, held, at) = (clear + 2, size + 1, -1, 0, 0, 0)
        while output.count < count {
            while held < width {
                guard at < data.count else { throw StudioError("the GIF is cut off") }
                bits |= Int(data[at]) << held
                held += 8
                at += 1
            }
            let code = bits & (1 << width - 1)
            bits >>= width
            held -= width
            if code == clear {
                (next, width, previous) = (clear + 2, size + 1, -1)
                continue
            }
            if code == clear + 1 { throw StudioError("the GIF is cut off") }
            guard code < next || code == next && previous >= 0, previous >= 0 || code < clear else {
                throw StudioError("the GIF is broken")
            }
            var row: [UInt8] = []
            var link = code == next ? previous : code
            while link >= clear {
                row.append(last[link])
                link = before[link]
            }
            let first = last[link]
            row.append(first)
            output += row.reversed()
            if code == next { output.append(first) }
            if previous >= 0, next < 4096 {
                before[next] = previous
                last[next] = first
                next += 1
                if next == 1 << width, width < 12 { width += 1 }
            }
            previous = code
        }
        return Array(output.prefix(count))
    }
}

/// Reads on from a place, never beyond the end.
struct ByteReader {
    let bytes: [UInt8]
    var at: Int

    mutating func byte() throws(StudioError) -> Int {
        guard at < bytes.count else { throw StudioError("the file is cut off") }
        at += 1
        return Int(bytes[at - 1])
    }

    mutating func little(_ count: Int) throws(StudioError) -> Int {
        var value = 0
        for index in 0..<count { value |= try byte() << (index * 8) }
        return value
    }

    mutating func skip(_ count: Int) throws(StudioError) {
        _ = try take(count)
    }

    mutating func take(_ count: Int) throws(StudioError) -> [UInt8] {
        guard count >= 0, at + count <= bytes.count else { throw StudioError("the file is cut off") }
        at += count
        return Array(bytes[at - count..<at])
    }

    /// The contents of blocks with their length before them, up to an empty one.
    mutating func blocks() throws(StudioError) -> [UInt8] {
        var content: [UInt8] = []
        while true {
            let count = try byte()
            if count == 0 { return content }
            content += try take(count)
        }
    }
}
