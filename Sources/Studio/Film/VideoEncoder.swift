import Glibc

/// Frames in, a film out.
final class VideoEncoder {
    static let rate = 24
    private let process: pid_t
    private let input: Int32
    private let film: Int32
    private var hasEnded = false

    /// Frames are words of blue, green, red and nothing; both sides are even. The folder is where the film grows.
    init(width: Int, height: Int, folder: String) throws(StudioError) {
        film = try FFmpeg.namelessFile(in: folder)
        var ends: [Int32] = [0, 0]
        // Sockets, because they are closed on exec from the start: ffmpeg must not hold our own end open.
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            close(film)
            throw StudioError("no way to ffmpeg")
        }
        var size: Int32 = 1 << 20
        setsockopt(ends[1], SOL_SOCKET, SO_SNDBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        input = ends[1]
        let started = FFmpeg.start(VideoEncoder.arguments(width, height), input: ends[0], file: film)
        close(ends[0])
        process = started ?? -1
        guard started != nil else {
            close(input)
            close(film)
            hasEnded = true
            throw StudioError("ffmpeg does not start: is it installed?")
        }
    }

    deinit {
        guard !hasEnded else { return }
        kill(process, SIGKILL)
        close(input)
        close(film)
        waitpid(process, nil, 0)
    }

    /// One thread, no date and no version in the file: the same frames give the same bytes.
    private static func arguments(_ width: Int, _ height: Int) -> [String] {
        [
            "-f", "rawvideo", "-pix_fmt", "bgr0", "-video_size", "\(width)x\(height)", "-framerate", "\(rate)",
            "-threads",
            "1", "-i", "pipe:0", "-an", "-map_metadata", "-1", "-sws_flags", "bilinear+bitexact", "-c:v", "libx264",
            "-preset", "veryfast", "-crf", "22", "-threads", "1", "-filter_threads", "1", "-pix_fmt", "yuv420p",
            "-movflags", "+faststart", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-f", "mp4",
        ]
    }

    func add(_ frame: [UInt32]) throws(StudioError) {
        let isWritten = frame.withUnsafeBytes { bytes in
            var at = 0
            while at < bytes.count {
                let count = write(input, bytes.baseAddress.map { $0 + at }, bytes.count - at)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return false }
                at += count
            }
            return true
        }
        if !isWritten { throw StudioError("ffmpeg ended before the film did") }
    }

    /// The whole film.
    func finish() throws(StudioError) -> [UInt8] {
        close(input)
        hasEnded = true
        defer { close(film) }
        return try FFmpeg.result(of: process, in: film)
    }
}
