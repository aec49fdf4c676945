private import Glibc
package import HTTP

/// The answer to a GET or HEAD for a file: 200, 206, 304, 412 or 416 by the request's conditions and its range, with
/// Last-Modified, and `etag` (with its quotes) where there is one. `type`, `cacheControl` and `disposition` are the
/// fields' values. `nil` where the path is no readable regular file. The file is opened here and read by the kernel
/// while it is sent, so a file that is replaced meanwhile (not overwritten) does no harm.
package func fileResponse(
    for request: Request, path: String, type: String, etag: String? = nil, cacheControl: String? = nil,
    disposition: String? = nil
) -> Response? {
    guard let file = OpenFile(path) else { return nil }
    let validators = (etag: etag.flatMap { ETag($0) }, lastModified: file.lastModified)
    var headers: HeaderFields = ["Last-Modified": file.lastModified.description]
    headers["ETag"] = etag
    headers["Cache-Control"] = cacheControl
    let conditions = Conditions(request.headers)
    if conditions.fail(etag: validators.etag, lastModified: validators.lastModified) {
        return Response(.preconditionFailed, headers: headers)
    }
    if conditions.isNotModified(etag: validators.etag, lastModified: validators.lastModified) {
        return Response(.notModified, headers: headers)
    }
    headers["Content-Type"] = type
    headers["Content-Disposition"] = disposition
    headers["Accept-Ranges"] = "bytes"
    // Ranges are for GET alone (RFC 9110 §14.2).
    let isRanged =
        request.method == .get && conditions.allowsRange(etag: validators.etag, lastModified: validators.lastModified)
    let range = ByteRange(isRanged ? request.headers["Range"] : nil, size: file.size)
    headers["Content-Range"] = range.contentRange(size: file.size)
    switch range {
    case .whole: return Response(.ok, headers: headers, body: file.body(offset: 0, length: file.size))
    case .part(let offset, let length):
        return Response(.partialContent, headers: headers, body: file.body(offset: offset, length: length))
    case .unsatisfiable:
        headers.remove("Content-Type")
        headers.remove("Content-Disposition")
        return Response(.rangeNotSatisfiable, headers: headers)
    }
}

private struct OpenFile {
    let size: Int
    let lastModified: HTTPDate
    private let descriptor: OwnedDescriptor

    init?(_ path: String) {
        // Without O_NONBLOCK a named pipe would hold the thread until somebody writes to it.
        let fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard fd >= 0 else { return nil }
        descriptor = OwnedDescriptor(fd)
        var status = stat()
        guard fstat(fd, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        size = Int(status.st_size)
        lastModified = HTTPDate(secondsSince1970: Int64(status.st_mtim.tv_sec))
    }

    func body(offset: Int, length: Int) -> ResponseBody {
        .file(FileRange(descriptor: descriptor, offset: offset, length: length))
    }
}
