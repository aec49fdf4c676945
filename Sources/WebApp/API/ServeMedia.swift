import Generation
import HTTP
import HTTPServer

/// `GET /static/:name`, `/image/:name`, `/images/:name` (contract F7, L5, X3, X4): a kept file by the name the history
/// has for it, never by a path.
struct ServeMedia: Endpoint {
    let history: any HistoryStore
    let media: any MediaStore

    func respond(to request: Request, in context: RequestContext) async throws(Failure) -> Response {
        let name = context.parameters["name"]
        guard let file = try await history.media(named: name, of: context.account) else { throw Failure(.noSuchPage) }
        return try await media.response(to: request, for: file, cacheControl: "private, max-age=31536000, immutable")
    }
}

/// `GET /static/generated_image.png` (contract X5): the newest picture, whatever it is.
struct ServeNewestImage: Endpoint {
    let history: any HistoryStore
    let media: any MediaStore

    func respond(to request: Request, in context: RequestContext) async throws(Failure) -> Response {
        guard let file = try await history.newestMedia(of: .image, account: context.account) else {
            throw Failure(.noSuchPage)
        }
        return try await media.response(to: request, for: file, cacheControl: "no-store")
    }
}

/// `GET /thumbnail/:name`: the small picture of a kept image; a placeholder until it is made.
struct ServeThumbnail: Endpoint {
    let history: any HistoryStore
    let media: any MediaStore
    let placeholder: Assets.Asset

    func respond(to request: Request, in context: RequestContext) async throws(Failure) -> Response {
        let name = context.parameters["name"]
        guard let file = try await history.media(named: name, of: context.account) else { throw Failure(.noSuchPage) }
        guard let path = await media.thumbnailPath(of: file.key),
            let response = fileResponse(
                for: request, path: path, type: "image/png", etag: "\"\(file.key.sha256)-320\"",
                cacheControl: "private, max-age=31536000, immutable")
        else { return placeholder.response(cacheControl: "no-store") }
        return response
    }
}

extension MediaStore {
    fileprivate func response(
        to request: Request, for file: MediaFile, cacheControl: String
    ) async throws(Failure) -> Response {
        guard let path = await path(of: file.key),
            var response = fileResponse(
                for: request, path: path, type: file.key.type.rawValue, etag: "\"\(file.key.sha256)\"",
                cacheControl: cacheControl)
        else { throw Failure(.noSuchPage, cause: "the file of \(file.name) is missing") }
        let canonical = Links.media(file.name)
        if request.path != canonical { response.headers["Link"] = "<\(canonical)>; rel=\"canonical\"" }
        return response
    }
}
