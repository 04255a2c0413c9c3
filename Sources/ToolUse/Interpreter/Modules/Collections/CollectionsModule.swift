extension Modules {
    static let collections = make(
        "collections", [namedTuple],
        [
            "Counter": .object(Types.counter), "defaultdict": .object(Types.defaultDict),
            "OrderedDict": .object(Types.orderedDict), "deque": .object(Types.deque),
        ])

    private static let namedTuple = NativeFunction("namedtuple", "typename, field_names, *, defaults=") { call in
        let machine = call.machine
        var fields: [String] = []
        if case .string(let text) = call[1] {
            fields = text.text.split { $0 == " " || $0 == "," || $0 == "\n" }.map(String.init)
        } else {
            fields = try call.elements(1).map { try machine.text(of: $0).text }
        }
        for field in fields {
            let scalars = Scalars(field)
            guard scalars.first?.isNameStart ?? false, scalars.allSatisfy(\.isNamePart), scalars.first != "_" else {
                throw Interruption.valueError("Type names and field names must be valid identifiers: '\(field)'")
            }
        }
        let defaults = try call.optionalKeyword("defaults").map(machine.elements) ?? []
        let names = fields
        let maker = NativeFunction("__new__", "*values, **", holding: defaults, machine.heap) { call in
            guard let type = call[0].object as? TypeObject else { return .none }
            return try namedTuple(type, names, call)
        }
        return .object(
            try TypeObject(
                name: call.scalars(0).text, bases: [Types.tuple],
                attributes: [
                    "__new__": .native(maker), "_asdict": .native(asDict), "_replace": .native(replace),
                    "_make": .object(ClassMethodObject(.native(make), machine.heap)),
                    "__match_args__": machine.tuple(fields.map(machine.string)),
                ], fields: fields, machine.heap))
    }

    private static func namedTuple(_ type: TypeObject, _ fields: [String], _ call: Call) throws -> Value {
        var values = Array(call.values.dropFirst())
        guard values.count <= fields.count else {
            throw Interruption.typeError(
                "\(type.name).__new__() takes \(fields.count + 1) positional arguments but \(values.count + 1) were given"
            )
        }
        let given = values.count
        for (index, field) in fields.enumerated().dropFirst(given) {
            let fromEnd = fields.count - index
            let standard = fromEnd <= call.held.count ? call.held[call.held.count - fromEnd] : nil
            guard let value = call.keyword(field) ?? standard else {
                throw Interruption.typeError(
                    "\(type.name).__new__() missing 1 required positional argument: '\(field)'")
            }
            values.append(value)
        }
        for entry in call.keywords where !fields.dropFirst(given).contains(entry.name) {
            throw Interruption.typeError("\(type.name).__new__() got an unexpected keyword argument '\(entry.name)'")
        }
        return .tuple(try TupleObject(values, type: type, call.machine.heap))
    }

    private static let asDict = Methods.any("_asdict") { call in
        guard case .tuple(let tuple) = call[0], let fields = tuple.fields else { return .none }
        let dict = DictObject(call.machine.heap)
        for (field, value) in zip(fields, tuple.items) {
            try dict.setItem(call.machine.string(field), to: value, call.machine)
        }
        return .dict(dict)
    }

    private static let replace = NativeFunction("_replace", "self, *, **", isMethod: true) { call in
        guard case .tuple(let tuple) = call[0], let fields = tuple.fields else { return .none }
        for entry in call.keywords where !fields.contains(entry.name) {
            throw Interruption.valueError("Got unexpected field names: ['\(entry.name)']")
        }
        let values = zip(fields, tuple.items).map { field, value in call.keyword(field) ?? value }
        return .tuple(try TupleObject(values, type: tuple.type, call.machine.heap))
    }

    private static let make = Methods.any("_make", "iterable") { call in
        guard let type = call[0].object as? TypeObject else { return .none }
        return try call.machine.call(.object(type), call.elements(1))
    }
}
