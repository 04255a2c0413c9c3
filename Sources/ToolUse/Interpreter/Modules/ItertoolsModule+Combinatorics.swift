extension Modules {
    static let combinatorics: [NativeFunction] = [
        NativeFunction("product", "*iterables, repeat=") { call in
            let pools = try call.values.map(call.machine.elements)
            let times = try call.keyword("repeat").map(call.machine.integer) ?? 1
            guard times >= 0 else { throw Interruption.valueError("repeat argument cannot be negative") }
            let all = try call.machine.repeated(pools, times, elementSize: 64)
            guard all.allSatisfy({ !$0.isEmpty }) else { return iterator([], call) { _, _ in nil } }
            return selections(all, first: Array(repeating: 0, count: all.count), call) { places in
                var index = places.count - 1
                while index >= 0 {
                    places[index] += 1
                    if places[index] < all[index].count { return true }
                    places[index] = 0
                    index -= 1
                }
                return false
            }
        },
        NativeFunction("combinations", "iterable, r") { call in
            let (pool, length) = try poolAndLength(call)
            guard length <= pool.count else { return iterator([], call) { _, _ in nil } }
            return selections(Array(repeating: pool, count: length), first: Array(0..<length), call) { places in
                var index = length - 1
                while index >= 0, places[index] == index + pool.count - length { index -= 1 }
                guard index >= 0 else { return false }
                let start = places[index] + 1
                for offset in index..<length { places[offset] = start + offset - index }
                return true
            }
        },
        NativeFunction("combinations_with_replacement", "iterable, r") { call in
            let (pool, length) = try poolAndLength(call)
            guard !pool.isEmpty || length == 0 else { return iterator([], call) { _, _ in nil } }
            try call.machine.heap.check(length, of: 64)
            let first = Array(repeating: 0, count: length)
            return selections(Array(repeating: pool, count: length), first: first, call) { places in
                var index = length - 1
                while index >= 0, places[index] == pool.count - 1 { index -= 1 }
                guard index >= 0 else { return false }
                let start = places[index] + 1
                for offset in index..<length { places[offset] = start }
                return true
            }
        },
        NativeFunction("permutations", "iterable, r=") { call in
            let pool = try call.elements(0)
            let length = try call.optional(1).map(call.machine.integer) ?? pool.count
            guard length >= 0 else { throw Interruption.valueError("r must be non-negative") }
            guard length <= pool.count else { return iterator([], call) { _, _ in nil } }
            // All places in an order whose first ones are the selection; the rest ascends.
            return selections(Array(repeating: pool, count: length), first: Array(0..<pool.count), call) { places in
                var index = length - 1
                while index >= 0 {
                    let rest = places[(index + 1)...].sorted()
                    if let next = rest.firstIndex(where: { $0 > places[index] }) {
                        var others = rest
                        others[next] = places[index]
                        places[index] = rest[next]
                        places.replaceSubrange((index + 1)..., with: others)
                        return true
                    }
                    index -= 1
                }
                return false
            }
        },
    ]

    private static func poolAndLength(_ call: Call) throws -> ([Value], Int) {
        let (pool, length) = (try call.elements(0), try call.integer(1))
        guard length >= 0 else { throw Interruption.valueError("r must be non-negative") }
        return (pool, length)
    }

    /// Over tuples of one item of each pool: those at places that `advance` moves on until there are no more.
    private static func selections(
        _ pools: [[Value]], first: [Int], _ call: Call, advance: @escaping (inout [Int]) -> Bool
    ) -> Value {
        var places = first
        var isFirst = true
        return iterator([], call) { _, machine in
            try machine.spend(places.count / 2 + 1)
            guard isFirst || advance(&places) else { return nil }
            isFirst = false
            return try machine.tuple(zip(pools, places).map { $0[$1] })
        }
    }
}
