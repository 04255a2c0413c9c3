extension Machine {
    /// `iter(value)`
    func iterator(over value: Value) throws -> IteratorObject {
        guard let iterator = try value.object?.iterator(self) else {
            throw Interruption.typeError("'\(value.type.name)' object is not iterable")
        }
        return iterator
    }

    /// All that iterating over `value` gives.
    func elements(of value: Value) throws -> [Value] {
        switch value {
        case .list(let list):
            try spend(list.items.count / 16)
            return list.items
        case .tuple(let tuple):
            try spend(tuple.items.count / 16)
            return tuple.items
        default: break
        }
        return try elements(of: iterator(over: value))
    }

    /// What an iterator still gives, but not more than `most`.
    func elements(of iterator: IteratorObject, most: Int = .max) throws -> [Value] {
        var elements: [Value] = []
        while elements.count < most, let next = try iterator.next(self) {
            try spend(1)
            if elements.count & 0x3FF == 0 { try heap.check(elements.count + 0x400, of: MemoryLayout<Value>.stride) }
            elements.append(next)
        }
        return elements
    }

    /// A new set of all that iterating over `value` gives.
    func makeSet(of value: Value, isFrozen: Bool = false) throws -> SetObject {
        if case .set(let set) = value { return try set.copy(isFrozen: isFrozen, self) }
        let set = SetObject(isFrozen: isFrozen, heap)
        let iterator = try iterator(over: value)
        while let next = try iterator.next(self) {
            try spend(1)
            try set.add(next, self)
        }
        return set
    }

    /// The set that a value is; nil for other values.
    func asSet(_ value: Value) -> SetObject? {
        if case .set(let set) = value { return set }
        return nil
    }

    /// The set that a value is, or that a view of keys or items shows; nil for other values.
    func setOperand(_ value: Value) throws -> SetObject? {
        if let view = value.object as? DictView { return try view.asSet(self) }
        return asSet(value)
    }

    /// `dict.update(value)`
    func update(_ dict: DictObject, from value: Value) throws {
        if case .dict(let other) = value { return try dict.merge(other, self) }
        let iterator = try iterator(over: value)
        var count = 0
        while let next = try iterator.next(self) {
            try spend(1)
            let pair: [Value]
            do {
                pair = try elements(of: next)
            } catch let interruption as Interruption where interruption.isRaised(.typeError) {
                throw Interruption.typeError(
                    "cannot convert dictionary update sequence element #\(count) to a sequence")
            }
            guard pair.count == 2 else {
                throw Interruption.valueError(
                    "dictionary update sequence element #\(count) has length \(pair.count); 2 is required")
            }
            try dict.setItem(pair[0], to: pair[1], self)
            count += 1
        }
    }
}
