extension BuiltIns {
    static var sequenceFunctions: [NativeFunction] {
        [
            NativeFunction("len", "obj") { call in .int(try call.machine.length(of: call[0])) },
            NativeFunction("sum", "iterable, start=") { call in
                let start = call.given(1) ?? .int(0)
                if case .string = start {
                    throw Interruption.typeError("sum() can't sum strings [use ''.join(seq) instead]")
                }
                let iterator = try call.iterator(0)
                var sum = start
                while let next = try iterator.next(call.machine) {
                    try call.machine.spend(1)
                    sum = try call.machine.binary(.add, sum, next)
                }
                return sum
            },
            extreme("min") { try $2.isLess($0, $1) },
            extreme("max") { try $2.isTrue($2.compare(.greater, $0, $1)) },
            NativeFunction("any", "iterable") { call in
                let iterator = try call.iterator(0)
                while let next = try iterator.next(call.machine) {
                    try call.machine.spend(1)
                    if try call.machine.isTrue(next) { return .bool(true) }
                }
                return .bool(false)
            },
            NativeFunction("all", "iterable") { call in
                let iterator = try call.iterator(0)
                while let next = try iterator.next(call.machine) {
                    try call.machine.spend(1)
                    if try !call.machine.isTrue(next) { return .bool(false) }
                }
                return .bool(true)
            },
            NativeFunction("sorted", "iterable, key=, reverse=") { call in
                let items = try call.elements(0)
                return try call.machine.list(
                    call.machine.sorted(items, key: call.optional(1), isReversed: call.isTrue(2)))
            },
            NativeFunction("iter", "object, sentinel=") { call in
                guard let sentinel = call.given(1) else { return .object(try call.iterator(0)) }
                return .object(
                    ClosureIterator([call[0], sentinel], call.machine.heap) { sources, machine in
                        let value = try machine.call(sources[0], [])
                        return try machine.areEqual(value, sources[1]) ? nil : value
                    })
            },
            NativeFunction("next", "iterator, default=") { call in
                let value: Value?
                switch call[0].object {
                case let iterator as IteratorObject: value = try iterator.next(call.machine)
                case let instance as InstanceObject where instance.type.lookupCustom("__next__") != nil:
                    do {
                        value = try instance.callSpecial("__next__", [], call.machine)
                    } catch let interruption as Interruption
                        where interruption.isRaised(.stopIteration) && call.count > 1
                    {
                        value = nil
                    }
                default: throw Interruption.typeError("'\(call[0].type.name)' object is not an iterator")
                }
                guard let result = value ?? call.given(1) else { throw call.machine.endOfIteration(call[0]) }
                return result
            },
        ]
    }

    /// `min` and `max`, which differ by what is better.
    private static func extreme(
        _ name: String, isBetter: @escaping (Value, Value, Machine) throws -> Bool
    ) -> NativeFunction {
        NativeFunction(name, "*values, key=, default=") { call in
            let machine = call.machine
            guard call.count > 0 else {
                throw Interruption.typeError("\(name) expected at least 1 argument, got 0")
            }
            let iterator =
                call.count == 1 ? try call.iterator(0) : TupleIterator(Array(call.values), machine.heap)
            let key = call.optionalKeyword("key")
            var best: (value: Value, rank: Value)?
            while let value = try iterator.next(machine) {
                try machine.spend(1)
                let rank = try key.map { try machine.call($0, [value]) } ?? value
                if let current = best, try !isBetter(rank, current.rank, machine) { continue }
                best = (value, rank)
            }
            if let best { return best.value }
            guard let standard = call.keyword("default") else {
                throw Interruption.valueError("\(name)() arg is an empty sequence")
            }
            return standard
        }
    }
}

extension Machine {
    /// The StopIteration of an iterator that has no more values; a generator's carries its result.
    func endOfIteration(_ iterator: Value) -> Interruption {
        var arguments: [Value] = []
        if let result = (iterator.object as? GeneratorObject)?.result, !result.isNone { arguments = [result] }
        return .raised(ExceptionObject(ExceptionKind.stopIteration.type, arguments, heap))
    }
}
