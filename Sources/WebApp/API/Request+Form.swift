import Generation
import HTTP

extension Request {
    /// The body as a form, read beside the server's loops where it is long. Throws `.bodyTooLarge`, `.bodyTooSlow`, `.malformedBody`, or `.invalidText` for what is no UTF-8.
    func form(upTo limit: Int, _ longWork: LongWork) async throws(Failure) -> FormFields {
        let bytes: [UInt8]
        do {
            bytes = try await body.collect(upTo: limit)
        } catch {
            throw Failure(error)
        }
        return try await longWork.run(bytes: bytes.count) { () throws(Failure) in
            do throws(FormError) {
                return try FormFields(decoding: bytes)
            } catch {
                throw Failure(error == .malformed ? .invalidText : .malformedBody, cause: "form: \(error)")
            }
        }
    }
}
