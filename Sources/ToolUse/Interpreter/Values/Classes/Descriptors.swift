/// What `property` makes of methods.
final class PropertyObject: Object, @unchecked Sendable {
    /// Getter, setter and deleter; None where there is none.
    private var functions: [Value]

    init(get: Value, set: Value, delete: Value, _ heap: Heap) {
        functions = [get, set, delete]
        super.init(heap)
    }

    deinit { heap.discard(&functions) }

    override var type: TypeObject { Types.property }

    func get(_ instance: Value, _ machine: Machine) throws -> Value {
        guard !functions[0].isNone else { throw Interruption.attributeError("unreadable attribute") }
        return try machine.call(functions[0], [instance])
    }

    func set(_ instance: Value, to value: Value, named name: String, _ machine: Machine) throws {
        guard !functions[1].isNone else {
            throw Interruption.attributeError("property '\(name)' of '\(instance.type.name)' object has no setter")
        }
        _ = try machine.call(functions[1], [instance, value])
    }

    /// `@name.setter` and its like.
    override func attribute(_ name: String, _ machine: Machine) throws -> Value? {
        guard let place = ["getter", "setter", "deleter"].firstIndex(of: name) else { return nil }
        let make = NativeFunction(name, "function", holding: functions, heap) { call in
            var functions = call.held
            functions[place] = call[0]
            return .object(
                PropertyObject(get: functions[0], set: functions[1], delete: functions[2], call.machine.heap))
        }
        return .native(make)
    }
}

/// What `classmethod` makes of a function.
final class ClassMethodObject: Object, @unchecked Sendable {
    private(set) var function: Value

    init(_ function: Value, _ heap: Heap) {
        self.function = function
        super.init(heap)
    }

    deinit { heap.discard(&function) }
}

/// What `staticmethod` makes of a function.
final class StaticMethodObject: Object, @unchecked Sendable {
    private(set) var function: Value

    init(_ function: Value, _ heap: Heap) {
        self.function = function
        super.init(heap)
    }

    deinit { heap.discard(&function) }
}

/// What `super()` gives: the attributes of an object as the classes above `type` have them.
final class SuperObject: Object, @unchecked Sendable {
    private let start: TypeObject
    private var receiver: Value

    init(after type: TypeObject, _ receiver: Value, _ heap: Heap) {
        start = type
        self.receiver = receiver
        super.init(heap)
    }

    deinit { heap.discard(&receiver) }

    override var type: TypeObject { Types.superType }

    override func attribute(_ name: String, _ machine: Machine) throws -> Value? {
        let isClass = receiver.object is TypeObject
        let kind = receiver.object as? TypeObject ?? receiver.type
        guard let found = kind.lookup(name, after: start) else { return nil }
        if isClass, !(found.object is ClassMethodObject) { return found }
        return try machine.bind(found, to: receiver)
    }
}
