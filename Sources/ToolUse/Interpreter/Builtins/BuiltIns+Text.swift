import BigInt

extension BuiltIns {
    static var textFunctions: [NativeFunction] {
        [
            NativeFunction("print", "*values, sep=, end=, file=, flush=") { call in
                func separator(_ name: String, _ standard: String) throws -> Scalars {
                    guard let value = call.optionalKeyword(name) else { return Scalars(standard) }
                    guard case .string(let text) = value else {
                        throw Interruption.typeError("\(name) must be None or a string, not \(value.type.name)")
                    }
                    return text.scalars
                }
                let (between, end) = (try separator("sep", " "), try separator("end", "\n"))
                var text: Scalars = []
                for (index, value) in call.values.enumerated() {
                    if index > 0 { text += between }
                    try call.machine.writeText(of: value, to: &text)
                }
                try call.machine.spend((text.count + end.count) / 32 + 1)
                try call.machine.write(text + end)
                return .none
            },
            NativeFunction("repr", "obj") { call in try call.machine.string(call.machine.representation(of: call[0])) },
            NativeFunction("ascii", "obj") { call in
                try call.machine.string(call.machine.asciiRepresentation(of: call[0]))
            },
            NativeFunction("format", "value, format_spec=") { call in
                let specification = call.count > 1 ? try call.scalars(1) : []
                return try call.machine.string(call.machine.format(call[0], specification))
            },
            NativeFunction("chr", "i") { call in
                let code = try call.integer(0)
                guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init) else {
                    throw Interruption.valueError("chr() arg not in range(0x110000)")
                }
                return try call.machine.character(scalar)
            },
            NativeFunction("ord", "c") { call in
                guard case .string(let text) = call[0] else {
                    throw Interruption.typeError("ord() expected string of length 1, but \(call[0].type.name) found")
                }
                guard text.scalars.count == 1 else {
                    throw Interruption.typeError(
                        "ord() expected a character, but string of length \(text.scalars.count) found")
                }
                return .int(Int(text.scalars[0].value))
            },
            digits("bin", radix: 2, prefix: "0b"),
            digits("oct", radix: 8, prefix: "0o"),
            digits("hex", radix: 16, prefix: "0x"),
        ]
    }

    private static func digits(_ name: String, radix: Int, prefix: String) -> NativeFunction {
        NativeFunction(name, "number") { call in
            let number = try call.machine.bigInt(call[0])
            let digits = try call.machine.digits(number, radix: radix)
            return try call.machine.string((number < 0 ? "-" : "") + prefix + digits)
        }
    }
}
