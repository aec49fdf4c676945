/// What words say of a film: id | German | English | Japanese | Korean.
enum FilmWords {
    static let moves = WordTable(
        """
        zoomOut | herauszoom zoom_heraus zoomt_heraus rauszoom zurückziehen entfern | zoom_out zooms_out zooming_out pull_back pulls_back pull_out wide_reveal | ズームアウト 引いて 遠ざかる | 줌_아웃 줌아웃 멀어지
        zoomIn | hineinzoom zoom_hinein zoomt_hinein reinzoom heranzoom näher nahaufnahme | zoom_in zooms_in zooming_in push_in pushes_in close-up closer | ズームイン 近づ クローズアップ 寄って | 줌_인 줌인 다가가 가까이 클로즈업
        panLeft | nach_links linksschwenk | pan_left pans_left to_the_left leftward | 左へ 左に 左から右 | 왼쪽으로 좌측으로
        panRight | nach_rechts rechtsschwenk schwenk | pan_right pans_right to_the_right rightward pan pans panning | 右へ 右に パン | 오른쪽으로 우측으로 패닝
        tiltUp | nach_oben hinauf aufwärts steig | tilt_up tilts_up upward rise rising look_up | 上へ 見上げ 上昇 | 위로 올려다 상승
        tiltDown | nach_unten hinab abwärts sink | tilt_down tilts_down downward descend falling_camera look_down | 下へ 見下ろ 下降 | 아래로 내려다 하강
        orbit | kreist umkreis umrund kamerafahrt parallax dreh | orbit around circle parallax rotat revolve tracking arc | 回り込 周回 回転 旋回 | 회전 주위를 선회 돌며
        drone | drohne überflug fliegt flug schweb | drone flyover fly flight aerial glide soar | ドローン 空撮 飛行 飛ぶ | 드론 항공 비행 날아
        shake | wackel handkamera erdbeben | shake handheld shaky earthquake | 手持ち 揺れ 地震 | 흔들 핸드헬드 지진
        still | unbewegt standbild statisch feste_kamera | static_camera still_camera locked fixed_camera motionless | 固定カメラ 静止 | 고정_카메라 정지
        """)

    static let weathers = WordTable(
        """
        storm | gewitter unwetter blitz sturm | storm thunder lightning | 嵐 雷 稲妻 | 폭풍 번개 천둥 뇌우
        rain | regen regnet regnerisch schauer | rain rainy drizzle downpour | 雨 | 비가 비_오는 비오는 빗 소나기
        snow | schnee schneit schneefall winter | snow snowy blizzard winter | 雪 吹雪 冬 | 눈이 눈_내리는 눈_오는 눈보라 겨울
        fog | nebel neblig dunst rauch | fog foggy mist smoke haze | 霧 靄 煙 もや | 안개 연기
        flicker | flacker feuer kerze kamin flamme lagerfeuer | flicker fire candle flame campfire torch | 炎 火 ろうそく 焚き火 揺らめ | 불꽃 촛불 모닥불 깜빡
        sparkle | funkel glitzer zauber magisch sterne glühwürmchen staub | sparkl glitter magic stars twinkl firefl dust shimmer | きらめ キラキラ 星 魔法 蛍 | 반짝 별 마법 반딧불
        """)
}
