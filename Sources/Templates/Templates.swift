import Synchronization

/// All templates of a program, compiled at start: rendering cannot fail for a reason that was knowable without data.
package final class Templates: Sendable {
    private let catalogue: Catalogue
    private let settings: Settings
    private let folder: TemplateFolder?
    private let current: Mutex<Loaded>

    /// One consistent state of all templates.
    private struct Loaded: Sendable {
        var pages: [String: Page]
        var stamps: [String: TemplateFolder.Stamp] = [:]
    }

    private struct Page: Sendable {
        let program: Program
        /// The linked tree, for `check`.
        let statements: [Statement]
    }

    /// Compiles `sources` (name → text). Every mistake that needs no data is found here.
    package init(
        sources: [String: String], catalogue: Catalogue = .empty, settings: Settings = Settings()
    ) throws(TemplateError) {
        self.catalogue = catalogue
        self.settings = settings
        folder = nil
        let pages = try Templates.compiled(sources.mapValues { Array($0.utf8) }, catalogue, settings)
        current = Mutex(Loaded(pages: pages))
    }

    /// Compiles every `.html` file below `directory`; a template's name is its path from there.
    package init(
        directory: String, catalogue: Catalogue = .empty, settings: Settings = Settings()
    ) throws(TemplateError) {
        self.catalogue = catalogue
        self.settings = settings
        let folder = TemplateFolder(path: directory)
        self.folder = folder
        current = Mutex(try Templates.load(folder, try folder.stamps(), catalogue, settings))
    }

    /// Appends the page to `output`; on an error nothing is appended. An unknown `language` falls back to the
    /// catalogue's first.
    package func render(
        _ name: String, _ model: some TemplateValue, language: String = "", into output: inout [UInt8]
    ) throws(TemplateError) {
        let page = try page(name)
        var arena = Arena(limit: settings.limits.memory)
        let root = model.write(into: &arena)
        guard !arena.isFull else {
            throw TemplateError("the model of \(name) is larger than \(settings.limits.memory) bytes")
        }
        var machine = Machine(
            page.program, settings: settings, language: catalogue.index(of: language), arena: arena,
            output: Output(limit: settings.limits.output))
        try machine.run(root)
        output.append(contentsOf: machine.output.written(from: 0))
    }

    /// Every field path that the template uses and the model's shape does not have; empty when all is well. Meant for
    /// the start and for a test.
    package func check<Model: TemplateData>(_ name: String, _ model: Model.Type) -> [TemplateError] {
        do {
            return ModelCheck.errors(in: try page(name).statements, Model.shape.layout)
        } catch {
            return [error]
        }
    }

    /// For development: takes up changed files of the directory. A broken file leaves the old set in use and is
    /// returned, until it is mended.
    package func reloadIfChanged() -> TemplateError? {
        guard let folder else { return nil }
        do {
            let stamps = try folder.stamps()
            guard current.withLock({ $0.stamps != stamps }) else { return nil }
            let fresh = try Templates.load(folder, stamps, catalogue, settings)
            current.withLock { $0 = fresh }
            return nil
        } catch {
            return error
        }
    }

    private func page(_ name: String) throws(TemplateError) -> Page {
        let (page, names) = current.withLock { loaded in
            (loaded.pages[name], loaded.pages[name] == nil ? Array(loaded.pages.keys) : [])
        }
        guard let page else { throw TemplateError("no template '\(name)'" + suggestion(for: name, among: names)) }
        return page
    }

    private static func load(
        _ folder: TemplateFolder, _ stamps: [String: TemplateFolder.Stamp], _ catalogue: Catalogue, _ settings: Settings
    ) throws(TemplateError) -> Loaded {
        var sources: [String: [UInt8]] = [:]
        for name in stamps.keys { sources[name] = try folder.text(of: name) }
        return Loaded(pages: try compiled(sources, catalogue, settings), stamps: stamps)
    }

    private static func compiled(
        _ sources: [String: [UInt8]], _ catalogue: Catalogue, _ settings: Settings
    ) throws(TemplateError) -> [String: Page] {
        var parsed: [String: [Statement]] = [:]
        for (name, text) in sources.sorted(by: { $0.key < $1.key }) {
            parsed[name] = try Parser.statements(of: Source(name: name, text: text), settings: settings)
        }
        var linker = Linker(templates: parsed, settings: settings)
        var pages: [String: Page] = [:]
        for name in parsed.keys.sorted() {
            let statements = try linker.link(name)
            let program = try Compiler.program(name, statements, catalogue: catalogue, settings: settings)
            pages[name] = Page(program: program, statements: statements)
        }
        return pages
    }
}
