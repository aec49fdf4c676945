import Generation
import History
import Logging
import Media

/// The history, the media and the day files of one data folder.
struct Stores: Sendable {
    let history: SQLiteHistory
    let media: FolderMediaStore
    private let dayFiles: DayFiles
    private let writing: Task<Void, Never>

    init(_ folder: String, thumbnailer: @escaping FolderMediaStore.MakeThumbnail, _ log: Log) throws(StartProblem) {
        do {
            history = try SQLiteHistory(folder: folder)
            media = try FolderMediaStore(folder: folder, thumbnail: thumbnailer)
            dayFiles = try DayFiles(of: history, in: folder) { failure in
                log.error("day file cannot be written", ["cause": failure.cause])
            }
        } catch {
            throw StartProblem(Stores.sentence(error, folder))
        }
        // Owned here; ended by `close`.
        writing = Task { [dayFiles] in await dayFiles.run() }
    }

    private static func sentence(_ failure: Failure, _ folder: String) -> String {
        switch failure.reason {
        case .storageFull:
            return "The history in \(folder) cannot be opened: the disk is full (\(failure.cause))."
        case .storageDamaged:
            return """
                The history \(folder)/\(SQLiteHistory.fileName) is damaged: \(failure.cause). It was left as it is. \
                Put a backup in its place, or move it away to begin a new one.
                """
        default:
            return "The history in \(folder) cannot be opened: \(failure.cause)."
        }
    }

    func close() async {
        writing.cancel()
        await writing.value
        await dayFiles.flush()
        await media.close()
        await history.close()
    }
}
