/// A row's number in the history; 1 and up, never used twice.
package struct EntryID: Sendable, Hashable {
    package let rawValue: Int64
    package init(_ rawValue: Int64) { self.rawValue = rawValue }
}

/// Whose chatlog it is. Until accounts exist, everything belongs to owner 1, whom the first account adopts.
package struct AccountID: Sendable, Hashable {
    package static let first = AccountID(1)
    package let rawValue: Int64
    package init(_ rawValue: Int64) { self.rawValue = rawValue }
}

/// Who made it, as the page and `metadata` name it: `openai`, `embedded`, `studio`.
package struct ProviderName: Sendable, Hashable, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }
}

/// The provider's own model string.
package struct ModelName: Sendable, Hashable, CustomStringConvertible {
    package let description: String
    package init(_ description: String) { self.description = description }
}

/// The address of an entry that people keep: its day and its place in that day, counting from 0. Never shifts.
package struct EntryAddress: Sendable, Hashable {
    package let day: Day
    package let index: Int
    package init(day: Day, index: Int) {
        self.day = day
        self.index = index
    }
}

/// queued → running → one of the others. Stored by its raw value.
package enum EntryStatus: String, Sendable, Hashable, CaseIterable {
    case queued, running, succeeded, failed, cancelled, interrupted

    package var isFinal: Bool { self != .queued && self != .running }
    package var isResumable: Bool { self == .failed || self == .cancelled || self == .interrupted }
}

package struct Usage: Sendable, Hashable {
    package var promptTokens: Int?
    package var completionTokens: Int?
    package init(promptTokens: Int? = nil, completionTokens: Int? = nil) {
        self.promptTokens = promptTokens
        self.completionTokens = completionTokens
    }
}

/// What, beside the prompt, makes a generation repeatable. Kept as JSON with the entry.
package struct Parameters: Sendable, Hashable, Codable {
    /// Instructions that stand before the prompt.
    package var system: String?
    package var width: Int?
    package var height: Int?
    package var seed: UInt64?
    package var quality: String?
    /// How files are named; `nil` is the German app's form.
    package var naming: MediaNaming?
    package init(
        system: String? = nil, width: Int? = nil, height: Int? = nil, seed: UInt64? = nil, quality: String? = nil,
        naming: MediaNaming? = nil
    ) {
        self.system = system
        self.width = width
        self.height = height
        self.seed = seed
        self.quality = quality
        self.naming = naming
    }
}

/// The file names that the clients of each older system know (contract F8, L4).
package enum MediaNaming: String, Sendable, Hashable, Codable {
    /// `generated_image_20261120_140509`
    case underscored
    /// `image_20261120140509`
    case compact

    package func stem(at time: LocalTime) -> String {
        switch self {
        case .underscored: "generated_image_" + time.underscored
        case .compact: "image_" + time.compact
        }
    }
}

/// A file that an entry made, under the name the world knows it by.
package struct MediaFile: Sendable, Hashable {
    /// `generated_image_20261120_140509.png`; unique in the whole history.
    package let name: String
    package let key: MediaKey
    package init(name: String, key: MediaKey) {
        self.name = name
        self.key = key
    }
}

/// The record of a generation, written before it runs. Its number and its day never change.
package struct Entry: Sendable, Hashable {
    package var id: EntryID
    package var uuid: String
    package var account: AccountID
    package var address: EntryAddress
    /// The entry that this one runs again.
    package var parent: EntryAddress?
    /// The entry whose answer this one asks on from.
    package var follows: EntryAddress?
    package var modality: Modality
    package var status: EntryStatus
    package var prompt: String
    /// What came so far; of a resumed entry the older text until the new attempt is complete.
    package var response: String
    package var media: [MediaFile]
    package var provider: ProviderName
    package var model: ModelName
    package var parameters: Parameters
    package var usage: Usage
    /// Of all attempts whose price is known.
    package var cost: Money?
    package var failure: Failure?
    /// The answer stops where the limit of tokens was reached.
    package var isTruncated: Bool
    /// 1 for the first try; Resume adds one.
    package var attempt: Int
    package var createdAt: Moment
    package var startedAt: Moment?
    package var firstByteAt: Moment?
    package var finishedAt: Moment?

    package init(
        id: EntryID, uuid: String, account: AccountID, address: EntryAddress, parent: EntryAddress? = nil,
        follows: EntryAddress? = nil, modality: Modality, status: EntryStatus, prompt: String, response: String = "",
        media: [MediaFile] = [], provider: ProviderName, model: ModelName, parameters: Parameters = Parameters(),
        usage: Usage = Usage(), cost: Money? = nil,
        failure: Failure? = nil, isTruncated: Bool = false, attempt: Int = 1, createdAt: Moment,
        startedAt: Moment? = nil, firstByteAt: Moment? = nil, finishedAt: Moment? = nil
    ) {
        self.id = id
        self.uuid = uuid
        self.account = account
        self.address = address
        self.parent = parent
        self.follows = follows
        self.modality = modality
        self.status = status
        self.prompt = prompt
        self.response = response
        self.media = media
        self.provider = provider
        self.model = model
        self.parameters = parameters
        self.usage = usage
        self.cost = cost
        self.failure = failure
        self.isTruncated = isTruncated
        self.attempt = attempt
        self.createdAt = createdAt
        self.startedAt = startedAt
        self.firstByteAt = firstByteAt
        self.finishedAt = finishedAt
    }

    /// Whether a further question can be asked about its answer.
    package var canBeFollowed: Bool { modality == .code && status.isFinal && !response.isEmpty }

    /// Milliseconds from the start to the end; `nil` while it runs, and after a crash, whose time nobody knows.
    package var duration: Int64? {
        guard let startedAt, let finishedAt, status != .interrupted else { return nil }
        return finishedAt.milliseconds(since: startedAt)
    }
}
