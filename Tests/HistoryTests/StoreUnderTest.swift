import Doubles
import Generation
import History
import Testing

/// A kind of history store that must keep the contract.
struct StoreUnderTest: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let open: @Sendable (TemporaryFolder) throws -> any HistoryStore

    static let all = [
        StoreUnderTest(testDescription: "SQLite") { folder in try SQLiteHistory(folder: folder.path) }
    ]
}

/// A store in a folder that lives as long as this value.
struct OpenStore {
    let folder: TemporaryFolder
    let store: any HistoryStore

    init(_ kind: StoreUnderTest) throws {
        folder = TemporaryFolder()
        store = try kind.open(folder)
    }
}

let november = Day(year: 2026, month: 11, day: 20)!  // because every calendar has that day
let noon = Moment(milliseconds: 1_795_172_400_000)

func draft(
    _ text: String = "Say hello", _ modality: Modality = .code, of account: AccountID = .first
) throws -> EntryDraft {
    EntryDraft(
        account: account, prompt: try Prompt(text, modality: modality), provider: ProviderName("embedded"),
        model: ModelName("tiny-1"), parameters: Parameters(system: "Be brief.", seed: .max))
}

func key(_ seed: Int, _ type: MediaType = .png) -> MediaKey {
    let digits = String(seed, radix: 16)
    return MediaKey(sha256: String(repeating: "0", count: 64 - digits.count) + digits, type: type, size: 1000 + seed)
}

extension HistoryStore {
    /// An entry that ran and succeeded.
    @discardableResult func made(
        _ draft: EntryDraft, text: String = "hello", media: [NewMedia] = [], on day: Day = november,
        at now: Moment = noon
    ) async throws -> Entry {
        let entry = try await begin(draft, on: day, at: now)
        try await start(entry.id, at: now)
        let ending = Ending(status: .succeeded, text: text, media: media)
        guard let done = try await finish(entry.id, with: ending, at: now) else { throw Failure(.notFound) }
        return done
    }

    func read(_ entry: Entry) async throws -> Place {
        try await place(at: entry.address, of: entry.account)
    }
}

/// SplitMix64: the same sequence in every run.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
