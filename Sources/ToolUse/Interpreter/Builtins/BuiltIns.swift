/// The names that every program knows.
enum BuiltIns {
    /// What a name means unless the program gives it another meaning; nil for names that mean nothing.
    static func value(_ name: String) -> Value? { table[name] }

    /// Names that Python has and this language leaves out on purpose, with the reason.
    static let absent: [String: String] = [
        "input": "name 'input' is not defined: there is nobody to ask; write the values into the program",
        "open": "name 'open' is not defined: there are no files",
        "exec": "name 'exec' is not defined: write the statements into the program",
        "compile": "name 'compile' is not defined: write the statements into the program",
        "globals": "name 'globals' is not defined: use a dict of your own",
        "locals": "name 'locals' is not defined: use a dict of your own",
        "bytes": "name 'bytes' is not defined: use str or a list of numbers",
        "bytearray": "name 'bytearray' is not defined: use a list of numbers",
        "complex": "name 'complex' is not defined: numbers are int, float and Fraction",
    ]

    private static let table: [String: Value] = {
        var table: [String: Value] = [
            "NotImplemented": NotImplementedObject.value, "Ellipsis": EllipsisObject.value, "__debug__": .bool(true),
            "__name__": .string(StringObject.shared("__main__")),
        ]
        for type in types { table[type.name] = .object(type) }
        for kind in ExceptionKind.allCases where kind != .frozenInstanceError {
            table[kind.rawValue] = .object(kind.type)
        }
        for function in functions { table[function.name] = .native(function) }
        return table
    }()

    private static let types: [TypeObject] = [
        Types.object, Types.type, Types.int, Types.bool, Types.float, Types.string, Types.list, Types.tuple,
        Types.range,
        Types.slice, Types.dict, Types.set, Types.frozenSet, Types.map, Types.filter, Types.zip, Types.enumerate,
        Types.reversed, Types.property, Types.classMethod, Types.staticMethod, Types.superType,
    ]

    private static var functions: [NativeFunction] {
        numberFunctions + sequenceFunctions + textFunctions + objectFunctions
    }
}
