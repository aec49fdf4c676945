import CCairo
import CRSVG
import Glibc

/// The folder of vector art. Pieces are read when they are first asked for. Not shared between threads.
final class ArtFolder {
    private let path: String
    private var pieces: [String: VectorArt] = [:]
    private var missing: Set<String> = []
    /// Whether a picture shows any of it.
    var isUsed: Bool { !pieces.isEmpty }

    /// Nil when there is no art there.
    init?(path: String) {
        guard access("\(path)/lexicon.tsv", R_OK) == 0 else { return nil }
        self.path = path
    }

    func lexicon() -> ArtLexicon? {
        FileBytes.read("\(path)/lexicon.tsv", limit: 8 << 20).map { ArtLexicon(String(decoding: $0, as: UTF8.self)) }
    }

    /// Whose art it is and under which licence, as the folder itself says.
    func attribution() -> String? {
        FileBytes.read("\(path)/LICENCE", limit: 4_096).map { String(decoding: $0, as: UTF8.self) }
    }

    /// A piece by its code points, with some of its colours exchanged (upper-case hex without `#`).
    func piece(_ code: String, swaps: [(String, String)] = []) -> VectorArt? {
        let key = code + swaps.map { $0.0 + $0.1 }.joined()
        if let piece = pieces[key] { return piece }
        guard !missing.contains(key), let piece = load(code, swaps) else {
            missing.insert(key)
            return nil
        }
        pieces[key] = piece
        return piece
    }

    private func load(_ code: String, _ swaps: [(String, String)]) -> VectorArt? {
        // Names come from our own tables, but a path is a path.
        guard code.allSatisfy({ $0.isHexDigit || $0 == "-" }) else { return nil }
        for name in [code, code.split(separator: "-").filter { $0 != "fe0f" }.joined(separator: "-")] {
            guard var bytes = FileBytes.read("\(path)/\(name).svg", limit: 1 << 20) else { continue }
            if !swaps.isEmpty { bytes = Array(exchanged(String(decoding: bytes, as: UTF8.self), swaps).utf8) }
            return VectorArt(svg: bytes)
        }
        return nil
    }

    private func exchanged(_ text: String, _ swaps: [(String, String)]) -> String {
        var pieces = text.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
        for index in pieces.indices.dropFirst() {
            let colour = pieces[index].prefix { $0.isHexDigit }
            let long = colour.count == 3 ? colour.map { "\($0)\($0)" }.joined() : String(colour)
            if let swap = swaps.first(where: { $0.0 == long.uppercased() }) {
                pieces[index] = swap.1 + pieces[index].dropFirst(colour.count)
            }
        }
        return pieces.joined(separator: "#")
    }
}

/// One parsed drawing and the box that it really fills.
final class VectorArt {
    private let handle: OpaquePointer
    /// In parts of the art's square.
    let filled: Box
    private static let probe = 96

    init?(svg: [UInt8]) {
        guard let handle = rsvg_handle_new_from_data(svg, UInt(svg.count), nil) else { return nil }
        self.handle = handle
        guard let filled = VectorArt.measure(handle) else {
            g_object_unref(UnsafeMutableRawPointer(handle))
            return nil
        }
        self.filled = filled
    }

    deinit {
        // Raw because the shim declares GLib's function for any object; the handle is ours alone.
        g_object_unref(UnsafeMutableRawPointer(handle))
    }

    /// Draws what is filled into the box.
    func draw(on canvas: Canvas, in box: Box) {
        let width = box.width / filled.width
        let height = box.height / filled.height
        canvas.within {
            canvas.move(by: box.x - filled.x * width, box.y - filled.y * height)
            canvas.scale(width / 100, height / 100)
            VectorArt.render(handle, on: canvas)
        }
    }

    private static func render(_ handle: OpaquePointer, on canvas: Canvas) {
        var viewport = RsvgRectangle(x: 0, y: 0, width: 100, height: 100)
        // A piece that does not render leaves its place empty; there is nobody to tell.
        _ = rsvg_handle_render_document(handle, canvas.pen, &viewport, nil)
    }

    private static func measure(_ handle: OpaquePointer) -> Box? {
        // Without memory for so little the piece counts as missing.
        guard let canvas = try? Canvas(width: probe, height: probe) else { return nil }
        canvas.scale(Double(probe) / 100, Double(probe) / 100)
        render(handle, on: canvas)
        var left = probe
        var right = -1
        var top = probe
        var bottom = -1
        canvas.pixels { pixels in
            for y in 0..<probe {
                for x in 0..<probe where pixels[y * probe + x] >> 24 > 40 {
                    left = min(left, x)
                    right = max(right, x)
                    top = min(top, y)
                    bottom = max(bottom, y)
                }
            }
        }
        guard right >= left, bottom >= top else { return nil }
        let size = Double(probe)
        return Box(
            x: Double(left) / size, y: Double(top) / size, width: Double(right - left + 1) / size,
            height: Double(bottom - top + 1) / size)
    }
}
