import Generation
import HTTP
import Logging
import Templates

/// Turns page models into responses: the compiled templates, the words, and what every page shows of the site.
struct Pages: Sendable {
    let templates: Templates
    let assets: Assets
    let clock: WallClock
    /// The text of what works without a key; `nil` with one.
    let demoKey: String?
    let isDevelopment: Bool
    let log: Log
    /// For pages of long texts.
    let longWork: LongWork

    var today: Day { clock.local(clock.now()).day }

    func site(in context: RequestContext) -> SiteRecord {
        let language = context.wording.language
        return SiteRecord(
            lang: language, css: assets.style.address, js: assets.script.address, review: assets.review.address,
            icon: assets.icon.address, demoNote: demoKey.map { context.wording($0) }, isDevelopment: isDevelopment,
            here: context.here,
            languages: Wordings.names.map { tag, name in
                LanguageRecord(tag: tag, name: name, isCurrent: tag == language)
            })
    }

    /// Private, with an ETag over the bytes, so that a renewed page that did not change costs no transfer.
    func response(
        _ name: String, _ model: some TemplateData, status: Status = .ok, in context: RequestContext
    ) -> Response {
        if isDevelopment, let broken = templates.reload(for: name) { return failed(broken, context) }
        var html: [UInt8] = []
        html.reserveCapacity(32_768)
        do {
            try templates.render(name, model, language: context.wording.language, into: &html)
        } catch {
            return failed(error, context)
        }
        var response = Response.html(html, status: status)
        response.headers["Cache-Control"] = "private, no-cache"
        response.headers.append("Vary", "Accept-Language, Cookie")
        if status == .ok {
            response.headers["ETag"] =
                ETag(
                    opaque: "\(contentHash(of: html))-\(context.wording.language)", isWeak: true
                ).description
        }
        return response
    }

    /// Templates are checked at start, so this is our own mistake, or an editor's in development, who is shown where.
    private func failed(_ error: TemplateError, _ context: RequestContext) -> Response {
        log.error("template failed", ["id": context.id, "error": "\(error)"])
        return .text(isDevelopment ? "\(error)" : context.wording[.internal], status: .internalServerError)
    }

    /// Every field that a template uses and its model lacks. Empty, or the program must not start.
    static func check(_ templates: Templates) -> [TemplateError] {
        templates.check("index.html", IndexPage.Model.self)
            + templates.check("chatlog.html", ChatlogPage.Model.self)
            + templates.check("day.html", DayPage.Model.self)
            + templates.check("entry.html", EntryPage.Model.self)
            + templates.check("settings.html", SettingsPage.Model.self)
            + templates.check("answer.html", AnswerFragment.self)
            + templates.check("error.html", ErrorPage.self)
            + templates.check("about.html", AboutPage.Model.self)
            + templates.check("styleguide.html", StyleguidePage.Model.self)
    }
}
