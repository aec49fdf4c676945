/// What happens on the way of a generation, for the app to log or count. Carries no prompt text.
package enum GenerationEvent: Sendable {
    case began(Entry)
    case asking(Entry)
    case answered(Entry, textBytes: Int)
    case kept(Entry, MediaFile)
    case ended(Entry)
    /// Received text or an ending could not be stored; it is kept in memory and tried again.
    case storageTrouble(EntryID, Failure)
    /// Files that nothing names any more could not be removed.
    case filesLeft(Failure)
}

/// Where a running entry stands, for the people who wait for it.
package enum Activity: Sendable, Hashable {
    /// 1 is next.
    case inLine(position: Int)
    /// The provider is not ready yet (a model is being fetched).
    case preparing(percent: Int?)
    case running
    /// The provider says how far it is.
    case progressing(percent: Int)
}
