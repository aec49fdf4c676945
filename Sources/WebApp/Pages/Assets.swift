import Generation
import Glibc
import HTTP

/// Our own style, script and icons from `Public/`, held in memory under addresses that bear a hash of their bytes, so
/// that a browser may keep them for ever.
struct Assets: Sendable {
    struct Asset: Sendable {
        let name: String
        let bytes: [UInt8]
        let type: String
        let hash: String

        /// `/assets/3f2a…/app.css`
        var address: String { "/assets/\(hash)/\(name)" }

        func response(cacheControl: String) -> Response {
            Response(
                .ok, headers: ["Content-Type": type, "Cache-Control": cacheControl, "ETag": "\"\(hash)\""],
                body: .bytes(bytes))
        }
    }

    let style: Asset
    let script: Asset
    /// Of the pages that reviewers use.
    let review: Asset
    let icon: Asset
    /// Stands where a small picture is not made yet.
    let placeholder: Asset
    private let all: [String: Asset]

    /// Reads every file of `folder` whose ending is known; the folder itself only. Throws where a file is missing that the
    /// pages name: rather no start than pages without their style.
    init(folder: String) throws(FileError) {
        var all: [String: Asset] = [:]
        for name in try fileNames(in: folder) {
            guard let type = Assets.type(of: name) else { continue }
            var bytes = try readFile("\(folder)/\(name)")
            if name.hasSuffix(".js") { bytes = Assets.compacted(bytes) }
            all[name] = Asset(name: name, bytes: bytes, type: type, hash: contentHash(of: bytes))
        }
        func own(_ name: String) throws(FileError) -> Asset {
            guard let asset = all[name] else { throw FileError(path: "\(folder)/\(name)", code: ENOENT) }
            return asset
        }
        style = try own("app.css")
        script = try own("app.js")
        review = try own("review.js")
        icon = try own("favicon.svg")
        placeholder = try own("placeholder.svg")
        self.all = all
    }

    subscript(name: String) -> Asset? { all[name] }

    /// A script without what is for its readers only: blank lines, lines of comment, and the blanks around the others. No
    /// text of ours goes over several lines.
    static func compacted(_ script: [UInt8]) -> [UInt8] {
        let lines = String(decoding: script, as: UTF8.self).split(separator: "\n").map { String($0).trimmed }
        return Array(lines.filter { !$0.isEmpty && !$0.hasPrefix("//") }.joined(separator: "\n").utf8)
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

/// `GET /favicon.ico`: where browsers look for an icon of what is no page of ours, such as a bare picture.
struct ServeIcon: Endpoint {
    let assets: Assets

    func respond(to request: Request, in context: RequestContext) async throws(Failure) -> Response {
        assets.icon.response(cacheControl: "public, max-age=86400")
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
