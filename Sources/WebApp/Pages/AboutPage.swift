import Generation
import HTTP
import Templates

/// `GET /about`: what this is, and whose work is in it.
struct AboutPage: Endpoint {
    /// What the programs are linked with or start; names and licences as their packages have them.
    static let libraries = [
        ("Swift", "Apache-2.0, Runtime Library Exception"), ("SQLite", "Public Domain"), ("libcurl", "curl"),
        ("OpenSSL", "Apache-2.0"), ("zlib", "Zlib"), ("libmagic", "BSD-2-Clause"), ("cmark-gfm", "BSD-2-Clause"),
        ("cairo", "LGPL-2.1 / MPL-1.1"), ("librsvg", "LGPL-2.1"), ("libjpeg-turbo", "IJG, BSD-3-Clause, Zlib"),
        ("libwebp", "BSD-3-Clause"), ("Unicode CLDR", "Unicode-3.0"), ("llama.cpp, xllamacpp", "MIT"),
    ].map { FactRecord(label: $0, value: $1) }

    let pages: Pages

    func respond(to request: Request, in context: RequestContext) async throws(Failure) -> Response {
        pages.response("about.html", Model(site: pages.site(in: context), libraries: AboutPage.libraries), in: context)
    }

    struct Model {
        let site: SiteRecord
        let nav = "about"
        let notice: String? = nil
        let libraries: [FactRecord]
    }
}

extension AboutPage.Model: TemplateData {
    static let shape = Shape<AboutPage.Model> {
        $0.field("site", \.site)
        $0.field("nav", \.nav)
        $0.field("notice", \.notice)
        $0.field("libraries", \.libraries)
    }
}
