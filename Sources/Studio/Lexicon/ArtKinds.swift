/// What vector art beyond our own tables may be drawn, and as what: size in metres, home, code points. Symbols, flags,
/// clocks, plain shapes, hands and yellow faces are not here, so that no word can call them up.
enum ArtKinds {
    private static let table = """
        0.15 table 1f32d 1f32e 1f32f 1f330 1f336 1f33d 1f345 1f346 1f348 1f34f 1f350 1f351 1f356 1f357 1f358 1f359 1f35a
        0.18 table 1f35b 1f35d 1f35f 1f360 1f361 1f362 1f364 1f365 1f367 1f368 1f36c 1f36d 1f36e 1f370 1f371 1f372 1f373
        0.2 table 1f376 1f378 1f379 1f37b 1f37c 1f37f 1f942 1f943 1f951 1f952 1f953 1f954 1f956 1f957 1f958 1f959 1f95b
        0.15 table 1f95c 1f95d 1f95e 1f95f 1f960 1f961 1f963 1f964 1f965 1f966 1f967 1f968 1f969 1f96a 1f96b 1f96c 1f96d
        0.15 table 1f96e 1f96f 1f9c1 1f9c2 1f9c3 1f9c4 1f9c5 1f9c6 1f9c7 1f9c8 1f9c9 1f9ca 1f9cb 1fad0 1fad1 1fad2 1fad3
        0.2 table 1fad4 1fad5 1fad8 1fad9 1f990 1f9aa 1f41a 1f95a
        0.3 ground 1f331 1f337 1f33a 1f33c 1f33e 1f33f 1f340 1f342 1f343 1f490 1f940 1fab4 1fab5 1fab9 1faba 1f38b 1f38d
        0.4 table 1f380 1f389 1f38a 1f38e 1f3a4 1f3a5 1f3a7 1f3ae 1f3af 1f3b2 1f3b7 1f3b9 1f3bb 1f3bd 1f3be 1f3d0 1f3c8
        0.4 table 1f3c9 1f3cf 1f3d1 1f3d2 1f3d3 1f3f8 1f3fa 1f453 1f454 1f455 1f456 1f457 1f458 1f459 1f45a 1f45b 1f45c
        0.3 table 1f45d 1f45e 1f45f 1f460 1f461 1f462 1f452 1f484 1f489 1f48a 1f48d 1f4a1 1f4a3 1f4b0 1f4bc 1f4da 1f4dc
        0.3 table 1f4e0 1f4e2 1f4e3 1f4ef 1f4f9 1f4fb 1f4fd 1f4ff 1f50b 1f50c 1f50d 1f511 1f512 1f514 1f526 1f527 1f528
        0.4 table 1f529 1f52a 1f52b 1f52c 1f56f 1f579 1f58a 1f58b 1f58d 1f5a5 1f5a8 1f5bc 1f5dc 1f5dd 1f5e1 1f6e0 1f6e1
        0.5 ground 1f488 1f4ba 1f4ee 1f4eb 1f6aa 1f6bd 1f6bf 1f6d2 1f6cd 1f6ce 1f6e2 1f5d1 1f5c4 1fa9c 1faa7 1faa8 1fa9f
        0.4 table 1f93f 1f94a 1f94b 1f94c 1f94d 1f94e 1f94f 1f947 1f948 1f949 1f396 1f3c5 1f97b 1f97c 1f97d 1f97e 1f97f
        0.4 table 1f9b4 1f9b7 1f9e0 1f9e2 1f9e4 1f9e5 1f9e6 1f9e7 1f9e8 1f9e9 1f9ea 1f9eb 1f9ec 1f9ed 1f9ee 1f9ef 1f9f0
        0.3 table 1f9f1 1f9f2 1f9f4 1f9f5 1f9f6 1f9f7 1f9fb 1f9fc 1f9fd 1f9fe 1f9ff 1fa70 1fa71 1fa73 1fa74 1fa78 1fa79
        0.4 table 1fa7a 1fa7c 1fa80 1fa83 1fa84 1fa85 1fa86 1fa92 1fa93 1fa94 1fa95 1fa96 1fa97 1fa98 1fa9a 1fa9b 1fa9d
        0.3 table 1faa0 1faa1 1faa2 1faa4 1faa5 1f6df 1f3f7 1f4ce 1f4d0 1f4cf 1f4cc 2693 26cf 2697 2696 2699 1f511
        0.2 ground 1f997 1f982 1f99f 1fab0 1fab1 1fab2 1fab3 1f9a0 1f423
        1.5 ground 1f9ae 1f415-200d-1f9ba 1f9cd 1f9ce 1f9d8 1f3cb 1f3cc 1f93a 1f93e 1f938 1f6b4 1f6b6 1f3c3 1f3c7 1f46b
        1.7 ground 1f57a 1f46f 1f574 26f9 1f93c 1f46c 1f46d 1f430 1f9a7 1f408-200d-2b1b
        2 ground 1f6fa 1f690 1f68e 1f683 1f686 1f6d6 1f6dd 1f9bc 1f9bd 1f68f 1f6a6 1f6a7 26fd 1f5ff 1f6de 1f6b5
        8 ground 1f3da 1f3db 1f3e2 1f3e3 1f3e4 1f3e6 1f3e8 1f3ec 1f54d 1f54b 1f6d5 1f3df 1f3a2 1f3d7 1f492 1f3d8 1f3e1
        8 air 1f6e9 1f6a0 1f6a1 1fa82 1f6f0
        0.6 air 1f31f 1f9e1 1f49b 1f49a 1f499 1f49c 1f90d 1f5a4 1f90e 1f47e 1f4ab 1faa9 1fae7 1f3b5 1f3b6 1f4a8
        """

    private static let kinds: [String: (height: Double, home: Thing.Home)] = {
        var kinds: [String: (height: Double, home: Thing.Home)] = [:]
        for line in table.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            guard let height = Double(words[0]), let home = Thing.Home(rawValue: words[1]) else { continue }
            for code in words[2...] { kinds[code] = (height, home) }
        }
        return kinds
    }()

    static func thing(_ code: String) -> Thing? {
        guard let kind = kinds[code] else { return nil }
        let traits = kind.home == .table ? ["hold": ""] : [:]
        return Thing(id: "art:\(code)", look: .art(code), height: kind.height, home: kind.home, traits: traits)
    }
}
