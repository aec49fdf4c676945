/// A couple or a family that sits, rides or holds something takes part one by one.
enum Company {
    static func unfolded(_ scene: Scene) -> Scene {
        var scene = scene
        for index in scene.subjects.indices {
            let roles = roles(of: scene.subjects[index].thing)
            let own = scene.relations.filter { $0.subject == index && seats($0, scene) }
            guard !roles.isEmpty, !own.isEmpty else { continue }
            scene.subjects[index].thing = roles[0]
            for role in roles.dropFirst() {
                var member = scene.subjects[index]
                member.thing = role
                scene.subjects.append(member)
                scene.relations += own.map {
                    Relation(kind: $0.kind, subject: scene.subjects.count - 1, object: $0.object)
                }
            }
        }
        return scene
    }

    private static func seats(_ relation: Relation, _ scene: Scene) -> Bool {
        let object = Things.thing(scene.subjects[relation.object].thing)
        return [.on, .riding, .inside].contains(relation.kind) && (object?.seat != nil || object?.has("in") == true)
    }

    private static func roles(of thing: String) -> [String] {
        switch thing {
        case "couple": ["man", "woman"]
        case "family": ["man", "woman", "girl", "boy"]
        default: []
        }
    }
}
