import FoundationEssentials
import Generation
import HTTP

/// The body of a request in JSON, as the older systems' clients send it.
extension Request {
    /// Members that are missing, `null` or of another type than `Body` wants are the body's own business, if it decodes
    /// them leniently. Throws `.unsupportedMediaType` for another content type than JSON, `.malformedBody` for what is no
    /// JSON object, `.invalidText` for what is no UTF-8, `.bodyTooLarge`.
    func json<Body: Decodable & Sendable>(
        _ type: Body.Type, upTo limit: Int = PromptBody.limit, _ longWork: LongWork
    ) async throws(Failure) -> Body {
        if headers.contains("Content-Type"), contentType?.type != "application/json" {
            throw Failure(.unsupportedMediaType, cause: "not application/json")
        }
        let bytes: [UInt8]
        do {
            bytes = try await body.collect(upTo: limit)
        } catch {
            throw Failure(error)
        }
        return try await longWork.run(bytes: bytes.count) { () throws(Failure) in
            guard String(validating: bytes, as: UTF8.self) != nil else {
                throw Failure(.invalidText, cause: "not UTF-8")
            }
            do {
                return try JSONDecoder().decode(Body.self, from: Data(bytes))
            } catch {
                throw Failure(.malformedBody, cause: "no JSON object of the right form")
            }
        }
    }
}

/// A text that some clients send as a number.
struct LooseText: Decodable, Sendable {
    let text: String

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Int64.self) {
            // Not a text: the only other form that is understood.
            text = String(number)
        } else {
            text = try container.decode(String.self)
        }
    }
}
