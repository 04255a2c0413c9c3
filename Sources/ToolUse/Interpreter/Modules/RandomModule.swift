/// Numbers that look random. Each run begins as after `random.seed(0)`, so that a program does the same every time; after `seed(n)`
/// the numbers are those of Python.
extension Modules {
    static let random = make(
        "random",
        [
            NativeFunction("seed", "a=") { call in
                try call.random.seed(call.optional(0), call.machine)
                return .none
            },
            NativeFunction("random") { call in .float(call.random.generator.unit()) },
            NativeFunction("uniform", "a, b") { call in
                let (a, b) = (try call.double(0), try call.double(1))
                return .float(a + (b - a) * call.random.generator.unit())
            },
            NativeFunction("gauss", "mu=, sigma=") { call in
                let mean = try call.given(0).map(call.machine.double) ?? 0
                return .float(mean + call.random.generator.normal() * (try call.given(1).map(call.machine.double) ?? 1))
            },
            NativeFunction("getrandbits", "k") { call in
                let count = try call.integer(0)
                guard count >= 0 else { throw Interruption.valueError("number of bits must be non-negative") }
                guard count < 64 else {
                    throw Interruption.overflowError("more than 63 bits at once are not made here")
                }
                return .int(call.random.generator.bits(count))
            },
            NativeFunction("randint", "a, b") { call in
                let (last, isTooLarge) = try call.integer(1).addingReportingOverflow(1)
                return .int(try number(from: call.integer(0), to: isTooLarge ? .max : last, by: 1, call))
            },
            NativeFunction("randrange", "start, stop=, step=") { call in
                let isStop = call.optional(1) == nil
                let start = isStop ? 0 : try call.integer(0)
                let stop = try call.integer(isStop ? 0 : 1)
                return .int(try number(from: start, to: stop, by: call.integer(2, default: 1), call))
            },
            NativeFunction("choice", "seq") { call in
                let count = try call.machine.length(of: call[0])
                guard count > 0 else { throw Interruption.indexError("Cannot choose from an empty sequence") }
                return try call.machine.item(of: call[0], at: .int(call.random.generator.below(count)))
            },
            NativeFunction("choices", "population, weights=, *, cum_weights=, k=") { call in try choices(call) },
            NativeFunction("shuffle", "x") { call in
                let count = try call.machine.length(of: call[0])
                for last in stride(from: count - 1, to: 0, by: -1) {
                    try call.machine.spend(2)
                    let (a, b) = (Value.int(last), Value.int(call.random.generator.below(last + 1)))
                    let moved = try call.machine.item(of: call[0], at: a)
                    try call.machine.setItem(of: call[0], at: a, to: call.machine.item(of: call[0], at: b))
                    try call.machine.setItem(of: call[0], at: b, to: moved)
                }
                return .none
            },
            NativeFunction("sample", "population, k") { call in try sample(call) },
        ], ["Random": RandomObject.typeValue])

    /// A number of `range(start, stop, step)`.
    private static func number(from start: Int, to stop: Int, by step: Int, _ call: Call) throws -> Int {
        guard step != 0 else { throw Interruption.valueError("zero step for randrange()") }
        let count = RangeObject.count(start, stop, step)
        guard count > 0 else {
            guard call.optional(1) != nil else { throw Interruption.valueError("empty range for randrange()") }
            let width = stop.subtractingReportingOverflow(start).partialValue
            throw Interruption.valueError("empty range for randrange() (\(start), \(stop), \(width))")
        }
        return start &+ step &* call.random.generator.below(count)
    }

    private static func choices(_ call: Call) throws -> Value {
        let items = try call.elements(0)
        let count = try call.keyword("k").map(call.machine.integer) ?? 1
        guard !items.isEmpty || count <= 0 else { throw Interruption.indexError("list index out of range") }
        try call.machine.heap.check(count, of: MemoryLayout<Value>.stride)
        try call.machine.spend(max(count, 0))
        var limits = try call.optionalKeyword("cum_weights").map {
            try call.machine.elements(of: $0).map(call.machine.double)
        }
        if let weights = try call.optional(1).map({ try call.machine.elements(of: $0).map(call.machine.double) }) {
            var sum = 0.0
            limits = weights.map { weight in
                sum += weight
                return sum
            }
        }
        guard limits == nil || limits?.count == items.count else {
            throw Interruption.valueError("The number of weights does not match the population")
        }
        let chosen = (0..<max(count, 0)).map { _ in
            let unit = call.random.generator.unit()
            guard let limits, let total = limits.last else { return items[Int(unit * Double(items.count))] }
            // The first whose limit lies above, by halving, as `bisect` finds it.
            var (low, high) = (0, limits.count - 1)
            while low < high {
                let middle = (low + high) / 2
                if unit * total < limits[middle] { high = middle } else { low = middle + 1 }
            }
            return items[low]
        }
        return try call.machine.list(chosen)
    }

    private static func sample(_ call: Call) throws -> Value {
        switch call[0] {
        case .set, .dict:
            throw Interruption.typeError("Population must be a sequence.  For dicts or sets, use sorted(d).")
        default: break
        }
        var pool = try call.elements(0)
        let count = try call.integer(1)
        guard count >= 0, count <= pool.count else {
            throw Interruption.valueError("Sample larger than population or is negative")
        }
        try call.machine.spend(count + pool.count / 16)
        // Python takes from a shrinking pool where that is smaller than a set of the places taken.
        var poolSize = 21
        if count > 5 {
            var power = 1
            while power < count * 3 { power *= 4 }
            poolSize += power
        }
        var chosen: [Value] = []
        var taken: Set<Int> = []
        for index in 0..<count {
            if pool.count <= poolSize {
                let place = call.random.generator.below(pool.count - index)
                chosen.append(pool[place])
                pool[place] = pool[pool.count - index - 1]
            } else {
                var place = call.random.generator.below(pool.count)
                while !taken.insert(place).inserted { place = call.random.generator.below(pool.count) }
                chosen.append(pool[place])
            }
        }
        return try call.machine.list(chosen)
    }
}
