/// Films, read by ffmpeg.
enum MovingFile {
    /// What ffmpeg calls the form of the file: MP4 and its kin, or Matroska and WebM. Nil for what is no film.
    static func demuxer(_ start: [UInt8]) -> String? {
        if start.dropFirst(4).starts(with: Array("ftyp".utf8)) { return "mov" }
        return start.starts(with: [0x1a, 0x45, 0xdf, 0xa3]) ? "matroska" : nil
    }

    /// The frame most like its neighbours among the first two seconds', so neither black nor a flash.
    static func frame(of path: String, _ demuxer: String, _ side: Int, _ folder: String) throws(StudioError) -> Bitmap {
        let scale = "scale=\(side):\(side):force_original_aspect_ratio=decrease:flags=area+bitexact"
        let arguments = [
            "-an", "-t", "2", "-vf", "thumbnail=48,\(scale)", "-frames:v", "1", "-c:v", "png", "-f", "image2pipe",
        ]
        return try PNGReader.read(FFmpeg.converted(path, demuxer: demuxer, to: arguments, folder: folder))
    }
}

/// Sounds: WAV by ourselves, what providers else answer with by ffmpeg.
enum SoundFile {
    private static let largestFile = 128 << 20

    /// Nil for what is no sound.
    static func read(_ path: String, _ start: [UInt8], folder: String) throws(StudioError) -> WAVFile? {
        if start.starts(with: Array("RIFF".utf8)), start.dropFirst(8).starts(with: Array("WAVE".utf8)) {
            guard let file = FileBytes.read(path, limit: largestFile) else {
                throw StudioError("the source is larger than \(largestFile) bytes")
            }
            return try WAVFile(file)
        }
        guard let demuxer = demuxer(start) else { return nil }
        // Loudness needs no more than this; ten minutes are shown.
        let arguments = ["-vn", "-t", "600", "-ac", "1", "-ar", "8000", "-c:a", "pcm_s16le", "-f", "wav"]
        return try WAVFile(FFmpeg.converted(path, demuxer: demuxer, to: arguments, folder: folder))
    }

    private static func demuxer(_ start: [UInt8]) -> String? {
        if start.starts(with: Array("OggS".utf8)) { return "ogg" }
        if start.starts(with: Array("fLaC".utf8)) { return "flac" }
        let isMP3 =
            start.starts(with: Array("ID3".utf8)) || start.count > 1 && start[0] == 0xff && start[1] & 0xe6 == 0xe2
        return isMP3 ? "mp3" : nil
    }
}
