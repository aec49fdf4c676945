import CTesseract

/// Letters in a picture, by libtesseract with the languages that are installed.
enum LetterReader {
    private static let folder = "/usr/share/tesseract-ocr/5/tessdata"
    private static let wanted = ["deu", "eng", "jpn", "kor"]
    /// Below this, of 100, what is read is rather texture than text.
    private static let leastConfidence: Float = 55

    /// Languages with their data here.
    static func languages() -> [String] {
        wanted.filter { FileBytes.exists("\(folder)/\($0).traineddata") }
    }

    /// Lines in reading order. Western letters first; the East Asian data is asked only where those see little, because
    /// it takes twice the time and reads ornaments into anything.
    static func read(_ luma: Layer) throws(StudioError) -> String {
        let installed = languages()
        let western = installed.filter { $0 == "deu" || $0 == "eng" }
        let eastern = installed.filter { $0 == "jpn" || $0 == "kor" }
        let grey = luma.values.map { UInt8(min(max($0, 0), 1) * 255 + 0.5) }
        let first = try western.isEmpty ? ("", 0) : text(in: grey, luma, western.joined(separator: "+"))
        guard !eastern.isEmpty, first.1 < 80 else { return first.0 }
        var best = first
        for language in eastern {
            let other = try text(in: grey, luma, language)
            if other.1 > best.1 + 5 { best = other }
        }
        return best.0
    }

    private static func text(
        in grey: [UInt8], _ luma: Layer, _ languages: String
    ) throws(StudioError) -> (String, Float) {
        guard let reader = TessBaseAPICreate() else { throw StudioError("no memory for tesseract") }
        defer { TessBaseAPIDelete(reader) }
        guard TessBaseAPIInit2(reader, folder, languages, OEM_LSTM_ONLY) == 0 else {
            throw StudioError("tesseract does not start with \(languages)")
        }
        TessBaseAPISetVariable(reader, "debug_file", "/dev/null")
        TessBaseAPISetPageSegMode(reader, PSM_SPARSE_TEXT)
        TessBaseAPISetImage(reader, grey, Int32(luma.width), Int32(luma.height), 1, Int32(luma.width))
        TessBaseAPISetSourceResolution(reader, 150)
        guard TessBaseAPIRecognize(reader, nil) == 0 else { throw StudioError("tesseract failed") }
        return words(reader)
    }

    /// The words that were read with some confidence, in lines, and their mean confidence.
    private static func words(_ reader: OpaquePointer) -> (String, Float) {
        guard let place = TessBaseAPIGetIterator(reader) else { return ("", 0) }
        defer { TessResultIteratorDelete(place) }
        var text = ""
        var sum: Float = 0
        var count: Float = 0
        repeat {
            let confidence = TessResultIteratorConfidence(place, RIL_WORD)
            guard confidence >= leastConfidence, let found = TessResultIteratorGetUTF8Text(place, RIL_WORD) else {
                continue
            }
            defer { TessDeleteText(found) }
            let word = String(cString: found)
            guard word.contains(where: { $0.isLetter || $0.isNumber }) else { continue }
            let page = TessResultIteratorGetPageIteratorConst(place)
            let isLineStart = TessPageIteratorIsAtBeginningOf(page, RIL_TEXTLINE) != 0
            if !text.isEmpty, isLineStart || !joins(text, word) { text += isLineStart ? "\n" : " " }
            text += word
            sum += confidence * Float(word.count)
            count += Float(word.count)
        } while TessResultIteratorNext(place, RIL_WORD) != 0
        return isText(text) ? (text, sum / count) : ("", 0)
    }

    /// Japanese words have no space between them.
    private static func joins(_ text: String, _ word: String) -> Bool {
        func isJapanese(_ scalar: Unicode.Scalar?) -> Bool {
            scalar.map { Language.isHan($0) || Language.isKana($0) } ?? false
        }
        return isJapanese(text.unicodeScalars.last) && isJapanese(word.unicodeScalars.first)
    }

    /// Two or three letters here and there are seen in any picture.
    private static func isText(_ text: String) -> Bool {
        text.split { !$0.isLetter && !$0.isNumber }.contains { word in
            word.count > 3 || word.count > 1 && word.unicodeScalars.contains { $0.value > 0x2fff }
        }
    }
}
