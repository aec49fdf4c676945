import FoundationEssentials
import Generation

/// How a kept file is sent to a provider.
extension InputFile {
    /// Throws `.storageFailed`.
    func bytes() throws(Failure) -> [UInt8] {
        do {
            return Array(try Data(contentsOf: URL(filePath: path)))
        } catch {
            throw Failure(.storageFailed, cause: "an input: \(error)")
        }
    }

    /// `data:image/png;base64,…`
    func dataURL() throws(Failure) -> String {
        "data:\(type.rawValue);base64,\(Data(try bytes()).base64EncodedString())"
    }

    var fileName: String { "input.\(type.fileExtension)" }
}

/// A form with files (RFC 7578), as servers want uploads.
struct MultipartBody {
    private let boundary: String
    private var body: [UInt8] = []

    /// - Parameter boundary: Must stand in no part; chance sees to that.
    init(boundary: String = "tagwerk-\(UUID().uuidString)") {
        self.boundary = boundary
    }

    mutating func add(_ name: String, _ value: String) {
        begin(name, "")
        body += Array(value.utf8) + crlf
    }

    mutating func add(_ name: String, _ file: InputFile) throws(Failure) {
        begin(name, "; filename=\"\(file.fileName)\"\r\nContent-Type: \(file.type.rawValue)")
        body += try file.bytes() + crlf
    }

    var contentType: String { "multipart/form-data; boundary=\(boundary)" }
    var bytes: [UInt8] { body + Array("--\(boundary)--\r\n".utf8) }

    private var crlf: [UInt8] { [13, 10] }

    private mutating func begin(_ name: String, _ rest: String) {
        body += Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\(rest)\r\n\r\n".utf8)
    }
}
