/// A Python str: code points, each found in constant time.
final class StringObject: Object, @unchecked Sendable {
    /// The bytes that each code point is counted with.
    static let scalarSize = 4
    private(set) var scalars: Scalars
    private var knownHash: Int?

    init(_ scalars: Scalars, _ heap: Heap) throws {
        try heap.claim(scalars.count * Self.scalarSize)
        self.scalars = scalars
        super.init(heap)
    }

    private init(shared scalars: Scalars) {
        self.scalars = scalars
        super.init(.shared)
    }

    deinit { heap.give(scalars.count * Self.scalarSize) }

    /// A text that all programs share.
    static func shared(_ text: String) -> StringObject { StringObject(shared: Scalars(text)) }

    /// Texts of one ASCII character, which all programs share.
    static let ascii: [StringObject] = (0..<128).map {
        StringObject(shared: [Unicode.Scalar(UInt8($0))])
    }

    /// Appends in place. Only for an object that nobody else holds.
    func append(_ other: Scalars) throws {
        try heap.claim(other.count * Self.scalarSize)
        scalars.append(contentsOf: other)
        knownHash = nil
    }

    /// The text as a Swift string, for names.
    var text: String { scalars.text }

    override var type: TypeObject { Types.string }

    override func length(_ machine: Machine) -> Int? { scalars.count }

    override func iterator(_ machine: Machine) -> IteratorObject? { StringIterator(self) }

    override func hash(_ machine: Machine) throws -> Int {
        if let knownHash { return knownHash }
        try machine.spend(scalars.count / 8)
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for scalar in scalars { hash = (hash ^ UInt64(scalar.value)) &* 0x0000_0100_0000_01B3 }
        let result = Int(bitPattern: UInt(hash))
        knownHash = result
        return result
    }

    override func item(_ key: Value, _ machine: Machine) throws -> Value {
        if case .object(let object) = key, let slice = object as? SliceObject {
            let indices = try slice.indices(length: scalars.count, machine)
            try machine.spend(indices.count / 8)
            if indices.step == 1 { return try machine.string(Array(scalars[indices.range])) }
            try heap.check(indices.count, of: Self.scalarSize)
            return try machine.string(indices.map { scalars[$0] })
        }
        let index = try machine.index(key, count: scalars.count, of: "string")
        return try machine.character(scalars[index])
    }

    override func contains(_ value: Value, _ machine: Machine) throws -> Bool? {
        guard case .string(let needle) = value else {
            throw Interruption.typeError("'in <string>' requires string as left operand, not \(value.type.name)")
        }
        return try TextSearch(needle.scalars, machine).first(in: scalars[...]) != nil
    }

    override func equals(_ other: Value, _ machine: Machine) throws -> Bool? {
        guard case .string(let other) = other else { return nil }
        guard self !== other else { return true }
        guard scalars.count == other.scalars.count else { return false }
        try machine.spend(scalars.count / 64)
        return scalars == other.scalars
    }

    override func compare(_ order: Ordering, _ other: Value, _ machine: Machine) throws -> Value? {
        guard case .string(let other) = other else { return nil }
        let shorter = min(scalars.count, other.scalars.count)
        var place = 0
        while place < shorter, scalars[place] == other.scalars[place] { place += 1 }
        try machine.spend(place / 16)
        guard place < shorter else { return .bool(order.holds(scalars.count, other.scalars.count)) }
        return .bool(order.holds(scalars[place].value, other.scalars[place].value))
    }

    override func writeText(to text: inout Scalars, _ machine: Machine) throws {
        try machine.spend(scalars.count / 64)
        try heap.check(text.count + scalars.count, of: Self.scalarSize)
        text.append(contentsOf: scalars)
    }

    override func writeRepresentation(to text: inout Scalars, _ machine: Machine) throws {
        try machine.spend(scalars.count / 8)
        try heap.check(text.count + scalars.count, of: Self.scalarSize)
        TextRepresentation.write(scalars, to: &text)
    }

    override func binary(_ operation: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
        switch operation {
        case .add:
            guard case .string(let other) = other else { return nil }
            let count = scalars.count + other.scalars.count
            try machine.spend(count / 16)
            try heap.check(count, of: Self.scalarSize)
            return try machine.string(scalars + other.scalars)
        case .multiply:
            guard let times = try machine.repetitions(other) else { return nil }
            return try machine.string(machine.repeated(scalars, times, elementSize: Self.scalarSize))
        case .modulo:
            return try machine.string(PercentFormat(scalars, machine).fill(other))
        default: return nil
        }
    }

    override func reflectedBinary(_ operation: BinaryOperator, _ other: Value, _ machine: Machine) throws -> Value? {
        operation == .multiply ? try binary(operation, other, machine) : nil
    }
}
