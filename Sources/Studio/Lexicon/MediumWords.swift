/// Ways of drawing a picture, and words that say nothing about what is to be seen: id | German | English | Japanese |
/// Korean. An underscore stands for a space.
enum MediumWords {
    static let media = """
        watercolour | Aquarell Aquarellbild Aquarellmalerei Wasserfarben aquarelliert | watercolor watercolour watercolors \
        watercolours aquarelle gouache | 水彩 水彩画 水彩風 水彩画風 透明水彩 | 수채화 수채화로 수채화_스타일 수채화풍 수채
        oil | Ölgemälde Ölbild Ölmalerei impressionistisch Impressionismus van_Gogh Monet expressionistisch gemalt | oil_painting \
        oil_on_canvas impressionist impressionism van_gogh monet acrylic expressionist impasto | 油絵 油彩 油絵風 油彩画 印象派 ゴッホ \
        | 유화 유화_스타일 유화풍 인상파 인상주의 고흐
        pencil | mit_Bleistift Bleistiftzeichnung Bleistiftskizze Skizze Zeichnung Kohlezeichnung Tuschezeichnung skizziert | \
        in_pencil pencil_sketch pencil_drawing sketch sketched charcoal ink_drawing line_art graphite | 鉛筆画 鉛筆で スケッチ デッサン 線画 \
        鉛筆描き | 연필화 연필_스케치 스케치 연필_그림 소묘 데생 연필로
        pixel | Pixelart Pixel-Art Pixelkunst Pixelgrafik Pixelstil Pixelbild 8-Bit 8bit 16-Bit Retrospiel | pixel_art pixelart pixel-art \
        pixel pixelated 8-bit 8bit 16-bit 16bit 8_bit voxel | ドット絵 ピクセルアート ピクセル ドット絵風 8ビット レトロゲーム風 | 픽셀_아트 픽셀아트 픽셀 \
        도트 도트_그림 8비트
        neon | Neon Neonlicht Neonlichter Neonfarben Cyberpunk Synthwave Vaporwave | neon neon_lights cyberpunk synthwave vaporwave \
        neon-lit neon_light outrun tron | ネオン ネオンの サイバーパンク サイバーパンク風 ネオン街 | 네온 네온사인 사이버펑크 네온_불빛
        minimal | minimalistisch Minimalismus schlicht Flat_Design flaches_Design Vektorgrafik | minimalist minimalistic minimal \
        minimalism flat_design flat_illustration simple_shapes vector_art vector | ミニマル ミニマリスト ミニマルな シンプルな フラットデザイン \
        | 미니멀 미니멀한 미니멀리즘 미니멀리스트 심플한 플랫_디자인
        comic | Comic Comicstil Comics Cartoon Zeichentrick Manga Anime Pop_Art Pop-Art Popart | comic comics comic_book cartoon manga \
        anime pop_art pop-art graphic_novel | 漫画 マンガ アニメ 漫画風 アニメ風 コミック 劇画 ポップアート | 만화 만화풍 애니메이션 애니 만화_스타일 웹툰 \
        팝아트
        sepia | Sepia Vintage Vintage-Foto Retro nostalgisch altes_Foto alte_Fotografie Polaroid altmodisch | sepia vintage vintage_photo \
        retro old_photo polaroid antique_photo old-fashioned daguerreotype | セピア セピア色 レトロ レトロな ビンテージ 古い写真 昔の写真 | 세피아 \
        빈티지 레트로 옛날_사진 오래된_사진 흑백_사진관
        monochrome | schwarz-weiß schwarz-weiss Schwarz-Weiß-Foto schwarzweiß schwarzweiss monochrom Film_noir noir Graustufen | \
        black_and_white black-and-white monochrome noir film_noir greyscale grayscale b&w | 白黒 モノクロ 白黒の モノクロの 白黒写真 | 흑백 흑백의 \
        모노크롬 흑백_사진 흑백사진
        woodcut | Holzschnitt Linolschnitt Ukiyo-e japanischer_Holzschnitt Hokusai Jugendstil | woodcut woodblock_print woodblock \
        ukiyo-e ukiyoe linocut hokusai hiroshige japanese_print art_nouveau | 浮世絵 浮世絵風 浮世絵風の 木版画 版画 木版画風 北斎 | 우키요에 목판화 판화 \
        우키요에풍
        mosaic | Mosaik Buntglas Kirchenfenster Glasfenster Low-Poly Lowpoly kubistisch Kubismus | mosaic stained_glass stained-glass \
        low_poly low-poly lowpoly cubist cubism geometric | モザイク ステンドグラス ローポリ | 모자이크 스테인드글라스 로우폴리
        """

    /// So that neither another language nor a keyword of the art takes them for something.
    static let idle = """
        idle | ist sind war waren wird werden hat haben sich nicht_nur sehr ganz so wie als wo wer was die_da es man mal \
        einmal war_einmal auch noch nur schon immer wieder dann wenn aber oder denn dass weil damit zeigt zeig zeige male \
        zeichne erstelle generiere mache mach bitte Bild Bilder Foto Fotografie Gemälde Malerei Illustration Poster Plakat Postkarte \
        Hintergrund Hintergrundbild Stil Szene fotorealistisch realistisch detailliert hochauflösend 4k hdr alt alte alter altes alten \
        schön schöne schöner schönes niedlich niedliche süß süße jung junge_r viel an_einem von vom_stil zum zur nach bis durch gegen um \
        fast bald rund hier da dort ja nein Sache Art Weise | all is are was were be been being am has have had do does did \
        will would can could should it he she they we you i me my your our of for to as so than then when who whom which what why how \
        very really just also too only some_kind kind sort draw drawing paint painting paintings picture pictures image photo photograph \
        photorealistic realistic render rendering rendered illustration portrait scene style styled artwork art poster wallpaper postcard \
        background detailed highly ultra hd 4k 8k hdr please make create generate show print give cute beautiful pretty lovely nice old \
        young new ancient cozy previous instructions ignore system prompt select drop table_entries entries insert script alert null \
        undefined story called named made out up down off by through along across around about long short die gift bald mist rat_race tag see_you \
        see sees saw seen everywhere something someone anything thing things one's day_of into_space_time ideas idea fast hut_of | 絵 写真 絵画 イラスト 画像 描いて \
        描く ください 風 風の スタイル 背景 古い 新しい かわいい 可愛い 美しい きれいな 綺麗な リアルな | 그림 사진 이미지 일러스트 그려줘 그려 그린 \
        그려주세요 배경 스타일 스타일의 포스터 오래된 귀여운 예쁜 아름다운 멋진
        """
}
