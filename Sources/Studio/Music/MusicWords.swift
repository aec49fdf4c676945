/// What words say of music: id | German | English | Japanese | Korean.
enum MusicWords {
    static let genres = WordTable(
        """
        lullaby | schlaflied wiegenlied gute-nacht-lied spieluhr | lullaby bedtime music_box | 子守唄 子守歌 オルゴール | 자장가 오르골
        waltz | walzer dreivierteltakt | waltz | ワルツ | 왈츠
        jazz | jazz swing bigband | jazz swing big_band saxophone_club | ジャズ スウィング | 재즈 스윙
        lofi | lo-fi lofi chillhop | lo-fi lofi chillhop study_beats | ローファイ チルホップ | 로파이 로우파이
        ambient | ambient klangteppich sphärisch meditat entspannungsmusik | ambient meditat drone soundscape spa | アンビエント 環境音楽 瞑想 ヒーリング | 앰비언트 명상 힐링
        techno | techno house elektro elektronisch trance edm club synthwave | techno house electronic electro trance edm club synthwave dance_music | テクノ ハウス エレクトロ エレクトロニック クラブ | 테크노 하우스 일렉트로닉 전자음악 클럽
        rock | rock rockmusik punk metal hardrock | rock punk metal grunge | ロック パンク メタル | 록 락음악 펑크 메탈
        classical | klassik klassisch barock mozart bach sonate streichquartett | classical baroque mozart bach sonata string_quartet chamber | クラシック バロック 室内楽 | 클래식 바로크 실내악
        cinematic | filmmusik orchester orchestral soundtrack hymne | cinematic film_score orchestra soundtrack trailer anthem | 映画音楽 オーケストラ 壮大 サウンドトラック | 영화음악 오케스트라 웅장 사운드트랙
        folk | folk volksmusik volkslied lagerfeuer country | folk country campfire acoustic celtic | フォーク 民謡 カントリー アコースティック | 포크 민요 컨트리 어쿠스틱
        bossa | bossa samba latin latein südamerikan salsa | bossa samba latin salsa | ボサノバ ボサノヴァ サンバ ラテン | 보사노바 삼바 라틴
        march | marsch parade blaskapelle | march parade marching brass_band | マーチ 行進曲 | 행진곡
        chiptune | chiptune 8-bit videospiel retro-spiel | chiptune 8-bit 8bit video_game arcade | チップチューン 8ビット ゲーム音楽 レトロゲーム | 칩튠 8비트 게임음악 게임_음악
        blues | blues | blues | ブルース | 블루스
        pop | pop popmusik schlager | pop catchy | ポップ | 팝 가요
        """)

    static let moods = WordTable(
        """
        happy | fröhlich heiter froh glücklich lustig sonn sommer frühling lachen beschwingt geburtstag | happy cheerful joy upbeat merry sunny sunshine summer spring funny birthday | 楽しい 明るい 嬉しい 陽気 晴れ 夏 春 幸せ | 즐거운 행복 밝은 신나는 기쁜 여름 봄 햇살
        sad | traurig melanchol wehmütig einsam abschied trauer herbst regen | sad melanchol lonely sorrow farewell grief rain autumn tears | 悲しい 寂しい 切ない 憂鬱 別れ 雨 秋 | 슬픈 외로운 우울 이별 비 가을 쓸쓸
        calm | ruhig sanft leise still entspann friedlich gemütlich see wald morgen schlaf | calm gentle quiet peaceful relax soft soothing serene sleep forest lake cosy cozy | 静か 穏やか 落ち着 優しい 森 湖 眠 リラックス ゆったり | 조용 잔잔 차분 평화 부드러운 숲 호수 잠 편안
        dark | düster dunkel unheimlich bedrohlich grusel horror geister | dark gloomy ominous scary spooky horror haunted sinister | 暗い 不気味 怖い ホラー 闇 | 어두운 음산 무서운 공포
        epic | episch heldenhaft heroisch schlacht drache sieg mächtig gewaltig abenteuer | epic heroic battle dragon victory powerful mighty adventure triumphant | 壮大 英雄 戦い 冒険 勝利 | 웅장 영웅 전투 모험 승리 장엄
        romantic | romantisch liebe zärtlich hochzeit | romantic love tender wedding | ロマンチック 恋 愛 結婚 | 로맨틱 사랑 결혼 낭만
        mysterious | geheimnisvoll mysteriös rätselhaft magisch zauber nebel märchen | mysterious mystery magic enchant fog fairy secret | 神秘 不思議 魔法 霧 | 신비 마법 수수께끼 안개
        energetic | energisch schnell treibend wild kraftvoll sport action aufregend tanz party | energetic fast driving wild workout action exciting dance party chase | 激しい 速い 元気 エネルギッシュ ダンス パーティー | 빠른 역동 강렬 활기 댄스 파티
        dreamy | verträumt traum weltraum sterne schwebend wolken mond schnee winter nacht | dream space stars floating clouds moon snow winter night | 夢 宇宙 星 月 雪 冬 夜 | 꿈 우주 별 달빛 눈_내리는 겨울 밤
        playful | verspielt kinder katze tanzend neckisch komisch | playful children kids kitten cat puppy quirky whimsical | 遊び 子供 猫 かわいい 可愛い | 장난 아이들 고양이 귀여운
        tense | spannend angespannt nervös gewitter sturm jagd | tense suspense nervous storm thunder | 緊張 サスペンス 嵐 | 긴장 폭풍 서스펜스
        nostalgic | nostalgisch erinnerung kindheit alte_zeiten sehnsucht | nostalgic memories childhood longing bittersweet | 懐かしい ノスタルジック 思い出 | 향수 추억 그리운
        """)

    static let speeds = WordTable(
        """
        slow | langsam gemächlich adagio | slow adagio slowly | ゆっくり 遅い スロー | 느린 느리게 천천히
        fast | schnell rasch rasant allegro presto | fast quick rapid allegro presto uptempo | 速い 早い アップテンポ | 빠른 빠르게
        """)

    static let modes = WordTable(
        """
        major | dur | major | 長調 メジャー | 장조
        minor | moll | minor | 短調 マイナー | 단조
        """)

    /// Ids are General MIDI programs, counted from 0.
    static let instruments = WordTable(
        """
        0 | klavier piano flügel | piano | ピアノ | 피아노
        24 | gitarre | guitar | ギター | 기타
        29 | e-gitarre | electric_guitar | エレキギター | 일렉_기타
        40 | geige violine | violin fiddle | バイオリン ヴァイオリン | 바이올린
        42 | cello | cello | チェロ | 첼로
        46 | harfe | harp | ハープ | 하프
        48 | streicher | strings | ストリングス | 현악
        56 | trompete | trumpet | トランペット | 트럼펫
        66 | saxophon saxofon | saxophone sax | サックス | 색소폰
        68 | oboe | oboe | オーボエ | 오보에
        71 | klarinette | clarinet | クラリネット | 클라리넷
        73 | flöte querflöte | flute | フルート 笛 | 플루트 피리
        52 | chor | choir | 合唱 コーラス | 합창
        19 | orgel kirchenorgel | organ | オルガン | 오르간
        21 | akkordeon ziehharmonika | accordion | アコーディオン | 아코디언
        11 | vibraphon vibrafon | vibraphone | ビブラフォン | 비브라폰
        8 | celesta glockenspiel | celesta glockenspiel bells | チェレスタ 鉄琴 鈴 | 첼레스타 종소리
        107 | koto | koto | 琴 | 가야금
        77 | shakuhachi | shakuhachi | 尺八 | 대금
        81 | synthesizer | synth synthesizer | シンセ | 신스
        22 | mundharmonika | harmonica | ハーモニカ | 하모니카
        drums | schlagzeug trommel | drums drum percussion beat | ドラム 太鼓 | 드럼 북소리
        """)
}
