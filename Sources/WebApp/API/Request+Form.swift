import Generation
import HTTP

extension Request {
    /// The body as a form. Throws `.bodyTooLarge`, `.bodyTooSlow`, `.malformedBody`, or `.invalidText` for what is no UTF-8.
    func form(upTo limit: Int) async throws(Failure) -> FormFields {
        let bytes: [UInt8]
        do {
            bytes = try await body.collect(upTo: limit)
        } catch {
            throw Failure(error)
        }
        do {
            return try FormFields(decoding: bytes)
        } catch {
            throw Failure(error == .malformed ? .invalidText : .malformedBody, cause: "form: \(error)")
        }
    }
}
