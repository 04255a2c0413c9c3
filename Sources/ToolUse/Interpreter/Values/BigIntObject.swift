import BigInt

/// An integer that does not fit a machine word.
final class BigIntObject: Object, @unchecked Sendable {
    let value: BigInt

    init(_ value: BigInt, _ heap: Heap) throws {
        try heap.claim(value.magnitude.bitWidth / 8)
        self.value = value
        super.init(heap)
    }

    deinit { heap.give(value.magnitude.bitWidth / 8) }

    override var type: TypeObject { Types.int }

    override func isTrue(_ machine: Machine) -> Bool { true }

    override func hash(_ machine: Machine) -> Int { IntegerHash.hash(value) }

    override func writeRepresentation(to text: inout Scalars, _ machine: Machine) throws {
        text.append(try machine.decimal(value))
    }
}
