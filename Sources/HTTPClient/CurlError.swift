import CCurl

/// Every code of libcurl goes through here, with what we were doing.
func check(_ code: CURLcode, _ operation: String) throws(TransferError) {
    guard code == CURLE_OK else {
        throw TransferError(.internal, "\(operation): \(String(cString: curl_easy_strerror(code))) (\(code.rawValue))")
    }
}

func check(_ code: CURLMcode, _ operation: String) throws(TransferError) {
    guard code == CURLM_OK else {
        throw TransferError(.internal, "\(operation): \(String(cString: curl_multi_strerror(code))) (\(code.rawValue))")
    }
}

extension TransferError {
    /// What the end of an exchange means. `wasConnected` tells whether the request may have gone out.
    init(_ code: CURLcode, detail: String, wasConnected: Bool) {
        let text = detail.isEmpty ? String(cString: curl_easy_strerror(code)) : detail
        self.init(TransferError.kind(code, wasConnected: wasConnected), "\(text) (curl \(code.rawValue))")
    }

    private static func kind(_ code: CURLcode, wasConnected: Bool) -> Kind {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .unresolved
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR: .untrusted
        case CURLE_COULDNT_CONNECT, CURLE_SSL_CONNECT_ERROR, CURLE_PROXY: .connectFailed
        // Our own clock ends the later phases, so libcurl's is the one of the connection.
        case CURLE_OPERATION_TIMEDOUT: wasConnected ? .totalTimedOut : .connectTimedOut
        case CURLE_OUT_OF_MEMORY, CURLE_BAD_FUNCTION_ARGUMENT, CURLE_UNKNOWN_OPTION, CURLE_FAILED_INIT: .internal
        default: wasConnected ? .cut : .connectFailed
        }
    }
}
