import FoundationEssentials
import Generation
import HTTP
import Templates

/// The catalogues of the interface, and which one a reader gets.
struct Wordings: Sendable {
    /// German where nothing is asked for (contract X20).
    static let fallback = "de"

    let catalogue: Catalogue

    /// Reads `<folder>/de.json`: flat keys to texts.
    init(folder: String) throws(CatalogueError) {
        let german = try Wordings.read("\(folder)/de.json")
        do {
            catalogue = try Catalogue(["de": german])
        } catch {
            throw CatalogueError(description: "\(error)")
        }
    }

    subscript(language: String) -> Wording { Wording(language: language, catalogue: catalogue) }

    func best(for request: Request) -> Wording {
        self[request.acceptLanguage.best(of: catalogue.languages) ?? Wordings.fallback]
    }

    private static func read(_ path: String) throws(CatalogueError) -> [String: String] {
        do {
            return try JSONDecoder().decode([String: String].self, from: Data(try readFile(path)))
        } catch let error as FileError {
            throw CatalogueError(description: error.description)
        } catch {
            throw CatalogueError(description: "\(path): not a flat JSON object of texts")
        }
    }
}

struct CatalogueError: Error, Sendable, CustomStringConvertible {
    let description: String
}
