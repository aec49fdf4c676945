/// Words that hold sentences together and tell nothing of their subject.
enum StopWords {
    static let german = set(
        """
        aber alle allem allen aller alles als also am an andere anderen auch auf aus bei beim bin bis bist bitte da dabei \
        dadurch dafür daher damit dann darauf darf darin dass davon davor dazu dein deine deinem deinen deiner dem den \
        denn der deren des dessen dich die dies diese diesem diesen dieser dieses dir doch dort du durch ein eine einem \
        einen einer eines einige er es etwas euch euer eure für gegen gibt hab habe haben hat hatte hatten hier hin hinter \
        ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im in ins ist ja jede jedem jeden jeder jedes jemand jetzt kann \
        kannst kein keine keinem keinen keiner können könnte mache machen mal man manche mehr mein meine meinem meinen \
        meiner mich mir mit muss müssen nach neben nein nicht nichts noch nun nur ob oder ohne schon sehr sein seine \
        seinem seinen seiner seit sich sie sind so soll sollen sollte sondern sowie um und uns unser unsere unter viel \
        viele vom von vor wann war waren warum was wegen weil welche welcher welches wenn wer werde werden wie wieder \
        will wir wird wirst wo wollen wurde wurden während würde würden zeig zeige zeigt zu zum zur zwar zwei zwischen \
        über bild klang geräusch ton erstelle zeichne male einfach ganz dass eins hinten vorne oben unten
        """)

    static let english = set(
        """
        a about above after again all also am an and any are around as at be because been before being below between both \
        but by can could did do does doing down during each every few for from further get gets give had has have having \
        he her here hers him his how i if in into is it its itself just let like make makes many may me might more most \
        much must my near next no nor not now of off on once one only onto or other our out over own please same several \
        shall she should show shows so some such than that the their them then there these they this those through to too \
        toward towards two under until up upon us very was we were what when where which while who whom why will with \
        within without would you your image picture photo sound sounds noise depicting showing features featuring \
        generate create draw paint lots lot kind style very
        """)

    static let japanese = set(
        """
        こと もの これ それ あれ ここ そこ ため よう さん とき ところ ほう 中 上 下 前 後 方 的 人 何 私 あなた \
        の ん それぞれ たち みたい そう 一 二 三 絵 画像 写真 音 感じ
        """)

    static let korean = set(
        """
        그 이 저 것 수 등 및 더 또 또는 그리고 하지만 그러나 있는 있다 없는 하는 한 할 된 되는 위 아래 안 밖 앞 뒤 옆 \
        때 곳 나 너 우리 저희 당신 그녀 들 매우 아주 정말 좀 잘 같은 같이 함께 대한 위한 그림 사진 이미지 소리 속 있습니다 \
        합니다 입니다 에서 으로 까지 부터 모든 여러 두 세 하나
        """)

    private static func set(_ words: String) -> Set<String> {
        Set(words.split(separator: " ").map(String.init))
    }
}
