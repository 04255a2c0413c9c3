extension Modules {
    static let operators = make("operator", arithmetic + comparisons + getters)

    private static let arithmetic: [NativeFunction] = {
        let names: [(String, BinaryOperator)] = [
            ("add", .add), ("sub", .subtract), ("mul", .multiply), ("truediv", .divide), ("floordiv", .floorDivide),
            ("mod", .modulo), ("pow", .power), ("lshift", .leftShift), ("rshift", .rightShift), ("and_", .and),
            ("or_", .or),
            ("xor", .xor), ("concat", .add),
        ]
        return names.map { name, operation in
            NativeFunction(name, "a, b") { call in try call.machine.binary(operation, call[0], call[1]) }
        } + [
            NativeFunction("neg", "a") { call in try call.machine.unary(.negate, call[0]) },
            NativeFunction("pos", "a") { call in try call.machine.unary(.positive, call[0]) },
            NativeFunction("invert", "a") { call in try call.machine.unary(.invert, call[0]) },
            NativeFunction("abs", "a") { call in try call.machine.absolute(call[0]) },
            NativeFunction("not_", "a") { call in .bool(try !call.machine.isTrue(call[0])) },
            NativeFunction("truth", "a") { call in .bool(try call.machine.isTrue(call[0])) },
        ]
    }()

    private static let comparisons: [NativeFunction] = {
        let names: [(String, Ordering)] = [
            ("lt", .less), ("le", .lessOrEqual), ("gt", .greater), ("ge", .greaterOrEqual),
        ]
        return names.map { name, order in
            NativeFunction(name, "a, b") { call in try call.machine.compare(order, call[0], call[1]) }
        } + [
            NativeFunction("eq", "a, b") { call in try call.machine.equality(call[0], call[1]) },
            NativeFunction("ne", "a, b") { call in try call.machine.inequality(call[0], call[1]) },
            NativeFunction("is_", "a, b") { call in .bool(call[0].isIdentical(to: call[1])) },
            NativeFunction("is_not", "a, b") { call in .bool(!call[0].isIdentical(to: call[1])) },
            NativeFunction("contains", "a, b") { call in .bool(try call.machine.contains(call[0], call[1])) },
        ]
    }()

    private static let getters: [NativeFunction] = [
        NativeFunction("getitem", "a, b") { call in try call.machine.item(of: call[0], at: call[1]) },
        NativeFunction("setitem", "a, b, c") { call in
            try call.machine.setItem(of: call[0], at: call[1], to: call[2])
            return .none
        },
        NativeFunction("itemgetter", "*items") { call in
            getter("itemgetter", call) { object, key, machine in try machine.item(of: object, at: key) }
        },
        NativeFunction("attrgetter", "*attrs") { call in
            getter("attrgetter", call) { object, name, machine in
                try machine.text(of: name).text.split(separator: ".").reduce(object) {
                    try machine.attribute(of: $0, String($1))
                }
            }
        },
        NativeFunction("methodcaller", "*name") { call in
            .native(
                NativeFunction("methodcaller", "obj", holding: Array(call.values), call.machine.heap) { inner in
                    let method = try inner.machine.attribute(of: inner[0], inner.machine.text(of: inner.held[0]).text)
                    return try inner.machine.call(method, Array(inner.held.dropFirst()))
                })
        },
    ]

    /// A function that gets one or several things of its argument.
    private static func getter(
        _ name: String, _ call: Call, get: @escaping (Value, Value, Machine) throws -> Value
    ) -> Value {
        .native(
            NativeFunction(name, "obj", holding: Array(call.values), call.machine.heap) { inner in
                let found = try inner.held.map { try get(inner[0], $0, inner.machine) }
                return found.count == 1 ? found[0] : try inner.machine.tuple(found)
            })
    }
}
