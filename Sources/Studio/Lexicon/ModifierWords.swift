/// Colours, numbers, sizes, relations and actions: id | German | English | Japanese | Korean. An underscore stands for
/// a space; inflected forms that follow the rule (rot, rotes, roten) need not be listed.
enum ModifierWords {
    static let colours = """
        red | rot knallrot feuerrot rötlich rubinrot | red crimson scarlet ruby reddish | 赤い 赤 赤色 真っ赤な 真っ赤 紅い 紅 深紅 | 빨간 \
        붉은 빨강 빨간색 빨갛다 붉은색
        blue | blau bläulich himmelblau azurblau | blue azure bluish cobalt | 青い 青 青色 真っ青な 蒼い 水色 | 파란 푸른 파랑 파란색 하늘색 \
        푸른색
        green | grün grünlich smaragdgrün | green emerald greenish | 緑の 緑 緑色 グリーン 緑色の | 초록 녹색 초록색 푸른빛 초록빛
        yellow | gelb gelblich zitronengelb | yellow yellowish | 黄色い 黄色 黄 | 노란 노랑 노란색 노랗다
        orange | orange orangefarben orangefarbig | orange-coloured orange-colored orange | オレンジ色 オレンジ色の 橙色 橙 | 주황 주황색 \
        오렌지색
        purple | lila violett purpur purpurn | purple violet lilac lavender-coloured | 紫 紫色 紫の バイオレット | 보라 보라색 자주색 보랏빛
        pink | rosa pink rosafarben magenta rosig | pink magenta rosy rose-coloured | ピンク ピンク色 ピンクの 桃色 | 분홍 분홍색 핑크 핑크색 \
        분홍빛
        white | weiß weiss schneeweiß | white snow-white snow_white ivory | 白い 白 白色 真っ白な 真っ白 純白 | 하얀 흰 하양 흰색 하얀색 새하얀
        black | schwarz pechschwarz | black jet-black | 黒い 黒 黒色 真っ黒な 漆黒 | 검은 검정 까만 검은색 검정색
        grey | grau gräulich | grey gray greyish | 灰色 灰色の グレー グレーの 鼠色 | 회색 잿빛 그레이
        brown | braun bräunlich | brown brownish chestnut-coloured | 茶色 茶色い 茶色の ブラウン | 갈색 밤색
        gold | gold golden goldfarben vergoldet | gold golden gilded | 金色 金 黄金 金色の 黄金の | 금색 황금 황금빛 금빛 황금색
        silver | silber silbern silberfarben | silver silvery | 銀色 銀 銀色の | 은색 은빛
        turquoise | türkis türkisfarben cyan petrol | turquoise teal cyan aqua | ターコイズ 青緑 | 청록색 청록 옥색
        beige | beige cremefarben sandfarben | beige cream tan | ベージュ クリーム色 | 베이지 베이지색 크림색
        motley | bunt farbenfroh mehrfarbig farbig kunterbunt regenbogenfarben | colourful colorful multicoloured \
        multicolored rainbow-coloured rainbow-colored | カラフル カラフルな 色とりどり 色とりどりの 虹色 虹色の | 알록달록 알록달록한 다채로운 \
        형형색색 무지개색 무지갯빛
        """

    static let shades = """
        light | hell zart blass | light pale pastel soft | 薄い 淡い 明るい | 연한 밝은 옅은
        dark | dunkel tief | dark deep | 濃い 暗い | 진한 어두운 짙은
        """

    static let numbers = """
        1 | ein eine einen einem einer eines einzelne einzelner einzelnes | a an one single lone 1 | 一 １ 1 ひとつ 一つ \
        一人 一匹 一羽 一台 一本 一頭 | 한 하나 1 하나의
        2 | zwei beide beiden 2 | two both pair_of couple_of 2 | 二 ２ 2 ふたつ 二つ 二人 二匹 二羽 二台 二本 二頭 | 두 둘 2 두_명 \
        두_마리
        3 | drei dreien 3 | three 3 | 三 ３ 3 みっつ 三つ 三人 三匹 三羽 三台 三本 三頭 | 세 셋 3 세_명 세_마리
        4 | vier 4 | four 4 | 四 ４ 4 よっつ 四つ 四人 四匹 四羽 四台 四本 四頭 | 네 넷 4 네_명 네_마리
        5 | fünf einige mehrere ein_paar 5 | five several some a_few 5 | 五 ５ 5 いつつ 五つ 五人 五匹 五羽 五台 五本 五頭 数匹 数羽 いくつか | \
        다섯 5 몇 여러 다섯_명 다섯_마리
        6 | sechs 6 | six half_a_dozen 6 | 六 ６ 6 六つ 六人 六匹 六羽 | 여섯 6 여섯_마리
        7 | sieben 7 | seven 7 | 七 ７ 7 七つ 七人 七匹 七羽 | 일곱 7 일곱_마리
        8 | acht 8 | eight 8 | 八 ８ 8 八つ 八人 八匹 八羽 | 여덟 8
        9 | neun 9 | nine 9 | 九 ９ 9 九つ 九人 九匹 | 아홉 9
        10 | zehn viele zahlreiche Schwarm_von Herde_von Schwarm Herde Rudel zahllose hunderte tausend hundert 10 | ten many lots_of \
        numerous flock_of herd_of dozens_of countless hundreds_of thousands_of a_lot_of group_of 10 | 十 １０ 10 たくさん \
        たくさんの 多くの 無数の 大勢の 群れ | 열 10 많은 수많은 무수한
        12 | zwölf ein_Dutzend 11 12 | twelve a_dozen dozen eleven 11 12 | 十二 | 열두
        """

    static let sizes = """
        tiny | winzig winzige | tiny minuscule | ちっちゃな 極小 | 아주_작은 조그만 조그마한
        small | klein kleine | small little | 小さな 小さい ちいさな | 작은 소형
        big | groß große | big large tall | 大きな 大きい おおきな | 큰 커다란
        huge | riesig riesige gigantisch gewaltig enorm | huge giant gigantic enormous massive colossal | 巨大 巨大な \
        とても大きな でっかい | 거대한 엄청난 아주_큰
        """

    static let relations = """
        on | auf balanciert_auf steht_auf oben_auf obendrauf | on upon atop on_top_of onto sitting_on standing_on balancing_on lying_on sleeping_on balances_on perched_on | の上の の上に の上で の上を の上にいる \
        の上にある に座る に座っている に座った に座って に止まる 上の 上に 上で | 위의 위에 위에서 위에_있는 위에_앉은 위에_앉아 위에_앉아있는 위에_서
        riding | reitet reitend reitender reitende reiten fährt_auf reitet_auf fahrend_auf reitend_auf fährt lenkt steuert | \
        riding rides ride riding_on rides_on driving drives steering | に乗る に乗った に乗って に乗っている に跨る に跨がる に乗ってる に乗りながら を運転する | \
        타는 탄 타고 타고_있는 타고있는 탄_채 운전하는 운전하고
        inside | in im darin innen hinein drin vom | in inside within into from | の中の の中に の中で の中にいる に入った の中から 中の 中に | 안의 안에 \
        안에_있는 속의 속에 안에서
        under | unter unterm unterhalb drunter | under beneath below underneath | の下の の下に の下で の下にいる の下にある 下の \
        下に 下で | 아래의 아래 아래에 아래에서 밑의 밑에 밑에서 아래에_있는
        over | entführt hoch_über über überm oberhalb fliegt_über fliegen_über darüber | over above flying_over flies_over fly_over \
        hovering_over soaring_over hovering_above flying_above abducting abducts | の上空 の上空を の上空に の上を飛ぶ の上を飛んでいる 上空を 上空の 上空 の頭上 | 위를 \
        위로 위를_나는 상공 상공을 위를_날아가는 위를_날고_있는
        beside | neben beim nebeneinander am an bei dicht_neben lehnt_an bewacht baut bauen umarmt küsst kämpft_gegen kämpft_mit gegenüber trifft gießt pflückt füttert schiebt zieht | beside next_to by near at alongside \
        adjacent_to close_to besides leaning_against leaning_on guarding building hugging kissing fighting talking_to facing opposite meets meeting watering picking feeding pushing pulling | の隣の の隣に のそばの のそばに の横の の横に の近くの の近くに のほとりの 隣の そばの 横の のほとりに を守る と戦う と話す を作る を抱きしめる に寄りかかる に水をやる | 옆의 옆에 곁의 \
        곁에 근처의 근처에 옆에_있는 가의 지키는 만드는 싸우는 기대어 물을_주는 돌보는
        behind | hinter hinterm dahinter | behind | の後ろの の後ろに の裏の の向こうの の背後の の奥の の向こうに | 뒤의 뒤에 뒤에_있는 너머의 너머
        before | vor vorm davor | in_front_of before in_the_foreground_of | の前の の前に の前で 前の 前に の手前の | 앞의 앞에 앞에서 \
        앞에_있는
        with | mit samt | with and_his and_her and_its | と一緒の と一緒に を連れた | 와_함께 과_함께 함께
        reading | liest lesend lesende lesender | reading reads | を読む を読んでいる を読んで を読みながら | 읽는 읽고 읽고_있는
        holding | hält haltend trägt tragend isst essend trinkt trinkend spielt spielend kauft fängt wirft | holding holds \
        carrying carries eating eats drinking drinks playing plays catching juggling throwing lifting | を持つ を持った を持って を食べる を食べている \
        を飲む を飲んでいる を弾く を弾いている を抱く を抱いた を釣る を吹く を持っている を抱えた をさす をさした をさして をさしている を弾いて を奏でる を揚げる を揚げている | 들고 든 먹는 먹고 먹고_있는 마시는 마시고 연주하는 안은 안고 \
        들고_있는 치는 날리는 날리고 날리고_있는 쥐고 잡고 받쳐_든
        wearing | bekleidet_mit aufgesetzt | wearing wears dressed_in | をかぶった をかぶる を被った を着た をつけた | \
        쓴 입은 쓰고 입고
        lookingAt | schaut_auf blickt_auf betrachtet beobachtet anschauend sieht blickt_über schaut schaut_zum \
        schaut_an | looking_at watching looks_at gazing_at watches staring_at looking_over looking_up_at gazing | を見る \
        を眺める を見ている を見上げる を見つめる を眺めている | 보는 바라보는 보고 바라보고 올려다보는
        between | zwischen inmitten | between in_between amid among | の間の の間に の間で 間の 間に | 사이의 사이에 사이에서 사이에_있는 사이
        chasing | jagt verfolgt jagend folgt | chasing chases pursuing following follows hunting | を追いかける を追う \
        を追いかけている | 쫓는 쫓아가는 쫓고
        leaving | kommt_aus aus | coming_out_of out_of emerging_from leaving | から出てくる から出る から | 에서_나오는
        """

    static let actions = """
        flying | fliegt fliegen fliegend fliegender fliegende fliegendes | flying flies fly soaring \
        hovering | 飛ぶ 飛んでいる 空を飛ぶ 飛んで 飛び回る 空飛ぶ | 나는 날고 날아가는 하늘을_나는 날고_있는 날아다니는
        burning | brennt brennend brennende brennender brennendes brennenden | burning in_flames on_fire ablaze flaming | 燃える 燃えている 炎上する \
        燃え上がる | 불타는 불타고_있는 타오르는 불에_타는
        running | rennt läuft flieht flüchtet laufend rennend rennende laufende laufender galoppiert galoppierend | running runs \
        run galloping racing fleeing running_away escaping | 走る 走っている 走って 駆ける 逃げる 逃げている | 달리는 뛰는 달리고 달려가는 도망치는 도망가는
        walking | geht spaziert spazieren gehend spazierend wandert wandernd schlendert | walking walks strolling wandering hiking | \
        歩く 歩いている 散歩する 歩いて 散歩している | 걷는 걸어가는 산책하는 걷고
        sitting | sitzt sitzend sitzende sitzen hockt | sitting sits seated perched | 座る 座っている 座って 座った 腰掛ける | 앉은 앉아 \
        앉아있는 앉아_있는
        standing | steht stehend stehende | standing stands | 立つ 立っている 立って 立った | 서있는 서_있는 선
        sleeping | schläft schlafend schlafende schlafender schlafendes schlummert liegt liegend | sleeping sleeps \
        asleep napping lying | 眠る 寝る 眠っている 寝ている 寝て 昼寝 | 자는 잠자는 자고 자고_있는 잠든
        dancing | tanzt tanzend tanzende tanzen tanzender | dancing dances dance | 踊る 踊っている 踊って ダンスする | 춤추는 춤추고
        swimming | schwimmt schwimmend schwimmende schwimmen taucht tauchend | swimming swims diving swim | 泳ぐ 泳いでいる \
        泳いで 潜る | 헤엄치는 수영하는 헤엄치고
        jumping | springt springend springende hüpft hüpfend | jumping jumps leaping hopping | 跳ぶ 跳ねる ジャンプする 跳んでいる | \
        뛰어오르는 점프하는 뛰어넘는
        waving | winkt winkend winkende | waving waves_hello | 手を振る | 손을_흔드는
        climbing | klettert kletternd besteigt | climbing climbs | 登る 登っている | 오르는 올라가는
        fishing | angelt angelnd fischt | fishing | 釣りをする 釣りをしている | 낚시하는 낚시하고
        floating | schwebt schwebend schwebende schwebender treibt treibend | floating floats drifting | 浮かぶ 浮かんでいる 漂う | \
        떠있는 떠_있는 떠다니는
        """

    static let negations = """
        no | ohne kein keine keinen keinem keiner nicht | without no not never | なし ない のない | 없는 없이
        """

    static let conjunctions = """
        and | und sowie | and plus | と や そして | 와 과 그리고 하고 랑
        """

    /// "die Katze meiner Oma", "grandma's cat": the owner is not in the picture.
    static let owners = """
        follows | meiner seiner ihrer deiner unserer eurer meines seines ihres deines | - | - | -
        before | - | 's | - | -
        """

    /// Words between that say nothing about the picture but that something new begins.
    static let articles = """
        the | der die das den dem des | the this that these those its his her their | この その あの | 그 이 저
        """

    /// What marks the word before it as what the sentence is about.
    static let topics = """
        topic | - | - | が は も | 가 은 는 도
        """
}
