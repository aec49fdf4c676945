import FoundationEssentials
import Generation
import HTTPClient

/// What a provider made, brought here from the address that its answer names, without any key and through the guard, or
/// taken out of a `data:` address.
struct ResultFile {
    /// Whose answer it was, with the API's base address and the limits of the download.
    let call: ProviderCall
    /// Beginnings of content types, such as `image/`; servers that don't know better send `application/octet-stream`.
    let accepts: [String]
    /// Why the entry fails where the file can't be had.
    let missing: Failure.Reason
    let http: ProviderHTTP

    func bytes(at address: String) async throws(Failure) -> [UInt8] {
        address.hasPrefix("data:") ? try decoded(address) : try await fetched(address)
    }

    /// Base64, plain or behind the head of a `data:` address. The media store reads what kind of file it is.
    func decoded(_ text: String) throws(Failure) -> [UInt8] {
        var base64 = text[...]
        if text.hasPrefix("data:") {
            guard let comma = text.prefix(200).firstIndex(of: ","), text[..<comma].hasSuffix(";base64") else {
                throw Failure(.answerUnreadable, cause: "a data: address without base64")
            }
            base64 = text[text.index(after: comma)...]
        }
        guard let bytes = Data(base64Encoded: String(base64), options: .ignoreUnknownCharacters), !bytes.isEmpty else {
            throw Failure(.answerUnreadable, cause: "no base64, \(text.utf8.count) bytes")
        }
        return Array(bytes)
    }

    private func fetched(_ address: String) async throws(Failure) -> [UInt8] {
        guard let url = call.request.url.resolving(address) else {
            throw Failure(.addressRefused, cause: call.redaction("no plain http address: " + address.prefix(200)))
        }
        http.events(.mediaURL(call.provider, url.redacted))
        var download = call
        download.request = OutboundRequest(
            url, trust: .named, headers: [("Accept", accepts.map { $0 + "*" }.joined(separator: ", "))],
            limits: call.request.limits)
        do throws(Failure) {
            let answer = try await http.open(download)
            let type = answer.response.head["content-type"]?.lowercased() ?? accepts[0]
            guard (accepts + ["application/octet-stream", "binary/"]).contains(where: type.hasPrefix) else {
                throw Failure(.answerUnreadable, cause: call.redaction("\(type) from \(url.redacted)"))
            }
            return try await answer.wholeBody()
        } catch {
            throw mediaFailure(error, url)
        }
    }

    /// Another host's refusal says nothing of our key, model or prompt.
    private func mediaFailure(_ failure: Failure, _ url: HTTPURL) -> Failure {
        switch failure.reason {
        case .keyRejected, .quotaExhausted, .contentRefused, .promptTooLong, .modelUnknown, .requestRejected:
            Failure(missing, cause: call.redaction("\(failure.cause) from \(url.redacted)"))
        default: failure
        }
    }
}
