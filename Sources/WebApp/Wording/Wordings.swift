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
    init(folder: String) throws(StartProblem) {
        let german = try Wordings.read("\(folder)/de.json")
        do {
            catalogue = try Catalogue(["de": german])
        } catch {
            throw StartProblem("\(error)")
        }
    }

    subscript(language: String) -> Wording { Wording(language: language, catalogue: catalogue) }

    func best(for request: Request) -> Wording {
        self[request.acceptLanguage.best(of: catalogue.languages) ?? Wordings.fallback]
    }

    private static func read(_ path: String) throws(StartProblem) -> [String: String] {
        do {
            return try JSONDecoder().decode([String: String].self, from: Data(try readFile(path)))
        } catch let error as FileError {
            throw StartProblem(error.description)
        } catch {
            throw StartProblem("\(path): not a flat JSON object of texts")
        }
    }
}
