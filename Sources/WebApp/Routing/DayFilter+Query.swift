import Generation
import HTTP

/// How a filter stands in the addresses of a day's pages: `kind=image&status=failed&starred=1&reviewed=0`.
extension DayFilter {
    /// What is not understood is left out, and said.
    static func read(_ query: FormFields) -> (filter: DayFilter, isUnderstood: Bool) {
        var filter = DayFilter.none
        var isUnderstood = true
        if let text = query["kind"], !text.isEmpty {
            filter.modality = Modality(rawValue: text)
            isUnderstood = isUnderstood && filter.modality != nil
        }
        if let text = query["status"], !text.isEmpty {
            filter.status = EntryStatus(rawValue: text)
            isUnderstood = isUnderstood && filter.status != nil
        }
        if let text = query["starred"], !text.isEmpty {
            filter.isStarred = text == "1"
            isUnderstood = isUnderstood && filter.isStarred
        }
        if let text = query["reviewed"], !text.isEmpty {
            filter.isUnreviewed = text == "0"
            isUnderstood = isUnderstood && filter.isUnreviewed
        }
        return (filter, isUnderstood)
    }

    /// In an order of its own, so that one filter has one address. Nothing in it needs to be encoded.
    var query: [String] {
        var parts: [String] = []
        if let modality { parts.append("kind=\(modality.rawValue)") }
        if let status { parts.append("status=\(status.rawValue)") }
        if isStarred { parts.append("starred=1") }
        if isUnreviewed { parts.append("reviewed=0") }
        return parts
    }
}

extension PageBound {
    /// Throws `.notFound` for what is no index.
    static func read(_ query: FormFields) throws(Failure) -> PageBound {
        if let text = query["before"] { return .before(try number(text)) }
        if let text = query["after"] { return .after(try number(text)) }
        return .first
    }

    var query: [String] {
        switch self {
        case .first: []
        case .after(let index): ["after=\(index)"]
        case .before(let index): ["before=\(index)"]
        }
    }

    private static func number(_ text: String) throws(Failure) -> Int {
        guard let number = Int(text), number >= 0 else { throw Failure(.notFound) }
        return number
    }
}
