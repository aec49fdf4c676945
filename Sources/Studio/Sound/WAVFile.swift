/// RIFF WAVE with 16-bit PCM (Microsoft and IBM, Multimedia Programming Interface 1.0, 1991).
struct WAVFile {
    var rate: Int
    /// 1 or 2; samples of both stand by turns.
    var channels: Int
    var samples: [Int16]

    var seconds: Double { Double(samples.count / max(1, channels)) / Double(max(1, rate)) }

    func bytes() -> [UInt8] {
        var file: [UInt8] = []
        file.reserveCapacity(44 + samples.count * 2)
        file += Array("RIFF".utf8) + little(36 + samples.count * 2, 4) + Array("WAVEfmt ".utf8)
        file += little(16, 4) + little(1, 2) + little(channels, 2) + little(rate, 4)
        file += little(rate * channels * 2, 4) + little(channels * 2, 2) + little(16, 2)
        file += Array("data".utf8) + little(samples.count * 2, 4)
        for sample in samples {
            let bits = UInt16(bitPattern: sample)
            file.append(UInt8(truncatingIfNeeded: bits))
            file.append(UInt8(truncatingIfNeeded: bits >> 8))
        }
        return file
    }

    private func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
}

extension WAVFile {
    /// Reads what providers answer with: 16-bit PCM of one or two channels, whatever else stands in the file. A length
    /// that goes beyond the file, as of a stream, ends with the file.
    init(_ file: [UInt8]) throws(StudioError) {
        guard file.starts(with: Array("RIFF".utf8)), file.dropFirst(8).starts(with: Array("WAVE".utf8)) else {
            throw StudioError("the source is no WAV")
        }
        var form: ArraySlice<UInt8>?
        var at = 12
        while at + 8 <= file.count {
            let name = file[at..<at + 4]
            let start = at + 8
            let end = min(file.count, start + WAVFile.number(file[(at + 4)..<(at + 8)]))
            if name.elementsEqual("fmt ".utf8) { form = file[start..<end] }
            if name.elementsEqual("data".utf8), let form {
                self = try WAVFile(form: form, data: file[start..<end])
                return
            }
            at = end + (end - start) % 2
        }
        throw StudioError("the WAV has no sound in it")
    }

    private init(form: ArraySlice<UInt8>, data: ArraySlice<UInt8>) throws(StudioError) {
        let start = form.startIndex
        guard form.count >= 16 else { throw StudioError("the WAV is broken") }
        let kind = WAVFile.number(form[start..<start + 2])
        let channels = WAVFile.number(form[start + 2..<start + 4])
        let rate = WAVFile.number(form[start + 4..<start + 8])
        let bits = WAVFile.number(form[start + 14..<start + 16])
        guard kind == 1 || kind == 0xfffe, bits == 16, 1...2 ~= channels, 1000...384_000 ~= rate else {
            throw StudioError("the WAV is not 16-bit PCM of one or two channels")
        }
        let whole = data.count / (2 * channels) * channels
        let samples = (0..<whole).map { index in
            let at = data.startIndex + index * 2
            return Int16(bitPattern: UInt16(data[at]) | UInt16(data[at + 1]) << 8)
        }
        self.init(rate: rate, channels: channels, samples: samples)
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
