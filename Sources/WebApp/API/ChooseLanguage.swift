import Generation
import HTTP

/// `POST /language`: keeps the reader's choice in a cookie for a year and leads back to the page it was made on; where
/// something was typed on the start page, it answers with that page and the text in it.
struct ChooseLanguage: Endpoint {
    private static let year = Duration.seconds(365 * 86_400)

    let wordings: Wordings
    let index: IndexPage

    func respond(to request: Request, in context: RequestContext) async throws(Failure) -> Response {
        let form = try await request.form(upTo: PromptBody.limit, index.pages.longWork)
        guard let language = form["lang"], wordings.has(language) else {
            throw Failure(.malformedBody, cause: "no known language")
        }
        let typed = IndexPage.Typed(form)
        var response = Response.redirect(to: back(form["back"]))
        if !typed.isEmpty {
            var context = context
            context.wording = wordings[language]
            response = try await index.page(with: typed, in: context)
        }
        let cookie = SetCookie(Wordings.cookie, language, maximumAge: ChooseLanguage.year)
        if let value = cookie.fieldValue { response.headers.append("Set-Cookie", value) }
        return response
    }

    /// Only to a place of ours: `//host` and `/\\host` lead elsewhere.
    private func back(_ path: String?) -> String {
        guard let path, path.utf8.first == slash, path.utf8.dropFirst().first != slash,
            path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") })
        else { return Links.start }
        return path
    }
}

/// `GET /language`: whoever asks for the address of a choice again gets the start page.
struct LanguageAddress: Endpoint {
    func respond(to request: Request, in context: RequestContext) async throws(Failure) -> Response {
        .redirect(to: Links.start)
    }
}

private let slash = UInt8(ascii: "/")
