/// Whether a body has come at `bodyRate` over every stretch of `bodyWindow` since it began. Pure: tests hand in the time.
///
/// Bytes are counted in slots of a twentieth of the window, so however long a body lasts this takes the same memory.
/// What is looked at is the begun slot and the twenty before it, so a stretch is up to a twentieth longer than the
/// window: a body that keeps its rate over every window is never given up, one that misses it over every stretch of
/// 21 slots always is. The bytes of a stretch become fewer until more arrive, so looking just before they do, and at
/// the sweeps for the case that none ever do, is looking at every moment.
struct BodyPace {
    private static let slots = 20

    private let began: UInt64
    private let window: UInt64
    private let slot: UInt64
    private let wanted: Int
    /// Of the newest slots, each at its number modulo their count.
    private var counts = [Int](repeating: 0, count: slots + 1)
    private var newest = 0
    private var total = 0
    private(set) var isTooSlow = false

    init(_ now: UInt64, _ limits: ServerLimits) {
        began = now
        window = max(UInt64(Self.slots), UInt64(limits.bodyWindow / .nanoseconds(1)))
        slot = window / UInt64(Self.slots)
        wanted = Int(Double(limits.bodyRate) * (limits.bodyWindow / .seconds(1)))
    }

    mutating func arrived(_ count: Int, _ now: UInt64) {
        look(now)
        counts[newest % counts.count] += count
        total += count
    }

    mutating func look(_ now: UInt64) {
        advance(to: Int((now - began) / slot))
        if now - began >= window, total < wanted { isTooSlow = true }
    }

    private mutating func advance(to number: Int) {
        for next in (newest + 1)..<max(newest + 1, min(number, newest + counts.count) + 1) {
            total -= counts[next % counts.count]
            counts[next % counts.count] = 0
        }
        newest = max(newest, number)
    }
}
