/// People and beings: drawn by us as whole figures, with the costume named after `person:`.
enum PeopleWords {
    static let table = """
        person person:casual 1.75 ground | Mensch Person Leute Menschen Fußgänger Wanderer Reisender Besucher | person human \
        people traveller traveler hiker wanderer tourist pedestrian somebody | 人 人間 人々 旅人 人物 | 사람 인간 사람들 여행자
        oldman person:oldman 1.7 ground | Opa Großvater alter_Mann alten_Mann Greis | old_man grandfather grandpa | おじいさん \
        老人 お爺さん | 할아버지 노인
        oldwoman person:oldwoman 1.6 ground | Oma Großmutter alte_Frau alten_Frau | old_woman grandmother grandma | おばあさん \
        お婆さん | 할머니
        man person:man 1.8 ground | Mann Männer Vater Papa Opa Großvater Herr Kerl | man men father dad guy gentleman \
        grandfather grandpa | 男 男性 男の人 父 おじいさん お父さん | 남자 남성 아버지 할아버지 아빠
        woman person:woman 1.7 ground | Frau Frauen Mutter Mama Oma Großmutter Dame | woman women mother mom lady grandmother \
        grandma | 女 女性 女の人 母 おばあさん お母さん | 여자 여성 어머니 할머니 엄마
        boy person:boy 1.2 ground | Junge Jungen Bub Sohn | boy boys son schoolboy | 少年 男の子 | 소년 남자아이
        child person:child 1.2 ground | Kind Kinder | kid child children kids | 子供 子ども こども 子供たち | 아이 어린이
        girl person:girl 1.2 ground | Mädchen Tochter | girl girls daughter schoolgirl | 少女 女の子 娘 | 소녀 여자아이 딸
        redhood person:redhood 1.2 ground | Rotkäppchen | little_red_riding_hood red_riding_hood red-hooded_girl hooded_girl girl_in_a_red_hood | \
        赤ずきん 赤頭巾 赤ずきんちゃん | 빨간_망토 빨간_모자_소녀
        baby person:baby 0.7 ground | Baby Säugling | baby toddler | 赤ちゃん | 아기
        astronaut person:astronaut 1.85 ground | Astronaut Astronautin Raumfahrer Kosmonaut Raumfahrerin | astronaut cosmonaut \
        spaceman | 宇宙飛行士 | 우주비행사 우주인
        knight person:knight 1.8 ground | Ritter Krieger Ritterin | knight warrior | 騎士 戦士 | 기사 전사
        soldier person:soldier 1.8 ground | Soldat Soldatin Soldaten | soldier soldiers | 兵士 兵隊 軍人 | 군인 병사
        samurai person:samurai 1.75 ground | Samurai | samurai | 侍 武士 サムライ | 사무라이 무사
        ninja person:ninja 1.7 ground | Ninja | ninja | 忍者 | 닌자
        king person:king 1.8 ground | König Könige Kaiser | king emperor | 王様 王 国王 | 왕 임금 국왕
        queen person:queen 1.75 ground | Königin Kaiserin | queen empress | 女王 王妃 | 여왕 왕비
        prince person:prince 1.75 ground | Prinz | prince | 王子 王子様 | 왕자
        princess person:princess 1.65 ground | Prinzessin | princess | 姫 お姫様 王女 プリンセス | 공주
        wizard person:wizard 1.75 ground | Zauberer Magier Zauberin | wizard mage sorcerer magician | 魔法使い 魔術師 | 마법사
        witch person:witch 1.7 ground | Hexe Hexen | witch witches | 魔女 | 마녀
        pirate person:pirate 1.8 ground | Pirat Piratin Seeräuber | pirate | 海賊 | 해적
        cowboy person:cowboy 1.8 ground | Cowboy Cowgirl Reiter Reiterin | cowboy cowgirl rider horseman | カウボーイ 騎手 | 카우보이 기수
        police person:police 1.8 ground | Polizist Polizistin | policeman policewoman police_officer | 警察官 警官 お巡りさん | 경찰 \
        경찰관
        firefighter person:firefighter 1.8 ground | Feuerwehrmann Feuerwehrfrau | firefighter fireman | 消防士 | 소방관
        doctor person:doctor 1.75 ground | Arzt Ärztin Wissenschaftler Wissenschaftlerin Forscher Krankenschwester | doctor \
        scientist nurse researcher physician | 医者 科学者 看護師 博士 | 의사 과학자 간호사 연구원
        cook person:cook 1.75 ground | Koch Köchin Bäcker Bäckerin | cook chef baker | 料理人 シェフ コック | 요리사 셰프
        farmer person:farmer 1.75 ground | Bauer Bäuerin Landwirt Gärtner Gärtnerin | farmer gardener | 農夫 農家 庭師 | 농부 정원사
        worker person:worker 1.75 ground | Bauarbeiter Arbeiter Handwerker Ingenieur | construction_worker builder worker \
        engineer | 作業員 大工 | 건설노동자 노동자 기술자
        teacher person:suit 1.75 ground | Lehrer Lehrerin Professor Geschäftsmann Politiker Anwalt | teacher professor \
        businessman businesswoman politician lawyer | 先生 教師 会社員 教授 | 선생님 교사 회사원 교수
        student person:student 1.6 ground | Student Studentin Schüler Schülerin | student pupil | 学生 生徒 | 학생 대학생
        detective person:detective 1.8 ground | Detektiv Detektivin Spion | detective spy | 探偵 | 탐정
        santa person:santa 1.75 ground | Weihnachtsmann Nikolaus | santa santa_claus father_christmas | サンタ サンタクロース | 산타 \
        산타클로스
        clown person:clown 1.75 ground | Clown Gaukler | clown jester | ピエロ 道化師 | 광대 삐에로
        superhero person:superhero 1.85 ground flies | Superheld Superheldin Held Heldin | superhero hero heroine | \
        スーパーヒーロー ヒーロー 英雄 | 슈퍼히어로 영웅
        angel person:angel 1.7 air | Engel | angel | 天使 | 천사
        fairy person:fairy 0.8 air | Fee Elfe | fairy pixie | 妖精 | 요정
        elf person:elf 1.7 ground | Elf Kobold Zwerg Gnom | elf gnome dwarf | エルフ 小人 | 엘프 난쟁이
        vampire person:vampire 1.8 ground | Vampir Dracula | vampire dracula | 吸血鬼 ヴァンパイア | 흡혈귀 뱀파이어
        zombie person:zombie 1.75 ground | Zombie | zombie | ゾンビ | 좀비
        diver person:diver 1.8 deep | Taucher Taucherin | diver scuba_diver | ダイバー 潜水士 | 다이버 잠수부
        monk person:monk 1.7 ground | Mönch Nonne | monk nun | 僧侶 お坊さん 修道士 | 스님 수도사
        musician person:musician 1.75 ground | Musiker Musikerin Sänger Sängerin | musician singer | 音楽家 歌手 ミュージシャン | 음악가 가수
        painter person:painter 1.75 ground | Maler Malerin Künstler Künstlerin | painter artist | 画家 芸術家 | 화가 예술가
        fisherman person:fisherman 1.75 ground | Fischer Angler | fisherman angler | 漁師 釣り人 | 어부 낚시꾼
        sailor person:sailor 1.75 ground | Matrose Kapitän Seemann | sailor captain | 船乗り 船長 | 선원 선장
        skier person:skier 1.75 ground | Skifahrer Skifahrerin | skier snowboarder | スキーヤー | 스키어
        dancer person:dancer 1.7 ground | Tänzerin Tänzer Ballerina | dancer ballerina | 踊り子 ダンサー バレリーナ | 무용수 댄서 발레리나
        robot person:robot 1.7 ground | Roboter Android Androide | robot android cyborg | ロボット アンドロイド | 로봇 안드로이드
        alien person:alien 1.4 ground | Alien Außerirdischer Außerirdische Marsmensch | alien extraterrestrial martian_man | \
        宇宙人 エイリアン | 외계인
        ghost svg:1f47b 1.2 air | Geist Gespenst Geister | ghost spirit phantom | 幽霊 お化け おばけ | 유령 귀신
        skeleton person:skeleton 1.75 ground | Skelett | skeleton | 骸骨 ガイコツ | 해골
        mermaid svg:1f9dc-200d-2640-fe0f 1.4 deep | Meerjungfrau Nixe | mermaid | 人魚 マーメイド | 인어
        genie svg:1f9de 1.6 air | Dschinn | genie | 魔神 ランプの精 | 지니
        snowman svg:26c4 1.5 ground head=0.5,0.3,0.5 | Schneemann | snowman | 雪だるま | 눈사람
        teddy svg:1f9f8 0.5 table | Teddy Teddybär Kuscheltier | teddy teddy_bear plush | テディベア ぬいぐるみ | 곰인형 테디베어 인형
        couple person:couple 1.75 ground | Paar Liebespaar Pärchen | couple lovers | 恋人 カップル 夫婦 | 연인 커플 부부
        family person:family 1.75 ground | Familie | family | 家族 | 가족
        """
}
