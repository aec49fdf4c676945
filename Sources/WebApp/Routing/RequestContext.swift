import Generation

/// What is known of a request beside its bytes; it does not outlive the request.
struct RequestContext: Sendable {
    /// Eight hex digits, in the log's line and on pages of internal errors.
    let id: String
    let account: AccountID
    /// In the reader's language.
    var wording: Wording
    /// In the language that the route's older clients know, whatever the reader prefers (contract X20).
    var api: Wording
    /// The path and query of a page that can be asked for again; the start page's otherwise.
    let here: String
    var parameters: PathParameters
    /// A browser that wants a page (contract X1): `Accept` prefers HTML.
    let wantsPage: Bool

    /// The entry that `:date` and `:index` name. Throws `.notFound` for what is no day or no index.
    func entryAddress() throws(Failure) -> EntryAddress {
        guard let index = Int(parameters["index"]), index >= 0, parameters["index"] == "\(index)" else {
            throw Failure(.notFound)
        }
        return EntryAddress(day: try day(), index: index)
    }

    func day() throws(Failure) -> Day {
        guard let day = Day(parameters["date"]) else { throw Failure(.notFound) }
        return day
    }
}
