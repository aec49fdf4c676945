/// One line being made, as bytes: time, level, message, key=value.
struct LogLine {
    private var bytes: [UInt8] = []

    init(milliseconds: Int64, level: LogLevel) {
        bytes.reserveCapacity(160)
        appendTime(milliseconds)
        bytes.append(space)
        bytes.append(contentsOf: level.name.utf8)
    }

    mutating func add(_ message: String) {
        bytes.append(space)
        appendEscaped(message, quoted: false)
    }

    mutating func add(key: String, value: String) {
        bytes.append(space)
        bytes.append(contentsOf: key.utf8)
        bytes.append(UInt8(ascii: "="))
        let needsQuotes = value.isEmpty || value.utf8.contains { $0 == space || $0 == quote || $0 == UInt8(ascii: "=") }
        if needsQuotes { bytes.append(quote) }
        appendEscaped(value, quoted: needsQuotes)
        if needsQuotes { bytes.append(quote) }
    }

    /// With its line feed, cut to `maximum` bytes at a character's border.
    consuming func finished(maximum: Int) -> [UInt8] {
        if bytes.count >= maximum { cut(to: maximum - LogLine.mark.utf8.count) }
        bytes.append(lineFeed)
        return bytes
    }

    private static let mark = " …cut\n"

    private mutating func cut(to limit: Int) {
        var end = limit
        while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        bytes.removeLast(bytes.count - end)
        bytes.append(contentsOf: LogLine.mark.utf8.dropLast())
    }

    private mutating func appendEscaped(_ text: String, quoted: Bool) {
        for byte in text.utf8 {
            switch byte {
            case lineFeed: bytes.append(contentsOf: #"\n"#.utf8)
            case 0..<0x20, 0x7F: bytes.append(contentsOf: #"\x"#.utf8); appendHex(byte)
            case quote where quoted: bytes.append(contentsOf: #"\""#.utf8)
            default: bytes.append(byte)
            }
        }
    }

    private mutating func appendHex(_ byte: UInt8) {
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
    }

    /// RFC 3339 in UTC with milliseconds.
    private mutating func appendTime(_ milliseconds: Int64) {
        let (days, rest) = floorDivide(milliseconds, 86_400_000)
        let (year, month, day) = civilDate(daysSinceEpoch: days)
        append(year, width: 4)
        bytes.append(UInt8(ascii: "-"))
        append(month, width: 2)
        bytes.append(UInt8(ascii: "-"))
        append(day, width: 2)
        bytes.append(UInt8(ascii: "T"))
        append(Int(rest / 3_600_000), width: 2)
        bytes.append(UInt8(ascii: ":"))
        append(Int(rest / 60_000 % 60), width: 2)
        bytes.append(UInt8(ascii: ":"))
        append(Int(rest / 1000 % 60), width: 2)
        bytes.append(UInt8(ascii: "."))
        append(Int(rest % 1000), width: 3)
        bytes.append(UInt8(ascii: "Z"))
    }

    private mutating func append(_ number: Int, width: Int) {
        var divisor = 1
        for _ in 1..<width { divisor *= 10 }
        while divisor > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
            divisor /= 10
        }
    }
}

private let space = UInt8(ascii: " ")
private let quote = UInt8(ascii: "\"")
private let lineFeed = UInt8(ascii: "\n")

private func floorDivide(_ number: Int64, _ divisor: Int64) -> (Int, Int64) {
    let rest = ((number % divisor) + divisor) % divisor
    return (Int((number - rest) / divisor), rest)
}

/// Howard Hinnant's civil_from_days, for years 0 to 9999.
private func civilDate(daysSinceEpoch: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = daysSinceEpoch + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
}
