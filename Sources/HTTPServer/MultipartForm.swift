package import HTTP

/// A `multipart/form-data` body, received: texts in memory, files on disk as they arrive.
package struct MultipartForm: Sendable {
    package struct Limits: Sendable {
        /// All text fields together, in bytes.
        package var textBytes = 2 << 20
        /// Each file, in bytes.
        package var fileBytes = 64 << 20
        package var parts = 100
        package init() {}
    }

    package enum ReceiveError: Error, Sendable, Hashable {
        /// Not multipart, cut off, or against RFC 7578.
        case malformed
        /// A text field is not UTF-8.
        case invalidText
        case tooLarge
        case body(BodyError)
        /// A file could not be written: errno.
        case storage(code: Int32)
    }

    package let fields: FormFields
    /// The caller owns the files now.
    package let uploads: [Upload]

    /// Reads the whole body. Where it throws, the files written so far are gone.
    /// - Parameter folder: Where files go; `nil` lets them pass unread.
    package static func receive(
        _ request: Request, into folder: UploadFolder? = nil, limits: Limits = Limits()
    ) async throws(ReceiveError) -> MultipartForm {
        guard let boundary = request.contentType?.boundary,
            var decoder = MultipartDecoder(boundary: boundary, maximumParts: limits.parts)
        else { throw .malformed }
        var receipt = Receipt(folder: folder, limits: limits)
        do {
            try await receipt.take(request.body, &decoder)
            return MultipartForm(fields: FormFields(receipt.fields), uploads: receipt.uploads)
        } catch {
            await receipt.discard()
            throw error
        }
    }
}

/// What has been received of a form so far.
private struct Receipt {
    let folder: UploadFolder?
    let limits: MultipartForm.Limits
    private(set) var fields: [FormFields.Field] = []
    private(set) var uploads: [Upload] = []
    private var part = Part.none
    private var textBytes = 0

    private enum Part {
        case none, ignored
        case text(name: String, bytes: [UInt8])
        case file(Upload)
    }

    init(folder: UploadFolder?, limits: MultipartForm.Limits) {
        self.folder = folder
        self.limits = limits
    }

    mutating func take(
        _ body: RequestBody, _ decoder: inout MultipartDecoder
    ) async throws(MultipartForm.ReceiveError) {
        var chunks = body.makeAsyncIterator()
        while let chunk = try await next(&chunks) {
            for event in try translated({ () throws(MultipartError) in try decoder.feed(chunk) }) {
                try await take(event)
            }
        }
        try translated { () throws(MultipartError) in try decoder.finish() }
    }

    func discard() async {
        if case .file(let upload) = part { await folder?.remove(upload) }
        for upload in uploads { await folder?.remove(upload) }
    }

    private mutating func take(_ event: MultipartDecoder.Event) async throws(MultipartForm.ReceiveError) {
        switch event {
        case .partBegan(let head): part = try await begin(head)
        case .bytes(let bytes): try await add(bytes)
        case .partEnded: try await end()
        }
    }

    private func begin(_ head: MultipartPart) async throws(MultipartForm.ReceiveError) -> Part {
        guard head.fileName != nil else { return .text(name: head.name, bytes: []) }
        guard let folder else { return .ignored }
        return .file(try await folder.begin(head))
    }

    private mutating func add(_ bytes: [UInt8]) async throws(MultipartForm.ReceiveError) {
        switch part {
        case .none, .ignored: break
        case .text(let name, let before):
            textBytes += bytes.count
            guard textBytes <= limits.textBytes else { throw .tooLarge }
            part = .text(name: name, bytes: before + bytes)
        case .file(var upload):
            guard upload.size + bytes.count <= limits.fileBytes else { throw .tooLarge }
            try await folder?.append(bytes, to: upload)
            upload.size += bytes.count
            part = .file(upload)
        }
    }

    private mutating func end() async throws(MultipartForm.ReceiveError) {
        switch part {
        case .none, .ignored: break
        case .text(let name, let bytes):
            guard let text = String(validating: bytes, as: UTF8.self), !text.utf8.contains(0) else {
                throw .invalidText
            }
            fields.append(FormFields.Field(name: name, value: text))
        case .file(let upload):
            await folder?.finish(upload)
            uploads.append(upload)
        }
        part = .none
    }

    private func next(
        _ chunks: inout RequestBody.Iterator
    ) async throws(MultipartForm.ReceiveError) -> [UInt8]? {
        do { return try await chunks.next() } catch { throw .body(error) }
    }
}

private func translated<Value>(
    _ work: () throws(MultipartError) -> Value
) throws(MultipartForm.ReceiveError) -> Value {
    do {
        return try work()
    } catch {
        throw error == .tooManyParts || error == .headTooLarge ? .tooLarge : .malformed
    }
}
