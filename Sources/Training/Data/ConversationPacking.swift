/// Puts sequences of different lengths into packs, as full as can be without taking them far out of order.
///
/// A pack takes what comes next while that fits. When it does not, the longest of the next 128 that does fit fills the gap, and
/// so on until none fits. What did not fit is the first of the next pack: nothing waits for longer than one pack once it is
/// next, nothing is cut, and nothing is left out. O(n · 128) for n sequences.
public enum ConversationPacking {
    private static let lookAhead = 128

    /// The packs of `order`; a sequence longer than the capacity is a pack of its own.
    public static func packs(_ order: [Int], lengths: [Int], capacity: Int) -> [[Int]] {
        var isTaken = [Bool](repeating: false, count: order.count)
        var next = 0
        var packs: [[Int]] = []
        while true {
            while next < order.count, isTaken[next] { next += 1 }
            guard next < order.count else { return packs }
            var pack = [order[next]]
            isTaken[next] = true
            var room = capacity - lengths[order[next]]
            while let place = fitting(order, lengths, isTaken, from: next, room: room) {
                isTaken[place] = true
                pack.append(order[place])
                room -= lengths[order[place]]
            }
            packs.append(pack)
        }
    }

    /// What comes next if it fits, else the longest of those that follow and do.
    private static func fitting(
        _ order: [Int], _ lengths: [Int], _ isTaken: [Bool], from start: Int, room: Int
    ) -> Int? {
        var best: Int?
        var seen = 0
        var place = start
        while place < order.count, seen < lookAhead {
            defer { place += 1 }
            guard !isTaken[place] else { continue }
            let length = lengths[order[place]]
            if length <= room {
                if seen == 0 { return place }
                if length > best.map({ lengths[order[$0]] }) ?? 0 { best = place }
            }
            seen += 1
        }
        return best
    }
}
