import CZlib

/// What a file says about itself beside its pixels: text chunks of PNG, EXIF of JPEG, PNG and WebP.
struct NotesInFile {
    /// Characters of each text.
    private static let longestText = 4_000
    private(set) var texts: [String: String] = [:]
    private(set) var exif: [UInt8] = []

    /// Never throws: what is broken is left out.
    init(_ file: PictureFile) {
        switch file.kind {
        case .png: readPNG(file.bytes)
        case .jpeg: readJPEG(file.bytes)
        case .webp: readWebP(file.bytes)
        case .gif: break
        }
    }

    private mutating func readPNG(_ bytes: [UInt8]) {
        var at = 8
        while at + 12 <= bytes.count {
            let length = Int(bytes[at]) << 24 | Int(bytes[at + 1]) << 16 | Int(bytes[at + 2]) << 8 | Int(bytes[at + 3])
            guard at + 12 + length <= bytes.count else { return }
            let name = String(decoding: bytes[at + 4..<at + 8], as: UTF8.self)
            let content = Array(bytes[at + 8..<at + 8 + length])
            switch name {
            case "tEXt": keep(content.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false))
            case "iTXt": keepInternational(content)
            case "eXIf": exif = content
            default: break
            }
            at += 12 + length
        }
    }

    private mutating func keep(_ parts: [ArraySlice<UInt8>]) {
        guard parts.count == 2, let key = key(parts[0]) else { return }
        // Latin 1: each byte is its own character.
        texts[key] = String(
            String.UnicodeScalarView(parts[1].prefix(NotesInFile.longestText).map { Unicode.Scalar($0) }))
    }

    /// Keyword, compressed or not, method, language, keyword in it, text.
    private mutating func keepInternational(_ content: [UInt8]) {
        guard let end = content.firstIndex(of: 0), end + 2 < content.count, let key = key(content[..<end]) else {
            return
        }
        let isCompressed = content[end + 1] == 1
        let rest = content[(end + 3)...].split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
        guard rest.count == 3, let text = isCompressed ? NotesInFile.inflated(rest[2]) : Array(rest[2]) else { return }
        texts[key] = String(String(decoding: text, as: UTF8.self).prefix(NotesInFile.longestText))
    }

    private func key(_ bytes: ArraySlice<UInt8>) -> String? {
        guard 1...79 ~= bytes.count, texts.count < 20 else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// At most 64 KiB of it: the rest is not needed, and may be without end.
    private static func inflated(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
        var output = [UInt8](repeating: 0, count: 65_536)
        var size = UInt(output.count)
        let result = uncompress(&output, &size, Array(bytes), UInt(bytes.count))
        guard result == Z_OK || result == Z_BUF_ERROR else { return nil }
        return Array(output.prefix(Int(size)))
    }

    private mutating func readJPEG(_ bytes: [UInt8]) {
        var at = 2
        while at + 4 <= bytes.count, bytes[at] == 0xff, bytes[at + 1] != 0xda {
            let length = Int(bytes[at + 2]) << 8 | Int(bytes[at + 3])
            guard length >= 2, at + 2 + length <= bytes.count else { return }
            let content = bytes[at + 4..<at + 2 + length]
            if bytes[at + 1] == 0xe1, content.starts(with: Array("Exif\0\0".utf8)) {
                exif = Array(content.dropFirst(6))
            }
            at += 2 + length
        }
    }

    private mutating func readWebP(_ bytes: [UInt8]) {
        var at = 12
        while at + 8 <= bytes.count {
            let length = (0..<4).reduce(0) { $0 | Int(bytes[at + 4 + $1]) << ($1 * 8) }
            guard at + 8 + length <= bytes.count else { return }
            if bytes[at..<at + 4].elementsEqual("EXIF".utf8) { exif = Array(bytes[at + 8..<at + 8 + length]) }
            at += 8 + length + length % 2
        }
    }
}

/// The few tags of EXIF (CIPA DC-008) that people ask for.
struct EXIF {
    private(set) var takenAt: String?
    private(set) var camera: String?
    private let bytes: [UInt8]
    private let isLittle: Bool

    init?(_ bytes: [UInt8]) {
        guard bytes.count > 8, bytes[0] == bytes[1], bytes[0] == 0x49 || bytes[0] == 0x4d else { return nil }
        self.bytes = bytes
        isLittle = bytes[0] == 0x49
        guard let first = number(4, 4) else { return nil }
        let tags = texts(at: first)
        let further = pointer(at: first, tag: 0x8769).map { texts(at: $0) } ?? [:]
        takenAt = further[0x9003] ?? tags[0x0132]
        let (maker, model) = (tags[0x010f], tags[0x0110])
        // Many makers begin the model with their own name.
        if let maker, let model {
            camera = model.hasPrefix(maker) ? model : "\(maker) \(model)"
        } else {
            camera = model ?? maker
        }
    }

    private func number(_ at: Int, _ count: Int) -> Int? {
        guard at >= 0, at + count <= bytes.count else { return nil }
        let part = bytes[at..<at + count]
        return (isLittle ? Array(part.reversed()) : Array(part)).reduce(0) { $0 << 8 | Int($1) }
    }

    private func entries(at start: Int) -> [Int] {
        guard let count = number(start, 2) else { return [] }
        return (0..<min(count, 200)).map { start + 2 + $0 * 12 }
    }

    private func pointer(at start: Int, tag: Int) -> Int? {
        entries(at: start).first { number($0, 2) == tag }.flatMap { number($0 + 8, 4) }
    }

    private func texts(at start: Int) -> [Int: String] {
        var texts: [Int: String] = [:]
        for entry in entries(at: start) where number(entry + 2, 2) == 2 {
            guard let tag = number(entry, 2), let count = number(entry + 4, 4), count <= 200 else { continue }
            let place = count <= 4 ? entry + 8 : number(entry + 8, 4) ?? -1
            guard place >= 0, place + count <= bytes.count else { continue }
            let text = String(decoding: bytes[place..<place + count].prefix { $0 != 0 }, as: UTF8.self)
            let plain = text.filter { !$0.isNewline && $0.isASCII }.trimmingSpaces
            if !plain.isEmpty { texts[tag] = plain }
        }
        return texts
    }
}
