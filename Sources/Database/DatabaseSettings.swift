/// How a database is opened. The defaults suit one server with a history of some gigabytes.
package struct DatabaseSettings: Sendable, Hashable {
    /// How long a statement waits for a lock of another process, a backup for example.
    package var busyTimeout: Duration = .seconds(5)
    /// Page cache of each connection, in bytes.
    package var cacheBytes = 8 << 20
    /// How much of the file is mapped for reading, in bytes; 0 for none.
    package var mappedBytes = 64 << 20
    /// The file's largest size in bytes; `nil` for what the disk holds. Above it writes fail with `isFull`.
    package var maximumBytes: Int?
    /// To what size the write-ahead log is cut back after a checkpoint, in bytes.
    package var logBytes = 16 << 20

    /// Files up to this size are read through for damage before they are used (some 20 ms); of larger ones only the
    /// beginning and the length are looked at.
    package var checkedBytes = 16 << 20

    package init() {}
}
