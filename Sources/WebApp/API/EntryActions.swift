import Generation
import HTTP

/// `POST /chatlog/:date/:index/stop|resume|rerun|delete`: what people do with an entry. Each answers 303 to a page.
struct EntryAction: Endpoint {
    enum Verb: Sendable { case stop, resume, runAgain, delete }

    let verb: Verb
    let generator: Generator
    let history: any HistoryStore

    func respond(to request: Request, in context: RequestContext) async throws(Failure) -> Response {
        let address = try context.entryAddress()
        let entry = try await history.existingEntry(at: address, of: context.account)
        switch verb {
        case .stop:
            try await generator.stop(entry)
            return .redirect(to: Links.entry(address))
        case .resume:
            let resumed = try await generator.resume(entry)
            return .redirect(to: Links.entry(resumed.address))
        case .runAgain:
            let variant = try await generator.runAgain(entry)
            return .redirect(to: Links.entry(variant.address))
        case .delete:
            guard try await generator.delete(address, of: context.account) else { throw Failure(.gone) }
            return .redirect(to: Links.day(address.day) + "?notice=deleted")
        }
    }
}

extension HistoryStore {
    /// Throws `.notFound` for what never was, `.gone` for a tombstone (contract X23).
    func existingEntry(at address: EntryAddress, of account: AccountID) async throws(Failure) -> Entry {
        switch try await place(at: address, of: account) {
        case .entry(let entry): return entry
        case .tombstone: throw Failure(.gone)
        case .never: throw Failure(.notFound)
        }
    }
}
