import Generation
import HTTP

/// Our own style, script and icons from `Public/`, held in memory under addresses that bear a hash of their bytes, so
/// that a browser may keep them for ever.
struct Assets: Sendable {
    struct Asset: Sendable {
        let bytes: [UInt8]
        let type: String
        let hash: String

        func response(cacheControl: String) -> Response {
            Response(
                .ok, headers: ["Content-Type": type, "Cache-Control": cacheControl, "ETag": "\"\(hash)\""],
                body: .bytes(bytes))
        }
    }

    private let assets: [String: Asset]

    /// Reads every file of `folder` whose ending is known; the folder itself only.
    init(folder: String) throws(FileError) {
        var assets: [String: Asset] = [:]
        for name in try fileNames(in: folder) {
            guard let type = Assets.type(of: name) else { continue }
            let bytes = try readFile("\(folder)/\(name)")
            assets[name] = Asset(bytes: bytes, type: type, hash: contentHash(of: bytes))
        }
        self.assets = assets
    }

    /// `/assets/3f2a…/app.css`; an unknown name is our own mistake and has no address that answers.
    func address(of name: String) -> String {
        "/assets/\(assets[name]?.hash ?? "missing")/\(name)"
    }

    subscript(name: String) -> Asset? { assets[name] }

    /// Stands where a small picture is not made yet.
    var placeholder: Asset {
        assets["placeholder.svg"] ?? Asset(bytes: [], type: "image/svg+xml", hash: "none")
    }

    private static func type(of name: String) -> String? {
        switch name.split(separator: ".").last {
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "txt": "text/plain; charset=utf-8"
        default: nil
        }
    }
}

/// `GET /assets/:hash/:name`
struct ServeAsset: Endpoint {
    let assets: Assets

    func respond(to request: Request, in context: RequestContext) async throws(Failure) -> Response {
        guard let asset = assets[context.parameters["name"]] else { throw Failure(.noSuchPage) }
        // An older page's hash gets today's bytes, but is not told to keep them.
        let isCurrent = asset.hash == context.parameters["hash"]
        return asset.response(cacheControl: isCurrent ? "public, max-age=31536000, immutable" : "no-cache")
    }
}
