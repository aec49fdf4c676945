/// Names a scheduled action until it has run or was cancelled.
package struct TimerID: Sendable, Hashable {
    let number: UInt64
}

/// Actions by deadline: a binary heap; cancelled ones stay until they come to its top.
struct TimerQueue {
    private struct Item {
        let deadline: UInt64
        let id: TimerID
    }

    private var heap: [Item] = []
    private var actions: [TimerID: @Sendable () -> Void] = [:]
    private var nextNumber: UInt64 = 1

    mutating func add(deadline: UInt64, _ action: @escaping @Sendable () -> Void) -> TimerID {
        let id = TimerID(number: nextNumber)
        nextNumber += 1
        actions[id] = action
        heap.append(Item(deadline: deadline, id: id))
        siftUp(from: heap.count - 1)
        return id
    }

    mutating func remove(_ id: TimerID) {
        actions[id] = nil
        while let top = heap.first, actions[top.id] == nil { removeTop() }
    }

    /// Milliseconds until the next deadline, rounded up; -1 for none: what epoll_wait takes.
    func timeout(now: UInt64) -> Int32 {
        guard let next = heap.first else { return -1 }
        guard next.deadline > now else { return 0 }
        return Int32(clamping: (next.deadline - now + 999_999) / 1_000_000)
    }

    mutating func takeDue(now: UInt64) -> [@Sendable () -> Void] {
        var due: [@Sendable () -> Void] = []
        while let top = heap.first, top.deadline <= now || actions[top.id] == nil {
            removeTop()
            if let action = actions.removeValue(forKey: top.id) { due.append(action) }
        }
        return due
    }

    private mutating func removeTop() {
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        siftDown()
    }

    private mutating func siftUp(from start: Int) {
        var child = start
        while child > 0, heap[child].deadline < heap[(child - 1) / 2].deadline {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func siftDown() {
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < heap.count && heap[child].deadline < heap[least].deadline {
                least = child
            }
            if least == parent { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
