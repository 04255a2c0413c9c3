import BigInt

/// A source of random numbers: `random.Random(seed)`, or that of the module.
final class RandomObject: Object, @unchecked Sendable {
    var generator = MersenneTwister(key: [0])

    override var type: TypeObject { Self.type }

    private static let type = TypeObject(
        builtIn: "Random", base: Types.object,
        constructor: NativeFunction("Random", "x=") { call in
            let random = RandomObject(call.machine.heap)
            try random.seed(call.optional(0), call.machine)
            return .object(random)
        })

    /// The class as programs see it.
    static var typeValue: Value { .object(type) }

    /// Begins anew: from an integer in the way of Python, from a float or a text in a way of its own.
    func seed(_ value: Value?, _ machine: Machine) throws {
        let seed: BigInt
        switch value {
        case nil: seed = 0
        case .float(let number): seed = BigInt(number.bitPattern)
        case .string(let text):
            try machine.spend(text.scalars.count)
            seed = text.scalars.reduce(1) { ($0 * 31 + BigInt($1.value)) % (BigInt(1) << 128) }
        case .some(let number):
            guard let whole = Number(number)?.bigInt else {
                throw Interruption.typeError(
                    "The only supported seed types are: None,\nint, float, str, bytes, and bytearray.")
            }
            seed = whole
        }
        try machine.spend(2000 + seed.magnitude.bitWidth / 32)
        let words = seed.magnitude.words.flatMap {
            [UInt32(truncatingIfNeeded: $0), UInt32(truncatingIfNeeded: $0 >> 32)]
        }
        let count = words.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 1
        generator = MersenneTwister(key: Array((words + [0]).prefix(count)))
    }

    /// The functions of the module, holding this source.
    override func attribute(_ name: String, _ machine: Machine) throws -> Value? {
        guard case .native(let function)? = Modules.random.members[name] else { return nil }
        return .native(
            NativeFunction(function.name, function.signature, holding: [.object(self)], heap, body: function.body))
    }
}

extension Call {
    /// The source whose function is called.
    var random: RandomObject { held.first?.object as? RandomObject ?? machine.random }
}
