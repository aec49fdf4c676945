/// Places, times, weather, seasons, moods and what is in the sky: id | German | English | Japanese | Korean. An
/// underscore stands for a space.
enum PlaceWords {
    static let places = """
        fuji | Japan Fuji Fujisan | japan fuji mount_fuji | 日本 富士山 富士 | 일본 후지산
        bamboo | Bambuswald Bambushain | bamboo_forest bamboo_grove | 竹林 竹藪 竹やぶ | 대나무숲 대나무_숲
        oldtown | Altstadt alte_Stadt Fachwerkstadt Rothenburg Marktplatz | old_town medieval_town old_city historic_town market_square cobblestone_street | \
        古い街並み 古い町並み 古い町 古い街 旧市街 城下町 | 구시가지 옛_거리 오래된_거리 오래된_도시 옛_마을
        city | Stadt New_York Berlin London Tokio Shanghai Hongkong Wien Hamburg München Seoul Großstadt Innenstadt Metropole Skyline Hochhäuser Wolkenkratzer | city new_york manhattan nyc london berlin tokyo shanghai hong_kong singapore vienna seoul town downtown \
        metropolis skyline skyscrapers urban cityscape | 都市 東京 大阪 ニューヨーク ソウル 香港 渋谷 新宿 都会 街 町 街並み ビル街 高層ビル | 도시 서울 도쿄 뉴욕 부산 강남 시내 대도시 빌딩 마천루
        street | Straße Gasse Allee Landstraße Autobahn Weg Kreuzung | street road alley avenue highway lane path \
        crossroads | 道 道路 通り 路地 大通り 交差点 | 거리 길 도로 골목 길거리
        village | Dorf Dörfchen Kleinstadt | village hamlet small_town | 村 集落 田舎 | 마을 시골 동네
        forest | Wald Forst Wäldchen Zauberwald Tannenwald Nadelwald Laubwald | forest woods woodland grove | 森 林 森林 \
        森の中 | 숲 숲속 산림
        jungle | Dschungel Regenwald Urwald Tropen | jungle rainforest tropics | ジャングル 熱帯雨林 密林 熱帯 | 정글 밀림 열대우림
        meadow | Wiese Blumenwiese Gras Weide Rasen Bergwiese | meadow grass pasture lawn grassland prairie flower_meadow \
        | 草原 牧場 野原 芝生 花畑 原っぱ | 초원 풀밭 들판 목장 꽃밭 잔디
        field | Feld Kornfeld Acker Weizenfeld Getreidefeld Bauernhof Felder | field wheat_field cornfield farm \
        farmland fields countryside | 畑 麦畑 田んぼ 農場 田園 | 밭 논 밀밭 농장
        garden | Garten Vorgarten Gärten Rosengarten | garden backyard yard flower_garden | 庭 庭園 花園 | 정원 뜰 마당
        park | Park Stadtpark Spielplatz | park playground | 公園 遊び場 | 공원 놀이터
        hills | Hügel Hügellandschaft Anhöhe | hill hills hilltop | 丘 丘陵 | 언덕 구릉
        mountains | Berg Berge Gebirge Gipfel Alpen Bergwelt Berglandschaft Tal | mountain mountains peak peaks summit \
        alps valley highlands | 山 山々 山脈 山頂 谷 高原 | 산 산맥 산꼭대기 산속 산정상 계곡
        cliff | Klippe Klippen Felsen Steilküste Felsküste Küste | cliff cliffs coast coastline crag shore_cliff headland \
        | 崖 断崖 海岸線 岬 | 절벽 벼랑 해안절벽
        volcano | Vulkan Vulkanausbruch Lava | volcano volcanic_eruption eruption lava | 火山 噴火 火山の噴火 溶岩 | 화산 화산_폭발 용암
        desert | Wüste Sahara Dünen Düne Oase | desert sahara dunes dune oasis | 砂漠 砂丘 オアシス | 사막 모래언덕 오아시스
        savanna | Savanne Steppe Afrika | savanna savannah steppe africa safari | サバンナ アフリカ | 사바나 아프리카
        beach | Strand Sandstrand Ufer Meeresufer | beach shore seaside seashore sandy_beach | 浜 浜辺 海岸 海辺 ビーチ 砂浜 | \
        해변 바닷가 모래사장 해안 백사장
        sea | Meer Ozean Nordsee Ostsee Wellen Wasser Hafen | sea ocean waves open_water harbour harbor water \
        port | 海 大海 大海原 波 港 海上 海原 | 바다 대양 파도 항구 바다위
        island | Insel Südseeinsel Inseln | island isle islands desert_island | 島 無人島 南の島 | 섬 무인도
        lake | See Bergsee Teich Weiher Seeufer Tümpel | lake pond lakeside lakeshore | 湖 池 湖畔 湖面 | 호수 연못 호숫가
        river | Fluss Bach Flussufer Kanal | river stream creek riverbank canal brook | 川 河 小川 川辺 運河 | 강 시내물 \
        강가 개울 운하
        waterfall | Wasserfall Wasserfälle | waterfall waterfalls cascade | 滝 | 폭포
        underwater | unter_Wasser Unterwasser Unterwasserwelt Meeresgrund Korallenriff Tiefsee unter_dem_Meer \
        Riff Aquarium | underwater under_water under_the_sea seabed coral_reef deep_sea reef aquarium beneath_the_waves \
        under_the_ocean | 水中 海底 海の中 水の中 深海 サンゴ礁 水族館 海中 | 바닷속 물속 수중 해저 심해 산호초 수족관 바다_속
        snow | Schneelandschaft Arktis Antarktis Nordpol Südpol Eis Gletscher Winterlandschaft Eisscholle \
        verschneite_Landschaft | arctic antarctica north_pole south_pole ice glacier snow_landscape snowfield \
        snowy_landscape tundra iceberg winter_wonderland | 雪原 雪国 北極 南極 雪景色 氷河 氷 銀世界 | 설원 북극 남극 빙하 얼음 설경 눈밭
        mars | Mars Marsoberfläche roter_Planet rotem_Planeten roten_Planeten | mars red_planet martian | 火星 | 화성
        moon | Mondoberfläche Mondlandschaft Mondkrater | lunar_surface moonscape lunar moon_surface | 月面 月の上 月の表面 \
        | 달_표면 달표면 달_위 월면
        space | Weltraum Weltall All Kosmos Universum Orbit Galaxie Raumstation | space outer_space cosmos universe orbit \
        galaxy deep_space | 宇宙 宇宙空間 銀河 銀河系 | 우주 우주공간 은하 은하계
        heaven | über_den_Wolken Himmelreich Wolkenmeer in_den_Wolken | above_the_clouds heaven sea_of_clouds \
        in_the_clouds | 雲の上 雲海 天国 | 구름_위 구름위 천국 운해
        room | Zimmer Wohnzimmer Raum Schlafzimmer Haus_innen Stube Kinderzimmer Büro Klassenzimmer Café Restaurant \
        Labor Werkstatt Museum Fenster | room living_room bedroom indoors office classroom café cafe restaurant \
        laboratory lab workshop museum interior studio window | 部屋 室内 寝室 居間 教室 オフィス 喫茶店 カフェ 研究室 窓 窓辺 | 방 거실 침실 실내 교실 사무실 \
        카페 연구실 창문 창가
        library | Bibliothek Bücherei Buchladen Bücherregal | library bookshop bookstore bookshelf | 図書館 書斎 本屋 図書室 本棚 | \
        도서관 서재 책방 서점
        kitchen | Küche | kitchen | 台所 キッチン 厨房 | 부엌 주방
        table | Tisch Esstisch Holztisch Küchentisch Schreibtisch Tischplatte | table desk tabletop wooden_table | \
        テーブル 机 食卓 | 탁자 식탁 테이블 책상
        cave | Höhle Grotte | cave cavern grotto | 洞窟 洞穴 | 동굴
        swamp | Sumpf Moor | swamp marsh bog | 沼 湿地 | 늪 습지
        stage | Bühne Konzert Zirkus Theater | stage concert circus theatre theater | 舞台 ステージ コンサート 劇場 サーカス | 무대 공연장 \
        콘서트 서커스
        """

    static let times = """
        dawn | Morgendämmerung Sonnenaufgang Morgengrauen Morgen Morgenrot früh_am_Morgen Morgens morgendlich | dawn \
        sunrise daybreak morning early_morning first_light | 夜明け 朝 日の出 早朝 明け方 朝焼け 暁 | 새벽 아침 일출 해돋이 동틀_무렵 동틀녘
        day | Tag Mittag tagsüber Tageslicht Nachmittag helllichter_Tag sonnig sonniger | day daytime noon midday \
        afternoon daylight sunny sunshine | 昼 日中 正午 昼間 午後 晴れ 快晴 | 낮 한낮 정오 대낮 오후 맑은_날 화창한
        sunset | Sonnenuntergang Abend Abendrot Dämmerung Abendsonne Abendlicht Abenddämmerung goldene_Stunde abends | \
        sunset dusk evening twilight golden_hour sundown | 夕焼け 夕暮れ 日没 夕日 黄昏 夕方 夕陽 | 해질녘 노을 석양 저녁 일몰 황혼 해질_무렵 저녁노을
        night | Nacht nachts Mitternacht Nachthimmel nächtlich nächtliche nächtlichen nächtlicher | night midnight \
        nighttime night_sky moonlight moonlit nocturnal | 夜 真夜中 夜空 深夜 夜景 月明かり 月夜 夜中 | 밤 한밤중 밤하늘 야경 자정 달빛 달밤 깊은_밤
        """

    static let weathers = """
        rain | Regen regnerisch regnet Regenschauer verregnet regnerischen Nieselregen Platzregen | rain rainy raining \
        drizzle downpour shower rainfall | 雨 雨の日 雨降り 小雨 大雨 梅雨 雨天 | 비 빗속 비오는 비_내리는 비가_오는 장마 비_오는 비가_내리는 소나기
        snow | Schnee Schneefall schneit      \
           Schneesturm Schneegestöber | snow snowing snowfall \
        blizzard snowstorm snowflakes | 雪 雪の日 雪降る 雪の降る 吹雪 降雪 雪の中 粉雪 | 눈_내리는 눈_오는 눈내리는 눈이_내리는 눈오는 눈보라 \
        함박눈 눈이_오는 폭설
        fog | Nebel neblig Dunst nebligen neblige nebliger nebelig | fog foggy mist misty haze hazy | 霧 霧の中 もや 靄 濃霧 | 안개 \
        안개_낀 안개낀 안개_속
        storm | Sturm Gewitter stürmisch stürmischen stürmischer stürmische Blitz Unwetter Donner Blitze Orkan | storm \
        stormy thunderstorm thunder lightning tempest hurricane | 嵐 雷 雷雨 台風 稲妻 暴風 | 폭풍 폭풍우 번개 천둥 뇌우 태풍
        cloudy | bewölkt wolkig Bewölkung bedeckt | cloudy overcast | 曇り 曇り空 曇天 | 흐린 흐림 구름_낀
        wind | Wind windig windigen | wind windy breeze breezy | 風 強風 そよ風 | 바람 바람_부는
        clear | wolkenlos klarer_Himmel | clear_sky cloudless | 青空 雲一つない | 맑은 맑은_하늘
        """

    static let seasons = """
        spring | Frühling Frühjahr Lenz Frühlings | spring springtime | 春 | 봄
        summer | Sommer sommerlich Sommertag | summer summertime | 夏 真夏 | 여름
        autumn | Herbst herbstlich herbstlichen Herbstlaub | autumn fall_leaves autumnal fall_colors | 秋 紅葉 | 가을 단풍
        winter | Winter Weihnachten weihnachtlich Advent verschneit verschneite verschneiten verschneites verschneiter verschneitem schneebedeckt schneebedeckte \
        schneebedeckten winterlich winterlichen winterliche Wintertag | winter christmas xmas wintry snowy snow-covered | 冬 真冬 クリスマス 雪の積もった | 겨울 크리스마스 성탄절 눈_덮인 눈덮인
        """

    static let moods = """
        calm | ruhig Ruhe Frieden friedlich Stille still Entspannung Harmonie | calm peace peaceful quiet silence serene \
        tranquil harmony zen relax | 静か 平和 静けさ 穏やか 安らぎ 静寂 | 고요 평화 평온 조용한 평화로운
        joyful | Freude fröhlich Glück glücklich lustig Fest Feier Party Spaß | joy happy happiness joyful fun cheerful \
        party celebration | 喜び 幸せ 楽しい 嬉しい 祭り お祝い 幸福 | 기쁨 행복 즐거운 축제 행복한 신나는
        gloomy | düster traurig Trauer Angst dunkel unheimlich gruselig Horror Verzweiflung | gloomy sad sadness dark \
        fear scary spooky horror despair melancholy death grief | 悲しい 悲しみ 暗い 怖い 恐怖 絶望 憂鬱 | 슬픔 슬픈 어두운 공포 무서운 절망 우울
        magical | magisch zauberhaft Magie Zauber Märchen märchenhaft verzaubert Fantasie mystisch Geheimnis Wunder | \
        magic magical enchanted fairytale fairy-tale fantasy mystical mystery wonder mysterious | 魔法 不思議 幻想的 神秘 \
        ファンタジー 奇跡 | 마법 신비 환상적인 판타지 신비로운 마법의 기적
        romantic | romantisch Liebe verliebt Romantik | romantic love romance in_love | 愛 恋 ロマンチック 恋愛 | 사랑 로맨틱 낭만 낭만적인
        mighty | episch Macht Kraft gewaltig Mut Freiheit Krieg Kampf Zorn | epic power powerful mighty courage freedom \
        war battle strength anger | 力 壮大 勇気 自由 戦い 怒り 戦争 | 힘 웅장한 용기 자유 전쟁 분노
        hopeful | Hoffnung hoffnungsvoll Zukunft Anfang Neubeginn Zuversicht | hope hopeful future beginning faith \
        optimism | 希望 未来 始まり 夢と希望 | 희망 미래 시작
        lonely | einsam Einsamkeit allein Sehnsucht Leere | lonely loneliness alone solitude emptiness longing | 孤独 寂しい \
        寂しさ 独り | 외로움 고독 외로운 쓸쓸한
        dreamy | Traum verträumt träumen Träume traumhaft surreal Erinnerung | dream dreamy dreams surreal memory \
        nostalgia imagination | 夢 夢幻 思い出 記憶 幻 | 꿈 추억 기억 몽환적인
        """

    static let skies = """
        sun | Sonne Sonnenschein Sonnenstrahlen | sun sunlight sunbeams sunrays | 太陽 お日様 日差し | 태양 해님 햇살 햇빛
        moon | Mond Vollmond Mondschein Halbmond Mondsichel | moon full_moon crescent half_moon crescent_moon | 月 満月 \
        三日月 お月様 | 달 보름달 초승달
        stars | Sterne Sternen Sternenhimmel Sternenlicht Sternennacht sternenklar sternenklaren | stars starry starry_sky \
        starlight starry_night | 星 星空 星々 満天の星 | 별 별빛 별이_빛나는 별들 별하늘
        clouds | Wolken Wolke Schäfchenwolken | clouds cloud | 雲 入道雲 | 구름 뭉게구름
        rainbow | Regenbogen | rainbow | 虹 | 무지개
        aurora | Nordlicht Nordlichter Polarlicht Polarlichter Aurora | aurora northern_lights polar_lights aurora_borealis \
        | オーロラ | 오로라
        comet | Sternschnuppe Sternschnuppen Komet Meteor | comet meteor shooting_star shooting_stars falling_star | 流れ星 \
        彗星 流星 流星群 | 혜성 별똥별 유성 유성우
        galaxy | Milchstraße | milky_way | 天の川 | 은하수
        planet | Planet Planeten Saturn Jupiter Erde | planet planets saturn jupiter earth | 惑星 土星 木星 地球 | 행성 토성 목성 지구
        """
}
