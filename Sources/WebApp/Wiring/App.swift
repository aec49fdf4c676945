import Crypto
import EventLoop
import Generation
import HTTP
import HTTPServer
import History
import Logging
import Media
import Providers
import Templates
import TimeZones

/// The whole app, joined in one place: what the routes need, and its start and stop.
struct App: Sendable {
    let config: Config
    let pages: Pages
    let errors: ErrorResponses
    let wordings: Wordings
    let history: any HistoryStore
    let media: any MediaStore
    let generator: Generator
    let log: Log

    private let recent: RecentQuestions
    private let running: RunningRoutes?
    private let stores: Stores
    private let engines: Engines

    /// Opens everything and takes up what an earlier run left; nothing listens yet.
    ///
    /// - Parameters:
    ///   - clock: `nil` for the system's clock in the configured zone.
    ///   - catalog: `nil` for the providers that the settings choose.
    init(
        _ config: Config, clock: WallClock? = nil, catalog: Generator.Catalog? = nil
    ) async throws(StartProblem) {
        self.config = config
        let installation = try Installation(root: config.root)
        let clock = if let clock { clock } else { try WallClock(zone: config.zone) }
        let log = Log(
            path: config.dataDir + "/app.log", minimumLevel: config.logLevel,
            alsoToStandardError: config.logsToTerminal,
            now: { clock.now().milliseconds })
        self.log = log
        recent = RecentQuestions(now: clock.now)
        running = config.turnLimit.map { _ in RunningRoutes() }
        wordings = try Wordings(folder: installation.catalogues)
        engines = try Engines(config, installation, log)
        stores = try Stores(config.dataDir, thumbnailer: engines.thumbnailer, log)
        (history, media) = (stores.history, stores.media)
        generator = Generator(
            catalog: catalog ?? engines.catalog(config), history: stores.history, media: stores.media, clock: clock,
            prices: config.prices, observe: GenerationLog(log: log).hear)
        pages = try Pages(installation, wordings, clock, config, log, try LongWork())
        errors = ErrorResponses(pages: pages)
        try await takeUpWork()
    }

    /// One request, without a socket: what the server calls, and what tests call.
    var respond: @Sendable (Request) async -> Response {
        let site = Site(
            router: Router(Routes(app: self).all), hosts: hosts,
            errors: errors, wordings: wordings, log: log, running: running, now: monotonicNanoseconds)
        return { await site.respond(to: $0) }
    }

    /// Refuses new connections and prompts at once, lets running jobs and requests end within `duration`, marks the
    /// other jobs as interrupted, and closes the stores when nobody needs them any more.
    func shutDown(_ server: Server? = nil, within duration: Duration) async {
        let started = ContinuousClock.now
        await server?.stopAccepting()
        await generator.shutDown(within: duration)
        // Requests outlive the jobs they wait for by a moment, in which they tell how those ended.
        let rest = duration - started.duration(to: .now)
        await server?.stop(within: max(rest, .zero) + .seconds(5))
        await engines.stop()
        await stores.close()
    }

    /// Sockets and limits; the pages of errors that never reach a route are ours too.
    var serverOptions: ServerOptions {
        var options = ServerOptions()
        options.host = config.host
        options.ports = config.ports
        options.turnLimit = config.turnLimit
        options.onEvent = { [log, running] event in
            guard case .turnTooLong(let used, let began) = event else {
                return log.debug("server", ["event": "\(event)"])
            }
            let routes = running?.patterns(since: began) ?? []
            log.warning(
                "turn too long",
                ["ms": "\(used / .milliseconds(1))", "loop": "http", "routes": routes.joined(separator: " ")])
        }
        return options
    }

    var hosts: HostGuard {
        HostGuard(publicURL: config.publicURL, allowedHosts: config.allowedHosts, allowsAddresses: config.isOpen)
    }

    var index: IndexPage {
        IndexPage(
            pages: pages, history: history, generator: generator, costs: costs,
            pictureSize: SizeRecord(width: config.imageWidth, height: config.imageHeight))
    }

    var entryPage: EntryPage {
        EntryPage(pages: pages, history: history, generator: generator, costs: costs)
    }

    var asking: Asking {
        let config = config
        return Asking(
            generator: generator, index: index, entryPage: entryPage, longWork: pages.longWork,
            answerWait: config.answerWait, recent: recent,
            parameters: { config.parameters(for: $0) })
    }

    var costs: Costs { Costs(prices: config.prices, isPaid: config.isPaid) }

    private func takeUpWork() async throws(StartProblem) {
        do {
            try await generator.recover()
        } catch {
            throw StartProblem("The history could not take up what an earlier run left: \(error.cause).")
        }
    }
}

extension Config {
    /// What a prompt is asked with.
    func parameters(for modality: Modality) -> Parameters {
        switch modality {
        case .code, .chat, .avatar: Parameters(system: systemPrompt.isEmpty ? nil : systemPrompt)
        case .image:
            Parameters(
                width: imageWidth, height: imageHeight, quality: imageProvider == .openai ? openAI.imageQuality : nil)
        case .music: Parameters(seconds: GenerateSound.seconds)
        default: Parameters()
        }
    }
}

extension WallClock {
    /// The system's clock in a zone; `nil` is the system's own. Throws a sentence for an unknown zone.
    fileprivate init(zone name: String?) throws(StartProblem) {
        let zone: Zone
        do {
            zone = try name.map { name throws(ZoneError) in try Zone(named: name) } ?? Zone.local()
        } catch {
            throw StartProblem("TZ: \(error).")
        }
        self.init(
            now: systemTime, local: { zone.localTime(at: $0) },
            uptime: { .nanoseconds(Int64(monotonicNanoseconds())) })
    }
}

extension Zone {
    func localTime(at moment: Moment) -> LocalTime {
        let seconds = moment.milliseconds.flooredQuotient(by: 1000)
        let shifted = seconds + Int64(offset(at: seconds))
        let days = shifted.flooredQuotient(by: 86_400)
        let rest = Int(shifted - days * 86_400)
        return LocalTime(
            day: Day(daysSinceEpoch: Int(days)), hour: rest / 3600, minute: rest / 60 % 60, second: rest % 60)
    }
}

extension Int64 {
    fileprivate func flooredQuotient(by divisor: Int64) -> Int64 {
        self / divisor - (self % divisor < 0 ? 1 : 0)
    }
}
