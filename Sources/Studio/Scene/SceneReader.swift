/// Turns a prompt into a scene. What it does not understand it leaves out; it never fails.
struct SceneReader {
    let art: ArtLexicon?

    func scene(of prompt: String) -> Scene {
        var builder = SceneBuilder()
        for term in Terms.of(prompt, art: art) { builder.take(term) }
        return builder.finished()
    }
}
