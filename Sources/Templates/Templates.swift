import Synchronization

/// All templates of a program, compiled at start: rendering cannot fail for a reason that was knowable without data.
package final class Templates: Sendable {
    /// Compiles `sources` (name → text). Every mistake that needs no data is found here.
    package init(
        sources: [String: String], catalogue: Catalogue = .empty, settings: Settings = Settings()
    ) throws(TemplateError) {
    }

    /// Compiles every `.html` file under `directory`; a template's name is its path below it.
    package convenience init(
        directory: String, catalogue: Catalogue = .empty, settings: Settings = Settings()
    ) throws(TemplateError) {
        try self.init(sources: [:], catalogue: catalogue, settings: settings)
    }

    /// Appends the page to `output`; on an error nothing is appended. An unknown `language` falls back to the catalogue's first.
    package func render(
        _ name: String, _ model: some TemplateValue, language: String = "", into output: inout [UInt8]
    ) throws(TemplateError) {
    }

    /// Every field path that the template uses and the model's shape does not have; empty when all is well. Meant for the start and for a test.
    package func check<Model: TemplateData>(_ name: String, _ model: Model.Type) -> [TemplateError] {
        []
    }

    /// For development: takes up changed files of the directory. A broken file leaves the old set in use and is returned.
    package func reloadIfChanged() -> TemplateError? {
        nil
    }
}
