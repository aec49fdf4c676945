import FoundationEssentials
import HTTP

extension Response {
    /// UTF-8 as it is, slashes unescaped, keys in the order of the alphabet.
    static func json(encoding value: some Encodable, status: Status = .ok) -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        // Encoding fails only for numbers that JSON lacks (NaN) and for a mistake of ours.
        guard let data = try? encoder.encode(value) else { return Response(.internalServerError) }
        return .json(Array(data), status: status)
    }
}
