extension Modules {
    static let dataclasses = make(
        "dataclasses", [dataclass, field, asDict, replace],
        ["FrozenInstanceError": .object(ExceptionKind.frozenInstanceError.type)])

    /// `@dataclass`, with or without parentheses.
    private static let dataclass = NativeFunction(
        "dataclass", "cls=, *, init=, repr=, eq=, order=, frozen=, unsafe_hash=, slots=, kw_only="
    ) { call in
        func isWanted(_ option: String, _ standard: Bool) throws -> Bool {
            try call.keyword(option).map(call.machine.isTrue) ?? standard
        }
        let options = DataclassOptions(
            hasInit: try isWanted("init", true), hasRepresentation: try isWanted("repr", true),
            hasEquality: try isWanted("eq", true), hasOrder: try isWanted("order", false),
            isFrozen: try isWanted("frozen", false))
        guard let type = call.optional(0)?.object as? TypeObject else {
            return .native(
                NativeFunction("dataclass", "cls", holding: [], call.machine.heap) { inner in
                    guard let type = inner[0].object as? TypeObject else { return inner[0] }
                    return try options.apply(to: type, inner.machine)
                })
        }
        return try options.apply(to: type, call.machine)
    }

    private static let field = NativeFunction(
        "field", "*, default=, default_factory=, init=, repr=, compare=, hash=, metadata=, kw_only="
    ) { call in
        .object(
            DataclassField(
                standard: call.keyword("default"), factory: call.keyword("default_factory"),
                isShown: try call.keyword("repr").map(call.machine.isTrue) ?? true, call.machine.heap))
    }

    private static let asDict = NativeFunction("asdict", "obj") { call in
        guard let instance = call[0].object as? InstanceObject, let fields = instance.type.fields else {
            throw Interruption.typeError("asdict() should be called on dataclass instances")
        }
        let dict = DictObject(call.machine.heap)
        for name in fields {
            try dict.setItem(call.machine.string(name), to: instance.attributes[name] ?? .none, call.machine)
        }
        return .dict(dict)
    }

    private static let replace = NativeFunction("replace", "obj, *, **") { call in
        guard let instance = call[0].object as? InstanceObject, let fields = instance.type.fields else {
            throw Interruption.typeError("replace() should be called on dataclass instances")
        }
        let values = fields.map { (name: $0, value: call.keyword($0) ?? instance.attributes[$0] ?? .none) }
        return try call.machine.call(.object(instance.type), [], values)
    }
}

/// What `field(...)` says about a field.
final class DataclassField: Object, @unchecked Sendable {
    private var values: [Value]
    let isShown: Bool

    init(standard: Value?, factory: Value?, isShown: Bool, _ heap: Heap) {
        values = [standard ?? .undefined, factory ?? .undefined]
        self.isShown = isShown
        super.init(heap)
    }

    deinit { heap.discard(&values) }

    /// The value of the field in a new object; nil where it must be given.
    func standard(_ machine: Machine) throws -> Value? {
        if !values[1].isUndefined { return try machine.call(values[1], []) }
        return values[0].isUndefined ? nil : values[0]
    }

    /// The value that the class keeps as its attribute.
    var classValue: Value? { values[0].isUndefined ? nil : values[0] }
}

/// What `@dataclass(...)` adds to a class.
struct DataclassOptions {
    let hasInit: Bool
    let hasRepresentation: Bool
    let hasEquality: Bool
    let hasOrder: Bool
    let isFrozen: Bool

    func apply(to type: TypeObject, _ machine: Machine) throws -> Value {
        let fields = try fields(of: type)
        type.fields = fields.map(\.name)
        func add(_ name: String, _ signature: Signature, _ body: @escaping NativeFunction.Body) throws {
            guard type.attributes[name] == nil else { return }
            let held = fields.map(\.standard)
            let method = NativeFunction(name, signature, holding: held, isMethod: true, machine.heap, body: body)
            try type.setAttribute(name, to: .native(method), machine)
        }
        let names = fields.map(\.name)
        let shown = fields.filter { ($0.standard.object as? DataclassField)?.isShown ?? true }.map(\.name)
        try type.setAttribute("__match_args__", to: machine.tuple(names.map(machine.string)), machine)
        if hasInit { try add("__init__", "*values, **") { call in try Self.initialize(names, call) } }
        if hasRepresentation { try add("__repr__", "self") { call in try Self.representation(shown, call) } }
        if hasEquality {
            try add("__eq__", "self, other") { call in try Self.compare(names, call) { try $2.areEqual($0, $1) } }
        }
        if hasEquality, isFrozen {
            try add("__hash__", "self") { call in
                .int(try call.machine.hash(of: call.machine.tuple(Self.values(call[0], names))))
            }
        }
        if hasOrder {
            for order in [Ordering.less, .lessOrEqual, .greater, .greaterOrEqual] {
                try add(order.specialName, "self, other") { call in
                    try Self.compare(names, call) { try $2.isTrue($2.compare(order, $0, $1)) }
                }
            }
        }
        if isFrozen {
            try add("__setattr__", "self, name, value") { call in
                throw Interruption.failure(
                    .frozenInstanceError, "cannot assign to field '\(try call.scalars(1).text)'")
            }
        }
        return .object(type)
    }

    /// The annotated names of a class and those above it, with their defaults.
    private func fields(of type: TypeObject) throws -> [(name: String, standard: Value)] {
        var fields: [(name: String, standard: Value)] = []
        for owner in type.order.reversed() {
            guard case .dict(let annotations)? = owner.attributes["__annotations__"] else { continue }
            for key in annotations.keys {
                guard case .string(let text) = key else { continue }
                let name = text.text
                let standard = owner.attributes[name] ?? .undefined
                if case .list = standard {
                    throw Interruption.valueError(
                        "mutable default <class 'list'> for field \(name) is not allowed: use default_factory")
                }
                if let place = fields.firstIndex(where: { $0.name == name }) {
                    fields[place].standard = standard
                } else {
                    fields.append((name, standard))
                }
            }
        }
        return fields
    }

    private static func initialize(_ names: [String], _ call: Call) throws -> Value {
        guard let instance = call[0].object as? InstanceObject else { return .none }
        let given = call.count - 1
        guard given <= names.count else {
            throw Interruption.typeError(
                "\(instance.type.name).__init__() takes \(names.count + 1) positional arguments but \(given + 1) were given"
            )
        }
        for entry in call.keywords where !names.dropFirst(given).contains(entry.name) {
            throw Interruption.typeError(
                "\(instance.type.name).__init__() got an unexpected keyword argument '\(entry.name)'")
        }
        for (index, name) in names.enumerated() {
            var value = index < given ? call[index + 1] : call.keyword(name)
            if value == nil {
                let standard = call.held[index]
                if let field = standard.object as? DataclassField {
                    value = try field.standard(call.machine)
                } else if !standard.isUndefined {
                    value = standard
                }
            }
            guard let value else {
                throw Interruption.typeError(
                    "\(instance.type.name).__init__() missing 1 required positional argument: '\(name)'")
            }
            try instance.store(name, value)
        }
        _ = try instance.callSpecial("__post_init__", [], call.machine)
        return .none
    }

    private static func values(_ value: Value, _ names: [String]) -> [Value] {
        guard let instance = value.object as? InstanceObject else { return [] }
        return names.map { instance.attributes[$0] ?? .none }
    }

    private static func representation(_ names: [String], _ call: Call) throws -> Value {
        guard let instance = call[0].object as? InstanceObject else { return .none }
        var text: Scalars = []
        try call.machine.write(instance, to: &text) { text in
            text.append(instance.type.name + "(")
            for (index, name) in names.enumerated() {
                text.append((index > 0 ? ", " : "") + name + "=")
                try call.machine.writeRepresentation(of: instance.attributes[name] ?? .none, to: &text)
            }
            text.append(")")
        }
        return try call.machine.string(text)
    }

    private static func compare(
        _ names: [String], _ call: Call, _ holds: (Value, Value, Machine) throws -> Bool
    ) throws -> Value {
        guard call[0].type === call[1].type else { return NotImplementedObject.value }
        let (left, right) = (values(call[0], names), values(call[1], names))
        return .bool(try holds(call.machine.tuple(left), call.machine.tuple(right), call.machine))
    }
}
