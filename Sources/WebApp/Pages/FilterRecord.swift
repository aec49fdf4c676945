import Generation
import Templates

/// The filters of a day as links, each with how many entries of the day it would show alone.
struct FilterRecord {
    let choices: [FilterChoiceRecord]
    let isActive: Bool
    /// How many entries pass what is chosen now.
    let matchingLabel: String
    let clear: String

    init(_ filter: DayFilter, on day: Day, _ tally: DayTally, matching: Int, _ wording: Wording) {
        var choices = [
            FilterChoiceRecord(
                href: Links.day(day), label: wording("filter.all"), count: wording.grouped(tally.total),
                group: "all", isCurrent: filter.isNone)
        ]
        func offer(_ label: String, _ group: String, _ count: Int, isCurrent: Bool, _ choose: (inout DayFilter) -> Void)
        {
            guard count > 0 || isCurrent else { return }
            var chosen = filter
            choose(&chosen)
            choices.append(
                FilterChoiceRecord(
                    href: Links.day(day, chosen), label: label, count: wording.grouped(count), group: group,
                    isCurrent: isCurrent))
        }
        offer(
            wording("filter.unreviewed"), "review", tally.total - tally.reviewed, isCurrent: filter.isUnreviewed
        ) { $0.isUnreviewed.toggle() }
        offer(wording("filter.starred"), "review", tally.starred, isCurrent: filter.isStarred) { $0.isStarred.toggle() }
        // Where all are of one kind, or all have ended well, a choice would choose nothing.
        if tally.modalities.count > 1 || filter.modality != nil {
            for modality in Modality.allCases {
                let isCurrent = filter.modality == modality
                offer(wording.label(modality), "kind", tally.modalities[modality] ?? 0, isCurrent: isCurrent) {
                    $0.modality = isCurrent ? nil : modality
                }
            }
        }
        if tally.statuses.count > 1 || filter.status != nil {
            for status in EntryStatus.allCases {
                let isCurrent = filter.status == status
                offer(wording.label(status), "status", tally.statuses[status] ?? 0, isCurrent: isCurrent) {
                    $0.status = isCurrent ? nil : status
                }
            }
        }
        self.choices = choices
        isActive = !filter.isNone
        matchingLabel = wording.count("filter.matching", matching)
        clear = Links.day(day)
    }
}

struct FilterChoiceRecord {
    let href: String
    let label: String
    let count: String
    let group: String
    let isCurrent: Bool
}

extension FilterRecord: TemplateData {
    static let shape = Shape<FilterRecord> {
        $0.field("choices", \.choices)
        $0.field("is_active", \.isActive)
        $0.field("matching_label", \.matchingLabel)
        $0.field("clear", \.clear)
    }
}

extension FilterChoiceRecord: TemplateData {
    static let shape = Shape<FilterChoiceRecord> {
        $0.field("href", \.href)
        $0.field("label", \.label)
        $0.field("count", \.count)
        $0.field("group", \.group)
        $0.field("is_current", \.isCurrent)
    }
}
