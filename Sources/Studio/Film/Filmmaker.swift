import Generation

/// A still picture in, a film out.
struct Filmmaker {
    static let lengths = 1.0...10.0
    static let usualLength = 5.0
    /// Where no size is asked for: that of 1280 × 720.
    private static let pixels = 921_600.0

    func film(_ job: StudioJob, progress: (Int) -> Void) throws(StudioError) -> Product {
        let picture = try PictureFile.read(job.source ?? "").bitmap()
        let text = job.prompt ?? ""
        var dice = Dice(seed: job.seed ^ Dice.seed(of: text))
        let (width, height) = size(picture, job)
        let seconds = job.seconds ?? Filmmaker.usualLength
        let source = try stage(picture, width, height)
        let camera = Camera(text, &dice)
        let weather = WeatherLayer(text, width: width, height: height, seconds: seconds, &dice)
        progress(10)
        let projector = Projector(source: source, width: width, height: height)
        let count = Int((seconds * Double(VideoEncoder.rate)).rounded())
        let bytes = try shoot(job, count, projector, camera, weather, seconds, progress)
        let scene = (camera.moves.map { FilmSummary.words[$0] ?? $0.rawValue } + weather.kinds).joined(separator: ", ")
        return Product(
            bytes: bytes, report: StudioReport(scene: scene, seconds: Double(count) / Double(VideoEncoder.rate)))
    }

    private func shoot(
        _ job: StudioJob, _ count: Int, _ projector: Projector, _ camera: Camera, _ weather: WeatherLayer,
        _ seconds: Double,
        _ progress: (Int) -> Void
    ) throws(StudioError) -> [UInt8] {
        let encoder = try VideoEncoder(
            width: projector.width, height: projector.height, folder: FileBytes.folder(of: job.output))
        var frame = [UInt32](repeating: 0, count: projector.width * projector.height)
        for index in 0..<count {
            let time = Double(index) / Double(max(1, count - 1))
            projector.project(camera.shot(time, seconds: seconds), into: &frame)
            weather.cover(&frame, at: time * seconds)
            try encoder.add(frame)
            if index % 12 == 11 { progress(10 + 85 * index / count) }
        }
        return try encoder.finish()
    }

    /// Even numbers, as the picture's format wants them.
    private func size(_ picture: Bitmap, _ job: StudioJob) -> (Int, Int) {
        if job.width > 0 { return (job.width / 2 * 2, job.height / 2 * 2) }
        // Nothing is longer than thrice its other side.
        let shape = min(max(Double(picture.width) / Double(picture.height), 1.0 / 3), 3)
        let width = (Filmmaker.pixels * shape).squareRoot()
        return (Int(width / 2) * 2, Int(width / shape / 2) * 2)
    }

    /// The middle of the picture in the film's shape, as large as the closest look needs it.
    private func stage(_ picture: Bitmap, _ width: Int, _ height: Int) throws(StudioError) -> Canvas {
        let shape = Double(width) / Double(height)
        let wide = min(Double(picture.width), Double(picture.height) * shape)
        let high = wide / shape
        let cut = picture.cut(
            x: Int((Double(picture.width) - wide) / 2), y: Int((Double(picture.height) - high) / 2),
            width: max(1, Int(wide)), height: max(1, Int(high)))
        return try Resample.scaled(
            cut, to: Int(Double(width) * Camera.closest), Int(Double(height) * Camera.closest))
    }
}

/// What the camera did, for people.
enum FilmSummary {
    static let words: [Camera.Move: String] = [
        .zoomIn: "zoom in", .zoomOut: "zoom out", .panLeft: "pan left", .panRight: "pan right", .tiltUp: "tilt up",
        .tiltDown: "tilt down", .orbit: "orbit", .drone: "drone flight", .shake: "hand-held", .still: "still camera",
    ]
}

extension Bitmap {
    /// A part of it; all of it lies within.
    func cut(x: Int, y: Int, width: Int, height: Int) -> Bitmap {
        if width == self.width, height == self.height { return self }
        var part: [UInt8] = []
        part.reserveCapacity(width * height * 4)
        for row in y..<y + height {
            let start = (row * self.width + x) * 4
            part += bytes[start..<start + width * 4]
        }
        return Bitmap(width: width, height: height, bytes: part)
    }
}
