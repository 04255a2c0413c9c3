extension Methods {
    /// Filling texts up.
    static let stringPadding: [NativeFunction] = [
        padding("ljust") { (0, $0) },
        padding("rjust") { ($0, 0) },
        // CPython puts the odd one in front if the width is odd.
        text("center", "width, fillchar=") { text, call in
            let width = try call.integer(1)
            let missing = max(width, text.count) - text.count
            let left = missing / 2 + (missing & width & 1)
            return try padded(text, call, left, missing - left)
        },
        text("zfill", "width") { text, call in
            let width = try call.integer(1)
            guard width > text.count else { return call[0] }
            try call.machine.heap.check(width, of: StringObject.scalarSize)
            try call.machine.spend(width / 16)
            let sign = text.first == "-" || text.first == "+" ? 1 : 0
            let zeros = Scalars(repeating: "0", count: width - text.count)
            return try call.machine.string(Array(text[..<sign]) + zeros + text[sign...])
        },
        text("expandtabs", "tabsize=") { text, call in
            let size = try call.integer(1, default: 8)
            var result: Scalars = []
            var column = 0
            for scalar in text {
                if scalar == "\t" {
                    let blanks = size > 0 ? size - column % size : 0
                    try call.machine.heap.check(result.count.addingReportingOverflow(blanks).partialValue, of: 4)
                    try call.machine.spend(blanks / 16)
                    result += Scalars(repeating: " ", count: blanks)
                    column += blanks
                } else {
                    result.append(scalar)
                    column = scalar == "\n" || scalar == "\r" ? 0 : column + 1
                }
            }
            return try call.machine.string(result)
        },
    ]

    private static func padding(_ name: String, _ share: @escaping (Int) -> (left: Int, right: Int)) -> NativeFunction {
        text(name, "width, fillchar=") { text, call in
            let (left, right) = share(max(try call.integer(1), text.count) - text.count)
            return try padded(text, call, left, right)
        }
    }

    private static func padded(_ text: Scalars, _ call: Call, _ left: Int, _ right: Int) throws -> Value {
        let filling = call.given(2) == nil ? [" "] : try call.scalars(2)
        guard filling.count == 1 else {
            throw Interruption.typeError("The fill character must be exactly one character long")
        }
        guard left + right > 0 else { return call[0] }
        try call.machine.heap.check(text.count + left + right, of: StringObject.scalarSize)
        try call.machine.spend((left + right) / 16)
        return try call.machine.string(
            Scalars(repeating: filling[0], count: left) + text + Scalars(repeating: filling[0], count: right))
    }

    /// Texts with places to fill, and tables of characters.
    static let stringFormatting: [NativeFunction] = [
        text("format", "*values, **") { text, call in
            let keywords = call.keywords
            var format = BraceFormat(
                positional: Array(call.values.dropFirst()),
                named: { name in keywords.first { $0.name == name }?.value }, call.machine)
            return try call.machine.string(format.fill(text[...]))
        },
        text("format_map", "mapping") { text, call in
            let (machine, mapping) = (call.machine, call[1])
            var format = BraceFormat(
                positional: [], named: { try machine.item(of: mapping, at: machine.string($0)) }, machine)
            return try machine.string(format.fill(text[...]))
        },
        text("translate", "table") { text, call in
            var result: Scalars = []
            for scalar in text {
                try call.machine.spend(1)
                try call.machine.heap.check(result.count, of: StringObject.scalarSize)
                let code = Value.int(Int(scalar.value))
                let found: Value?
                if case .dict(let table) = call[1] {
                    found = try table.find(code, call.machine)
                } else {
                    found = try call.machine.item(of: call[1], at: code)
                }
                switch found {
                case nil: result.append(scalar)
                case .string(let text): result += text.scalars
                case .int(let number):
                    if let mapped = UInt32(exactly: number).flatMap(Unicode.Scalar.init) { result.append(mapped) }
                case .some(.none): break
                default: throw Interruption.typeError("character mapping must return integer, None or str")
                }
            }
            return try call.machine.string(result)
        },
        NativeFunction("maketrans", "x, y=, z=") { call in
            let table = DictObject(call.machine.heap)
            func set(_ scalar: Unicode.Scalar, _ value: Value) throws {
                try table.setItem(.int(Int(scalar.value)), to: value, call.machine)
            }
            if call.count == 1 {
                guard case .dict(let given) = call[0] else {
                    throw Interruption.typeError("if you give only one argument to maketrans it must be a dict")
                }
                for item in given.items {
                    if case .string(let text) = item.key {
                        guard text.scalars.count == 1 else {
                            throw Interruption.valueError("string keys in translate table must be of length 1")
                        }
                        try set(text.scalars[0], item.value)
                    } else {
                        try table.setItem(item.key, to: item.value, call.machine)
                    }
                }
                return .dict(table)
            }
            let (from, to) = (try call.scalars(0), try call.scalars(1))
            guard from.count == to.count else {
                throw Interruption.valueError("the first two maketrans arguments must have equal length")
            }
            for (a, b) in zip(from, to) { try set(a, .int(Int(b.value))) }
            if call.given(2) != nil { for scalar in try call.scalars(2) { try set(scalar, .none) } }
            return .dict(table)
        },
    ]
}
