import CCairo
import Glibc

/// Why a picture could not be made.
struct StudioError: Error, Equatable {
    let message: String

    init(_ message: String) {
        self.message = message
    }
}

/// A point in a drawing's own units, y downwards.
struct Point: Sendable, Hashable {
    var x: Double
    var y: Double

    init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }
}

/// A box in a drawing's own units, y downwards.
struct Box: Sendable, Hashable {
    var x: Double
    var y: Double
    var width: Double
    var height: Double

    init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    var right: Double { x + width }
    var bottom: Double { y + height }
    var middle: Double { x + width / 2 }
    var area: Double { max(0, width) * max(0, height) }

    func intersection(_ other: Box) -> Box {
        let left = max(x, other.x)
        let top = max(y, other.y)
        return Box(
            x: left, y: top, width: max(0, min(right, other.right) - left),
            height: max(0, min(bottom, other.bottom) - top))
    }

    func union(_ other: Box) -> Box {
        let left = min(x, other.x)
        let top = min(y, other.y)
        return Box(x: left, y: top, width: max(right, other.right) - left, height: max(bottom, other.bottom) - top)
    }
}

/// A surface of premultiplied ARGB pixels and cairo's pen on it. Not shared between threads.
final class Canvas {
    let width: Int
    let height: Int
    private let surface: OpaquePointer
    let pen: OpaquePointer

    /// Transparent at first.
    init(width: Int, height: Int) throws(StudioError) {
        guard let surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, Int32(width), Int32(height)),
            cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS, let pen = cairo_create(surface)
        else { throw StudioError("no memory for a surface of \(width) × \(height)") }
        self.width = width
        self.height = height
        self.surface = surface
        self.pen = pen
    }

    deinit {
        cairo_destroy(pen)
        cairo_surface_destroy(surface)
    }

    /// The pixels, row by row, `width` to a row (cairo's stride for this format is four times the width).
    func pixels(_ body: (UnsafeMutablePointer<UInt32>) -> Void) {
        cairo_surface_flush(surface)
        if let data = cairo_image_surface_get_data(surface) {
            // Unsafe because cairo owns the memory; it stays while the surface lives, and that outlives the call.
            data.withMemoryRebound(to: UInt32.self, capacity: width * height) { body($0) }
        }
        cairo_surface_mark_dirty(surface)
    }

    func within(_ body: () -> Void) {
        cairo_save(pen)
        body()
        cairo_restore(pen)
    }

    func move(by x: Double, _ y: Double) { cairo_translate(pen, x, y) }
    func scale(_ x: Double, _ y: Double) { cairo_scale(pen, x, y) }
    func turn(_ radians: Double) { cairo_rotate(pen, radians) }

    func from(_ x: Double, _ y: Double) { cairo_move_to(pen, x, y) }
    func line(_ x: Double, _ y: Double) { cairo_line_to(pen, x, y) }
    func close() { cairo_close_path(pen) }

    func curve(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ x: Double, _ y: Double) {
        cairo_curve_to(pen, x1, y1, x2, y2, x, y)
    }

    func polygon(_ points: [Point]) {
        for (index, point) in points.enumerated() {
            if index == 0 { from(point.x, point.y) } else { line(point.x, point.y) }
        }
        close()
    }

    /// A closed, smooth outline through the points.
    func smooth(_ points: [Point], closed: Bool = true) {
        guard points.count > 2 else { return }
        let count = points.count
        func point(_ index: Int) -> Point {
            closed ? points[(index + count) % count] : points[min(max(index, 0), count - 1)]
        }
        from(points[0].x, points[0].y)
        for index in 0..<(closed ? count : count - 1) {
            let before = point(index - 1)
            let start = point(index)
            let end = point(index + 1)
            let after = point(index + 2)
            curve(
                start.x + (end.x - before.x) / 6, start.y + (end.y - before.y) / 6, end.x - (after.x - start.x) / 6,
                end.y - (after.y - start.y) / 6, end.x, end.y)
        }
        if closed { close() }
    }

    func circle(_ x: Double, _ y: Double, _ radius: Double) {
        cairo_new_sub_path(pen)
        cairo_arc(pen, x, y, max(radius, 0), 0, 2 * Double.pi)
        close()
    }

    func arc(_ x: Double, _ y: Double, _ radius: Double, _ from: Double, _ to: Double) {
        cairo_arc(pen, x, y, max(radius, 0), from, to)
    }

    func ellipse(_ x: Double, _ y: Double, _ radiusX: Double, _ radiusY: Double, turned: Double = 0) {
        guard radiusX > 0, radiusY > 0 else { return }
        cairo_save(pen)
        cairo_translate(pen, x, y)
        cairo_rotate(pen, turned)
        cairo_scale(pen, radiusX, radiusY)
        cairo_new_sub_path(pen)
        cairo_arc(pen, 0, 0, 1, 0, 2 * Double.pi)
        cairo_close_path(pen)
        cairo_restore(pen)
    }

    func box(_ x: Double, _ y: Double, _ width: Double, _ height: Double, round: Double = 0) {
        guard round > 0 else { return cairo_rectangle(pen, x, y, width, height) }
        let radius = min(round, width / 2, height / 2)
        cairo_new_sub_path(pen)
        cairo_arc(pen, x + width - radius, y + radius, radius, -Double.pi / 2, 0)
        cairo_arc(pen, x + width - radius, y + height - radius, radius, 0, Double.pi / 2)
        cairo_arc(pen, x + radius, y + height - radius, radius, Double.pi / 2, Double.pi)
        cairo_arc(pen, x + radius, y + radius, radius, Double.pi, 1.5 * Double.pi)
        close()
    }

    func fill(_ colour: RGB, _ opacity: Double = 1) {
        use(colour, opacity)
        cairo_fill(pen)
    }

    func fill(_ colour: RGB, outlined outline: RGB, width: Double) {
        use(colour, 1)
        cairo_fill_preserve(pen)
        stroke(outline, width: width)
    }

    func stroke(_ colour: RGB, width: Double, _ opacity: Double = 1) {
        use(colour, opacity)
        cairo_set_line_width(pen, width)
        cairo_set_line_cap(pen, CAIRO_LINE_CAP_ROUND)
        cairo_set_line_join(pen, CAIRO_LINE_JOIN_ROUND)
        cairo_stroke(pen)
    }

    /// Cuts what follows to the path, until the end of the enclosing `within`.
    func clip() { cairo_clip(pen) }

    /// Fills with a straight gradient from one point to another; stops are (place 0…1, colour, opacity).
    func fill(from start: Point, to end: Point, _ stops: [(Double, RGB, Double)]) {
        guard let pattern = cairo_pattern_create_linear(start.x, start.y, end.x, end.y) else { return }
        fill(pattern, stops)
    }

    /// Fills with a round gradient.
    func fill(around centre: Point, radius: Double, _ stops: [(Double, RGB, Double)]) {
        guard let pattern = cairo_pattern_create_radial(centre.x, centre.y, 0, centre.x, centre.y, radius) else {
            return
        }
        fill(pattern, stops)
    }

    /// Light that adds to what is there: a soft disc.
    func glow(_ x: Double, _ y: Double, _ radius: Double, _ colour: RGB, _ strength: Double) {
        cairo_set_operator(pen, CAIRO_OPERATOR_ADD)
        circle(x, y, radius)
        let stops: [(Double, RGB, Double)] = [
            (0, colour, strength), (0.18, colour, strength * 0.55), (0.45, colour, strength * 0.18), (1, colour, 0),
        ]
        fill(around: Point(x, y), radius: radius, stops)
        cairo_set_operator(pen, CAIRO_OPERATOR_OVER)
    }

    /// Runs the drawing with light adding up.
    func adding(_ body: () -> Void) {
        cairo_set_operator(pen, CAIRO_OPERATOR_ADD)
        body()
        cairo_set_operator(pen, CAIRO_OPERATOR_OVER)
    }

    /// Paints another canvas with its top left corner at a point, in pixels of this one.
    func paint(_ other: Canvas, at x: Double, _ y: Double, opacity: Double = 1) {
        cairo_set_source_surface(pen, other.surface, x, y)
        if opacity >= 1 { cairo_paint(pen) } else { cairo_paint_with_alpha(pen, opacity) }
    }

    private func fill(_ pattern: OpaquePointer, _ stops: [(Double, RGB, Double)]) {
        for (place, colour, opacity) in stops {
            cairo_pattern_add_color_stop_rgba(
                pattern, place, Double(colour.red), Double(colour.green), Double(colour.blue), opacity)
        }
        cairo_set_source(pen, pattern)
        cairo_fill(pen)
        cairo_pattern_destroy(pattern)
    }

    private func use(_ colour: RGB, _ opacity: Double) {
        cairo_set_source_rgba(pen, Double(colour.red), Double(colour.green), Double(colour.blue), opacity)
    }
}

extension Canvas {
    /// Runs the drawing so that it shows only where something is painted already.
    func over(_ body: () -> Void) {
        cairo_set_operator(pen, CAIRO_OPERATOR_ATOP)
        body()
        cairo_set_operator(pen, CAIRO_OPERATOR_OVER)
    }
}
