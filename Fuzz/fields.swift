// Rooms: HTTP

/// The values of fields, queries and forms: any text is read without a trap, what is read keeps its bounds, and what
/// is printed of it is read as the same again.
func fuzz(_ input: [UInt8]) {
    let text = String(decoding: input, as: UTF8.self)
    checkRanges(text)
    checkValidators(text)
    checkNegotiation(text)
    checkParameters(text)
    checkForms(input, text)
    checkPaths(text)
    checkPrinting(text)
}

private func checkRanges(_ text: String) {
    for size in [0, 1, 100, Int.max] {
        let range = ByteRange(text, size: size)
        if case .part(let offset, let length) = range {
            expect(offset >= 0 && length > 0 && offset <= size - length, "\(offset)+\(length) of \(size)")
        }
        expect(range == .whole || range.contentRange(size: size) != nil, "no Content-Range")
    }
}

private func checkValidators(_ text: String) {
    if let date = HTTPDate(text), (-62_135_596_800...253_402_300_799).contains(date.secondsSince1970) {
        expect(HTTPDate(date.description) == date, "another date: \(date)")
    }
    if let tag = ETag(text) { expect(ETag(tag.description) == tag && tag.description == text, "another tag: \(tag)") }
    let tag = ETag(opaque: "a")
    for name in ["If-Match", "If-None-Match", "If-Range", "If-Modified-Since", "If-Unmodified-Since"] {
        let conditions = Conditions([name: text])
        _ = conditions.isNotModified(etag: tag, lastModified: HTTPDate(secondsSince1970: 0))
        _ = conditions.allowsRange(etag: tag, lastModified: HTTPDate(secondsSince1970: 0))
        // Whoever has the very bytes is never told that they are others.
        if name == "If-Match", text == tag.description { expect(!conditions.fail(etag: tag), "a match fails") }
    }
}

private func checkNegotiation(_ text: String) {
    let accept = AcceptHeader([text])
    expect(
        (0...1000).contains(accept.quality(of: "text", "html")), "a quality of \(accept.quality(of: "text", "html"))")
    if accept.prefersHTML { expect(accept.quality(of: "text", "html") > 0, "HTML is preferred, and unwanted") }
    _ = AcceptEncoding([text]).allows("gzip")
    let languages = AcceptLanguage([text])
    expect(languages.tags.count <= text.utf8.count, "more languages than bytes")
    if let best = languages.best(of: ["de", "en"]) { expect(["de", "en"].contains(best), "a language of nobody") }
}

private func checkParameters(_ text: String) {
    if let type = ContentType(text) {
        expect(type.type.utf8.contains(ASCII.slash) && type.type == type.type.lowercased(), "the type \(type.type)")
    }
    _ = CookieHeader([text]).values(of: "a")
    if let field = SetCookie("a", text).fieldValue {
        expect(CookieHeader([String(field.prefix { $0 != ";" })])["a"] == text, "another cookie: \(field)")
    }
}

private func checkForms(_ input: [UInt8], _ text: String) {
    if let form = try? FormFields(decoding: input) {
        expect((try? FormFields(decoding: form.encoded.utf8)) == form || form.hasEmptyField, "another form")
    }
    let form = FormFields([.init(name: text, value: text)])
    if !text.utf8.contains(0) { expect((try? FormFields(decoding: form.encoded.utf8)) == form, "a form is not itself") }
}

extension FormFields {
    /// Printed as `=`, which is a pair again, but one without either side is skipped.
    fileprivate var hasEmptyField: Bool { fields.contains { $0.name.isEmpty && $0.value.isEmpty } }
}

private func checkPaths(_ text: String) {
    let request = Request(.get, text)
    expect(request.path + (request.query.map { "?" + $0 } ?? "") == text, "the target falls apart")
    if let segments = request.pathSegments {
        expect(
            Request(.get, PercentEncoding.path(segments)).pathSegments == segments || segments.isEmpty, "another path")
    }
    _ = request.queryItems
}

/// No text can begin a line of its own in what we send.
private func checkPrinting(_ text: String) {
    var headers = HeaderFields()
    headers["X"] = text
    headers["Content-Disposition"] = ContentDisposition.attachment(text)
    expect(headers.bytes.count { $0 == ASCII.lineFeed } == headers.count, "a line end in a field")
    let lines = ServerSentEvent(text, event: text, id: text).encoded.split(
        separator: ASCII.lineFeed, omittingEmptySubsequences: false)
    let names = ["event: ", "id: ", "data: "].map { Array($0.utf8) }
    expect(lines.dropLast(2).allSatisfy { line in names.contains { line.starts(with: $0) } }, "a line of nobody's")
    expect(lines.count { $0.starts(with: "event: ".utf8) } == 1, "an event within an event")
}
