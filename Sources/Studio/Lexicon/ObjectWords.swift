/// Plants, food, furniture and things to hold. `hold`: fits into a hand; `hat`: worn on the head; `canopy`: shelters
/// what stands under it.
enum ObjectWords {
    static let plants = """
        tree own:tree 8 ground canopy top=0.25 | Baum Bäume Eiche Linde Buche Apfelbaum Ahorn Bäumchen | tree oak trees maple \
        apple_tree | 木 樹 大木 樹木 | 나무 참나무 큰나무
        pine own:pine 10 ground canopy | Tanne Fichte Kiefer Tannenbaum Nadelbaum | pine fir spruce pine_tree fir_tree conifer | \
        松 もみの木 松の木 杉 | 소나무 전나무
        palm svg:1f334 8 ground canopy | Palme Palmen Kokospalme | palm palm_tree palms coconut_palm | ヤシの木 ヤシ 椰子 椰子の木 | \
        야자수 야자나무
        cherrytree own:cherrytree 7 ground canopy | Kirschbaum Kirschbäume Kirschblüte Kirschblüten Sakura | cherry_tree \
        cherry_blossom cherry_blossoms sakura blossoming_tree | 桜の木 桜 さくら 桜並木 | 벚꽃나무 벚나무 벚꽃
        autumntree own:autumntree 8 ground canopy | Herbstbaum | autumn_tree | 紅葉の木 紅葉した木 | 단풍나무
        baretree own:baretree 7 ground canopy | kahler_Baum toter_Baum | bare_tree dead_tree | 枯れ木 | 마른나무 고목
        christmastree svg:1f384 4 ground lit | Weihnachtsbaum Christbaum | christmas_tree | クリスマスツリー | 크리스마스트리
        cactus svg:1f335 2.2 ground head=0.48,0.24,0.4 | Kaktus Kakteen | cactus cacti | サボテン | 선인장
        branch own:branch 0.6 air top=0.62 edge | Ast Zweig Äste | branch twig bough branches | 枝 | 나뭇가지
        bush own:bush 1.2 ground | Busch Strauch Hecke Gebüsch | bush shrub hedge | 茂み 低木 | 덤불 수풀
        flower own:flower 0.5 ground hold=1f33c varied | Blume Blumen Blüte Blüten Gänseblümchen | flower flowers blossom daisy daisies | \
        花 お花 花々 | 꽃 꽃들 꽃송이
        rose svg:1f339 0.4 ground hold | Rose Rosen | rose roses | 薔薇 バラ ばら | 장미 장미꽃
        tulip svg:1f337 0.4 ground hold varied | Tulpe Tulpen | tulip tulips | チューリップ | 튤립
        sunflower svg:1f33b 1.4 ground hold | Sonnenblume Sonnenblumen | sunflower sunflowers | ひまわり 向日葵 ヒマワリ | 해바라기
        mushroom svg:1f344 0.2 ground top=0.02 | Pilz Pilze Fliegenpilz | mushroom mushrooms toadstool | キノコ きのこ | 버섯
        leaf svg:1f341 0.15 ground hold | Blatt Blätter Ahornblatt | leaf leaves maple_leaf | 葉 葉っぱ | 잎 나뭇잎
        rock own:rock 0.9 ground top=0.12 | Stein Fels Felsbrocken Felsen | rock stone boulder | 岩 石 | 바위 돌
        lotus svg:1fab7 0.3 water | Lotus Seerose | lotus water_lily | 蓮 睡蓮 | 연꽃
        coral svg:1fab8 0.6 deep | Koralle Korallen | coral corals | サンゴ 珊瑚 | 산호
        bamboo own:bamboo 6 ground | Bambus | bamboo | 竹 | 대나무
        pumpkin svg:1f383 0.5 ground lit top=0.1 | Kürbis Kürbisse Halloween | pumpkin jack-o-lantern halloween | かぼちゃ カボチャ \
        ハロウィン | 호박 할로윈
        """

    static let objects = """
        book svg:1f4d6 0.3 table hold top=0.2 | Buch Bücher Roman | book books novel | 本 書籍 小説 | 책 소설책
        bookstack svg:1f4da 0.5 table top=0.02 | Bücherstapel | stack_of_books pile_of_books | 本の山 | 책더미
        newspaper svg:1f4f0 0.4 table hold | Zeitung | newspaper | 新聞 | 신문
        letter svg:2709 0.2 table hold | Brief | letter envelope | 手紙 | 편지
        laptop svg:1f4bb 0.3 table hold | Laptop Notebook Computer Arbeit | laptop computer notebook work | パソコン ノートパソコン コンピューター 仕事 | 노트북 컴퓨터
        phone svg:1f4f1 0.2 table hold | Handy Smartphone Telefon | phone smartphone cellphone | 携帯 スマホ 電話 | 휴대폰 스마트폰 전화기
        camera svg:1f4f7 0.2 table hold | Kamera Fotoapparat | camera | カメラ | 카메라
        guitar svg:1f3b8 1.0 table hold | Gitarre | guitar | ギター | 기타
        violin svg:1f3bb 0.7 table hold | Geige Violine Cello | violin fiddle cello | バイオリン | 바이올린
        trumpet svg:1f3ba 0.6 table hold | Trompete | trumpet | トランペット | 트럼펫
        saxophone svg:1f3b7 0.7 table hold | Saxophon Saxofon | saxophone sax | サックス | 색소폰
        drum svg:1f941 0.7 ground | Trommel Schlagzeug | drum drums | 太鼓 ドラム | 북 드럼
        piano own:piano 1.5 ground top=0.3 | Klavier Flügel Piano | piano | ピアノ | 피아노
        ball svg:26bd 0.3 ground hold top=0.04 | Ball Fußball Bälle | ball football soccer_ball soccer | ボール サッカーボール サッカー | 공 축구공 축구
        basketball svg:1f3c0 0.3 ground hold | Basketball | basketball | バスケットボール | 농구공
        balloon svg:1f388 0.8 air hold varied | Luftballon Ballon Luftballons Ballons | balloon balloons | 風船 | 풍선
        kite svg:1fa81 0.7 air string | Lenkdrachen Flugdrachen Papierdrachen | kite | 凧 | 연
        umbrella svg:2602 1.0 table hold canopy varied | Regenschirm Schirm Regenschirme | umbrella umbrellas | 傘 かさ | 우산
        parasol svg:26f1 2.4 ground canopy | Sonnenschirm | parasol beach_umbrella | パラソル | 파라솔
        lantern svg:1f3ee 0.6 air lit hold | Laterne Lampion Laternen | lantern lanterns paper_lantern | 提灯 ランタン 灯籠 | 등불 초롱 랜턴 \
        등롱
        candle svg:1f56f 0.35 table lit | Kerze Kerzen | candle candles candlelight | ろうそく キャンドル 蝋燭 | 촛불 양초 초
        lamp own:streetlamp 4.5 ground lit | Straßenlaterne Lampe Laternenpfahl | street_lamp lamp lamppost street_light | 街灯 \
        ランプ | 가로등 램프
        campfire own:campfire 0.9 ground lit | Lagerfeuer Feuer Flamme Flammen | campfire fire bonfire flame flames | 焚き火 火 炎 \
        キャンプファイヤー | 모닥불 불 불꽃 캠프파이어
        fireworks own:fireworks 20 air lit | Feuerwerk Silvester | fireworks firework | 花火 花火大会 | 불꽃놀이 폭죽
        gift svg:1f381 0.4 table hold | Geschenk Geschenke Päckchen | gift present presents parcel | プレゼント 贈り物 | 선물 선물상자
        cake svg:1f382 0.35 table | Geburtstagskuchen Torte Geburtstagstorte Kuchen | cake birthday_cake | ケーキ バースデーケーキ | 케이크 \
        생일케이크
        coffee svg:2615 0.16 table hold in=0.36 open | Kaffee Tasse Kaffeetasse Cappuccino Becher | coffee cup mug cup_of_coffee espresso | \
        コーヒー カップ 珈琲 | 커피 컵 커피잔
        tea svg:1f375 0.16 table hold in=0.36 open | Tee Teetasse | tea cup_of_tea | お茶 紅茶 緑茶 | 차_한_잔 녹차 홍차
        teapot svg:1fad6 0.25 table | Teekanne Kanne | teapot kettle | 急須 ティーポット | 찻주전자 주전자
        wine svg:1f377 0.22 table hold | Wein Weinglas | wine glass_of_wine | ワイン | 와인 포도주
        beer svg:1f37a 0.22 table hold | Bier Bierkrug | beer | ビール | 맥주
        pizza svg:1f355 0.25 table hold | Pizza | pizza | ピザ | 피자
        burger svg:1f354 0.18 table hold | Burger Hamburger | burger hamburger | ハンバーガー | 햄버거
        sushi svg:1f363 0.15 table hold | Sushi | sushi | 寿司 すし | 초밥 스시
        ramen svg:1f35c 0.2 table hold | Ramen Nudelsuppe Nudeln Suppe | ramen noodles noodle_soup soup | ラーメン 麺 うどん | 라면 국수
        bread svg:1f35e 0.2 table hold | Brot Toast | bread toast loaf | パン | 빵
        croissant svg:1f950 0.15 table hold | Croissant | croissant | クロワッサン | 크루아상
        cheese svg:1f9c0 0.18 table hold | Käse | cheese | チーズ | 치즈
        egg svg:1f95a 0.12 table hold | Ei Eier | egg eggs | 卵 | 달걀 계란 알
        icecream svg:1f366 0.2 table hold | Eis_am_Stiel Eiscreme Eistüte | ice_cream icecream ice-cream | アイスクリーム アイス ソフトクリーム | \
        아이스크림
        donut svg:1f369 0.14 table hold | Donut Doughnut | donut doughnut | ドーナツ | 도넛
        cookie svg:1f36a 0.12 table hold | Keks Kekse Plätzchen | cookie cookies biscuit | クッキー | 쿠키 과자
        chocolate svg:1f36b 0.15 table hold | Schokolade | chocolate | チョコレート チョコ | 초콜릿
        apple svg:1f34e 0.12 table hold | Apfel Äpfel | apple apples | りんご リンゴ 林檎 | 사과
        banana svg:1f34c 0.16 table hold | Banane Bananen | banana bananas | バナナ | 바나나
        orange svg:1f34a 0.12 table hold | Apfelsine Mandarine Orangenfrucht Orangen | tangerine oranges mandarin | みかん \
        オレンジ | 귤 오렌지
        lemon svg:1f34b 0.12 table hold | Zitrone Zitronen | lemon lemons | レモン | 레몬
        strawberry svg:1f353 0.1 table hold | Erdbeere Erdbeeren | strawberry strawberries | いちご イチゴ 苺 | 딸기
        cherry svg:1f352 0.1 table hold | Kirsche Kirschen | cherry cherries | さくらんぼ | 체리 버찌
        grapes svg:1f347 0.16 table hold | Traube Trauben Weintrauben | grapes | ぶどう ブドウ | 포도
        watermelon svg:1f349 0.2 table hold | Wassermelone Melone | watermelon | スイカ 西瓜 | 수박
        pineapple svg:1f34d 0.3 table hold | Ananas | pineapple | パイナップル | 파인애플
        carrot svg:1f955 0.16 table hold | Karotte Möhre Karotten | carrot carrots | にんじん 人参 | 당근
        tomato svg:1f345 0.12 table hold | Tomate Tomaten | tomato tomatoes | トマト | 토마토
        honey svg:1f36f 0.2 table hold | Honig Honigtopf | honey honeypot | 蜂蜜 はちみつ | 꿀
        chair svg:1fa91 1.0 ground seat=0.42,0.52,chair | Stuhl Stühle Sessel | chair armchair | 椅子 いす | 의자
        sofa own:sofa 1.0 ground seat=0.5,0.5,chair top=0.5 | Sofa Couch Sofas | sofa couch | ソファ ソファー | 소파
        bench own:bench 0.9 ground seat=0.5,0.5,chair top=0.5 | Bank Parkbank Sitzbank | bench park_bench | ベンチ | 벤치
        bed svg:1f6cf 0.9 ground top=0.42 | Bett Betten | bed | ベッド 布団 | 침대
        piece_table own:table 0.8 ground top=0.0 | Gartentisch Tischchen | side_table small_table | ちゃぶ台 | 밥상
        fence own:fence 1.1 ground top=0.04 | Zaun Gartenzaun Lattenzaun Gatter | fence picket_fence railing gate | 柵 フェンス 垣根 塀 | 울타리 담장 펜스
        wall own:wall 1.8 ground top=0.0 | Mauer Wand Ziegelmauer Steinmauer | wall brick_wall stone_wall | 壁 城壁 レンガの壁 | 벽 담벼락 벽돌담
        fireplace own:fireplace 1.7 ground lit | Kamin Kaminfeuer Ofen | fireplace hearth | 暖炉 | 벽난로 난로
        box own:box 0.5 ground in=0.24 top=0.1 open | Kiste Karton Schachtel Paket Schatzkiste | box crate chest cardboard_box | 箱 段ボール | \
        상자 박스
        basket svg:1f9fa 0.4 ground in=0.3 open | Korb Körbchen | basket | 籠 かご | 바구니
        bucket svg:1faa3 0.4 ground in=0.12 open | Eimer | bucket | バケツ | 양동이
        bathtub svg:1f6c1 0.8 ground in=0.5 | Badewanne | bathtub bath | お風呂 浴槽 風呂 | 욕조
        mirror svg:1fa9e 1.0 ground | Spiegel | mirror | 鏡 | 거울
        telescope svg:1f52d 1.2 ground | Teleskop Fernrohr | telescope | 望遠鏡 | 망원경
        globe svg:1f30d 0.6 table | Globus Weltkugel | globe | 地球儀 | 지구본
        crystalball svg:1f52e 0.3 table lit | Kristallkugel | crystal_ball | 水晶玉 | 수정구슬
        clock svg:1f570 0.4 table | Uhr Standuhr Wecker | clock alarm_clock | 時計 | 시계
        key svg:1f5dd 0.15 table hold | Schlüssel | key | 鍵 | 열쇠
        sword own:sword 1.1 table hold | Schwert Schwerter | sword | 剣 刀 | 검 칼
        bow svg:1f3f9 1.1 table hold | Bogen Pfeil_und_Bogen | bow_and_arrow | 弓 弓矢 | 활
        crown svg:1f451 0.25 table hat | Krone | crown | 王冠 冠 | 왕관
        tophat svg:1f3a9 0.3 table hat | Zylinder Hut Zylinderhut Hüte | hat top_hat | 帽子 シルクハット | 모자
        cap svg:1f9e2 0.2 table hat | Mütze Kappe | cap | キャップ 野球帽 | 야구모자 캡
        scarf svg:1f9e3 0.5 table wear | Schal | scarf | マフラー | 목도리
        glasses svg:1f453 0.1 table eyes | Brille | glasses spectacles | 眼鏡 メガネ | 안경
        sunglasses svg:1f576 0.1 table eyes | Sonnenbrille | sunglasses | サングラス | 선글라스
        backpack svg:1f392 0.5 table hold | Rucksack | backpack rucksack | リュック ランドセル | 배낭 책가방
        suitcase svg:1f9f3 0.7 ground hold | Koffer | suitcase luggage | スーツケース 鞄 | 여행가방 가방
        diamond svg:1f48e 0.2 table hold | Diamant Edelstein Diamanten | diamond gem jewel gemstone | 宝石 ダイヤモンド ダイヤ | 보석 다이아몬드
        coin svg:1fa99 0.1 table hold | Münze Goldmünze | coin coins | 硬貨 コイン | 동전
        heart svg:2764 0.5 air lit | Herz Herzen | heart hearts | ハート 心臓 | 하트 심장
        starthing svg:2b50 0.4 air lit | Stern | star | お星様 ☆ | 별_하나
        feather svg:1fab6 0.3 table hold | Feder | feather | 羽根 | 깃털
        hourglass svg:23f3 0.3 table | Sanduhr Zeit Lauf_der_Zeit Vergänglichkeit | hourglass passage_of_time flow_of_time | 砂時計 時の流れ 時間の流れ 時間 | 모래시계 시간의_흐름 시간
        bottle svg:1f37e 0.35 table hold | Flasche Champagner Sekt Flaschenpost | bottle champagne | 瓶 ボトル | 병 유리병
        television svg:1f4fa 0.7 ground | Fernseher | television tv | テレビ | 텔레비전
        chess svg:265f 0.25 table | Schachfigur Schach | chess chess_piece pawn | チェス 将棋 | 체스 장기
        dice svg:1f3b2 0.15 table | Würfel | dice die | サイコロ | 주사위
        windchime svg:1f390 0.4 air | Windspiel | wind_chime | 風鈴 | 풍경
        koinobori svg:1f38f 3 air | Karpfenfahne | carp_streamer koinobori | 鯉のぼり | 잉어깃발
        palette svg:1f3a8 0.3 table hold | Farbpalette | palette paint_palette | パレット | 팔레트
        paintbrush svg:1f58c 0.3 table hold | Pinsel | paintbrush brush | 絵筆 筆 | 붓
        fishingrod svg:1f3a3 1.6 table hold | Angel Angelrute | fishing_rod | 釣り竿 釣竿 | 낚싯대
        trophy svg:1f3c6 0.4 table hold | Pokal Trophäe | trophy | トロフィー | 트로피
        flagpole svg:1f6a9 2 ground hold | Fahne Flagge | flag | 旗 | 깃발
        """
}
