extension DictObject {
    /// Adds `amount` to the count of a key.
    func count(_ key: Value, by amount: Value, _ machine: Machine) throws {
        let hash = try machine.hash(of: key)
        guard let entry = try entry(of: key, hash: hash, machine) else {
            try append(key, amount, hash: hash)
            return
        }
        let sum = try machine.binary(.add, value(at: entry), amount)
        guard let entry = try self.entry(of: key, hash: hash, machine) else { return }
        setValue(sum, at: entry)
    }

    /// Whether two counters count alike; what is missing counts as zero.
    func counts(as other: DictObject, _ machine: Machine) throws -> Bool {
        for (left, right) in [(self, other), (other, self)] {
            for item in left.items {
                try machine.spend(1)
                guard try machine.areEqual(item.value, right.find(item.key, machine) ?? .int(0)) else { return false }
            }
        }
        return true
    }

    /// `+`, `-`, `&`, `|` of counters: what counts more than zero stays.
    func combined(_ operation: BinaryOperator, with other: DictObject, _ machine: Machine) throws -> Value? {
        guard [.add, .subtract, .and, .or].contains(operation) else { return nil }
        let result = DictObject(type: Types.counter, heap)
        func keep(_ key: Value, _ left: Value, _ right: Value) throws {
            try machine.spend(1)
            let count: Value
            switch operation {
            case .add, .subtract: count = try machine.binary(operation, left, right)
            case .and: count = try machine.isLess(left, right) ? left : right
            default: count = try machine.isLess(left, right) ? right : left
            }
            if try machine.isLess(.int(0), count) { try result.setItem(key, to: count, machine) }
        }
        for item in items { try keep(item.key, item.value, other.find(item.key, machine) ?? .int(0)) }
        for item in other.items where try find(item.key, machine) == nil { try keep(item.key, .int(0), item.value) }
        return .dict(result)
    }
}
