/// Animals: id, drawing, height in metres, where it lives, traits | German | English | Japanese | Korean.
/// Drawings: `svg:` vector art, `beast:` our own body with the art of a face, `own:` drawn by us. Seats are parts of the
/// drawing's box, from its left top corner.
enum AnimalWords {
    static let table = """
        cat svg:1f408 0.45 ground black=1f408-200d-2b1b face=1f431 fur=F2B65A mark=F18F26 | Katze Kater Kätzchen Katzen Miezekatze | cat kitten \
        kitty cats tomcat | 猫 ねこ ネコ 子猫 にゃんこ | 고양이 냥이 새끼_고양이
        dog svg:1f415 0.6 ground face=1f436 fur=CFA27C mark=662113 | Hund Welpe Hündchen Dackel Schäferhund | dog puppy doggy \
        hound | 犬 いぬ イヌ 子犬 わんこ | 개 강아지 멍멍이
        horse svg:1f40e 1.9 ground seat=0.52,0.34,astride face=1f434 fur=A0653C | Pferd Pony Fohlen Ross Hengst Schimmel | \
        horse pony foal stallion mare | 馬 うま ウマ 子馬 ポニー | 말 조랑말 망아지
        unicorn svg:1f40e 1.9 ground seat=0.52,0.34,astride horn face=1f434 fur=F3EEF8 paint=white | Einhorn Einhörner | \
        unicorn | ユニコーン 一角獣 | 유니콘
        zebra svg:1f40e 1.8 ground seat=0.52,0.34,astride stripes face=1f993 fur=F0F0F0 paint=white | Zebra | zebra | シマウマ | \
        얼룩말
        donkey svg:1f40e 1.4 ground seat=0.52,0.34,astride face=1f434 fur=9A8F88 paint=grey | Esel Maultier | donkey mule | \
        ロバ | 당나귀
        cow svg:1f404 1.5 ground seat=0.55,0.22,astride face=1f42e fur=CCD6DD mark=292F33 | Kuh Kühe Kalb Rind | cow calf \
        cattle | 牛 うし ウシ 乳牛 | 소 젖소 암소 송아지
        ox svg:1f402 1.6 ground seat=0.55,0.22,astride face=1f42e fur=A0653C | Ochse Stier Bulle Büffel | ox bull buffalo | \
        雄牛 水牛 | 황소 물소
        pig svg:1f416 0.8 ground seat=0.5,0.16,astride face=1f437 fur=F4ABBA | Schwein Ferkel Schweinchen | pig piglet | 豚 \
        ぶた ブタ 子豚 | 돼지 아기돼지
        sheep svg:1f411 0.9 ground fur=E1E8ED | Schaf Lamm Lämmchen Widder | sheep lamb ram | 羊 ひつじ ヒツジ 子羊 | 양 \
        어린양
        goat svg:1f410 0.9 ground fur=CCD6DD | Ziege Geiß Ziegenbock Steinbock | goat ibex | ヤギ 山羊 | 염소
        deer beast:1f98c 1.5 ground fur=A0653C belly=E8C8A8 tail=short legs=long | Reh Hirsch Rehkitz Rentier Elch | deer stag \
        reindeer fawn moose elk | 鹿 シカ トナカイ 子鹿 | 사슴 순록 노루
        rabbit svg:1f407 0.4 ground face=1f430 fur=99AAB5 | Hase Kaninchen Häschen Osterhase | rabbit bunny hare | 兎 うさぎ ウサギ \
        | 토끼
        mouse svg:1f401 0.18 ground face=1f42d fur=99AAB5 | Maus Mäuschen Mäuse Feldmaus | mouse mice | ネズミ 鼠 ハツカネズミ | 쥐 생쥐
        rat svg:1f400 0.25 ground face=1f42d fur=66757F | Ratte | rat | ドブネズミ | 들쥐
        hamster beast:1f439 0.2 ground fur=FFCC4D belly=FFF0D0 tail=short | Hamster Meerschweinchen | hamster guinea_pig | \
        ハムスター | 햄스터
        squirrel svg:1f43f 0.3 ground fur=A0653C | Eichhörnchen Streifenhörnchen | squirrel chipmunk | リス | 다람쥐
        hedgehog svg:1f994 0.22 ground fur=8A5A44 | Igel | hedgehog | ハリネズミ | 고슴도치
        fox beast:1f98a 0.6 ground fur=F4900C belly=F7E6D0 tail=bushy tip=FFFFFF | Fuchs Füchse Füchsin | fox vixen | 狐 きつね キツネ | \
        여우
        wolf beast:1f43a 0.9 ground fur=66757F belly=CCD6DD tail=bushy legs=long | Wolf Wölfe Werwolf | wolf wolves \
        werewolf | 狼 オオカミ おおかみ | 늑대
        bear beast:1f43b 1.6 ground fur=A0653C belly=CFA27C tail=short stout | Bär Braunbär Grizzly Bären | bear \
        grizzly | 熊 くま クマ | 곰 불곰
        polarbear beast:1f43b 1.6 ground fur=E9EEF2 belly=FFFFFF tail=short stout paint=white | Eisbär | polar_bear | \
        白熊 シロクマ ホッキョクグマ | 북극곰 백곰
        panda beast:1f43c 1.3 ground fur=F2F4F5 belly=FFFFFF limbs=292F33 tail=short stout | Panda Pandabär | panda | パンダ | \
        판다 팬더
        koala beast:1f428 0.7 ground fur=99AAB5 belly=CCD6DD tail=short stout | Koala Koalabär | koala | コアラ | 코알라
        raccoon beast:1f99d 0.5 ground fur=8A969E belly=CCD6DD tail=ringed tip=292F33 | Waschbär | raccoon | アライグマ タヌキ 狸 | 너구리
        lion beast:1f981 1.2 ground fur=E8B04B belly=F6DDA8 tail=tuft tip=662113 legs=long | Löwe Löwin Löwen | lion lioness | \
        ライオン 獅子 | 사자
        tiger svg:1f405 1.1 ground seat=0.55,0.2,astride face=1f42f fur=FFAC33 mark=292F33 | Tiger | tiger | 虎 トラ タイガー | 호랑이
        leopard svg:1f406 1.0 ground face=1f42f fur=FFCC4D | Leopard Gepard Jaguar Panther Puma | leopard cheetah jaguar \
        panther puma | ヒョウ 豹 チーター | 표범 치타
        elephant svg:1f418 3 ground head=0.28,0.42,0.4 seat=0.6,0.06,astride fur=99AAB5 | Elefant | elephant | 象 ゾウ ぞう | 코끼리
        mammoth svg:1f9a3 3.2 ground seat=0.6,0.1,astride fur=A0573A | Mammut | mammoth | マンモス | 매머드
        giraffe svg:1f992 4.6 ground fur=FFCC4D head=0.22,0.25,0.4 | Giraffe | giraffe | キリン | 기린
        rhino beast:1f98f 1.7 ground fur=99AAB5 belly=CCD6DD tail=short legs=long | Nashorn Nashörner | rhino rhinoceros | サイ | 코뿔소
        hippo svg:1f99b 1.5 ground fur=99AAB5 | Nilpferd Flusspferd | hippo hippopotamus | カバ | 하마
        camel svg:1f42a 2.1 ground seat=0.6,0.12,astride fur=A0653C | Kamel Dromedar | camel dromedary | ラクダ | 낙타
        llama svg:1f999 1.7 ground seat=0.62,0.5,astride fur=DBA07B | Lama Alpaka | llama alpaca | ラマ アルパカ | 라마 알파카
        kangaroo svg:1f998 1.6 ground fur=CFA27C | Känguru | kangaroo | カンガルー | 캥거루
        monkey svg:1f412 0.8 ground face=1f435 fur=A0653C | Affe Äffchen Schimpanse | monkey chimpanzee ape | 猿 さる サル チンパンジー | \
        원숭이 침팬지
        gorilla beast:1f98d 1.6 ground fur=31373D belly=66757F stout | Gorilla | gorilla | ゴリラ | 고릴라
        sloth svg:1f9a5 0.6 ground | Faultier | sloth | ナマケモノ | 나무늘보
        otter svg:1f9a6 0.6 ground | Otter | otter | カワウソ ラッコ | 수달
        skunk svg:1f9a8 0.4 ground | Stinktier | skunk | スカンク | 스컹크
        badger svg:1f9a1 0.4 ground | Dachs | badger | アナグマ | 오소리
        beaver svg:1f9ab 0.4 ground | Biber | beaver | ビーバー | 비버
        boar beast:1f417 0.9 ground fur=7A4A30 belly=A0674A tail=short stout | Wildschwein Eber | boar wild_boar | 猪 イノシシ | 멧돼지
        frog beast:1f438 0.14 ground fur=77B255 belly=C6E5B3 stout | Frosch Frösche Kröte | frog toad | 蛙 かえる カエル | 개구리
        crocodile svg:1f40a 0.7 ground seat=0.5,0.5,astride fur=3E721D | Krokodil Alligator | crocodile alligator | ワニ | 악어
        turtle svg:1f422 0.4 ground seat=0.55,0.1,astride fur=77B255 | Schildkröte | turtle tortoise | 亀 カメ | 거북이 거북
        lizard svg:1f98e 0.2 ground | Eidechse Gecko Chamäleon | lizard gecko chameleon | トカゲ カメレオン | 도마뱀 카멜레온
        snake svg:1f40d 0.5 ground | Schlange | snake serpent | 蛇 ヘビ | 뱀
        dinosaur svg:1f995 4 ground seat=0.45,0.46,astride | Dinosaurier Dino Saurier | dinosaur dino brontosaurus | 恐竜 | 공룡
        trex svg:1f996 4 ground seat=0.5,0.36,astride | Tyrannosaurus T-Rex | t-rex tyrannosaurus trex | ティラノサウルス | 티라노사우루스
        dragon own:dragon 5 air seat=0.5,0.5,astride | Drache Drachen | dragon wyvern | 竜 龍 ドラゴン | 용 드래곤
        bird svg:1f426 0.25 ground flies bird=DD2E44 | Vogel Vögel Vögelchen Rotkehlchen Spatz Amsel | bird birds robin \
        sparrow songbird | 鳥 小鳥 とり スズメ 雀 | 새 작은새 참새 새들
        gull own:bird 0.5 air bird=F4F6F8 | Möwe Seevogel Albatros | seagull gull seagulls albatross | カモメ かもめ 海鳥 | 갈매기
        crow own:bird 0.5 air bird=2A2C33 | Rabe Krähe | crow raven | 烏 カラス | 까마귀
        eagle own:bird 1.0 air bird=6B4A32 head=F2F2EC | Adler Falke Habicht Bussard | eagle hawk falcon | 鷲 鷹 ワシ タカ | 독수리 매
        swallow own:bird 0.3 air bird=2B4C7E belly=F2F2EC | Schwalbe | swallow | 燕 ツバメ | 제비
        stork own:bird 1.0 air bird=F4F6F8 tips=2A2C33 | Storch Kranich Reiher | stork crane heron | 鶴 ツル コウノトリ | 학 두루미 황새
        dove svg:1f54a 0.4 air | Taube Friedenstaube | dove pigeon | 鳩 ハト | 비둘기
        owl svg:1f989 0.5 ground head=0.5,0.36,0.7 | Eule Uhu | owl | フクロウ 梟 | 부엉이 올빼미
        parrot svg:1f99c 0.5 ground flies bird=3E9B4F | Papagei | parrot | オウム インコ | 앵무새
        penguin svg:1f427 0.9 ground head=0.5,0.3,0.62 | Pinguin | penguin | ペンギン | 펭귄
        duck svg:1f986 0.4 water head=0.24,0.3,0.36 | Ente Erpel | duck duckling | 鴨 アヒル カモ | 오리
        swan svg:1f9a2 0.9 water | Schwan Schwäne Gans | swan goose geese | 白鳥 | 백조 거위
        flamingo svg:1f9a9 1.3 ground | Flamingo | flamingo | フラミンゴ | 플라밍고 홍학
        peacock svg:1f99a 1.0 ground | Pfau | peacock | 孔雀 クジャク | 공작새 공작
        rooster svg:1f413 0.6 ground | Hahn Huhn Hühner Henne | rooster chicken hen cock | 鶏 ニワトリ にわとり | 닭 수탉 암탉
        chick svg:1f424 0.18 ground | Küken | chick chicks | ひよこ ヒヨコ | 병아리
        turkey svg:1f983 0.8 ground | Truthahn | turkey | 七面鳥 | 칠면조
        bat svg:1f987 0.3 air | Fledermaus Fledermäuse | bat bats | コウモリ | 박쥐
        butterfly svg:1f98b 0.14 air | Schmetterling Falter | butterfly butterflies moth | 蝶 ちょうちょ 蝶々 | 나비
        bee svg:1f41d 0.1 air | Biene Hummel Wespe | bee bumblebee wasp bees | 蜂 ミツバチ | 벌 꿀벌
        ladybird svg:1f41e 0.08 ground | Marienkäfer Käfer | ladybug ladybird beetle | てんとう虫 テントウムシ | 무당벌레
        ant svg:1f41c 0.08 ground | Ameise | ant ants | 蟻 アリ | 개미
        spider svg:1f577 0.12 ground | Spinne | spider | 蜘蛛 クモ | 거미
        snail svg:1f40c 0.1 ground | Schnecke | snail slug | カタツムリ | 달팽이
        caterpillar svg:1f41b 0.1 ground | Raupe Wurm | caterpillar worm | 毛虫 イモムシ | 애벌레
        fish svg:1f41f 0.3 deep | Fisch Fische Lachs Forelle Karpfen | fish fishes salmon trout carp | 魚 さかな 鯉 | 물고기 잉어
        clownfish svg:1f420 0.2 deep | Clownfisch Goldfisch Zierfisch | clownfish goldfish tropical_fish | 金魚 熱帯魚 クマノミ | \
        열대어 금붕어
        pufferfish svg:1f421 0.3 deep | Kugelfisch | pufferfish blowfish | フグ | 복어
        shark svg:1f988 1.8 deep | Hai Haie Haifisch | shark | 鮫 サメ | 상어
        whale svg:1f40b 4 deep | Wal Wale Blauwal Walfisch Orca | whale orca | 鯨 クジラ くじら シャチ | 고래 범고래
        dolphin svg:1f42c 1.6 deep seat=0.5,0.1,astride | Delfin Delphin | dolphin | イルカ | 돌고래
        octopus svg:1f419 0.8 deep | Oktopus Krake Tintenfisch | octopus kraken | 蛸 タコ | 문어
        squid svg:1f991 0.8 deep | Kalmar | squid | イカ 烏賊 | 오징어
        jellyfish own:jellyfish 0.5 deep | Qualle | jellyfish | クラゲ | 해파리
        crab svg:1f980 0.25 ground | Krabbe Krebs | crab | 蟹 カニ | 게 꽃게
        lobster svg:1f99e 0.3 ground | Hummer | lobster | ロブスター | 바닷가재 랍스터
        seal svg:1f9ad 0.9 ground | Robbe Seehund Seelöwe | seal sea_lion | アザラシ アシカ | 물개 바다표범
        """
}
