/// What emoji mean to a scene where it is more than the thing they show; the rest is found by the art's code points.
enum EmojiWords {
    private static let table = """
        place city 🏙 🌆 🌇 🌉 🌃
        place beach 🏖 ⛱
        place desert 🏜
        place island 🏝
        place mountains 🏔 ⛰ 🗻
        place fuji 🗾 🎌
        place volcano 🌋
        place sea 🌊
        place forest 🏞 🌲🌲
        place space 🌌 🛰
        place village 🏘 🏡
        place street 🛣
        place meadow 🌾 🌻
        place underwater 🤿
        time night 🌃 🌙 🌛 🌜 🌚 🌑 🌒 🌓 🌔 🌕 🌖 🌗 🌘
        time dawn 🌅 🌄
        time sunset 🌇 🌆
        weather rain 🌧 ☔ 🌦 💧
        weather storm ⛈ 🌩 ⚡ 🌪
        weather snow ❄ 🌨 ☃
        weather fog 🌫
        weather cloudy ☁ 🌥
        season autumn 🍂 🍁
        sky sun ☀ 🌞 🌤
        sky stars ✨ 🌟 ⭐
        sky rainbow 🌈 🏳‍🌈
        sky comet ☄ 🌠
        sky planet 🪐 🌍 🌎 🌏
        mood joyful 😀 😃 😄 😁 😆 😊 🙂 😂 🤣 🥳 🎉 🎊 😎
        mood gloomy 😢 😭 😞 😔 ☹ 🙁 😱 👿
        mood romantic ❤ 💕 💖 💗 💘 💙 💚 💛 💜 😍 🥰 💑 💏 💋
        mood magical 🔮 🪄 ✨
        mood calm 🧘 😌 ☮
        mood dreamy 😴 💤 💭
        mood mighty 💪 🔥🔥
        thing bicycle 🚲 🚴
        thing dragon 🐉 🐲
        thing house 🏠
        thing castle 🏰
        thing tree 🌳
        thing pine 🌲
        thing palm 🌴
        thing cherrytree 🌸
        thing sailboat ⛵
        thing boat 🛶 🚣
        thing plane ✈ 🛫 🛬
        thing ufo 🛸
        thing fireworks 🎆 🎇
        thing skyscraper 🏢 🏬
        thing bridge 🌁
        thing astronaut 🧑‍🚀 👨‍🚀 👩‍🚀
        thing wizard 🧙 🧙‍♂
        thing witch 🧙‍♀
        thing vampire 🧛
        thing zombie 🧟
        thing skeleton 💀 ☠
        thing clown 🤡
        thing robot 🤖
        thing alien 👽 👾
        thing campfire 🔥
        thing ghost 👻
        thing fairy 🧚
        thing elf 🧝
        thing ninja 🥷
        thing santa 🎅 🤶
        thing king 🤴 🫅
        thing princess 👸
        thing superhero 🦸
        thing police 👮
        thing detective 🕵
        thing cook 🧑‍🍳 👨‍🍳 👩‍🍳
        thing doctor 🧑‍⚕ 👨‍⚕ 👩‍⚕ 🧑‍🔬
        thing firefighter 🧑‍🚒 👨‍🚒 👩‍🚒
        thing farmer 🧑‍🌾 👨‍🌾 👩‍🌾
        thing man 👨 🧔
        thing woman 👩
        thing boy 👦 🧒
        thing girl 👧
        thing baby 👶
        thing oldman 👴 🧓
        thing oldwoman 👵
        thing couple 👫 👬 👭 💑
        thing family 👪
        thing person 🧍 🚶 🏃
        thing eagle 🦅
        thing bird 🐦
        thing jellyfish 🪼
        thing bench 🪑
        thing sofa 🛋
        """

    private static let meanings: [String: [Meaning]] = {
        var meanings: [String: [Meaning]] = [:]
        for line in table.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            guard words.count > 2, let meaning = meaning(words[0], words[1]) else { continue }
            for emoji in words[2...] { meanings[plain(emoji), default: []].append(meaning) }
        }
        return meanings
    }()

    /// Nothing when only the art knows it.
    static func meanings(of emoji: Character) -> [Meaning] {
        meanings[plain(String(emoji))] ?? []
    }

    /// Without variation selectors and skin tones.
    static func plain(_ emoji: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in emoji.unicodeScalars where scalar.value != 0xfe0f && !(0x1f3fb...0x1f3ff).contains(scalar.value) {
            scalars.append(scalar)
        }
        return String(scalars)
    }

    private static func meaning(_ kind: String, _ name: String) -> Meaning? {
        switch kind {
        case "place": Place(rawValue: name).map(Meaning.place)
        case "time": DayTime(rawValue: name).map(Meaning.time)
        case "weather": Weather(rawValue: name).map(Meaning.weather)
        case "season": Season(rawValue: name).map(Meaning.season)
        case "sky": SkyFeature(rawValue: name).map(Meaning.sky)
        case "mood": Mood(rawValue: name).map(Meaning.mood)
        default: .thing(name)
        }
    }
}
