/// Vehicles and buildings. `seat=x,y,way`: where a rider sits; `in=y`: the rim one looks out over;
/// `window=x,top,bottom`: where one looks out at; `cut=y`: where the
/// art's own water begins; `top=y`: the surface that carries things; `windows`: lit at night.
enum VehicleWords {
    static let table = """
        car svg:1f697 1.5 ground top=0.02 in=0.3 window=0.43,0.07,0.4 lamps | Auto Wagen PKW Limousine Sportwagen Cabrio Oldtimer | car automobile sedan \
        convertible sports_car | 車 自動車 くるま クルマ | 자동차 차 승용차
        suv svg:1f699 1.7 ground top=0.02 in=0.3 lamps | Geländewagen Jeep | suv jeep | ジープ | 지프 지프차
        racecar svg:1f3ce 1.2 ground top=0.1 in=0.3 lamps | Rennwagen Rennauto | race_car racing_car | レーシングカー レースカー | 경주차 \
        레이싱카
        taxi svg:1f695 1.6 ground top=0.1 in=0.3 window=0.52,0.16,0.43 lamps | Taxi | taxi cab | タクシー | 택시
        policecar svg:1f693 1.6 ground top=0.1 in=0.3 window=0.52,0.16,0.43 lamps | Polizeiauto Streifenwagen | police_car | パトカー | 경찰차
        bus svg:1f68c 3 ground top=0.02 lamps | Bus Omnibus Schulbus | bus school_bus | バス | 버스
        ambulance svg:1f691 2.6 ground top=0.1 lamps | Krankenwagen Rettungswagen | ambulance | 救急車 | 구급차
        firetruck svg:1f692 3 ground top=0.1 lamps | Feuerwehrauto Feuerwehr Löschfahrzeug | fire_truck fire_engine | 消防車 | 소방차
        truck svg:1f69a 3 ground top=0.02 lamps | Lastwagen LKW Laster Lieferwagen | truck lorry van delivery_van | トラック | 트럭
        tractor svg:1f69c 2.4 ground seat=0.6,0.3,chair | Traktor Trecker Mähdrescher | tractor | トラクター | 트랙터
        pickup svg:1f6fb 1.7 ground in=0.4 lamps | Pickup | pickup pickup_truck | ピックアップ | 픽업트럭
        bicycle own:bicycle 1.1 ground seat=0.63,0.2,pedal | Fahrrad Rad Fahrräder Drahtesel Velo | bicycle bike bicycles \
        cycle | 自転車 チャリ | 자전거
        motorbike svg:1f3cd 1.2 ground seat=0.62,0.4,bike lamps | Motorrad Motorräder Moped | motorcycle motorbike | バイク オートバイ | \
        오토바이 모터사이클
        scooter svg:1f6f5 1.2 ground seat=0.62,0.36,bike lamps | Motorroller Vespa Roller | scooter vespa | スクーター 原付 | 스쿠터
        kickscooter svg:1f6f4 1.1 ground seat=0.45,0.84,stand | Tretroller | kick_scooter | キックボード | 킥보드
        skateboard own:skateboard 0.15 ground top=0.38 seat=0.5,0.1,stand | Skateboard | skateboard | スケートボード スケボー | 스케이트보드
        surfboard own:surfboard 0.2 water top=0.3 seat=0.5,0.2,stand | Surfbrett | surfboard surfing | サーフボード サーフィン | 서핑보드 서핑
        broom own:broom 0.5 air seat=0.5,0.4,astride | Besen Hexenbesen | broom broomstick | ほうき 箒 | 빗자루
        carpet own:carpet 0.2 air seat=0.5,0.3,ground | Teppich fliegender_Teppich | flying_carpet magic_carpet | 魔法の絨毯 絨毯 | 양탄자 \
        마법의_양탄자
        train svg:1f682 4 ground top=0.3 lamps | Zug Lokomotive Dampflok Eisenbahn Züge Bahn | train locomotive steam_train \
        railway | 列車 機関車 汽車 | 기차 열차 증기기관차
        railcar svg:1f683 3.6 ground lamps top=0.04 | Triebwagen Waggon Regionalbahn S-Bahn | railcar railway_car commuter_train electric_train | 電車 | 전철 전동차
        tram svg:1f68b 3.6 ground lamps | Straßenbahn Tram U-Bahn | tram streetcar subway | 路面電車 地下鉄 | 전차 지하철
        fasttrain svg:1f684 3.8 ground lamps | ICE Schnellzug Hochgeschwindigkeitszug | bullet_train high-speed_train | 新幹線 | \
        고속열차
        ship svg:1f6f3 18 water cut=0.7 windows | Schiff Kreuzfahrtschiff Dampfer Passagierschiff | ship cruise_ship \
        steamship liner | 船 客船 汽船 豪華客船 | 배 선박 여객선 크루즈선
        ferry svg:26f4 14 water cut=0.66 windows | Fähre | ferry | フェリー | 페리 연락선
        sailboat own:sailboat 6 water in=0.82 seat=0.72,0.8,chair | Segelboot Segelschiff Segelyacht Yacht Jolle | sailboat sailing_boat \
        sailing_ship yacht sailboats | ヨット 帆船 帆掛け船 | 돛단배 요트 범선
        boat own:boat 0.55 water in=0.35 seat=0.5,0.24,chair | Boot Ruderboot Kahn Fischerboot Boote Kanu Kajak | boat rowing_boat \
        rowboat fishing_boat canoe kayak boats | ボート 小舟 舟 漁船 カヌー | 보트 나룻배 어선 조각배 카누
        motorboat svg:1f6e5 2 water cut=0.66 in=0.3 | Motorboot | motorboat speedboat | モーターボート | 모터보트
        pirateship own:pirateship 16 water | Piratenschiff Galeone | pirate_ship galleon | 海賊船 | 해적선
        submarine own:submarine 5 deep | U-Boot Unterseeboot | submarine | 潜水艦 | 잠수함
        plane own:plane 6 air | Flugzeug Flieger Flugzeuge Jet | plane airplane aeroplane aircraft jet | 飛行機 航空機 ジェット機 | 비행기 \
        항공기
        helicopter svg:1f681 4 air | Hubschrauber Helikopter | helicopter | ヘリコプター | 헬리콥터 헬기
        balloonship own:hotairballoon 12 air varied | Heißluftballon Ballonfahrt | hot_air_balloon hot-air_balloon | 気球 熱気球 | \
        열기구
        rocket svg:1f680 8 air upright=-45 | Rakete Raumschiff Raketen Spaceshuttle | rocket spaceship spacecraft space_shuttle | \
        ロケット 宇宙船 | 로켓 우주선
        ufo own:ufo 4 air beam | UFO fliegende_Untertasse | ufo flying_saucer | 円盤 空飛ぶ円盤 | 유에프오 비행접시
        satellite svg:1f6f0 3 air | Satellit | satellite | 人工衛星 衛星 | 인공위성 위성
        sled svg:1f6f7 0.6 ground seat=0.5,0.3,chair | Schlitten | sled sleigh sledge | そり | 썰매
        house own:house 7 ground top=0.02 windows | Haus Häuser Häuschen Hütte Wohnhaus Bauernhaus Holzhaus Cottage Blockhaus Dach Hausdach Dächer \
        Ferienhaus Villa | house home cottage cabin hut houses villa farmhouse roof rooftop | 家 小屋 民家 一軒家 おうち 屋根 | 집 오두막 가옥 통나무집 지붕
        castle own:castle 26 ground windows | Schloss Burg Schlösser Märchenschloss Festung Ritterburg Palast | castle fortress \
        palace chateau castles | 城 お城 宮殿 | 성 궁전 궁궐 요새
        tower own:tower 16 ground windows | Turm Türme Burgturm | tower | 塔 タワー | 탑
        lighthouse own:lighthouse 18 ground beacon | Leuchtturm Leuchttürme | lighthouse lighthouses | 灯台 燈台 | 등대
        windmill own:windmill 12 ground windows | Windmühle Mühle Windmühlen | windmill mill | 風車 | 풍차
        church svg:26ea 14 ground windows | Kirche Kapelle Dom Kathedrale | church chapel cathedral | 教会 | 교회 성당
        temple svg:1f3db 12 ground | Tempel Ruine | greek_temple ruins ruin | 神殿 遺跡 | 신전 유적
        pagoda svg:1f3ef 20 ground windows | Pagode japanisches_Schloss | pagoda japanese_castle temple | 天守閣 お寺 寺 寺院 | 사원 절 사찰
        torii svg:26e9 6 ground | Torii Schrein | torii shrine | 鳥居 神社 | 신사 도리이
        mosque svg:1f54c 14 ground windows | Moschee | mosque | モスク | 모스크
        skyscraper own:skyscraper 60 ground windows | Wolkenkratzer Hochhaus Bürogebäude | skyscraper office_building | 超高層ビル ビル | \
        고층빌딩 건물
        school svg:1f3eb 12 ground windows | Schule | school | 学校 | 학교
        hospital svg:1f3e5 14 ground windows | Krankenhaus | hospital | 病院 | 병원
        station own:station 6 ground windows | Bahnhof Haltestelle | station railway_station train_station bus_stop | 駅 駅舎 無人駅 バス停 | 역 기차역 정류장
        factory svg:1f3ed 12 ground windows | Fabrik | factory | 工場 | 공장
        shop svg:1f3ea 5 ground windows | Laden Geschäft Supermarkt | shop store supermarket | 店 お店 コンビニ | 가게 상점 편의점
        barn own:barn 8 ground | Scheune Stall | barn stable | 納屋 | 헛간
        bridge own:bridge 5 ground bridge top=0.33 | Brücke Brücken | bridge | 橋 | 다리 교량
        pyramid own:pyramid 30 ground | Pyramide Pyramiden | pyramid pyramids | ピラミッド | 피라미드
        eiffel own:eiffel 60 ground | Eiffelturm Paris | eiffel_tower paris | エッフェル塔 パリ | 에펠탑 파리
        tokyotower svg:1f5fc 60 ground | Fernsehturm | tokyo_tower television_tower | 東京タワー | 도쿄타워 도쿄_타워
        moai svg:1f5ff 6 ground | Moai | moai easter_island | モアイ | 모아이
        ferriswheel svg:1f3a1 20 ground | Riesenrad | ferris_wheel | 観覧車 | 관람차
        carousel svg:1f3a0 4 ground | Karussell | carousel merry-go-round | メリーゴーランド | 회전목마
        circus svg:1f3aa 9 ground | Zirkuszelt | circus_tent | テント小屋 | 서커스천막
        tent svg:26fa 2.2 ground in=0.5 | Zelt Zelte | tent tents camping | テント キャンプ | 텐트 천막 캠핑
        fountain svg:26f2 3 ground | Brunnen Springbrunnen | fountain | 噴水 | 분수
        statue svg:1f5fd 12 ground | Freiheitsstatue | statue_of_liberty | 自由の女神 | 자유의여신상
        spacestation svg:1f6f0 4 air | Raumstation | space_station | 宇宙ステーション | 우주정거장
        """
}
