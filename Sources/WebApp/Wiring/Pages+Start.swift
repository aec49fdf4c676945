import Generation
import Logging
import Templates

extension Pages {
    /// Compiles all templates and holds them against their models: whatever can fail without a request fails here.
    init(
        _ installation: Installation, _ wordings: Wordings, _ clock: WallClock, _ config: Config, _ log: Log,
        _ longWork: LongWork
    ) throws(StartProblem) {
        do {
            templates = try Templates(directory: installation.views, catalogue: wordings.catalogue)
            assets = try Assets(folder: installation.assets)
        } catch {
            throw StartProblem("\(error)")
        }
        let mistakes = Pages.check(templates)
        guard mistakes.isEmpty else { throw StartProblem(mistakes.map { "\($0)" }.joined(separator: "\n")) }
        self.clock = clock
        demoKey = config.isDemo ? config.textModel == .off ? "demo.note.pictures" : "demo.note" : nil
        isDevelopment = config.isDevelopment
        self.log = log
        self.longWork = longWork
    }
}
