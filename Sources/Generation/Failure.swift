/// An error that may cross rows: a reason that people are told in their language, and a cause that only the log sees.
package struct Failure: Error, Sendable, Hashable {
    /// Each reason has one sentence in every catalogue (`failure.<rawValue>`) and one kind. Stored with failed entries.
    package enum Reason: String, Sendable, Hashable, CaseIterable {
        // What was asked
        case emptyPrompt, promptTooLong, noteTooLong, invalidText, malformedBody, unsupportedMediaType, bodyTooLarge
        case bodyTooSlow, missingField, invalidField, inputTooLarge
        // What it was asked of
        case notFound, noSuchPage, gone, foreignOrigin, misdirected, methodNotAllowed
        case notRunning, notResumable, notFollowable, noteChanged, tooManyWaiting, budgetSpent
        // The provider
        case keyRejected, contentRefused, rateLimited, quotaExhausted, modelUnknown, requestRejected
        case providerFailed, providerUnreachable, providerTimedOut, answerCut, answerUnreadable, noImage
        case addressRefused, answerTooLarge
        // The embedded engine
        case modelMissing, modelLoading, modelBroken, modelOff, textServerDied, studioFailed
        // Ourselves
        case storageFull, storageFailed, storageDamaged, waitedTooLong, cancelled, interrupted, shuttingDown, `internal`
    }

    /// What a reason means to a client; the table kind → HTTP status stands in WebApp's `ErrorResponses`.
    package enum Kind: Sendable {
        case invalid, forbidden, notFound, gone, conflict, tooLarge, unsupported, misdirected, methodNotAllowed
        case tooSlow, rateLimited, overBudget, providerFailed, providerTimedOut, unavailable, cancelled, `internal`
    }

    package let reason: Reason
    /// For the log and for the entry's details: what the other side said, shortened, never with a key in it.
    package let cause: String

    package init(_ reason: Reason, cause: String = "") {
        self.reason = reason
        self.cause = cause
    }

    package var kind: Kind {
        switch reason {
        case .emptyPrompt, .invalidText, .malformedBody, .missingField, .invalidField: .invalid
        case .promptTooLong, .noteTooLong, .bodyTooLarge, .inputTooLarge: .tooLarge
        case .unsupportedMediaType: .unsupported
        case .bodyTooSlow: .tooSlow
        case .notFound, .noSuchPage: .notFound
        case .gone: .gone
        case .foreignOrigin: .forbidden
        case .misdirected: .misdirected
        case .methodNotAllowed: .methodNotAllowed
        case .notRunning, .notResumable, .notFollowable, .noteChanged: .conflict
        case .tooManyWaiting: .rateLimited
        case .budgetSpent: .overBudget
        case .keyRejected, .contentRefused, .rateLimited, .quotaExhausted, .modelUnknown, .requestRejected,
            .providerFailed, .providerUnreachable, .answerCut, .answerUnreadable, .noImage, .addressRefused,
            .answerTooLarge, .textServerDied, .studioFailed:
            .providerFailed
        case .providerTimedOut, .waitedTooLong: .providerTimedOut
        case .modelMissing, .modelLoading, .modelBroken, .modelOff, .shuttingDown: .unavailable
        case .cancelled: .cancelled
        case .storageFull, .storageFailed, .storageDamaged, .interrupted, .internal: .internal
        }
    }
}
