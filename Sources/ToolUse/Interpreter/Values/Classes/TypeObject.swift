/// A class: built in, or of the program.
final class TypeObject: CyclicObject, @unchecked Sendable {
    /// What the instances of a class are.
    enum Layout { case native, instance, exception }

    typealias Constructor = (_ call: Call) throws -> Value

    let name: String
    let layout: Layout
    /// Whether a program made it.
    let isCustom: Bool
    /// Makes an instance of a native class.
    let constructor: NativeFunction?
    /// The classes that this one extends.
    let bases: [TypeObject]
    /// The names of the fields, of a named tuple's or a data class.
    var fields: [String]?
    /// The classes in which names are looked up after this one.
    private let ancestors: [TypeObject]
    private(set) var attributes: [String: Value] = [:]
    /// Whether any attribute here or above is a property.
    private var hasProperties: Bool

    /// A built-in class.
    init(
        builtIn name: String, base: TypeObject? = nil, layout: Layout = .native, methods: [NativeFunction] = [],
        constructor: NativeFunction? = nil
    ) {
        self.name = name
        self.layout = layout
        self.constructor = constructor
        isCustom = false
        bases = base.map { [$0] } ?? []
        ancestors = base.map { [$0] + $0.ancestors } ?? []
        hasProperties = false
        super.init(.shared)
        for method in methods { attributes[method.name] = .native(method) }
    }

    /// A class that a program defines. Fails where the order of its bases contradicts itself.
    init(name: String, bases: [TypeObject], attributes: [String: Value], fields: [String]? = nil, _ heap: Heap) throws {
        self.name = name
        self.bases = bases
        self.attributes = attributes
        self.fields = fields ?? bases.lazy.compactMap(\.fields).first
        isCustom = true
        constructor = nil
        ancestors = try Self.linearized(bases)
        try heap.check(ancestors.count, of: 64)
        layout = bases.contains { $0.layout == .exception } ? .exception : .instance
        hasProperties =
            bases.contains { $0.hasProperties } || attributes.values.contains { $0.object is PropertyObject }
        super.init(heap)
    }

    deinit { dismantle() }

    override func dismantle() {
        var values = Array(attributes.values)
        attributes = [:]
        heap.discard(&values)
    }

    /// C3 linearization (Barrett and others, 1996) of the bases.
    private static func linearized(_ bases: [TypeObject]) throws -> [TypeObject] {
        var lists = bases.map(\.order) + [bases]
        var result: [TypeObject] = []
        while true {
            lists.removeAll(where: \.isEmpty)
            guard !lists.isEmpty else { return result }
            let next = lists.lazy.map { $0[0] }.first { candidate in
                !lists.contains { list in list.dropFirst().contains { $0 === candidate } }
            }
            guard let next else {
                throw Interruption.typeError("Cannot create a consistent method resolution order (MRO) for bases")
            }
            result.append(next)
            for index in lists.indices where lists[index].first === next { lists[index].removeFirst() }
        }
    }

    override var type: TypeObject { Types.type }

    override var isCallable: Bool { true }

    override func isTrue(_ machine: Machine) -> Bool { true }

    override func hash(_ machine: Machine) -> Int { isCustom ? serial : name.utf8.count }

    override func writeRepresentation(to text: inout Scalars, _ machine: Machine) throws {
        text.append(isCustom ? "<class '__main__.\(name)'>" : "<class '\(name)'>")
    }

    override func binary(_ operation: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
        // `int | None` in an annotation that is evaluated.
        operation == .or ? .object(self) : nil
    }

    override func item(_ key: Value, _ machine: Machine) throws -> Value {
        // `list[int]` in an annotation that is evaluated.
        guard !isCustom else { return .object(self) }
        guard
            [Types.list, Types.dict, Types.tuple, Types.set, Types.frozenSet, Types.type].contains(where: {
                $0 === self
            })
        else { return try super.item(key, machine) }
        return .object(self)
    }

    override func attribute(_ name: String, _ machine: Machine) throws -> Value? {
        switch name {
        case "__name__", "__qualname__": return try machine.string(self.name)
        case "__bases__": return try machine.tuple(bases.map { .object($0) })
        case "__mro__": return try machine.tuple(order.map { .object($0) })
        case "_fields": if let fields { return try machine.tuple(fields.map(machine.string)) }
        default: break
        }
        guard let found = lookup(name) else { return nil }
        switch found.object {
        case let method as ClassMethodObject: return try machine.bind(method.function, to: .object(self))
        case let method as StaticMethodObject: return method.function
        default: return found
        }
    }

    override func setAttribute(_ name: String, to value: Value, _ machine: Machine) throws {
        guard isCustom else {
            throw Interruption.typeError("cannot set '\(name)' attribute of immutable type '\(self.name)'")
        }
        if attributes[name] == nil { heap.count(64) }
        attributes[name] = value
        if value.object is PropertyObject { hasProperties = true }
    }

    override func deleteAttribute(_ name: String, _ machine: Machine) throws {
        guard isCustom, attributes.removeValue(forKey: name) != nil else {
            throw Interruption.attributeError("type object '\(self.name)' has no attribute '\(name)'")
        }
    }
}

extension TypeObject {
    /// The class and those that it extends, in the order in which names are looked up.
    var order: [TypeObject] { [self] + ancestors }

    /// Whether it is `other` or extends it.
    func isSubtype(of other: TypeObject) -> Bool { self === other || ancestors.contains { $0 === other } }

    /// An attribute of this class or of one that it extends.
    func lookup(_ name: String) -> Value? {
        if let own = attributes[name] { return own }
        for type in ancestors {
            if let found = type.attributes[name] { return found }
        }
        return nil
    }

    /// As ``lookup(_:)``, among what the program itself defines.
    func lookupCustom(_ name: String) -> Value? {
        guard isCustom else { return nil }
        if let own = attributes[name] { return own }
        for type in ancestors where type.isCustom {
            if let found = type.attributes[name] { return found }
        }
        return nil
    }

    /// What `super().name` finds in an object of this class, seen from `type`.
    func lookup(_ name: String, after type: TypeObject) -> Value? {
        let order = order
        guard let place = order.firstIndex(where: { $0 === type }) else { return nil }
        for next in order[(place + 1)...] {
            if let found = next.attributes[name] { return found }
        }
        return nil
    }

    /// The property of this name.
    func property(_ name: String) -> PropertyObject? {
        hasProperties ? lookup(name)?.object as? PropertyObject : nil
    }
}
