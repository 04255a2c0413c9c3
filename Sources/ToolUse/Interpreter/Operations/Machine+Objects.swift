extension Machine {
    /// `bool(value)`
    func isTrue(_ value: Value) throws -> Bool {
        switch value {
        case .bool(let truth): truth
        case .none, .undefined: false
        case .int(let number): number != 0
        case .float(let number): number != 0
        case .string(let text): !text.scalars.isEmpty
        default: try value.object?.isTrue(self) ?? false
        }
    }

    /// `hash(value)`, for the tables.
    func hash(of value: Value) throws -> Int {
        switch value {
        case .int(let number): number
        case .string(let text): try text.hash(self)
        case .bool(let truth): truth ? 1 : 0
        case .float(let number): IntegerHash.hash(number)
        case .none, .undefined: 0x00FC_A865
        default: try value.object?.hash(self) ?? 0
        }
    }

    /// `len(value)`
    func length(of value: Value) throws -> Int {
        guard let length = try value.object?.length(self) else {
            throw Interruption.typeError("object of type '\(value.type.name)' has no len()")
        }
        return length
    }

    /// `value[key]`
    func item(of value: Value, at key: Value) throws -> Value {
        guard let object = value.object else {
            throw Interruption.typeError("'\(value.type.name)' object is not subscriptable")
        }
        return try object.item(key, self)
    }

    /// `value[key] = item`
    func setItem(of value: Value, at key: Value, to item: Value) throws {
        guard let object = value.object else {
            throw Interruption.typeError("'\(value.type.name)' object does not support item assignment")
        }
        try object.setItem(key, to: item, self)
    }

    /// `del value[key]`
    func deleteItem(of value: Value, at key: Value) throws {
        guard let object = value.object else {
            throw Interruption.typeError("'\(value.type.name)' object does not support item deletion")
        }
        try object.deleteItem(key, self)
    }

    /// The place in a sequence of `count` items that an index means.
    func index(_ key: Value, count: Int, of kind: String) throws -> Int {
        var index: Int
        switch key {
        case .int(let number): index = number
        case .bigInt: throw Interruption.indexError("cannot fit 'int' into an index-sized integer")
        case .bool, .object:
            do {
                index = try integer(key)
            } catch let interruption as Interruption where interruption.isRaised(.typeError) {
                throw badIndex(key, of: kind)
            }
        default: throw badIndex(key, of: kind)
        }
        if index < 0 { index += count }
        guard index >= 0, index < count else { throw Interruption.indexError("\(kind) index out of range") }
        return index
    }

    private func badIndex(_ key: Value, of kind: String) -> Interruption {
        let name = kind.split(separator: " ").first.map(String.init) ?? kind
        return .typeError(
            name == "string"
                ? "string indices must be integers, not '\(key.type.name)'"
                : "\(name) indices must be integers or slices, not \(key.type.name)")
    }

    /// A bound of a slice; nil for None.
    func sliceBound(_ value: Value) throws -> Int? {
        switch value {
        case .none, .undefined: return nil
        case .int(let number): return number
        case .bigInt(let object): return object.value < 0 ? .min : .max
        default:
            do {
                return try integer(value)
            } catch let interruption as Interruption where interruption.isRaised(.typeError) {
                throw Interruption.typeError("slice indices must be integers or None or have an __index__ method")
            }
        }
    }
}

// MARK: Sequences

extension Machine {
    /// How often `* value` repeats a sequence; nil where the value is no integer.
    func repetitions(_ value: Value) throws -> Int? {
        switch value {
        case .int(let number): return max(number, 0)
        case .bool(let truth): return truth ? 1 : 0
        case .bigInt: throw Interruption.overflowError("cannot fit 'int' into an index-sized integer")
        case .object(let object as InstanceObject) where object.type.lookupCustom("__index__") != nil:
            return max(try integer(value), 0)
        default: return nil
        }
    }

    /// `items * times`
    func repeated<Item>(_ items: [Item], _ times: Int, elementSize: Int) throws -> [Item] {
        guard !items.isEmpty, times > 0 else { return [] }
        let (count, isTooLarge) = items.count.multipliedReportingOverflow(by: times)
        guard !isTooLarge else { throw Interruption.exhausted(.memoryExhausted) }
        try heap.check(count, of: elementSize)
        try spend(count / 16)
        if items.count == 1 { return Array(repeating: items[0], count: count) }
        var result: [Item] = []
        result.reserveCapacity(count)
        for _ in 0..<times { result.append(contentsOf: items) }
        return result
    }

    /// `left + right`
    func joined(_ left: [Value], _ right: [Value]) throws -> [Value] {
        try heap.check(left.count + right.count, of: MemoryLayout<Value>.stride)
        try spend((left.count + right.count) / 8)
        return left + right
    }

    /// `items[slice]`
    func slice(_ items: [Value], _ slice: SliceObject) throws -> [Value] {
        let indices = try slice.indices(length: items.count, self)
        try heap.check(indices.count, of: MemoryLayout<Value>.stride)
        try spend(indices.count / 8)
        if indices.step == 1 { return Array(items[indices.range]) }
        return indices.map { items[$0] }
    }
}

// MARK: New values

extension Machine {
    func string(_ scalars: Scalars) throws -> Value {
        if scalars.count == 1 { return try character(scalars[0]) }
        return .string(try StringObject(scalars, heap))
    }

    func string(_ text: String) throws -> Value { try string(Scalars(text)) }

    func character(_ scalar: Unicode.Scalar) throws -> Value {
        if scalar.isASCII { return .string(StringObject.ascii[Int(scalar.value)]) }
        return .string(try StringObject([scalar], heap))
    }

    func list(_ items: [Value]) throws -> Value { .list(try ListObject(items, heap)) }

    func tuple(_ items: [Value]) throws -> Value {
        items.isEmpty ? .tuple(.empty) : .tuple(try TupleObject(items, heap))
    }

    /// The KeyError of a key.
    func keyError(_ key: Value) throws -> Interruption {
        .raised(ExceptionObject(ExceptionKind.keyError.type, [key], heap))
    }
}
