import CZbar
import Generation

/// Barcodes and QR codes, by libzbar.
enum CodeReader {
    static func read(_ luma: Layer) throws(StudioError) -> [PictureFacts.Code] {
        var grey = luma.values.map { UInt8(min(max($0, 0), 1) * 255 + 0.5) }
        guard let scanner = zbar_image_scanner_create(), let image = zbar_image_create() else {
            throw StudioError("no memory for zbar")
        }
        defer {
            zbar_image_destroy(image)
            zbar_image_scanner_destroy(scanner)
        }
        zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 1)
        zbar_image_set_format(image, 0x3030_3859)  // "Y800": one byte of grey a pixel
        zbar_image_set_size(image, UInt32(luma.width), UInt32(luma.height))
        return grey.withUnsafeMutableBytes { bytes in
            // The image only borrows the bytes: no handler frees them, and it is emptied before they go.
            zbar_image_set_data(image, bytes.baseAddress, UInt(bytes.count), nil)
            defer { zbar_image_set_data(image, nil, 0, nil) }
            return zbar_scan_image(scanner, image) > 0 ? codes(of: image) : []
        }
    }

    private static func codes(of image: OpaquePointer) -> [PictureFacts.Code] {
        var codes: [PictureFacts.Code] = []
        var symbol = zbar_image_first_symbol(image)
        while let found = symbol {
            let kind = zbar_get_symbol_name(zbar_symbol_get_type(found)).map { String(cString: $0) } ?? "code"
            if let data = zbar_symbol_get_data(found) {
                let bytes = UnsafeRawBufferPointer(start: data, count: Int(zbar_symbol_get_data_length(found)))
                let code = PictureFacts.Code(kind: kind, text: String(decoding: bytes.prefix(4_096), as: UTF8.self))
                if !codes.contains(code), codes.count < 20 { codes.append(code) }
            }
            symbol = zbar_symbol_next(found)
        }
        return codes
    }
}
