/// The merges of a vocabulary: which two symbols make which third one, in the order they were minted.
struct Merges: Sendable {
    /// One merge.
    struct Merge: Sendable, Equatable {
        let left: Int32
        let right: Int32
        let result: Int32
    }

    let list: [Merge]
    private let ranks: [UInt64: Int32]

    init(_ list: [Merge]) {
        self.list = list
        ranks = Dictionary(
            list.enumerated().map { (Self.key($1.left, $1.right), Int32($0)) }, uniquingKeysWith: min)
    }

    /// The place of a pair in the order of the merges.
    func rank(_ left: Int32, _ right: Int32) -> Int32? { ranks[Self.key(left, right)] }

    private static func key(_ left: Int32, _ right: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
    }

    /// Merges the symbols of one word, always the earliest minted pair first, leftmost among equals.
    ///
    /// Short words scan for the best pair; O(n log n) with a heap for long ones.
    func apply(to symbols: [Int32]) -> [Int32] {
        symbols.count <= 64 ? applyByScan(symbols) : applyByHeap(symbols)
    }

    private func applyByScan(_ symbols: [Int32]) -> [Int32] {
        var symbols = symbols
        var pairRanks = symbols.indices.dropLast().map { rank(symbols[$0], symbols[$0 + 1]) ?? .max }
        while let best = pairRanks.min(), best != .max, let place = pairRanks.firstIndex(of: best) {
            symbols[place] = list[Int(best)].result
            symbols.remove(at: place + 1)
            pairRanks.remove(at: place)
            if place < pairRanks.count { pairRanks[place] = rank(symbols[place], symbols[place + 1]) ?? .max }
            if place > 0 { pairRanks[place - 1] = rank(symbols[place - 1], symbols[place]) ?? .max }
        }
        return symbols
    }

    private func applyByHeap(_ symbols: [Int32]) -> [Int32] {
        var symbols = symbols
        var next = Array(1...symbols.count), previous = Array(-1..<symbols.count - 1)
        var alive = [Bool](repeating: true, count: symbols.count)
        var heap = Heap<UInt64>()
        func offer(_ place: Int) {
            guard place >= 0, next[place] < symbols.count,
                let rank = rank(symbols[place], symbols[next[place]])
            else { return }
            heap.push(UInt64(rank) << 32 | UInt64(place))
        }
        for place in symbols.indices { offer(place) }
        while let top = heap.pop() {
            let (best, place) = (Int32(truncatingIfNeeded: top >> 32), Int(top & 0xFFFF_FFFF))
            guard alive[place], next[place] < symbols.count, rank(symbols[place], symbols[next[place]]) == best
            else { continue }
            symbols[place] = list[Int(best)].result
            let gone = next[place]
            alive[gone] = false
            next[place] = next[gone]
            if next[place] < symbols.count { previous[next[place]] = place }
            offer(place)
            offer(previous[place])
        }
        return symbols.indices.filter { alive[$0] }.map { symbols[$0] }
    }
}

/// A binary heap whose least element comes out first.
struct Heap<Element: Comparable> {
    private var elements: [Element] = []

    mutating func push(_ element: Element) {
        elements.append(element)
        var child = elements.count - 1
        while child > 0, elements[child] < elements[(child - 1) / 2] {
            elements.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func pop() -> Element? {
        guard let least = elements.first else { return nil }
        let last = elements.removeLast()
        guard !elements.isEmpty else { return least }
        elements[0] = last
        var parent = 0
        while true {
            var child = 2 * parent + 1
            guard child < elements.count else { return least }
            if child + 1 < elements.count, elements[child + 1] < elements[child] { child += 1 }
            guard elements[child] < elements[parent] else { return least }
            elements.swapAt(parent, child)
            parent = child
        }
    }
}
