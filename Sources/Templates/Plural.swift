/// Which form of a text a number needs (CLDR's rules for whole numbers).
struct Plural: Sendable {
    /// The last one is for all numbers that are not whole.
    let forms: [String]
    let form: @Sendable (Int) -> Int
    /// Its place in `all`.
    let number: Int

    static func rule(_ number: Int) -> Plural { Plural(all[number].languages.first ?? "") }

    init(_ language: String) {
        let index = Plural.all.firstIndex { $0.languages.contains(String(language.prefix(2))) }
        number = index ?? Plural.all.count - 1
        (forms, form) = (Plural.all[number].forms, Plural.all[number].form)
    }

    /// A language that is in no row counts as the last.
    private static let all: [(languages: [String], forms: [String], form: @Sendable (Int) -> Int)] = [
        (["ja", "ko", "zh", "vi", "th", "id", "ms"], ["other"], { _ in 0 }),
        (["fr", "pt"], ["one", "other"], { $0.magnitude < 2 ? 0 : 1 }),
        (["cs", "sk"], ["one", "few", "other"], { $0 == 1 ? 0 : (2...4).contains($0) ? 1 : 2 }),
        (["pl"], ["one", "few", "many", "other"], { $0 == 1 ? 0 : isFew($0) ? 1 : 2 }),
        (["ru", "uk"], ["one", "few", "many", "other"], { $0 % 10 == 1 && $0 % 100 != 11 ? 0 : isFew($0) ? 1 : 2 }),
        (["de", "en"], ["one", "other"], { $0.magnitude == 1 ? 0 : 1 }),
    ]

    /// 2 to 4, but not 12 to 14, at the end.
    private static func isFew(_ number: Int) -> Bool {
        (2...4).contains(number % 10) && !(12...14).contains(number % 100)
    }
}
