import Generation
import HTTP

/// Every route, in one list. `docs/map.md` and the README's table are held against it by a test.
struct Routes {
    let app: App

    var all: [Route] { pages + entryActions + asking + flutter + generator + files }

    private var pages: [Route] {
        [
            Route(.get, "/", app.index),
            Route(.get, "/healthz", Health()),
            Route(.get, "/about", AboutPage(pages: app.pages)),
            Route(.get, "/styleguide", StyleguidePage(pages: app.pages)),
            Route(.get, "/language", LanguageAddress()),
            Route(.post, "/language", ChooseLanguage(wordings: app.wordings, index: app.index)),
            Route(
                .get, "/settings",
                SettingsPage(pages: app.pages, history: app.history, generator: app.generator, costs: app.costs)),
            Route(.get, "/chatlog", ChatlogPage(pages: app.pages, history: app.history)),
            Route(.get, "/chatlog/:date", DayPage(pages: app.pages, history: app.history)),
            Route(.get, "/chatlog/:date/:index", app.entryPage),
            Route(
                .get, "/chatlog/:date/:index/events",
                EntryEvents(generator: app.generator, history: app.history)),
            Route(.get, "/chatlog/:date/:index/text", EntryText(history: app.history)),
            Route(.post, "/chatlog/:date/review", ReviewLine(history: app.history)),
            Route(.post, "/chatlog/:date/:index/review", ReviewEntry(page: app.entryPage, history: app.history)),
        ]
    }

    private var entryActions: [Route] {
        let verbs: [(String, EntryAction.Verb)] = [
            ("stop", .stop), ("resume", .resume), ("rerun", .runAgain), ("delete", .delete),
        ]
        let askOn = Route(
            .post, "/chatlog/:date/:index/ask", errors: .legacy, language: "de",
            AskOn(asking: app.asking, history: app.history))
        return [askOn]
            + verbs.map { name, verb in
                Route(
                    .post, "/chatlog/:date/:index/\(name)",
                    EntryAction(verb: verb, generator: app.generator, history: app.history))
            }
    }

    /// The German app's and the Flutter backend's routes; `/generate_image` serves both (contract X1).
    private var asking: [Route] {
        [
            Route(.post, "/generate_code", errors: .legacy, language: "de", GenerateCode(asking: app.asking)),
            Route(
                .post, "/generate_image", errors: .legacy, language: "de",
                GenerateImage(asking: app.asking, hosts: app.hosts)),
        ]
    }

    /// The Flutter backend's.
    private var flutter: [Route] {
        [
            Route(
                .post, "/chat", errors: .legacy, language: "ja", Chat(asking: app.asking, history: app.history))
        ]
    }

    /// The image, music and tags API's.
    private var generator: [Route] {
        [
            Route(
                .post, "/generate/image/prompt", errors: .legacy, language: "en",
                GeneratePicture(asking: app.asking, hosts: app.hosts)),
            Route(
                .post, "/generate/sound", errors: .legacy, language: "en",
                GenerateSound(asking: app.asking, hosts: app.hosts)),
            Route(.post, "/generate/tags", errors: .legacy, language: "en", GenerateTags(asking: app.asking)),
            Route(.get, "/ping", errors: .legacy, language: "en", Ping()),
        ]
    }

    private var files: [Route] {
        let media = ServeMedia(history: app.history, media: app.media)
        return [
            Route(
                .get, "/static/generated_image.png", ServeNewestImage(history: app.history, media: app.media)),
            Route(.get, "/static/:name", media),
            Route(.get, "/output/generated_image/:name", media),
            Route(.get, "/output/generated_sound/:name", media),
            Route(.get, "/image/:name", media),
            Route(.get, "/images/:name", media),
            Route(
                .get, "/thumbnail/:name",
                ServeThumbnail(history: app.history, media: app.media, placeholder: app.pages.assets.placeholder)),
            Route(.get, "/favicon.ico", ServeIcon(assets: app.pages.assets)),
            Route(.get, "/assets/:hash/:name", ServeAsset(assets: app.pages.assets)),
        ]
    }
}
