import Generation
import HTTP

extension Request {
    /// The body as a form. Throws `.bodyTooLarge`, `.bodyTooSlow`, `.malformedBody`, or `.invalidText` for what is no UTF-8.
    ///
    /// - Parameter longWork: For limits beyond some kilobytes.
    func form(upTo limit: Int, _ longWork: LongWork? = nil) async throws(Failure) -> FormFields {
        let bytes: [UInt8]
        do {
            bytes = try await body.collect(upTo: limit)
        } catch {
            throw Failure(error)
        }
        guard let longWork else { return try FormFields(body: bytes) }
        return try await longWork.run(bytes: bytes.count) { () throws(Failure) in try FormFields(body: bytes) }
    }
}

extension FormFields {
    fileprivate init(body: [UInt8]) throws(Failure) {
        do {
            try self.init(decoding: body)
        } catch {
            throw Failure(error == .malformed ? .invalidText : .malformedBody, cause: "form: \(error)")
        }
    }
}
