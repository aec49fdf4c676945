import Generation

/// What a task has made.
struct Product {
    var bytes: [UInt8]
    /// Said before the last line.
    var report: StudioReport?
}
