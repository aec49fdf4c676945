"""Prompts and answers that look like people's, in four languages."""

LANGUAGES = ("de", "en", "ja", "ko")

TASKS = {
    "de": ("Schreibe eine Funktion, die {} sortiert", "Erkläre, wie man {} liest", "Wie prüfe ich {} auf Fehler?",
           "Finde den Fehler beim Einlesen von {}", "Vergleiche zwei Wege, {} zu speichern"),
    "en": ("Write a function that sorts {}", "Explain how to read {}", "How do I check {} for errors?",
           "Find the bug in reading {}", "Compare two ways to store {}"),
    "ja": ("{}を並べ替える関数を書いて", "{}の読み方を説明して", "{}の誤りを調べる方法は？"),
    "ko": ("{}를 정렬하는 함수를 작성해 줘", "{}를 읽는 방법을 설명해 줘", "{}의 오류를 어떻게 확인하나요?"),
}
THINGS = {
    "de": ("eine Liste von Wörtern", "eine CSV-Datei mit 3 Spalten", "<script>-Tags in \"Texten\"", "Messwerte & Zeiten",
           "große Protokolldateien", "Namen mit Umlauten wie Müller"),
    "en": ("a list of words", "a CSV file with 3 columns", "<b>markup</b> in 'texts'", "readings & times",
           "large log files", "names such as O'Brien"),
    "ja": ("単語のリスト", "三列のCSVファイル", "大きなログファイル", "計測値と時刻"),
    "ko": ("단어 목록", "열이 세 개인 CSV 파일", "큰 로그 파일", "측정값과 시간"),
}
PICTURES = {
    "de": ("ein roter Ball am Strand", "zwei Katzen unter einem Baum im Schnee", "eine Stadt bei Nacht im Regen"),
    "en": ("a red ball on the beach", "two cats under a tree in the snow", "a city at night in the rain"),
    "ja": ("浜辺の赤いボール", "雪の中の木の下の二匹の猫"),
    "ko": ("해변의 빨간 공", "눈 속 나무 아래 고양이 두 마리"),
}
SENTENCES = {
    "de": ("Das geht mit einem einfachen Durchlauf.", "Wichtig ist, leere Zeilen vorher zu entfernen.",
           "Die Laufzeit wächst linear mit der Eingabe.", "Achten Sie auf Umlaute und auf die Kodierung der Datei."),
    "en": ("A single pass is enough here.", "Mind that empty lines are removed first.",
           "The running time grows linearly with the input.", "Check the encoding before anything else."),
    "ja": ("一度の走査で十分です。", "空行は先に取り除いてください。", "計算量は入力に比例します。"),
    "ko": ("한 번만 훑으면 충분합니다.", "빈 줄은 먼저 제거하세요.", "실행 시간은 입력에 비례합니다."),
}
CODE = (
    "def read(path):\n    with open(path) as file:\n        return [line.split(',') for line in file if line.strip()]\n",
    "def sort(words):\n    return sorted(words, key=lambda word: (len(word), word.lower()))\n",
    "total = 0\nfor value in values:\n    if value < 0 or value > 100:\n        continue\n    total += value\nprint(total)\n",
)


def prompt(random, language, kind):
    if kind == "image":
        return random.choice(PICTURES[language])
    return random.choice(TASKS[language]).format(random.choice(THINGS[language]))


def answer(random, language):
    """Markdown of 0.1 to 6 kB: sentences, now and then with code between them."""
    parts = []
    for _ in range(random.choices((1, 2, 4, 8), (50, 30, 15, 5))[0]):
        parts.append(" ".join(random.choices(SENTENCES[language], k=random.randint(2, 8))))
        if random.random() < 0.6:
            parts.append(f"```python\n{random.choice(CODE)}```")
    return "\n\n".join(parts)
