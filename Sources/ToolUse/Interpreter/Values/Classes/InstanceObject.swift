/// An object of a class that the program defines. What it can do is what its class has special methods for.
class InstanceObject: CyclicObject, @unchecked Sendable {
    private let kind: TypeObject
    private(set) var attributes = AttributeTable()

    init(_ type: TypeObject, _ heap: Heap) {
        kind = type
        super.init(heap)
    }

    deinit { dismantle() }

    override func dismantle() {
        heap.give(attributes.names.count * Self.attributeSize)
        var values = attributes.takeValues()
        heap.discard(&values)
    }

    private static let attributeSize = 48

    override var type: TypeObject { kind }

    /// Calls a special method of the class; nil where it has none.
    final func callSpecial(_ name: String, _ arguments: [Value], _ machine: Machine) throws -> Value? {
        guard let method = kind.lookupCustom(name) else { return nil }
        if method.isNone { return nil }
        return try machine.call(method, [.object(self)] + arguments)
    }

    /// Calls a special method that may answer NotImplemented, which gives nil.
    final func askSpecial(_ name: String, _ arguments: [Value], _ machine: Machine) throws -> Value? {
        guard let answer = try callSpecial(name, arguments, machine) else { return nil }
        if answer.object is NotImplementedObject { return nil }
        return answer
    }

    override func isTrue(_ machine: Machine) throws -> Bool {
        if let answer = try callSpecial("__bool__", [], machine) {
            guard case .bool(let truth) = answer else {
                throw Interruption.typeError("__bool__ should return bool, returned \(answer.type.name)")
            }
            return truth
        }
        guard let length = try length(machine) else { return true }
        return length != 0
    }

    override func length(_ machine: Machine) throws -> Int? {
        guard let answer = try callSpecial("__len__", [], machine) else { return nil }
        let length = try machine.integer(answer)
        guard length >= 0 else { throw Interruption.valueError("__len__() should return >= 0") }
        return length
    }

    override func iterator(_ machine: Machine) throws -> IteratorObject? {
        guard let made = try callSpecial("__iter__", [], machine) else {
            guard kind.lookupCustom("__getitem__") != nil else { return nil }
            return SubscriptIterator(.object(self), heap)
        }
        if let iterator = made.object as? IteratorObject { return iterator }
        guard let instance = made.object as? InstanceObject, instance.kind.lookupCustom("__next__") != nil else {
            throw Interruption.typeError("iter() returned non-iterator of type '\(made.type.name)'")
        }
        return InstanceIterator(instance)
    }

    override func contains(_ value: Value, _ machine: Machine) throws -> Bool? {
        guard let answer = try callSpecial("__contains__", [value], machine) else { return nil }
        return try machine.isTrue(answer)
    }

    override func item(_ key: Value, _ machine: Machine) throws -> Value {
        try callSpecial("__getitem__", [key], machine) ?? super.item(key, machine)
    }

    override func setItem(_ key: Value, to value: Value, _ machine: Machine) throws {
        if try callSpecial("__setitem__", [key, value], machine) == nil {
            try super.setItem(key, to: value, machine)
        }
    }

    override func deleteItem(_ key: Value, _ machine: Machine) throws {
        if try callSpecial("__delitem__", [key], machine) == nil { try super.deleteItem(key, machine) }
    }

    override func equals(_ other: Value, _ machine: Machine) throws -> Bool? {
        try askSpecial("__eq__", [other], machine).map(machine.isTrue)
    }

    override func compare(_ order: Ordering, _ other: Value, _ machine: Machine) throws -> Value? {
        try askSpecial(order.specialName, [other], machine)
    }

    override func hash(_ machine: Machine) throws -> Int {
        if let answer = try callSpecial("__hash__", [], machine) {
            return try machine.hash(of: answer)
        }
        if kind.lookupCustom("__eq__") != nil { throw Interruption.typeError("unhashable type: '\(type.name)'") }
        return serial
    }

    override func writeRepresentation(to text: inout Scalars, _ machine: Machine) throws {
        guard let answer = try callSpecial("__repr__", [], machine) else {
            text.append("<__main__.\(type.name) object at 0x\(String(serial, radix: 16))>")
            return
        }
        guard case .string(let own) = answer else {
            throw Interruption.typeError("__repr__ returned non-string (type \(answer.type.name))")
        }
        try own.writeText(to: &text, machine)
    }

    override func writeText(to text: inout Scalars, _ machine: Machine) throws {
        guard let answer = try callSpecial("__str__", [], machine) else {
            try writeRepresentation(to: &text, machine)
            return
        }
        guard case .string(let own) = answer else {
            throw Interruption.typeError("__str__ returned non-string (type \(answer.type.name))")
        }
        try own.writeText(to: &text, machine)
    }

    override func binary(_ operation: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
        try askSpecial("__\(operation.rawValue)__", [other], machine)
    }

    override func reflectedBinary(_ operation: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
        try askSpecial("__r\(operation.rawValue)__", [other], machine)
    }

    override func inPlaceBinary(_ operation: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
        try askSpecial("__i\(operation.rawValue)__", [other], machine)
    }

    override func unary(_ operation: UnaryOperator, _ machine: Machine) throws -> Value? {
        try callSpecial(operation.specialName, [], machine)
    }

    override var isCallable: Bool { kind.lookupCustom("__call__") != nil }

    override func attribute(_ name: String, _ machine: Machine) throws -> Value? {
        if let property = kind.property(name) { return try property.get(.object(self), machine) }
        if let own = attributes[name] { return own }
        if let inherited = kind.lookup(name) { return try machine.bind(inherited, to: .object(self)) }
        if name == "__dict__" { return try attributeDict(machine) }
        if name == "__class__" { return .object(kind) }
        return try callSpecial("__getattr__", [machine.string(name)], machine)
    }

    private func attributeDict(_ machine: Machine) throws -> Value {
        let dict = DictObject(heap)
        for (name, value) in zip(attributes.names, attributes.values) {
            try dict.setItem(machine.string(name), to: value, machine)
        }
        return .dict(dict)
    }

    override func setAttribute(_ name: String, to value: Value, _ machine: Machine) throws {
        if let property = kind.property(name) {
            try property.set(.object(self), to: value, named: name, machine)
        } else if try callSpecial("__setattr__", [machine.string(name), value], machine) == nil {
            try store(name, value)
        }
    }

    override func deleteAttribute(_ name: String, _ machine: Machine) throws {
        guard attributes.remove(name) != nil else { return try super.deleteAttribute(name, machine) }
        heap.give(Self.attributeSize)
    }

    /// Sets an attribute without asking the class.
    final func store(_ name: String, _ value: Value) throws {
        if attributes[name] == nil { try heap.claim(Self.attributeSize) }
        attributes.set(name, value)
    }
}

/// Over an object whose class has `__next__`.
final class InstanceIterator: IteratorObject, @unchecked Sendable {
    private var instance: Value

    init(_ instance: InstanceObject) {
        self.instance = .object(instance)
        super.init(instance.heap)
    }

    deinit { heap.discard(&instance) }

    override func next(_ machine: Machine) throws -> Value? {
        guard let instance = instance.object as? InstanceObject else { return nil }
        do {
            return try instance.callSpecial("__next__", [], machine)
        } catch let interruption as Interruption where interruption.isRaised(.stopIteration) {
            return nil
        }
    }
}
