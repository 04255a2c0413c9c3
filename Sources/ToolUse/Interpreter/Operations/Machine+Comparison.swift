import BigInt

extension Machine {
    /// `left == right`
    func areEqual(_ left: Value, _ right: Value) throws -> Bool {
        switch (left, right) {
        case (.int(let a), .int(let b)): return a == b
        case (.string(let a), .string(let b)): return try a.equals(right, self) ?? (a === b)
        case (.none, .none): return true
        case (.none, .int), (.none, .string), (.int, .none), (.string, .none): return false
        default: break
        }
        if let a = Number(left), let b = Number(right) { return Self.compare(a, b) == .same }
        if let answer = try left.object?.equals(right, self) { return answer }
        if let answer = try right.object?.equals(left, self) { return answer }
        return left.isIdentical(to: right)
    }

    /// Whether a container takes the two for the same: identical or equal.
    func areSame(_ left: Value, _ right: Value) throws -> Bool {
        try left.isIdentical(to: right) || areEqual(left, right)
    }

    /// Whether two sequences have the same items.
    func areEqual(_ left: [Value], _ right: [Value]) throws -> Bool {
        guard left.count == right.count else { return false }
        return try descend {
            for (a, b) in zip(left, right) {
                try spend(1)
                guard try areSame(a, b) else { return false }
            }
            return true
        }
    }

    /// `left < right` and its like, as the value that it gives.
    func compare(_ order: Ordering, _ left: Value, _ right: Value) throws -> Value {
        if let a = Number(left), let b = Number(right) {
            return switch Self.compare(a, b) {
            case .below: .bool(order == .less || order == .lessOrEqual)
            case .same: .bool(order == .lessOrEqual || order == .greaterOrEqual)
            case .above: .bool(order == .greater || order == .greaterOrEqual)
            case .unordered: .bool(false)
            }
        }
        if let answer = try left.object?.compare(order, right, self) { return answer }
        if let answer = try right.object?.compare(order.reflected, left, self) { return answer }
        throw Interruption.typeError(
            "'\(order.symbol)' not supported between instances of '\(left.type.name)' and '\(right.type.name)'")
    }

    /// `left < right`
    func isLess(_ left: Value, _ right: Value) throws -> Bool {
        if case .int(let a) = left, case .int(let b) = right { return a < b }
        return try isTrue(compare(.less, left, right))
    }

    /// The order of two sequences: that of the first items that differ.
    func compare(_ order: Ordering, _ left: [Value], _ right: [Value]) throws -> Value {
        try descend {
            for (a, b) in zip(left, right) {
                try spend(1)
                if try !areSame(a, b) { return try compare(order, a, b) }
            }
            return .bool(order.holds(left.count, right.count))
        }
    }

    /// `value in container`
    func contains(_ container: Value, _ value: Value) throws -> Bool {
        switch container {
        case .list(let list):
            // The list may change while it is compared.
            var index = 0
            while index < list.items.count {
                try spend(1)
                if try areSame(list.items[index], value) { return true }
                index += 1
            }
            return false
        case .tuple(let tuple):
            for item in tuple.items {
                try spend(1)
                if try areSame(item, value) { return true }
            }
            return false
        default: break
        }
        if let answer = try container.object?.contains(value, self) { return answer }
        guard let iterator = try container.object?.iterator(self) else {
            throw Interruption.typeError("argument of type '\(container.type.name)' is not iterable")
        }
        while let item = try iterator.next(self) {
            try spend(1)
            if try areSame(item, value) { return true }
        }
        return false
    }
}

extension Machine {
    /// How two numbers lie to each other.
    enum Relation { case below, same, above, unordered }

    static func compare(_ left: Number, _ right: Number) -> Relation {
        switch (left, right) {
        case (.int(let a), .int(let b)): relation(a, b)
        case (.double(let a), .double(let b)): a.isNaN || b.isNaN ? .unordered : relation(a, b)
        case (.int(let a), .double(let b)): compare(BigInt(a), b)
        case (.big(let a), .double(let b)): compare(a, b)
        case (.double(let a), .int(let b)): opposite(compare(BigInt(b), a))
        case (.double(let a), .big(let b)): opposite(compare(b, a))
        case (.int(let a), .big(let b)): relation(BigInt(a), b)
        case (.big(let a), .int(let b)): relation(a, BigInt(b))
        case (.big(let a), .big(let b)): relation(a, b)
        }
    }

    private static func relation<T: Comparable>(_ a: T, _ b: T) -> Relation { a < b ? .below : a == b ? .same : .above }

    private static func opposite(_ relation: Relation) -> Relation {
        switch relation {
        case .below: .above
        case .above: .below
        case .same, .unordered: relation
        }
    }

    /// An integer against a float, exactly.
    private static func compare(_ integer: BigInt, _ double: Double) -> Relation {
        guard !double.isNaN else { return .unordered }
        guard double.isFinite else { return double > 0 ? .below : .above }
        let whole = double.rounded(.towardZero)
        let relation = relation(integer, BigInt(whole))
        guard relation == .same else { return relation }
        return whole == double ? .same : whole < double ? .below : .above
    }
}
