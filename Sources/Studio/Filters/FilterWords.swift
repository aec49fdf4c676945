/// What words say of a picture's look: id | German | English | Japanese | Korean.
enum FilterWords {
    static let styles = WordTable(
        """
        oil | öl ölgemälde ölbild gemälde gemalt impressionis van_gogh monet | oil painting painted impressionis van_gogh monet canvas | 油絵 油彩 絵画 | 유화 그림처럼 인상파
        cartoon | cartoon comic zeichentrick anime manga trickfilm pop-art | cartoon comic anime manga toon pop_art animated | 漫画 アニメ マンガ コミック カートゥーン | 만화 애니 카툰
        pencil | bleistift zeichnung skizze gezeichnet kohle tusche | pencil sketch drawing drawn charcoal ink line_art | 鉛筆 スケッチ デッサン 線画 | 연필 스케치 소묘
        watercolour | aquarell wasserfarbe | watercolour watercolor aquarelle | 水彩 | 수채
        sepia | sepia vintage alt_aussehen antik nostalg | sepia vintage antique old_photo retro nostalg | セピア レトロ 古い写真 | 세피아 빈티지 옛날
        mono | schwarz-weiß schwarzweiß schwarz-weiss schwarzweiss schwarz_weiß graustufen monochrom film_noir | black-and-white black_and_white monochrome greyscale grayscale noir | 白黒 モノクロ | 흑백 모노크롬
        pixel | pixel verpixel 8-bit mosaik retro-spiel | pixel 8-bit 8bit mosaic minecraft lego | ピクセル ドット絵 モザイク 8ビット | 픽셀 도트 모자이크 8비트
        neon | neon leucht cyberpunk glüh | neon glow cyberpunk synthwave | ネオン サイバーパンク 光る | 네온 사이버펑크 빛나는
        blur | unscharf weichzeichn weichgezeichn verschwommen weicher verträumt | blur blurry soft_focus softer dreamy | ぼかし ぼけ ぼやけ ソフト | 흐리게 흐림 블러 몽환
        """)

    static let tones = WordTable(
        """
        warmer | wärmer warm sonnig abendlicht herbst sonnenuntergang | warmer warm sunny golden_hour autumn sunset | 暖か 温か 夕焼け 秋 | 따뜻 노을 가을 햇살
        colder | kälter kalt kühl winter eis frost | colder cold cool winter icy frosty | 寒 冷た 冬 氷 涼し | 차가 추운 겨울 시원 얼음
        brighter | heller hell aufgehellt freundlicher | brighter bright lighter light_up | 明る | 밝게 밝은 환하
        darker | dunkler dunkel düster nacht | darker dark gloomy night | 暗く 暗い 夜 | 어둡 어두운 밤
        vivid | kräftig lebendig bunt farbenfroh gesättigt leuchtende_farben | vivid vibrant saturated colourful colorful | 鮮やか ビビッド カラフル | 선명 생생 화려 알록달록
        pale | blass pastell entsättigt matt | pale pastel faded desaturated muted | 淡い パステル | 파스텔 연한 옅은
        contrast | kontrast dramatisch | contrast dramatic | コントラスト ドラマチック | 대비 극적
        fog | nebel neblig dunst | fog foggy misty haze | 霧 靄 | 안개
        """)

    /// Ids are the colours' own names in `ColourNames`.
    static let colours = WordTable(
        """
        red | rot rötlich | red reddish | 赤 | 빨간 빨강 붉은
        orange | orange | orange | オレンジ 橙 | 주황 오렌지
        yellow | gelb golden gold | yellow golden gold | 黄 金色 | 노란 노랑 금색
        green | grün grünlich | green greenish | 緑 グリーン | 초록 녹색
        blue | blau bläulich | blue bluish | 青 ブルー | 파란 파랑 푸른
        purple | lila violett purpur | purple violet | 紫 | 보라
        pink | rosa pink | pink rosy | ピンク 桃色 | 분홍 핑크
        turquoise | türkis cyan | turquoise teal cyan | ターコイズ 水色 青緑 | 청록 하늘색
        brown | braun | brown | 茶色 | 갈색
        """)

    static let hues: [String: RGB] = [
        "red": RGB(0xd8352f), "orange": RGB(0xef8a2b), "yellow": RGB(0xf0c53a), "green": RGB(0x46a35a),
        "blue": RGB(0x3a72d8), "purple": RGB(0x8a4fc0), "pink": RGB(0xec7fae), "turquoise": RGB(0x35b8b4),
        "brown": RGB(0x8a5a35),
    ]
}
