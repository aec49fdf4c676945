package import HTTP

/// The answer to a GET or HEAD for a file: 200, 206, 304 or 416 by the request's conditions and range.
/// `nil` where the path is no readable regular file. The etag comes with its quotes, the type as it is sent.
package func fileResponse(
    for request: Request, path: String, type: String, etag: String? = nil, cacheControl: String? = nil,
    disposition: String? = nil
) -> Response? {
    nil
}
