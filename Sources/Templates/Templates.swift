import Synchronization

/// All templates of a program, compiled at start: rendering cannot fail for a reason that was knowable without data.
package final class Templates: Sendable {
    private let catalogue: Catalogue
    private let settings: Settings
    private let folder: TemplateFolder?
    private let current: Mutex<Loaded>

    /// One consistent state of all templates.
    private struct Loaded: Sendable {
        var trees: [String: [Tree]] = [:]
        var programs: [String: Program] = [:]
        var stamps: [String: TemplateFolder.Stamp] = [:]
        /// What is wrong with files, and with pages that need them.
        var errors: [String: TemplateError] = [:]

        init(_ sources: [String: [UInt8]], _ catalogue: Catalogue, _ settings: Settings) {
            for (name, text) in sources {
                do throws(TemplateError) {
                    trees[name] = try Parser.statements(of: Source(name: name, text: text), settings: settings)
                } catch {
                    errors[name] = error
                }
            }
            for name in trees.keys {
                do throws(TemplateError) {
                    let page = try Compiler.compiled(name, of: trees, catalogue: catalogue, settings: settings)
                    programs[name] = page.program
                } catch {
                    errors[name] = errors[error.missing] ?? error
                }
            }
        }

        /// The state, if nothing is wrong with it.
        func whole() throws(TemplateError) -> Loaded {
            guard let first = errors.min(by: { $0.key < $1.key }) else { return self }
            throw first.value
        }
    }

    /// Compiles `sources` (name → text). Every mistake that needs no data is found here.
    package init(
        sources: [String: String], catalogue: Catalogue = .empty, settings: Settings = Settings()
    ) throws(TemplateError) {
        (self.catalogue, self.settings, folder) = (catalogue, settings, nil)
        current = Mutex(try Loaded(sources.mapValues { Array($0.utf8) }, catalogue, settings).whole())
    }

    /// Compiles every `.html` file below `directory`; a template's name is its path from there.
    package init(
        directory: String, catalogue: Catalogue = .empty, settings: Settings = Settings()
    ) throws(TemplateError) {
        let folder = TemplateFolder(path: directory)
        (self.catalogue, self.settings, self.folder) = (catalogue, settings, folder)
        current = Mutex(try Templates.load(folder, catalogue, settings).whole())
    }

    /// Appends the page to `output`; on an error nothing is appended. An unknown `language` falls back to the
    /// catalogue's first.
    package func render(
        _ name: String, _ model: some TemplateValue, language: String = "", into output: inout [UInt8]
    ) throws(TemplateError) {
        guard let program = current.withLock({ $0.programs[name] }) else { throw unknown(name) }
        var arena = Arena(limit: settings.limits.memory)
        let root = model.write(into: &arena)
        guard !arena.isFull else {
            throw TemplateError("the model of \(name) is larger than \(settings.limits.memory) bytes")
        }
        var machine = Machine(program, settings: settings, language: catalogue.index(of: language), arena: arena)
        try machine.run(root)
        output.append(contentsOf: machine.output.view(from: 0))
    }

    /// Every field path that the template uses and the model's shape does not have; empty when all is well. Meant for
    /// the start and for a test.
    package func check<Model: TemplateData>(_ name: String, _ model: Model.Type) -> [TemplateError] {
        let trees = current.withLock { $0.trees }
        guard trees[name] != nil else { return [unknown(name)] }
        do {
            let model = Model.shape.layout
            return try Compiler.compiled(name, of: trees, catalogue: catalogue, settings: settings, model: model).errors
        } catch {
            return [error]
        }
    }

    /// For development: takes up changed files of the directory. What is wrong with this page, or with the directory,
    /// is returned until it is mended; all other pages are served as they are, or as they last were.
    package func reload(for page: String) -> TemplateError? {
        guard let folder else { return nil }
        do throws(TemplateError) {
            let stamps = try folder.stamps()
            if current.withLock({ $0.stamps != stamps }) {
                let fresh = try Templates.load(folder, catalogue, settings)
                current.withLock { [fresh] loaded in
                    let before = loaded.programs
                    loaded = fresh
                    loaded.programs.merge(before) { new, _ in new }
                }
            }
            return current.withLock { $0.errors[page] }
        } catch {
            return error
        }
    }

    private static func load(
        _ folder: TemplateFolder, _ catalogue: Catalogue, _ settings: Settings
    ) throws(TemplateError) -> Loaded {
        let stamps = try folder.stamps()
        var loaded = Loaded(try folder.texts(of: stamps.keys), catalogue, settings)
        loaded.stamps = stamps
        return loaded
    }

    private func unknown(_ name: String) -> TemplateError {
        let names = current.withLock { Array($0.trees.keys) }
        return TemplateError("no template '\(name)'" + suggestion(for: name, among: names))
    }
}

extension Templates {
    /// The names of what a template may filter, test and call, for documentation and for tools.
    package static var filters: [String] { Operation.names(.filter) }
    package static var tests: [String] { Operation.names(.test) }
    package static var functions: [String] { Operation.names(.function) + ["t"] }
    package static var loopFields: [String] { Operation.names(.loop) + ["cycle"] }
}
