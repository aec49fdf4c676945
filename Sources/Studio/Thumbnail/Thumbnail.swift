/// A smaller picture of a picture.
enum Thumbnail {
    static func bytes(of path: String, longerSide: Int) throws(StudioError) -> [UInt8] {
        throw StudioError("not yet")
    }
}
