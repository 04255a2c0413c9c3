/// `text.format(...)`: fields in braces.
struct BraceFormat {
    private let machine: Machine
    private let positional: [Value]
    private let named: (String) throws -> Value?
    private var nextPosition = 0
    private var isManual: Bool?

    init(positional: [Value], named: @escaping (String) throws -> Value?, _ machine: Machine) {
        self.machine = machine
        self.positional = positional
        self.named = named
    }

    /// The text with its fields filled. Fields inside of specifications are filled as well, once.
    mutating func fill(_ text: ArraySlice<Unicode.Scalar>, depth: Int = 2) throws -> Scalars {
        guard depth > 0 else { throw Interruption.valueError("Max string recursion exceeded") }
        var result: Scalars = []
        var place = text.startIndex
        while place < text.endIndex {
            let scalar = text[place]
            let isDoubled = place + 1 < text.endIndex && text[place + 1] == scalar
            switch scalar {
            case "{", "}":
                if isDoubled {
                    result.append(scalar)
                    place += 2
                    continue
                }
                guard scalar == "{" else {
                    throw Interruption.valueError("Single '}' encountered in format string")
                }
                guard let end = Self.end(of: text, from: place + 1) else {
                    throw Interruption.valueError(
                        place + 1 < text.endIndex
                            ? "expected '}' before end of string" : "Single '{' encountered in format string")
                }
                result += try field(text[(place + 1)..<end], depth: depth)
                try machine.spend(1)
                try machine.heap.check(result.count, of: StringObject.scalarSize)
                place = end + 1
            default:
                result.append(scalar)
                place += 1
            }
        }
        return result
    }

    /// The place of the brace that closes a field.
    private static func end(of text: ArraySlice<Unicode.Scalar>, from start: Int) -> Int? {
        var depth = 1
        for place in start..<text.endIndex {
            if text[place] == "{" { depth += 1 } else if text[place] == "}" { depth -= 1 }
            if depth == 0 { return place }
        }
        return nil
    }

    private mutating func field(_ field: ArraySlice<Unicode.Scalar>, depth: Int) throws -> Scalars {
        var bracket = false
        let nameEnd =
            field.firstIndex { scalar in
                if scalar == "[" { bracket = true } else if scalar == "]" { bracket = false }
                return !bracket && (scalar == "!" || scalar == ":")
            } ?? field.endIndex
        var value = try lookUp(field[..<nameEnd])
        var rest = field[nameEnd...]
        if rest.first == "!" {
            guard let conversion = rest.dropFirst().first else {
                throw Interruption.valueError("end of string while looking for conversion specifier")
            }
            rest = rest.dropFirst(2)
            guard rest.isEmpty || rest.first == ":" else {
                throw Interruption.valueError("expected ':' after conversion specifier")
            }
            value = try machine.converted(value, conversion)
        }
        let specification = rest.isEmpty ? [] : try fill(rest.dropFirst(), depth: depth - 1)
        return try machine.format(value, specification)
    }

    /// The value that `0.name[key]` means.
    private mutating func lookUp(_ name: ArraySlice<Unicode.Scalar>) throws -> Value {
        let end = name.firstIndex { $0 == "." || $0 == "[" } ?? name.endIndex
        var value = try root(Array(name[..<end]))
        var place = end
        while place < name.endIndex {
            let isSubscript = name[place] == "["
            let start = place + 1
            if isSubscript {
                guard let close = name[start...].firstIndex(of: "]") else {
                    throw Interruption.valueError("Missing ']' in format string")
                }
                let key = Array(name[start..<close])
                guard !key.isEmpty else { throw Interruption.valueError("Empty attribute in format string") }
                value = try machine.item(of: value, at: Self.position(key).map { .int($0) } ?? machine.string(key))
                place = close + 1
                if place < name.endIndex, name[place] != ".", name[place] != "[" {
                    throw Interruption.valueError("Only '.' or '[' may follow ']' in format field specifier")
                }
            } else {
                place = name[start...].firstIndex { $0 == "." || $0 == "[" } ?? name.endIndex
                guard place > start else { throw Interruption.valueError("Empty attribute in format string") }
                value = try machine.attribute(of: value, Array(name[start..<place]).text)
            }
        }
        return value
    }

    private mutating func root(_ name: Scalars) throws -> Value {
        let position = Self.position(name)
        guard name.isEmpty || position != nil else {
            guard let value = try named(name.text) else { throw try machine.keyError(machine.string(name)) }
            return value
        }
        if let isManual, isManual == name.isEmpty {
            throw Interruption.valueError(
                name.isEmpty
                    ? "cannot switch from manual field specification to automatic field numbering"
                    : "cannot switch from automatic field numbering to manual field specification")
        }
        isManual = !name.isEmpty
        let index = position ?? nextPosition
        if name.isEmpty { nextPosition += 1 }
        guard index < positional.count else {
            throw Interruption.indexError("Replacement index \(index) out of range for positional args tuple")
        }
        return positional[index]
    }

    private static func position(_ name: Scalars) -> Int? {
        guard !name.isEmpty, name.allSatisfy({ ("0"..."9").contains($0) }) else { return nil }
        return Int(name.text)
    }
}

extension Machine {
    /// What `!r`, `!s` or `!a` makes of a value.
    func converted(_ value: Value, _ conversion: Unicode.Scalar) throws -> Value {
        switch conversion {
        case "s": return try string(text(of: value))
        case "r": return try string(representation(of: value))
        case "a": return try string(asciiRepresentation(of: value))
        default: throw Interruption.valueError("Unknown conversion specifier \(conversion)")
        }
    }

    /// `ascii(value)`
    func asciiRepresentation(of value: Value) throws -> Scalars {
        var result: Scalars = []
        for scalar in try representation(of: value) {
            if scalar.isASCII {
                result.append(scalar)
            } else {
                var escaped: Scalars = []
                TextRepresentation.write([scalar], to: &escaped, isASCII: true)
                result += escaped.dropFirst().dropLast()
            }
        }
        return result
    }
}
