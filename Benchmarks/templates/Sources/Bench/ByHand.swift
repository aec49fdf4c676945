/// The same page as a person in a hurry for microseconds would write it: a raw buffer large enough, word-wise escaping,
/// no template, no checks. The limit that an engine can be held against.
struct ByHand: ~Copyable {
    private let base = UnsafeMutablePointer<UInt8>.allocate(capacity: 256 << 10)
    private var count = 0

    deinit { base.deallocate() }

    mutating func page(_ page: borrowing Page) -> UnsafeBufferPointer<UInt8> {
        count = 0
        write("<!DOCTYPE html>\n<html lang=\"de\">\n<head>\n<meta charset=\"utf-8\">\n<title>")
        escape(page.title)
        write("</title>\n<link rel=\"stylesheet\" href=\"")
        escape(page.css)
        write(
            "\">\n</head>\n<body>\n<nav><a href=\"/\">Start</a> <a href=\"/chatlog\">Chatverlauf</a></nav>\n<main>\n\n<h1>"
        )
        escape(page.title)
        write("</h1>\n")
        page.days.withUnsafeBufferPointer { days in
            for index in days.indices { day((days.baseAddress! + index).pointee) }
        }
        write("\n\n</main>\n<footer>")
        escape(page.version)
        write("</footer>\n</body>\n</html>")
        return UnsafeBufferPointer(start: base, count: count)
    }

    private mutating func day(_ day: borrowing Page.Day) {
        write("\n<section class=\"day-group\">\n<h2><a href=\"")
        escape(day.href)
        write("\">")
        escape(day.label)
        write("</a> <small>")
        number(day.count)
        write("</small></h2>\n<ol class=\"lines\">\n")
        day.entries.withUnsafeBufferPointer { entries in
            for index in entries.indices { entry((entries.baseAddress! + index).pointee) }
        }
        write("\n</ol>\n</section>\n")
    }

    private mutating func entry(_ entry: borrowing Page.Entry) {
        write("\n<li class=\"line\" id=\"e")
        number(entry.number)
        write("\"><a class=\"line-link\" href=\"")
        escape(entry.href)
        write("\"><time>")
        escape(entry.time)
        write("</time> <span class=\"icon icon-")
        escape(entry.kind)
        write("\" aria-hidden=\"true\"></span></a>\n<p class=\"prompt\" dir=\"auto\">")
        escape(entry.prompt)
        write("</p>\n")
        if let response = entry.response {
            write("<p class=\"response\" dir=\"auto\">")
            escape(response)
            write("</p>")
        }
        write("\n")
        if entry.status != "succeeded" {
            write("<span class=\"status status-")
            escape(entry.status)
            write("\">")
            escape(entry.label)
            write("</span>")
        }
        write("\n</li>\n")
    }

    @inline(__always) private mutating func write(_ text: StaticString) {
        (base + count).update(from: text.utf8Start, count: text.utf8CodeUnitCount)
        count += text.utf8CodeUnitCount
    }

    private mutating func number(_ number: Int) {
        for digit in "\(number)".utf8 {
            base[count] = digit
            count += 1
        }
    }

    private mutating func escape(_ text: borrowing String) {
        text.utf8.withContiguousStorageIfAvailable { escape($0) }
    }

    private mutating func escape(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let start = bytes.baseAddress else { return }
        var (source, target) = (UnsafeRawPointer(start), UnsafeMutableRawPointer(base + count))
        let end = source + bytes.count
        while bytes.count >= 8, source < end {
            let left = min(8, end - source)
            let word = (source + left - 8).loadUnaligned(as: UInt64.self) >> UInt64(64 - 8 * left)
            target.storeBytes(of: word, as: UInt64.self)
            let hit = min(ByHand.special(word).trailingZeroBitCount >> 3, left)
            source += hit
            target += hit
            if hit < left { replace(&source, &target) }
        }
        while source < end { replace(&source, &target) }
        count = target - UnsafeMutableRawPointer(base)
    }

    @inline(__always) private func replace(_ source: inout UnsafeRawPointer, _ target: inout UnsafeMutableRawPointer) {
        let (entity, size) = ByHand.entity(source.load(as: UInt8.self))
        target.storeBytes(of: entity, as: UInt64.self)
        source += 1
        target += size
    }

    @inline(__always) private static func special(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        @inline(__always) func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word }
        let ampersands = zeros((word & (ones &* 0xFE)) ^ (ones &* 0x26))
        let angles = zeros((word & (ones &* 0xFD)) ^ (ones &* 0x3C))
        return (ampersands | angles | zeros(word ^ (ones &* 0x22))) & (ones &* 0x80)
    }

    @inline(__always) private static func entity(_ byte: UInt8) -> (UInt64, Int) {
        switch byte {
        case UInt8(ascii: "&"): (0x3B70_6D61_26, 5)
        case UInt8(ascii: "<"): (0x3B74_6C26, 4)
        case UInt8(ascii: ">"): (0x3B74_6726, 4)
        case UInt8(ascii: "\""): (0x3B34_3323_26, 5)
        case UInt8(ascii: "'"): (0x3B39_3323_26, 5)
        default: (UInt64(byte), 1)
        }
    }
}
