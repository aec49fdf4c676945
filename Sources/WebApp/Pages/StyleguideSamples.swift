import Generation

/// What the styleguide shows: no one's words, in no language.
enum StyleguideSamples {
    /// Of long ago, so that no button here does anything to a real entry.
    static let day = Day(daysSinceEpoch: 19_782)
    static let days =
        (1...9).reversed().map {
            DaySummary(
                day: Day(daysSinceEpoch: day.daysSinceEpoch - $0 * $0), count: $0 * 13, reviewed: 13 * min($0, 3))
        } + [DaySummary(day: day, count: 9, reviewed: 3)]
    private static let prompt = "Lorem ipsum dolor sit amet, consetetur sadipscing elitr?"
    private static let answer = """
        # Dolor sit amet

        At vero **eos** et *accusam* et `justo` duo, [rebum](https://example.org). 日本語の文章。한국어 문장.

        ```swift
        let days = entries.map { $0.day } // 1 + 1
        ```

        - stet clita
        - kasd gubergren

        | n | sea |
        |--:|---|
        | 12 | takimata |

        > Sanctus est.
        """

    /// Every state that a page can show, each with how its work stands.
    static func entries(at now: Moment) -> [(Entry, Activity?)] {
        let failed = Failure(.providerUnreachable, cause: "connect: Connection refused")
        let states: [(Modality, EntryStatus, String, Failure?, Activity?)] = [
            (.code, .queued, "", nil, .inLine(position: 2)), (.code, .queued, "", nil, .preparing(percent: 40)),
            (.code, .running, "At vero eos", nil, .running), (.image, .running, "", nil, .running),
            (.code, .succeeded, answer, nil, nil), (.image, .succeeded, "", nil, nil),
            (.code, .failed, "", failed, nil), (.code, .cancelled, "At vero", Failure(.cancelled), nil),
            (.code, .interrupted, "At vero eos", Failure(.interrupted), nil),
        ]
        return states.enumerated().map { index, state in
            let (modality, status, text, failure, activity) = state
            var entry = Entry(
                id: EntryID(Int64(index + 1)), uuid: "", account: .first,
                address: EntryAddress(day: day, index: index), modality: modality, status: status, prompt: prompt,
                response: text, provider: ProviderName(modality == .image ? "studio" : "embedded"),
                model: ModelName("lorem-1b"), parameters: Parameters(width: 1792, height: 1024), failure: failure,
                createdAt: now, startedAt: now)
            if modality == .image, status == .succeeded { entry.media = [picture] }
            entry.isTruncated = status == .succeeded && modality == .code
            return (entry, activity)
        }
    }

    /// The newest picture, whatever it is.
    private static let picture = MediaFile(
        name: "generated_image.png", key: MediaKey(sha256: String(repeating: "0", count: 64), type: .png, size: 1))

    static let costs = Costs(prices: Prices(), isPaid: { _ in true })
    static let alone = Surroundings(review: Review(), tally: DayTally(total: 0), lines: [], at: 0)

    static func line(of entry: Entry) -> EntryLine {
        EntryLine(
            address: entry.address, modality: entry.modality, status: entry.status, promptExcerpt: entry.prompt,
            responseExcerpt: String(entry.response.prefix(120)), firstMedia: nil, createdAt: entry.createdAt)
    }

    static func surroundings(at now: Moment) -> Surroundings {
        let lines = entries(at: now).enumerated().map { index, sample in
            var line = line(of: sample.0)
            (line.isStarred, line.isReviewed, line.hasNote) = (index % 3 == 1, index < 3, index % 4 == 1)
            return line
        }
        let tally = DayTally(
            total: lines.count, starred: 3, reviewed: 3, modalities: [.code: 7, .image: 2],
            statuses: [.succeeded: 2, .failed: 1])
        let review = Review(isStarred: true, isReviewed: false, note: Note(kept: prompt))
        return Surroundings(review: review, tally: tally, lines: lines, at: 1)
    }

    static func forms(_ scheme: String, _ wording: Wording) -> [FormRecord] {
        let states: [(Modality, String, String?, String?)] = [
            (.code, "ready", nil, nil), (.image, "ready", nil, nil),
            (.code, "busy", wording("engine.busy.note", ["position": "2"]), nil),
            (.code, "preparing", wording("engine.download", ["percent": "40"]), nil),
            (.code, "unavailable", wording[.modelOff], nil), (.image, "ready", nil, wording("error.empty.image")),
        ]
        return states.enumerated().map { number, state in
            let (modality, name, note, error) = state
            let engine = EngineRecord(
                provider: wording("engine.embedded"), model: "lorem-1b", caveat: wording("caveat.text"), state: name,
                note: note, percent: 40, cost: wording("cost.unknown"))
            return FormRecord(
                modality, id: "\(scheme)-\(number)", text: number == 0 ? prompt : "", error: error, engine: engine,
                picture: SizeRecord(width: 1792, height: 1024), wording)
        }
    }
}
