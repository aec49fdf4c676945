/// Turns the finished picture into the medium that was asked for: watercolour, oil, pencil and so on. Nothing here
/// knows what the picture shows.
struct MediumFilter {
    let medium: Medium
    let view: View

    func apply(to canvas: Canvas) {
        // Marks of a pen or a brush need some room.
        guard canvas.width >= 32, canvas.height >= 32 else { return }
        var raster = Raster(canvas)
        var dice = view.dice.fork("medium")
        let noise = Noise(&dice)
        switch medium {
        case .watercolour: PaintMedia(unit: unit, noise: noise).watercolour(&raster)
        case .oil: PaintMedia(unit: unit, noise: noise).oil(&raster)
        case .minimal: PrintMedia(unit: unit, noise: noise).minimal(&raster)
        case .comic: PrintMedia(unit: unit, noise: noise).comic(&raster)
        case .woodcut: PrintMedia(unit: unit, noise: noise).woodcut(&raster)
        case .pencil: LineMedia(unit: unit, noise: noise).pencil(&raster)
        case .neon: LineMedia(unit: unit, noise: noise).neon(&raster)
        case .pixel: TileMedia(unit: unit, dice: dice).pixel(&raster)
        case .mosaic: TileMedia(unit: unit, dice: dice).mosaic(&raster)
        case .sepia: PhotoMedia(unit: unit, noise: noise).sepia(&raster)
        case .monochrome: PhotoMedia(unit: unit, noise: noise).monochrome(&raster)
        }
        raster.write(to: canvas)
    }

    private var unit: Float { Float(view.unit) }
}

extension Float {
    /// A length in pixels, at least one.
    var pixels: Int { Swift.max(1, Int(self.rounded())) }
}
