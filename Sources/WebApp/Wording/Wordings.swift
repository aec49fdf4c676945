import FoundationEssentials
import Generation
import HTTP
import Templates

/// The catalogues of the interface, and which one a reader gets.
struct Wordings: Sendable {
    /// German where nothing is asked for (contract X20).
    static let fallback = "de"

    /// Where the choice of a person is kept (`POST /language`).
    static let cookie = "lang"

    let catalogue: Catalogue

    /// Reads `<folder>/de.json` and its sisters: flat keys to texts.
    init(folder: String) throws(StartProblem) {
        func texts(_ language: String) throws(StartProblem) -> [String: String] {
            try Wordings.read("\(folder)/\(language).json")
        }
        let (de, en, ja, ko) = (try texts("de"), try texts("en"), try texts("ja"), try texts("ko"))
        do {
            catalogue = try Catalogue(["de": de, "en": en, "ja": ja, "ko": ko])
        } catch {
            throw StartProblem("\(error)")
        }
    }

    /// Each by its own name, as a person looks for it.
    static let names = [("de", "Deutsch"), ("en", "English"), ("ja", "日本語"), ("ko", "한국어")]

    subscript(language: String) -> Wording { Wording(language: language, catalogue: catalogue) }

    func has(_ language: String) -> Bool { catalogue.languages.contains(language) }

    /// What was chosen here, then what the browser asks for, then German.
    func best(for request: Request) -> Wording {
        if let chosen = request.cookies[Wordings.cookie], has(chosen) { return self[chosen] }
        return self[request.acceptLanguage.best(of: catalogue.languages) ?? Wordings.fallback]
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
