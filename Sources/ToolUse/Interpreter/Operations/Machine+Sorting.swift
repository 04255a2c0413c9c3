extension Machine {
    /// `sorted(values, key=key, reverse=isReversed)`: stable, and asks only `<`.
    func sorted(_ values: [Value], key: Value?, isReversed: Bool) throws -> [Value] {
        guard let key else { return try sorted(values, key: { $0 }, isReversed: isReversed) }
        try heap.check(values.count, of: 2 * MemoryLayout<Value>.stride)
        let pairs = try values.map { (value: $0, key: try call(key, [$0])) }
        return try sorted(pairs, key: \.key, isReversed: isReversed).map(\.value)
    }

    /// The items in the order of their keys; equal ones stay as they stand.
    func sorted<Item>(_ items: [Item], key: (Item) -> Value, isReversed: Bool) throws -> [Item] {
        try spend(items.count / 4)
        let items = isReversed ? items.reversed() : items
        let result = try (items.count < Self.fewItems ? insertionSorted : mergeSorted)(items) {
            try isLess(key($0), key($1))
        }
        return isReversed ? result.reversed() : result
    }

    private static let fewItems = 64

    /// The run at the start, and the others put in by binary search: the comparisons that CPython makes with as few items, so that
    /// what has no order (NaN, items of different types) ends the same way.
    private func insertionSorted<Item>(_ items: [Item], isLess: (Item, Item) throws -> Bool) throws -> [Item] {
        guard items.count > 1 else { return items }
        var items = items
        let isDescending = try isLess(items[1], items[0])
        var run = 2
        while run < items.count, try isLess(items[run], items[run - 1]) == isDescending { run += 1 }
        if isDescending { items[..<run].reverse() }
        for index in run..<items.count {
            try spend(1)
            let item = items[index]
            var (low, high) = (0, index)
            while low < high {
                let middle = low + (high - low) / 2
                if try isLess(item, items[middle]) { high = middle } else { low = middle + 1 }
            }
            items.remove(at: index)
            items.insert(item, at: low)
        }
        return items
    }

    /// Merge sort from runs upwards; runs that are there already are taken as they are.
    private func mergeSorted<Item>(_ items: [Item], isLess: (Item, Item) throws -> Bool) throws -> [Item] {
        guard items.count > 1 else { return items }
        var items = items
        var bounds = [0]
        for index in 1..<items.count {
            try spend(1)
            if try isLess(items[index], items[index - 1]) { bounds.append(index) }
        }
        bounds.append(items.count)
        var spare = items
        while bounds.count > 2 {
            var merged = [0]
            var run = 0
            while run + 1 < bounds.count {
                let start = bounds[run]
                let middle = bounds[run + 1]
                let end = run + 2 < bounds.count ? bounds[run + 2] : middle
                var (left, right) = (start, middle)
                for place in start..<end {
                    try spend(1)
                    let takesRight = try left == middle || (right < end && isLess(items[right], items[left]))
                    spare[place] = takesRight ? items[right] : items[left]
                    if takesRight { right += 1 } else { left += 1 }
                }
                merged.append(end)
                run += 2
            }
            swap(&items, &spare)
            bounds = merged
        }
        return items
    }
}
